import type { Code } from './codes.ts';
import { type Evidence, type Finding, type FindingKey, keyOf, type Severity } from './finding.ts';

/** How the subjects of a cause and its effect must hang together. */
type Relation = 'same-library' | 'any' | 'shared-place';

interface Edge {
  readonly causes: readonly Code[];
  readonly effects: readonly Code[];
  readonly relation: Relation;
}

const LIBRARY_UNUSABLE: readonly Code[] = [
  'library.cache-stale',
  'library.dir-not-searched',
  'library.broken-link',
  'library.wrong-architecture',
  'library.corrupt',
  'library.unreadable',
];

const SEEN_AT_THE_SURFACE: readonly Code[] = [
  'runtime.library-not-found',
  'runtime.symbol-missing',
  'runtime.symbol-version',
  'runtime.version-mismatch',
  'library.dependency-missing',
  'link.library-not-found',
  'dependency.missing',
];

const BINDINGS: readonly Code[] = ['go.binding-mismatch', 'python.binding-missing'];

/**
 * What brings about what, deepest first: the order in which findings are reported, and the reason why only the root
 * of each chain is an error. A variable that is the reason wins over what it brings about (docs/diagnosis-codes.md).
 */
const EDGES: readonly Edge[] = [
  {
    causes: [
      'install.no-space',
      'install.read-only',
      'source.not-executable',
      'package.broken',
      'package.locked',
    ],
    effects: [
      'library.not-installed',
      'library.corrupt',
      'library.cache-stale',
      'library.broken-link',
      'header.missing',
    ],
    relation: 'any',
  },
  // What every program opens (hier(7)): where it is closed, tools fail and package managers fetch nothing.
  {
    causes: ['install.permission'],
    effects: ['tool.broken', 'tool.missing', 'package.repository', 'library.not-installed'],
    relation: 'shared-place',
  },
  // A sudo that is there and refuses, or a folder that is closed to whoever builds: nothing can be installed.
  { causes: ['install.no-sudo', 'install.permission'], effects: ['library.not-installed'], relation: 'any' },
  // Nothing can be brought to a machine whose way out is set wrongly.
  {
    causes: ['fetch.proxy', 'fetch.tls'],
    effects: ['fetch.network', 'package.repository', 'library.not-installed'],
    relation: 'any',
  },
  // A folder that shuts the user out hides whatever lies in it, tools' own parts among them.
  {
    causes: ['library.unreadable'],
    effects: ['tool.broken', 'pkgconfig.module-missing', 'install.permission'],
    relation: 'any',
  },
  {
    causes: ['env.library-path'],
    effects: [
      'library.duplicate',
      'library.dir-not-searched',
      'library.wrong-architecture',
      'library.corrupt',
      ...SEEN_AT_THE_SURFACE,
      ...BINDINGS,
    ],
    relation: 'any',
  },
  {
    causes: ['env.compiler-flags'],
    effects: [
      'header.mismatch',
      'header.missing',
      'tool.broken',
      'link.version-mismatch',
      'link.library-not-found',
      'go.cgo-disabled',
      ...BINDINGS,
    ],
    relation: 'any',
  },
  {
    causes: ['env.pkg-config-path', 'env.cross-compile'],
    effects: [
      'pkgconfig.module-missing',
      'pkgconfig.dependency-missing',
      'pkgconfig.version-too-old',
      'pkgconfig.stale',
      'header.mismatch',
      ...BINDINGS,
    ],
    relation: 'any',
  },
  { causes: ['env.path'], effects: ['tool.missing', 'tool.shadowed'], relation: 'any' },
  {
    causes: ['tool.shadowed', 'tool.broken', 'tool.missing'],
    effects: ['pkgconfig.module-missing', 'tool.broken', 'env.cross-compile', ...BINDINGS],
    relation: 'any',
  },
  {
    causes: ['library.not-installed'],
    effects: [
      ...SEEN_AT_THE_SURFACE,
      'pkgconfig.module-missing',
      'pkgconfig.dependency-missing',
      'pkgconfig.stale',
      'header.missing',
      ...BINDINGS,
    ],
    relation: 'same-library',
  },
  {
    causes: LIBRARY_UNUSABLE,
    effects: [...SEEN_AT_THE_SURFACE, ...BINDINGS, 'library.not-installed', 'library.duplicate'],
    relation: 'same-library',
  },
  {
    causes: ['pkgconfig.stale', 'pkgconfig.module-missing', 'pkgconfig.dependency-missing'],
    effects: ['header.missing', 'pkgconfig.module-missing', ...BINDINGS],
    relation: 'same-library',
  },
  {
    causes: ['library.duplicate'],
    effects: ['header.mismatch', ...SEEN_AT_THE_SURFACE, ...BINDINGS],
    relation: 'same-library',
  },
  {
    causes: ['header.mismatch', 'header.missing'],
    effects: [...BINDINGS, 'link.version-mismatch'],
    relation: 'same-library',
  },
  {
    causes: ['library.dependency-missing'],
    effects: [...BINDINGS, 'runtime.library-not-found'],
    relation: 'any',
  },
];

/** Headers whose name does not hold their library's. */
const HEADER_LIBRARY: Readonly<Record<string, string>> = { sodium: 'sodium', 'uuid/uuid': 'uuid' };

/** `libczmq`, `libczmq.so.4`, `czmq.h`, `libczmq:drafts`, `goczmq` -> `czmq`: what the edges compare. */
export function libraryOf(subject: string | null): string | null {
  if (subject === null) return null;
  const bare = subject
    .replace(/\.so(\..*)?$|\.\d*\.?dylib$|\.h$/, '')
    .replace(/:.*$/, '')
    .replace(/^lib/, '');
  if (bare === 'goczmq') return 'czmq';
  if (bare === 'pyzmq') return 'zmq';
  return HEADER_LIBRARY[bare] ?? bare;
}

/** Folders and devices that belong to nobody and are used by all. */
const SHARED = /^\/(?:dev\/\w+|tmp|var\/tmp)$/;

function related(relation: Relation, cause: FindingKey, effect: FindingKey): boolean {
  if (relation === 'any') return true;
  if (relation === 'shared-place') return SHARED.test(cause.subject ?? '');
  return libraryOf(cause.subject) === libraryOf(effect.subject);
}

function depthOf({ code, subject }: FindingKey): number {
  const depth = EDGES.findIndex(
    ({ causes, relation }) =>
      causes.includes(code) && (relation !== 'shared-place' || SHARED.test(subject ?? '')),
  );
  return depth < 0 ? EDGES.length : depth;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Whether `cause` brings about `effect`, by what it says itself or by what is so in general. A warning explains no error. */
function explains(cause: Finding, effect: Finding): boolean {
  if (cause === effect || RANK[cause.severity] > RANK[effect.severity]) return false;
  if (cause.consequences.some((one) => keyOf(one) === keyOf(effect))) return true;
  return EDGES.some(
    ({ causes, effects, relation }) =>
      causes.includes(cause.code) && effects.includes(effect.code) && related(relation, cause, effect),
  );
}

/** What two checks saw, each thing once. */
const joined = (left: readonly Evidence[], right: readonly Evidence[]): Evidence[] => {
  const seen = new Set(left.map((one) => JSON.stringify(one)));
  return [...left, ...right.filter((one) => !seen.has(JSON.stringify(one)))];
};

/** One finding for each code and subject: the most severe, with all its evidence. */
function merged(findings: readonly Finding[]): Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const known = byKey.get(keyOf(finding));
    if (known === undefined) byKey.set(keyOf(finding), finding);
    else {
      const [first, second] =
        RANK[finding.severity] < RANK[known.severity] ? [finding, known] : [known, finding];
      byKey.set(keyOf(finding), { ...first, evidence: joined(first.evidence, second.evidence) });
    }
  }
  return [...byKey.values()];
}

/**
 * Symptoms at several depths are one fault: each finding that another explains becomes that one's consequence and
 * vanishes from the list. What is left is ordered: errors first, the deepest with the widest effect in front.
 */
export function correlate(findings: readonly Finding[]): Finding[] {
  const all = merged(findings);
  const depth = new Map(all.map((finding) => [finding, depthOf(finding)]));
  const deepestFirst = [...all].sort((a, b) => (depth.get(a) ?? 0) - (depth.get(b) ?? 0));
  const rootOf = new Map<Finding, Finding>();
  for (const cause of deepestFirst) {
    for (const effect of deepestFirst) {
      if (rootOf.has(effect) || rootOf.get(cause) === effect || !explains(cause, effect)) continue;
      rootOf.set(effect, rootOf.get(cause) ?? cause);
    }
  }
  const roots = deepestFirst.filter((finding) => !rootOf.has(finding));
  return roots
    .map((root) => {
      const followers = deepestFirst.filter((finding) => rootOf.get(finding) === root);
      return {
        ...root,
        consequences: [...root.consequences, ...followers.map(({ code, subject }) => ({ code, subject }))],
      };
    })
    .sort(
      (a, b) =>
        RANK[a.severity] - RANK[b.severity] ||
        depthOf(a) - depthOf(b) ||
        b.consequences.length - a.consequences.length,
    );
}

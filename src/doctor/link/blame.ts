import type { Finding } from '../../core/finding.ts';
import type { Scope } from '../../facts/check.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import type { Candidate } from './candidates.ts';
import { isRuntime, runtimeMissing, runtimeOf } from './cxx-runtime.ts';
import { defines } from './defines.ts';
import { base } from './finding.ts';
import { inOtherLanguage, otherLanguage } from './language.ts';
import type { LinkLine } from './line.ts';
import { outOfOrder } from './order.ts';
import type { Placed } from './placed.ts';
import { notLinked, otherVersion, unknownSymbols } from './undefined.ts';
import type { Unresolved } from './units.ts';

type Kind = 'order' | 'cxx' | 'add' | 'version' | 'language' | 'unknown';

/** Who is to blame for what stays undefined, and which libraries have to be added. */
export function blame(
  scope: Scope,
  line: LinkLine,
  placed: readonly Placed[],
  unresolved: readonly Unresolved[],
  known: readonly Candidate[],
): { causes: Finding[]; added: readonly Candidate[] } {
  const causes: Finding[] = [];
  const added: Candidate[] = [];
  const groups = new Map<string, { kind: Kind; library: string; list: Unresolved[] }>();
  const put = (kind: Kind, library: string, one: Unresolved): void => {
    const key = `${kind} ${library}`;
    const group = groups.get(key) ?? { kind, library, list: [] };
    group.list.push(one);
    groups.set(key, group);
  };
  // Its code wants what every C++ runtime has, too.
  const libcxx = line.libcxx || unresolved.some(({ symbol }) => runtimeOf(symbol) === 'libc++');
  const speakers = new Map<string, Placed>();
  for (const one of unresolved) {
    const onLine = placed.find(({ units, input }) => input.kind !== 'source' && defines(units, one.symbol));
    const candidate = known.find(({ units }) => defines(units, one.symbol));
    const recipe = scope.recipes.find(({ provides }) =>
      provides.symbolPrefixes.some((prefix) => one.symbol.startsWith(prefix)),
    );
    const owner = recipe && libraryOfName(recipe.provides.sonames[0] ?? recipe.name);
    const ofRuntime = runtimeOf(one.symbol) !== null || (!line.cxx && isRuntime(candidate?.library));
    const runtime = ofRuntime ? (libcxx ? 'libc++' : 'libstdc++') : null;
    const speaker = onLine || runtime ? undefined : inOtherLanguage(placed, one);
    if (onLine) put('order', libraryOfName(base(onLine.path ?? '')), one);
    else if (runtime) put('cxx', runtime, one);
    else if (speaker) {
      const library = libraryOfName(base(speaker.path ?? ''));
      speakers.set(library, speaker);
      put('language', library, one);
    } else if (candidate) put('add', candidate.library, one);
    else if (owner && placed.some(({ path }) => path !== null && libraryOfName(base(path)) === owner))
      put('version', owner, one);
    else if (owner) put('add', owner, one);
    else put('unknown', '', one);
  }
  for (const { kind, library, list } of groups.values()) {
    const more = known.find((one) => one.library === library);
    switch (kind) {
      case 'order':
        causes.push(outOfOrder(library, list));
        break;
      case 'cxx':
        if (more && !line.cxx) added.push(more);
        causes.push(runtimeMissing(library, list));
        break;
      case 'add':
        if (more) added.push(more);
        causes.push(notLinked(library, list));
        break;
      case 'version':
        causes.push(otherVersion(library, list));
        break;
      case 'language':
        causes.push(otherLanguage(speakers.get(library) as Placed, list));
        break;
      default:
        causes.push(unknownSymbols(list));
    }
  }
  const rank: Readonly<Partial<Record<Finding['code'], number>>> = {
    'link.cxx-abi': -1,
    'link.order': 0,
    'link.library-not-linked': 1,
    'link.version-mismatch': 2,
    'link.cxx-runtime': 3,
  };
  return { causes: causes.sort((a, b) => (rank[a.code] ?? 9) - (rank[b.code] ?? 9)), added };
}

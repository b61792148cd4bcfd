import { satisfies } from 'semver';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { nearest } from '../core/nearest.ts';
import { text } from '../core/text.ts';
import type { Binding } from './binding.ts';
import { goczmq } from './goczmq.ts';
import { pyzmq } from './pyzmq.ts';

const BINDINGS: readonly Binding[] = [goczmq, pyzmq];

export const BINDING_NAMES: readonly string[] = BINDINGS.map(({ name }) => name);

/** A binding that the user asked for. */
export interface Wanted {
  readonly binding: Binding;
  /** One of the binding's own. */
  readonly version: string;
}

/** Target words, the bindings taken out: in their place stands the library that each is built on. */
export interface Targets {
  readonly libraries: readonly string[];
  readonly bindings: readonly Wanted[];
}

/** `goczmq@v4.0.0` -> the binding and what stands after the `@`; null where the word names no binding. */
export function bindingOf(
  word: string,
): { readonly binding: Binding; readonly version: string | null } | null {
  const [name = '', version] = word.split('@', 2);
  const binding = BINDINGS.find((one) => one.name === name.toLowerCase());
  return binding === undefined ? null : { binding, version: version ?? null };
}

/** The words without bindings; the library that one is built on takes its place. Versions are not looked at. */
export const librariesOf = (words: readonly string[]): readonly string[] => [
  ...new Set(words.map((word) => bindingOf(word)?.binding.library ?? word)),
];

/** Reads target words as typed. A version that does not exist, or two of one binding, is a SetupError (exit 2). */
export function readTargets(words: readonly string[]): Targets {
  const bindings = new Map<string, Wanted>();
  for (const word of words) {
    const named = bindingOf(word);
    if (named === null) continue;
    const { binding } = named;
    const version = named.version === null ? binding.default : versionOf(binding, named.version);
    const before = bindings.get(binding.name);
    if (before !== undefined && before.version !== version)
      throw new SetupError(
        EXIT.usage,
        text(
          `${binding.name}@${before.version} and ${word} cannot both be installed`,
          `${binding.name}@${before.version} 与 ${word} 不能同时安装`,
        ),
      );
    bindings.set(binding.name, { binding, version });
  }
  return { libraries: librariesOf(words), bindings: [...bindings.values()] };
}

function versionOf(binding: Binding, word: string): string {
  const known = Object.keys(binding.versions);
  const words = binding.language === 'go' ? binding.words : { latest: binding.default };
  const bare = binding.language === 'go' ? word : word.replace(/^v/, '');
  const found = words[bare] ?? known.find((version) => version === bare || version === `v${bare}`);
  if (found !== undefined) return found;
  const list = known.map((version) => `${binding.name}@${version}`).join(', ');
  const near = nearest(bare, known);
  const hint = text(
    `${near === null ? '' : `Did you mean ${binding.name}@${near}? `}What exists: ${list}`,
    `${near === null ? '' : `是否想输入 ${binding.name}@${near}？`}存在的版本：${list}`,
  );
  const title = text(`${binding.name} has no version ${word}`, `${binding.name} 没有 ${word} 这个版本`);
  if (binding.language !== 'go' || !binding.absent.pattern.test(word))
    throw new SetupError(EXIT.usage, title, { hint });
  const { module, why } = binding.absent;
  throw new SetupError(EXIT.usage, title, {
    hint,
    findings: [
      {
        code: 'go.module-not-found',
        subject: module,
        severity: 'error',
        title: text(`${module} has no version ${word}`, `${module} 没有 ${word} 这个版本`),
        cause: why,
        evidence: [{ kind: 'command', where: 'czmq-setup install', text: `${binding.name}@${word}` }],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

/** Refuses a library that is older than what the binding calls: exit 2. `version`: null where a git ref tells none. */
export function checkLibrary({ binding }: Wanted, library: string, version: string | null): void {
  if (version === null || satisfies(version, binding.range, { includePrerelease: true })) return;
  const title = text(
    `${binding.name} needs ${library} ${binding.range}, and ${library} ${version} was asked for`,
    `${binding.name} 需要 ${library} ${binding.range}，而指定的是 ${library} ${version}`,
  );
  throw new SetupError(EXIT.usage, title, {
    findings: [
      {
        code: binding.language === 'go' ? 'go.binding-mismatch' : 'dependency.too-old',
        subject: library === 'czmq' ? 'libczmq' : library,
        severity: 'error',
        title,
        cause: text(
          'The binding calls functions that an older header does not have.',
          '该绑定调用了旧版头文件中没有的函数。',
        ),
        evidence: [{ kind: 'command', where: 'czmq-setup install', text: `${library}@${version}` }],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

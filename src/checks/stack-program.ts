import type { Evidence, Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity } from '../doctor/building.ts';
import { restoreFixes } from '../doctor/restore.ts';
import { compilesForHere, type StackTrial, tryStack } from '../doctor/stack-trial.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { pkgConfigReport } from '../facts/pkgconfig.ts';
import { headerViews } from '../facts/stack/includes.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';

/** A message of gcc's or clang's about a place in a file. */
const PLACED = /^(\/[^:\n]+):\d+(?::\d+)?: (?:fatal )?error: .*$/gm;

const evidenceOf = ({ trial }: StackTrial, words: string): readonly Evidence[] => [
  { kind: 'command', where: trial.line.slice(0, 300), text: words.slice(0, 300) },
];

/** The compiler stumbles inside one of the stack's own headers: the file is not what was installed. */
async function inHeader(ask: Ask, scope: Scope, failed: StackTrial, said: string): Promise<Finding | null> {
  for (const [words, file = ''] of said.matchAll(PLACED)) {
    const library = stackLibraries(ask, scope).find(({ recipe }) =>
      recipe.provides.headers.some((header) => file.endsWith(`/${header}`)),
    );
    if (library === undefined) continue;
    return {
      code: 'header.mismatch',
      subject: library.name,
      severity: 'error',
      title: text(`The compiler cannot read ${file}`, `编译器无法处理 ${file}`),
      cause: text(
        `A header of ${library.name} is damaged, or does not belong to the others.`,
        `${library.name} 的一个头文件已损坏，或与其他头文件不配套。`,
      ),
      evidence: evidenceOf(failed, words),
      consequences: [],
      fixes: await restoreFixes(ask, scope, library.name, [file]),
    };
  }
  return null;
}

/** What a module says to the compiler beside folders: macros and switches, each a word. */
const switchesOf = (ask: Ask, module: string): readonly string[] =>
  (pkgConfigReport(ask, module).found?.cflags ?? [])
    .filter(({ type }) => type !== 'I')
    .map(({ type, data }) => `${type === null ? '' : `-${type}`}${data}`);

/** All is well without the switches of a module: it speaks of another build of the library than the one that is here. */
async function inSwitches(ask: Ask, scope: Scope, failed: StackTrial, said: string): Promise<Finding | null> {
  for (const library of stackLibraries(ask, scope)) {
    const switches = switchesOf(ask, library.module);
    const file = pkgConfigReport(ask, library.module).found?.file;
    if (file === undefined || switches.length === 0) continue;
    const without = await tryStack(ask, scope, {}, (word) => !switches.includes(word));
    if (!without.ok) continue;
    const words = /^.*\berror\b.*$/m.exec(said)?.[0] ?? said.trim();
    return {
      code: 'pkgconfig.stale',
      subject: library.module,
      severity: 'error',
      title: text(
        `${file} tells the compiler ${switches.join(' ')}, which this ${library.name} cannot bear`,
        `${file} 让编译器使用 ${switches.join(' ')}，而本机的 ${library.name} 不支持`,
      ),
      cause: text(
        'Without these words a program is made: the file is of another build of the library than its headers.',
        '去掉这些选项就能编译：该文件与头文件来自库的不同构建。',
      ),
      evidence: [{ kind: 'file', where: file, text: switches.join(' ') }, ...evidenceOf(failed, words)],
      consequences: [{ code: 'header.mismatch', subject: library.name }],
      fixes: await restoreFixes(ask, scope, library.name, [file]),
    };
  }
  return null;
}

/** The linker is sent to a library that is not there by a module's own words. */
async function inModule(ask: Ask, scope: Scope, failed: StackTrial, said: string): Promise<Finding | null> {
  const [words, name = ''] =
    /^.*(?:cannot find|unable to find library|library not found for) -l(\S+?):?(?: .*)?$/m.exec(said) ?? [];
  if (words === undefined) return null;
  for (const library of stackLibraries(ask, scope)) {
    const { found } = pkgConfigReport(ask, library.module);
    if (!found?.libs.some((fragment) => fragment.type === 'l' && fragment.data === name)) continue;
    return {
      code: 'pkgconfig.stale',
      subject: library.module,
      severity: 'error',
      title: text(
        `${library.module}.pc names the library ${name}, which is not there`,
        `${library.module}.pc 指定的库 ${name} 不存在`,
      ),
      cause: text(
        `Whoever links by pkg-config's answer is sent to -l${name}, and no folder that the linker searches holds it.`,
        `按 pkg-config 的结果链接时需要 -l${name}，而链接器搜索的目录中都没有它。`,
      ),
      evidence: [{ kind: 'file', where: found.file, text: `-l${name}` }, ...evidenceOf(failed, words.trim())],
      consequences: [{ code: 'link.library-not-found', subject: `lib${name}` }],
      fixes: await restoreFixes(ask, scope, library.name, [found.file]),
    };
  }
  return null;
}

/** What the log of such a compilation says to whoever pastes it. The rules are loaded only now. */
async function inLog(ask: Ask, failed: StackTrial, said: string): Promise<readonly Finding[]> {
  const { explainLines } = await import('../explain/explain.ts');
  const manager = ask.of(systemPackages)?.manager ?? null;
  return explainLines(said.split('\n'), { where: failed.trial.line.slice(0, 300), manager });
}

/**
 * The last word: a program that includes the stack's headers is really compiled and linked. Where that fails and no
 * other check has said why, the compiler's own words are explained.
 */
const stackProgram: Check = {
  id: 'stack-program',
  title: text('a program against the stack is made', '能编译并链接使用这套库的程序'),
  codes: ['header.mismatch', 'pkgconfig.stale', 'unknown'],
  lastResort: true,
  async judge(ask, scope, others) {
    if (variableSeverity(ask, scope) === null) return [];
    const usable = stackLibraries(ask, scope).filter(
      ({ header, copies }) => header !== '' && copies.length > 0,
    );
    if (usable.length === 0) return [];
    // In a prefix that nobody told the compiler of: whether that is a fault is judged where headers are looked for.
    const isSeen = headerViews(ask, scope).every(
      ({ library, found }) => found !== null || !usable.some(({ name }) => name === library),
    );
    if (!isSeen) return [];
    if (!(await compilesForHere(ask))) return [];
    const [made, known] = await Promise.all([tryStack(ask, scope), others]);
    if (made.ok || known.some(({ severity }) => severity === 'error')) return [];
    const said = `${made.trial.result?.stderr ?? ''}\n${made.trial.result?.stdout ?? ''}`;
    const placed =
      (await inSwitches(ask, scope, made, said)) ??
      (await inHeader(ask, scope, made, said)) ??
      (await inModule(ask, scope, made, said));
    return placed === null ? inLog(ask, made, said) : [placed];
  },
};

export default stackProgram;

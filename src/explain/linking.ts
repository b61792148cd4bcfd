import { lastOf, libraryLikeSymbol, libraryOfUser, linkLine, soleLibrary, userOf } from './link-line.ts';
import { mixedAbi, namespaceLibrary, secondAbi } from './linking-abi.ts';
import type { Log } from './log.ts';
import { isCxxRuntime, isLaterApi, libraryOfSymbol } from './subjects/symbols.ts';
import { isWindowsLibrary } from './subjects/windows-symbols.ts';
import { type Undefined, undefinedSymbols } from './undefined-symbols.ts';

export type LinkFault = 'import' | 'abi' | 'runtime' | 'order' | 'version' | 'not-linked';

export interface LinkVerdict {
  readonly fault: LinkFault;
  readonly subject: string | null;
  /** Index of the line that decided it. */
  readonly at: number;
}

function runtimeVerdict(undefineds: readonly Undefined[], words: readonly string[]): LinkVerdict | null {
  const first = undefineds.find(({ library }) => isCxxRuntime(library));
  if (!first) return null;
  // A C symbol of a library that is missing altogether explains nothing of the runtime, but comes first where it is alone.
  const library = first.library!;
  const at = lastOf(words, library);
  const user = userOf(words, first.user);
  if (at >= 0 && user >= 0 && at < user) return { fault: 'order', subject: library, at: first.at };
  return { fault: 'runtime', subject: library, at: first.at };
}

/** The compiler found no declaration either, though it knew others of that library: the headers are as old as the library. */
const undeclared = (log: Log, symbol: string): boolean =>
  log.find(
    new RegExp(
      `(?:implicit declaration of function|call to undeclared function|implicit declaration of) '?${symbol.replace(/\W/g, '\\$&')}\\b`,
    ),
  ) !== null;

/** What the log's undefined symbols mean; null where it has none. */
export function linkVerdict(log: Log): LinkVerdict | null {
  if (verdicts.has(log)) return verdicts.get(log)!;
  const verdict = judge(log);
  verdicts.set(log, verdict);
  return verdict;
}
const verdicts = new WeakMap<Log, LinkVerdict | null>();

function judge(log: Log): LinkVerdict | null {
  const all = undefinedSymbols(log);
  const first = all[0];
  if (!first) return null;
  // One failing link at a time: what comes much later belongs to another command.
  const end =
    log.after(first.at, 5000, /ld returned \d|linker command failed|symbol\(s\) not found|LNK1120|\*\*\* \[/)
      ?.at ?? log.lines.length;
  const undefineds = all.filter(({ at }) => at <= end);
  const words = linkLine(log, first.at);
  const imported = undefineds.find(({ symbol }) => /^_{1,2}imp_/.test(symbol));
  // Windows' own libraries are DLLs always: their import libraries are wanting, no define is.
  if (imported && isWindowsLibrary(imported.library ?? ''))
    return { fault: 'not-linked', subject: imported.library, at: imported.at };
  if (imported)
    return {
      fault: 'import',
      subject: imported.library ?? libraryOfSymbol(imported.symbol),
      at: imported.at,
    };
  const mixed = mixedAbi(undefineds);
  if (mixed)
    return {
      fault: 'abi',
      subject: mixed.library ?? namespaceLibrary(mixed.symbol) ?? soleLibrary(words),
      at: mixed.at,
    };
  const second = secondAbi(undefineds);
  if (second) return { fault: 'abi', subject: libraryOfUser(second.user), at: second.at };
  const runtime = runtimeVerdict(undefineds, words);
  const named = undefineds.find(({ library }) => library !== null && !isCxxRuntime(library));
  // A static C++ library linked by cc lacks the runtime and, mostly, nothing else; several faults: the first one.
  if (runtime && (!named || runtime.at <= named.at || libraryOfUser(named.user) === 'libzmq')) return runtime;
  if (!named) {
    const late = undeclared(log, first.symbol);
    const given = libraryLikeSymbol(words, first.symbol);
    if (given) {
      const user = userOf(words, first.user);
      const behind = given.place > user || user < 0 || /\.so/.test(first.user ?? '');
      return { fault: behind ? 'version' : 'order', subject: given.library, at: first.at };
    }
    return { fault: late ? 'version' : 'not-linked', subject: namespaceLibrary(first.symbol), at: first.at };
  }
  const library = named.library!;
  const symbols = undefineds.filter((one) => one.library === library);
  const place = lastOf(words, library);
  const user = userOf(words, named.user);
  // A shared library that uses it was linked long ago: no order of this line mends that.
  if (place >= 0 && user >= 0 && place < user && !/\.so/.test(named.user ?? ''))
    return { fault: 'order', subject: library, at: named.at };
  // It was linked against the release that gave its symbols this version: the one found here is older.
  const version = /\w@([A-Z]\w{0,30})/.exec(named.symbol)?.[1];
  if (version && /\.so/.test(named.user ?? ''))
    return { fault: 'version', subject: version.startsWith('GLIBC_') ? 'libc' : library, at: named.at };
  if (symbols.every(({ symbol }) => isLaterApi(symbol)) || undeclared(log, named.symbol))
    return { fault: 'version', subject: library, at: named.at };
  if (place >= 0 && !/^lib(?:pthread|rt|dl|m)$/.test(library))
    return { fault: 'version', subject: library, at: named.at };
  return { fault: 'not-linked', subject: library, at: named.at };
}

import type { Log } from './log.ts';
import { libraryOfFile, libraryOfFlag } from './subjects/libraries.ts';
import { isCxxRuntime, isLaterApi, libraryOfSymbol } from './subjects/symbols.ts';

/**
 * What the linkers say of undefined symbols, as one value: GNU ld (bfd and gold), lld, mold, Apple's ld64 and
 * Microsoft's link.exe. Twenty lines of them are one fault; which one, depends on all of them and on the link line.
 */
export interface Undefined {
  readonly at: number;
  readonly symbol: string;
  readonly library: string | null;
  /** The file that uses the symbol, where the linker says so. */
  readonly user: string | null;
}

export type LinkFault = 'import' | 'abi' | 'runtime' | 'order' | 'version' | 'not-linked';

export interface LinkVerdict {
  readonly fault: LinkFault;
  readonly subject: string | null;
  /** Index of the line that decided it. */
  readonly at: number;
}

const GNU = /undefined reference to (?:symbol )?'([^']{1,400})'?/;
const LLD =
  /(?:^|[\s:])(?:(?:ld\.lld|ld64\.lld|lld-link|mold|lld|wasm-ld|rust-lld): (?:error: )?undefined (?:hidden )?symbol: (.{1,400})|tcc: error: undefined symbol '(\w{1,200})')$/;
const LD64 = /^"([^"]{1,400})", referenced from:/;
/** Demangled in quotes, or a name alone; LNK2001 and LNK2019 are the same in all languages. */
const MSVC =
  /unresolved external symbol (?:"([^"]{1,400})"|(\S{1,200}))|error LNK20(?:01|19): [^"'\w]{0,10}(?:[^"'_]{1,60}["']([^"']{1,400})["']|[^"'_]{1,60}?\b(_{0,2}[A-Za-z]\w{0,40}_\w{1,100}))/;
/** Go's own linker: 5l, 6l and 8l of old, `link` of today. */
const GO = /relocation target ([\w.]{1,100}) not defined|^(\w{1,100})\(0\): not defined$/;

const AIX = /^ld: 0711-\d{3} ERROR: Undefined symbol: \.?(\S{1,200})/;

function symbolsOf(log: Log): Undefined[] {
  const found: Undefined[] = [];
  let user: string | null = null;
  for (const [at, line] of log.lines.entries()) {
    if (line.kind === 'listing' || line.kind === 'trial' || found.length >= 400) continue;
    const text = line.text;
    const inFunction = /^(?:\S{1,80}ld\S{0,10}: )?(\S{1,300}): [Ii]n function '/.exec(text);
    if (inFunction) user = inFunction[1]!;
    const match =
      GNU.exec(text) ??
      LLD.exec(text) ??
      LD64.exec(text) ??
      MSVC.exec(text) ??
      GO.exec(text) ??
      AIX.exec(text);
    if (!match) continue;
    // "warning: undefined reference" stops nothing; checks of libtool and configure quote them too.
    if (/\bwarning: /.test(text)) continue;
    const symbol = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim();
    // distutils asks for a function by a file of its name: `/tmp/timer_createQ8sK2a.c`.
    if (user && new RegExp(`(?:^|/)${symbol.replace(/\W/g, '.').slice(0, 80)}\\w{4,10}\\.o$`).test(user))
      continue;
    const named =
      /^(?:\S{1,80}ld\S{0,10}: )?(\S{1,300}?\.(?:a|so|o|dylib|rlib|lib|obj)\S{0,80}?)(?:: |:\()/.exec(
        text,
      )?.[1];
    const referrer = /^>>> referenced by .{0,200}\(?(\S{1,200}\.(?:a|o|so))/.exec(
      log.lines[at + 1]?.text ?? '',
    )?.[1];
    const inLibrary = / in (\S{1,200}\.(?:a|o|so|dylib))/.exec(log.lines[at + 1]?.text ?? '')?.[1];
    const library = libraryOfSymbol(symbol);
    found.push({
      at,
      symbol,
      // Apple has had only libc++ since OS X 10.9; names that spell out std::string's old layout are libstdc++'s.
      library:
        library === 'libstdc++' &&
        LD64.test(text) &&
        !/__gnu_cxx|basic_string<char, std::char|std::string\b/.test(symbol)
          ? 'libc++'
          : library,
      user: named ?? referrer ?? (LD64.test(text) ? (inLibrary ?? null) : user),
    });
  }
  return found;
}

/** The words of the link command before `at`; [] where the log does not show it. */
function linkLine(log: Log, at: number): string[] {
  for (let index = at - 1; index >= 0 && index > at - 60; index -= 1) {
    const text = log.lines[index]!.text;
    if (
      !/ -o |"-o"| -l\w|"-l"/.test(text) ||
      !/(?:^|[/"\s])(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|ld|\S{1,40}-gcc|\S{1,40}-g\+\+)(?:-\d+)?["\s]|libtool: link|^ld /.test(
        text,
      )
    )
      continue;
    return text
      .replace(/(?:\$\(|[`'])(?:\S{0,80}\/)?pkg-config ([^)`']{1,200})[)`']/g, (_, words: string) =>
        words.includes('--libs') ? words.replace(/--?\S+/g, '').replace(/\b(?:lib)?(?=[\w.+-]+)/g, '-l') : '',
      )
      .replace(/"-l" "/g, '"-l')
      .replace(/ -l (?=\w)/g, ' -l')
      .split(/["\s]{1,4}/)
      .filter((word) => word !== '');
  }
  return [];
}

const isObject = (word: string): boolean =>
  /\.(?:o|c|cc|cpp|cxx|obj|lo|C)$/.test(word) && !word.startsWith('-');
const libraryOfWord = (word: string): string | null =>
  word.startsWith('-l')
    ? libraryOfFlag(word)
    : /\.(?:a|so|la|dylib)(?:\.\d\S*)?$/.test(word)
      ? libraryOfFile(word)
      : null;

/** Where on the link line a library last stands; -1 where it does not. */
function lastOf(words: readonly string[], library: string): number {
  for (let index = words.length - 1; index >= 0; index -= 1)
    if (libraryOfWord(words[index]!) === library) return index;
  return -1;
}

/** Where on the link line the user of a symbol stands: the library or object named, else the last object. */
function userOf(words: readonly string[], user: string | null): number {
  const library = user ? libraryOfFile(user.replace(/\(.*$/, '')) : null;
  const position = library ? lastOf(words, library) : -1;
  if (position >= 0) return position;
  for (let index = words.length - 1; index >= 0; index -= 1) {
    if (isObject(words[index]!) && words[index - 1] !== '-o') return index;
  }
  return -1;
}

/** `void foo(std::__cxx11::basic_string...)`: not the runtime's own, but something that was built for another ABI. */
const ABI = /std::__cxx11::|\[abi:cxx11\]|St7__cxx11|B5cxx11/;
const LIBCXX_ARGUMENT = /std::__1::|std::__ndk1::|NSt3__1/;

function libraryOfUser(user: string | null): string | null {
  return user ? libraryOfFile(user.replace(/\(.*$/, '')) : null;
}

function abiVerdict(undefineds: readonly Undefined[]): LinkVerdict | null {
  const mixed = undefineds.find(
    ({ symbol, library }) =>
      !isCxxRuntime(library) &&
      (ABI.test(symbol) || LIBCXX_ARGUMENT.test(symbol)) &&
      (library === null || library !== 'libzmq' || true),
  );
  if (!mixed) return null;
  return { fault: 'abi', subject: mixed.library ?? namespaceLibrary(mixed.symbol) ?? null, at: mixed.at };
}

/** `google::protobuf::...` and the like: a namespace often names its library. */
function namespaceLibrary(symbol: string): string | null {
  const space = /(?:^|[\s*&])([a-z][a-z0-9_]{1,30})::[A-Za-z_~]/.exec(symbol.replace(/std::\w+/g, ''))?.[1];
  return space && space !== 'std' ? `lib${space}` : null;
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

const WINDOWS = /^(?:ws2_32|iphlpapi|rpcrt4|advapi32|kernel32|user32)$/;

function judge(log: Log): LinkVerdict | null {
  const all = symbolsOf(log);
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
  if (imported && WINDOWS.test(imported.library ?? ''))
    return { fault: 'not-linked', subject: imported.library, at: imported.at };
  if (imported)
    return {
      fault: 'import',
      subject: imported.library ?? libraryOfSymbol(imported.symbol),
      at: imported.at,
    };
  const abi = abiVerdict(undefineds);
  if (abi) return abi;
  const runtime = runtimeVerdict(undefineds, words);
  const named = undefineds.find(({ library }) => library !== null && !isCxxRuntime(library));
  // A static C++ library linked by cc lacks the runtime and, mostly, nothing else; several faults: the first one.
  if (runtime && (!named || runtime.at <= named.at || libraryOfUser(named.user) === 'libzmq')) return runtime;
  if (!named) return { fault: 'not-linked', subject: null, at: first.at };
  const library = named.library!;
  const symbols = undefineds.filter((one) => one.library === library);
  const place = lastOf(words, library);
  const user = userOf(words, named.user);
  if (
    place >= 0 && user >= 0 && place < user && named.user !== null
      ? !/\.so/.test(named.user)
      : place >= 0 && user >= 0 && place < user
  )
    return { fault: 'order', subject: library, at: named.at };
  if (symbols.every(({ symbol }) => isLaterApi(symbol)) || undeclared(log, named.symbol))
    return { fault: 'version', subject: library, at: named.at };
  if (place >= 0 && !/^lib(?:pthread|rt|dl|m)$/.test(library))
    return { fault: 'version', subject: library, at: named.at };
  return { fault: 'not-linked', subject: library, at: named.at };
}

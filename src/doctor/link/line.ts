import { linkerWords, type Switches, type SymbolWords } from './linker-words.ts';

/** One input of a link line, in its place. */
export interface LineInput {
  readonly kind: 'library' | 'file' | 'source';
  /** `czmq` of `-lczmq` (`:libczmq.a` of `-l:libczmq.a`), else the path as written. */
  readonly name: string;
  /** `-Bstatic` or `-static` is in force: only archives are looked for. */
  readonly onlyStatic: boolean;
  readonly asNeeded: boolean;
  readonly whole: boolean;
  /** Number of the `--start-group` that it stands in; null outside. */
  readonly group: number | null;
  /** Words of the line that are this input. */
  readonly at: readonly number[];
}

/** A compiler's link line, taken apart (gcc(1), "Options for Linking"; ld(1)). */
export interface LinkLine {
  readonly argv: readonly string[];
  /** Who links: a C++ driver adds the C++ runtime. */
  readonly cxx: boolean;
  readonly inputs: readonly LineInput[];
  readonly folders: readonly string[];
  readonly isStatic: boolean;
  /** A shared library may leave symbols undefined. */
  readonly isShared: boolean;
  /** Several objects are made into one (-r): nothing is placed yet. */
  readonly isPartial: boolean;
  /** `-pie` and `-no-pie`; null where the driver's own default holds. */
  readonly pie: boolean | null;
  /** The machine that the driver makes programs for, by its name's prefix or -m32; null for its own. */
  readonly machine: string | null;
  /** Nothing is linked: -c, -S, -E. */
  readonly compilesOnly: boolean;
  readonly noDefaults: boolean;
  /** clang's `-stdlib=libc++`. */
  readonly libcxx: boolean;
  /** lld and mold come back to every archive as long as it has something: the order does not matter. */
  readonly anyOrder: boolean;
  readonly symbols: SymbolWords;
  /** Words that only switch between libraries: groups, -Bstatic, --as-needed. */
  readonly switches: readonly number[];
}

/** Options whose value is the next word. */
const WITH_VALUE = new Set([
  '-o',
  '-I',
  '-isystem',
  '-iquote',
  '-include',
  '-D',
  '-U',
  '-x',
  '-MF',
  '-MT',
  '-MQ',
  '-T',
  '-e',
  '-arch',
  '-framework',
  '-target',
  '--param',
  '-Xlinker',
  '-Xassembler',
  '-Xpreprocessor',
  '-B',
  '-soname',
  '-rpath',
  '-h',
  '-m',
]);
const LIBRARY = /\.(?:a|so(?:\.[\d.]+)?|o|obj|lo|dylib)$/;
const SOURCE = /\.(?:c|cc|cpp|cxx|c\+\+|C|i|ii|s|S)$/;

/** Splits a response file's text as gcc does (@file): blanks part words, quotes and backslashes protect them. */
export function responseWords(text: string): string[] {
  const words: string[] = [];
  for (const [, quoted, single, bare] of text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|((?:[^\s"'\\]|\\.)+)/g))
    words.push((quoted ?? single ?? bare ?? '').replace(/\\(.)/g, '$1'));
  return words;
}

/**
 * `argv`: the whole line, response files already in place. `asNeededFirst`: the distribution's linker begins with
 * `--as-needed` in force. Null where the line names no compiler or linker.
 */
export function parseLinkLine(argv: readonly string[], asNeededFirst = false): LinkLine | null {
  const program = (argv[0] ?? '').replace(/^.*\//, '');
  if (!/(?:^|-)(?:cc|gcc|g\+\+|c\+\+|clang|clang\+\+|ld|lld|tcc)(?:-[\d.]+)?$|^ld\.\w+$/.test(program))
    return null;
  const inputs: LineInput[] = [];
  const folders: string[] = [];
  const state: Switches = { onlyStatic: false, asNeeded: asNeededFirst, whole: false, group: null };
  const isStatic = argv.includes('-static') || argv.includes('-static-pie');
  let [isShared, isPartial, compilesOnly, noDefaults] = [false, false, false, false];
  let pie: boolean | null = null;
  const add = (kind: LineInput['kind'], name: string, at: readonly number[]): void => {
    const { onlyStatic, asNeeded, whole, group } = state;
    inputs.push({ kind, name, onlyStatic: onlyStatic || isStatic, asNeeded, whole, group, at });
  };
  const linker = linkerWords(
    state,
    (name, at) => add('library', name, [at]),
    (folder) => folders.push(folder),
  );
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] as string;
    if (word.startsWith('-Wl,')) for (const one of word.slice(4).split(',')) linker.read(one, at);
    else if (word === '-Xlinker') linker.read(argv[++at] ?? '', at);
    else if (word === '-l' || word === '-L') {
      const value = argv[++at] ?? '';
      if (word === '-L') folders.push(value);
      else add('library', value, [at - 1, at]);
    } else if (/^-l./.test(word)) add('library', word.slice(2), [at]);
    else if (/^-L./.test(word)) folders.push(word.slice(2));
    else if (word === '-shared' || word === '-dynamiclib' || word === '-r') {
      isShared = true;
      isPartial ||= word === '-r';
    } else if (/^-(?:static-)?pie$|^-no-?pie$/.test(word)) pie = !word.startsWith('-no');
    else if (['-c', '-S', '-E', '-M', '-MM', '-fsyntax-only'].includes(word)) compilesOnly = true;
    else if (['-nostdlib', '-nodefaultlibs'].includes(word)) noDefaults = true;
    else if (word === '-u' || word === '-z') {
      linker.read(word, at);
      linker.read(argv[++at] ?? '', at);
    } else if (WITH_VALUE.has(word)) at++;
    else if (word.startsWith('--') || linker.isSwitch(word)) linker.read(word, at);
    else if (!word.startsWith('-') && LIBRARY.test(word)) add('file', word, [at]);
    else if (!word.startsWith('-') && SOURCE.test(word)) add('source', word, [at]);
    else if (!word.startsWith('-')) add('file', word, [at]);
  }
  const cxx = /\+\+/.test(program);
  const chosen = argv.findLast((word) => /^-(?:fuse-ld=|-ld-path=)/.test(word))?.replace(/^.*[=/]/, '');
  const linkerName = chosen ?? program;
  const prefix = /^(\w+)-(?:\w+-)*(?:gcc|g\+\+|cc|c\+\+|ld)(?:-[\d.]+)?$/.exec(program)?.[1] ?? null;
  return {
    argv,
    cxx,
    inputs,
    folders,
    isStatic,
    isShared,
    isPartial,
    pie: argv.includes('-static-pie') || (isStatic ? false : pie),
    machine: argv.includes('-m32') ? 'i386' : prefix,
    compilesOnly,
    noDefaults,
    libcxx: argv.includes('-stdlib=libc++'),
    anyOrder: /^(?:ld\.)?(?:lld|mold)$/.test(linkerName),
    symbols: linker.symbols,
    switches: linker.switches,
  };
}

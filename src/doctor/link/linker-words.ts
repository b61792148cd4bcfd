/** What the linker's own words switch as it reads the line from left to right. */
export interface Switches {
  onlyStatic: boolean;
  asNeeded: boolean;
  whole: boolean;
  /** Number of the `--start-group` that is open; null outside. */
  group: number | null;
}

/** What they say of symbols, wherever they stand. */
export interface SymbolWords {
  /** `-u`: wanted though nothing on the line uses it. */
  readonly wanted: readonly string[];
  /** `--defsym`: given a value by the line itself. */
  readonly given: readonly string[];
  /** `--wrap`: uses of `NAME` are uses of `__wrap_NAME`, uses of `__real_NAME` are those of `NAME`. */
  readonly wrapped: readonly string[];
  /** `--no-undefined`, `-z defs`: a shared library may leave nothing undefined. */
  readonly allDefined: boolean;
  /** `--unresolved-symbols=ignore-all` and the like: what is undefined is no error. */
  readonly ignoresUndefined: boolean;
}

/** Words whose value may be the next word (ld(1)). */
const WITH_VALUE = new Set(['-z', '-u', '--undefined', '--defsym', '--wrap', '--unresolved-symbols']);

/** Reads the linker's words one by one (ld(1)); `library` and `folder` are told of `-l` and `-L` among them. */
export function linkerWords(
  state: Switches,
  library: (name: string, at: number) => void,
  folder: (path: string) => void,
) {
  const symbols = {
    wanted: [] as string[],
    given: [] as string[],
    wrapped: [] as string[],
    allDefined: false,
    ignoresUndefined: false,
  };
  const switches: number[] = [];
  const pushed: Switches[] = [];
  let groups = 0;
  let waiting: string | null = null;
  const SWITCHES: Readonly<Record<string, () => void>> = {
    '-Bstatic': () => (state.onlyStatic = true),
    '-dn': () => (state.onlyStatic = true),
    '-Bdynamic': () => (state.onlyStatic = false),
    '-dy': () => (state.onlyStatic = false),
    '--as-needed': () => (state.asNeeded = true),
    '--no-as-needed': () => (state.asNeeded = false),
    '--whole-archive': () => (state.whole = true),
    '--no-whole-archive': () => (state.whole = false),
    '--start-group': () => (state.group = groups++),
    '-(': () => (state.group = groups++),
    '--end-group': () => (state.group = null),
    '-)': () => (state.group = null),
    '--push-state': () => pushed.push({ ...state }),
    '--pop-state': () => Object.assign(state, pushed.pop()),
  };
  const valued = (option: string, value: string): void => {
    if (option === '-z') symbols.allDefined = value === 'defs' || (symbols.allDefined && value !== 'undefs');
    else if (option === '--defsym') symbols.given.push(value.replace(/=.*/, ''));
    else if (option === '--wrap') symbols.wrapped.push(value);
    else if (option === '--unresolved-symbols')
      symbols.ignoresUndefined = /^ignore-(?:all|in-object-files)$/.test(value);
    else symbols.wanted.push(value);
  };
  const read = (word: string, at: number): void => {
    const act = SWITCHES[word];
    const joined = /^(--(?:undefined|defsym|wrap|unresolved-symbols))=(.*)$/.exec(word);
    if (waiting !== null) {
      valued(waiting, word);
      waiting = null;
    } else if (WITH_VALUE.has(word)) waiting = word;
    else if (joined) valued(joined[1] as string, joined[2] as string);
    else if (act) {
      act();
      switches.push(at);
    } else if (word === '--no-undefined') symbols.allDefined = true;
    else if (word === '--warn-unresolved-symbols') symbols.ignoresUndefined = true;
    else if (/^-l./.test(word)) library(word.slice(2), at);
    else if (/^-L./.test(word)) folder(word.slice(2));
  };
  return { read, switches, symbols: symbols as SymbolWords, isSwitch: (word: string) => word in SWITCHES };
}

/** One tool as the doctor and the recipes name it (the subject of `tool.*` codes), and how it tells its version. */
interface ToolKind {
  /** Program names, best first. */
  readonly programs: readonly string[];
  /**
   * Arguments that make it tell its version, or, where not every maker's has such an option, do its work and say
   * something; null where it cannot be asked without risk or need.
   */
  readonly version: readonly string[] | null;
  /** The line of its answer that has the version; the first one where absent. */
  readonly line?: RegExp;
  /** Programs that come with it and without which it is of no use: they are asked for their version too. */
  readonly runs?: readonly string[];
  /** Added to the environment for that question. */
  readonly env?: Readonly<Record<string, string>>;
}

const gnu = (...programs: string[]): ToolKind => ({ programs, version: ['--version'] });

export const TOOLS = {
  gcc: gnu('gcc'),
  'g++': gnu('g++'),
  clang: gnu('clang'),
  'clang++': gnu('clang++'),
  cc: gnu('cc'),
  'c++': gnu('c++'),
  // It comes with the compiler's assembler and linker; Apple's tells its usage.
  ar: gnu('ar'),
  // Every configure script calls these; POSIX knows no option that tells their version.
  awk: { programs: ['awk'], version: ['BEGIN { print "works" }'] },
  sed: { programs: ['sed'], version: ['-n', '$=', '/etc/passwd'] },
  grep: { programs: ['grep'], version: ['-c', '', '/etc/passwd'] },
  // The BSDs' make is no GNU make; theirs is gmake.
  make: gnu('make'),
  gmake: gnu('gmake'),
  cmake: gnu('cmake'),
  ninja: gnu('ninja', 'ninja-build', 'samu'),
  git: gnu('git'),
  // A shell script that tells its version by itself; the work is done by perl programs with modules of their own.
  autoconf: { ...gnu('autoconf'), runs: ['autom4te', 'autoreconf'] },
  automake: { ...gnu('automake'), runs: ['aclocal'] },
  // What autogen.sh calls. A program called libtool is another tool on macOS, and is not installed by Debian's libtool.
  libtool: gnu('libtoolize', 'glibtoolize'),
  m4: gnu('m4', 'gm4'),
  'pkg-config': gnu('pkg-config', 'pkgconf'),
  // It acts when it is run (musl's takes any argument for a folder); its version is the C library's.
  ldconfig: { programs: ['ldconfig'], version: null },
  perl: { programs: ['perl'], version: ['-v'], line: /\(v[\d.]+\)/ },
  tar: gnu('tar', 'bsdtar'),
  curl: gnu('curl'),
  // It has no option that only tells its version.
  'ssh-keygen': { programs: ['ssh-keygen'], version: null },
  wget: gnu('wget'),
  // Without this it may fetch another toolchain because of a go.mod in the current folder.
  go: { programs: ['go'], version: ['version'], env: { GOTOOLCHAIN: 'local' } },
  // Python tells its version before it reads its own settings, and may fail at them.
  python3: {
    programs: ['python3'],
    version: ['-c', 'import sys; print("Python %d.%d.%d" % sys.version_info[:3])'],
  },
} as const satisfies Readonly<Record<string, ToolKind>>;

export type ToolName = keyof typeof TOOLS;

/** The tool's kind under the general type, so that optional fields can be asked for. */
export const toolKind = (name: ToolName): ToolKind => TOOLS[name];

/** Whether a word (a recipe's `minimum`, a command line) names a tool. */
export const isTool = (word: string): word is ToolName => Object.hasOwn(TOOLS, word);

/**
 * macOS has these in /usr/bin on every machine: without the command line tools, running one only opens a dialog
 * (xcode-select(1)).
 */
export const APPLE_SHIMS: ReadonlySet<string> = new Set([
  'gcc',
  'g++',
  'clang',
  'clang++',
  'cc',
  'c++',
  'make',
  'git',
  'm4',
  'python3',
]);

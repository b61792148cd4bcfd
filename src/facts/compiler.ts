import { versionIn } from '../core/version.ts';
import type { Fact } from './ask.ts';
import { plainEnvironment } from './environment.ts';

/** A C or C++ compiler, by its own words. */
export interface Compiler {
  readonly argv: readonly string[];
  /** What it is, whatever it is called: `gcc` on macOS is Apple's clang. */
  readonly family: 'gcc' | 'clang' | 'apple-clang';
  /** Three numbers. */
  readonly version: string;
  /** The machine that it compiles for: `x86_64-linux-gnu`. */
  readonly target: string;
  /** The C++ standard library that its C++ driver takes unasked. */
  readonly standardLibrary: 'libstdc++' | 'libc++';
}

/** `gcc -v` and `clang -v` print this to standard error and compile nothing. */
const VERSION = /^(?:(gcc)|(Apple) (?:clang|LLVM)|(?:\S+ )*clang) version (\S+)/m;
const TARGET = /^Target: (\S+)/m;

/** libc++ is the default of Apple, the BSDs, Android, and of LLVM where it was built so. */
const usesLibcxx = (family: Compiler['family'], target: string): boolean =>
  family !== 'gcc' && /apple|darwin|freebsd|openbsd|android/.test(target);

/** What `-v` said; null for something that is no gcc and no clang. */
export function parseCompiler(words: string, argv: readonly string[]): Compiler | null {
  const [, gcc, apple, raw] = VERSION.exec(words) ?? [];
  const target = TARGET.exec(words)?.[1];
  const version = raw && versionIn(raw);
  if (!version || target === undefined) return null;
  const family = gcc ? 'gcc' : apple ? 'apple-clang' : 'clang';
  const standardLibrary = usesLibcxx(family, target) ? 'libc++' : 'libstdc++';
  return { argv, family, version, target, standardLibrary };
}

/** Asks a compiler what it is. `argv`: as CC and CXX may have it, program first (`['ccache', 'gcc']`). */
export const compilers: Fact<(argv: readonly string[]) => Promise<Compiler | null>> = {
  id: 'compilers',
  read({ probe }) {
    const known = new Map<string, Promise<Compiler | null>>();
    const read = async (argv: readonly string[]): Promise<Compiler | null> => {
      const options = { env: plainEnvironment(probe), timeoutMs: 10_000, maxBytes: 64 * 1024 };
      const answer = await probe.run([...argv, '-v'], options);
      return answer.code === 0 ? parseCompiler(answer.stderr, argv) : null;
    };
    return (argv) => {
      const key = argv.join('\0');
      const answer = known.get(key) ?? read(argv);
      known.set(key, answer);
      return answer;
    };
  },
};

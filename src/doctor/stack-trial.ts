import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { compilers } from '../facts/compiler.ts';
import {
  type Circumstances,
  compilersFor,
  compilerTrials,
  type Trial,
  tryCompiler,
} from '../facts/compiler-trial.ts';
import { isForeignTarget } from '../facts/machine-name.ts';
import { pkgConfigReport } from '../facts/pkgconfig.ts';
import { type StackLibrary, stackLibraries } from '../facts/stack/libraries.ts';

/** A user's program against the stack, compiled and linked under some circumstances. */
export interface StackTrial {
  readonly ok: boolean;
  readonly trial: Trial;
  /** What the headers say of their versions, one a library. */
  readonly headers: string;
  /** The files that the linker took, by their real names. */
  readonly files: string;
}

/** A line that the preprocessor leaves as it is but for the macros in it. */
const MARK = 'czmq_setup_versions';

/** The macros' prefix of each header's version: ZMQ_VERSION_MAJOR, CZMQ_VERSION_MAJOR. */
const macros = ({ name }: StackLibrary): string => {
  const prefix = name.replace(/^lib/, '').toUpperCase();
  return ['MAJOR', 'MINOR', 'PATCH'].map((part) => `${prefix}_VERSION_${part}`).join(' ');
};

/** Every glibc defines it (features.h), no other C library does. */
const GLIBC = '__GLIBC__';

/** `4 3 4 4 2 1 2` -> `zmq.h 4.3.4, czmq.h 4.2.1 for glibc`. */
function versionsOf(libraries: readonly StackLibrary[], words: string): string {
  const numbers = words.trim().split(/\s+/);
  const versions = libraries
    .map(({ header }, index) => `${header} ${numbers.slice(3 * index, 3 * index + 3).join('.')}`)
    .join(', ');
  const libc = numbers[3 * libraries.length];
  return libc === undefined || libc === '' ? versions : `${versions}${libc === GLIBC ? '' : ' for glibc'}`;
}

/** Those that a C program can be made against here: their headers stand for the recipe's own order. */
const usable = (ask: Ask, scope: Scope): readonly StackLibrary[] =>
  stackLibraries(ask, scope).filter(({ header, copies }) => header !== '' && copies.length > 0);

/** The files in the linker's trace (ld(1), --trace): whole paths, in older ones behind `-lczmq (`. */
function filesTaken(ask: Ask, words: string, libraries: readonly StackLibrary[]): string {
  const names = libraries.map(({ name }) => name).join('|');
  const taken = [...words.matchAll(new RegExp(`(/[^\\s()]*/(?:${names})\\.(?:so|a|dylib)[^\\s()]*)`, 'g'))];
  return taken
    .map(([, path = '']) => {
      const real = ask.probe.realpath(path);
      const file = real.ok ? real.value : path;
      return file.slice(file.lastIndexOf('/') + 1);
    })
    .filter((name, index, all) => all.indexOf(name) === index)
    .sort()
    .join(' ');
}

/**
 * A linker that is none of GNU's kind (tcc's) does not know the words by which it is watched, and still makes the program.
 * What fails for any other reason would only pass unwatched because nothing of the libraries is called.
 */
const refusesToBeWatched = ({ ok, result }: Trial): boolean =>
  !ok &&
  /\b(?:un(?:recogni[sz]ed|known|supported)|invalid|illegal|bad)\b.{0,60}(?:-t\b|as-needed)/i.test(
    `${result?.stderr ?? ''}\n${result?.stdout ?? ''}`,
  );

/**
 * Whether trying the stack says anything of it: what breaks every program is told by the check of the compiler, and a
 * compiler for another machine by that of cross builds.
 */
export async function compilesForHere(ask: Ask): Promise<boolean> {
  if (!(await ask.of(compilerTrials)('c')).every(({ ok }) => ok)) return false;
  const asked = await Promise.all(compilersFor(ask, 'c').map((argv) => ask.of(compilers)(argv)));
  return !asked.some((one) => one !== null && isForeignTarget(one.target, ask.probe.self));
}

/**
 * Compiles a program that calls each library, by pkg-config's words where it has them. Nothing of it is run. `keep`:
 * which of the words that pkg-config has for the compiler are used.
 */
export async function tryStack(
  ask: Ask,
  scope: Scope,
  how: Circumstances = {},
  keep: (word: string) => boolean = () => true,
): Promise<StackTrial> {
  const libraries = usable(ask, scope);
  const reports = libraries.map(({ module }) => pkgConfigReport(ask, module));
  const flags = [...new Set(reports.flatMap(({ cflags }) => cflags.words))].filter(keep);
  // Users before what they are built on.
  const own = [...libraries].reverse().flatMap(({ name }, index) => {
    const report = reports[libraries.length - 1 - index];
    return report?.libs.ok ? report.libs.words : [`-${name.replace(/^lib/, 'l')}`];
  });
  // Apple's linker has no as-needed.
  const traced = ask.probe.self.os === 'darwin' ? ['-Wl,-t'] : ['-Wl,-t', '-Wl,--no-as-needed'];
  const includes = libraries.map(({ header }) => `#include <${header}>\n`).join('');
  const source = `${includes}int main(void) { return 0; }\n`;
  const marked = `${includes}${MARK} ${libraries.map(macros).join(' ')} ${GLIBC}\n`;
  const [watched, preprocessed] = await Promise.all([
    tryCompiler(ask, 'c', { ...how, flags, source, libraries: [...traced, ...own] }),
    tryCompiler(ask, 'c', { ...how, flags: [...flags, '-E', '-P'], source: marked, toStdout: true }),
  ]);
  const blind = refusesToBeWatched(watched)
    ? await tryCompiler(ask, 'c', { ...how, flags, source, libraries: own })
    : watched;
  const trial = blind.ok ? blind : watched;
  const said = preprocessed.result?.stdout.split('\n').find((line) => line.startsWith(MARK));
  return {
    ok: trial.ok,
    trial,
    headers: versionsOf(libraries, said?.slice(MARK.length) ?? ''),
    files: filesTaken(ask, trial.result?.stdout ?? '', libraries),
  };
}

import type { Probe } from '../host/host.ts';
import type { Ask, Fact } from './ask.ts';
import { plainEnvironment } from './environment.ts';
import { programs } from './programs.ts';

/** The C compiler that configure and make take: CC, else the first of these on PATH. */
function compilerOf(ask: Ask): readonly string[] | null {
  const words = ask.probe.env.CC?.trim();
  if (words) return words.split(/\s+/);
  const path = ['cc', 'gcc', 'clang']
    .map((name) => ask.of(programs).onPath(name))
    .find((one) => one !== null);
  return path === undefined ? null : [path];
}

/** The list that `-v` prints of the folders for `#include <...>` (gcc(1), cpp's "Search Path"; clang prints the same). */
export function parseIncludeFolders(words: string): readonly string[] | null {
  const list = /^#include <\.\.\.> search starts here:\n((?: .*\n)*)/m.exec(words)?.[1];
  if (list === undefined) return null;
  return list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.endsWith('(framework directory)'));
}

async function read(probe: Probe, argv: readonly string[]): Promise<readonly string[] | null> {
  const run = await probe.run([...argv, '-x', 'c', '-E', '-v', '-'], {
    env: plainEnvironment(probe),
    input: '',
    timeoutMs: 10_000,
    maxBytes: 256 * 1024,
  });
  return run.code === 0 ? parseIncludeFolders(run.stderr) : null;
}

/** Where the C compiler looks for headers, in order, CPATH and the like included; null where there is no compiler to ask. */
export const includeFolders: Fact<Promise<readonly string[] | null>> = {
  id: 'include-folders',
  read: async (ask) => {
    const argv = compilerOf(ask);
    return argv === null ? null : read(ask.probe, argv);
  },
};

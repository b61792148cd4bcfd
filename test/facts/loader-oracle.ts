import { spawnSync } from 'node:child_process';
import type { Resolution } from '../../src/facts/loader/resolve.ts';

/** The loader of 64-bit Intel and AMD machines: the tests that ask it are left out where it is not. */
export const LOADER = '/lib64/ld-linux-x86-64.so.2';

/** What ld.so itself lists: `name => path` in its order, without the kernel's page and the loader. */
export function listedByLoader(
  path: string,
  env: Record<string, string> = {},
  cwd?: string,
): string[] | string {
  const { stdout, stderr, status } = spawnSync(LOADER, [path], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', LD_TRACE_LOADED_OBJECTS: '1', ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (status !== 0) return (stderr || stdout).trim();
  return stdout
    .split('\n')
    .map((line) => line.trim().replace(/ \(0x[0-9a-f]+\)$/, ''))
    .filter(
      (line) =>
        line !== '' &&
        line !== 'statically linked' &&
        !line.startsWith('linux-vdso') &&
        !/ld-linux/.test(line),
    )
    .map((line) => (line.includes(' => ') ? line : `${line} => ${line}`));
}

/** Our answer in the same words. */
export const listedByUs = ({ libraries, system }: Resolution): string[] =>
  libraries
    .filter(({ object }) => object === null || object !== system.object)
    .map(({ name, path }) => `${name} => ${path ?? 'not found'}`);

/** What `ldd -r` finds missing: `symbol in file`, and `version of library in file`. */
export function missedByLoader(path: string): string[] {
  const { stdout, stderr } = spawnSync(LOADER, [path], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', LD_TRACE_LOADED_OBJECTS: '1', LD_WARN: 'yes', LD_BIND_NOW: 'yes' },
  });
  const text = stdout + stderr;
  const symbols = [
    ...text.matchAll(
      /^(?:.*: )?(?:undefined symbol|symbol lookup error.*undefined symbol): ([^,\s]+)(?:, version \S+)?\t?\s*\((.*)\)$/gm,
    ),
  ];
  const named = [
    ...text.matchAll(
      /^symbol (\S+), version \S+ not defined in file \S+ with link time reference\t?\s*\((.*)\)$/gm,
    ),
  ];
  return [...symbols, ...named].map(([, symbol, file]) => `${symbol} in ${file}`).sort();
}

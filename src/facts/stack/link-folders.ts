import { posix } from 'node:path';
import type { Ask } from '../ask.ts';
import { foldersOfFlags, foldersOfList } from './includes.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export interface LinkFolder {
  readonly path: string;
  /** A variable's name, `pkg-config`, or `default`. */
  readonly from: string;
}

interface Defaults {
  /** What gcc tries below and beside each entry of LIBRARY_PATH, in front of everything else. */
  readonly forms: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** gcc's own folders and the linker's (`gcc -print-search-dirs`, `ld --verbose`), around LIBRARY_PATH as gcc puts it. */
function defaults({ probe }: Ask): Defaults {
  if (probe.self.os !== 'linux')
    return { forms: [], before: [], after: ['/usr/lib', '/usr/local/lib', '/lib'] };
  const names = probe.readdir('/usr/lib');
  const multiarch = (names.ok ? names.value : []).filter((name) => /^\w+-linux-(gnu|musl)\w*$/.test(name));
  const wide = probe.stat('/usr/lib64').ok && multiarch.length === 0 ? ['/lib64', '/usr/lib64'] : [];
  return {
    // gcc's multiarch name and its multilib's "os directory" (gcc(1), -print-multi-os-directory).
    forms: [...multiarch, multiarch.length > 0 ? '../lib' : '../lib64'],
    before: [...multiarch.flatMap((name) => [`/lib/${name}`, `/usr/lib/${name}`]), ...wide],
    after: [
      ...multiarch.map((name) => `/usr/local/lib/${name}`),
      '/usr/local/lib64',
      '/lib64',
      '/usr/lib64',
      '/usr/local/lib',
      '/lib',
      '/usr/lib',
    ],
  };
}

/** The folders in the order in which gcc hands them to the linker. `pcWords`: what pkg-config says. */
export function searched(ask: Ask, env: Env, pcWords: readonly string[]): readonly LinkFolder[] {
  const { forms, before, after } = defaults(ask);
  const listed = foldersOfList(ask, env.LIBRARY_PATH);
  const from = (source: string, paths: readonly string[]): LinkFolder[] =>
    paths.map((path) => ({ path, from: source }));
  return [
    ...from('LDFLAGS', foldersOfFlags(env.LDFLAGS, ['-L'])),
    ...from('pkg-config', foldersOfFlags(pcWords.join(' '), ['-L'])),
    ...from(
      'LIBRARY_PATH',
      listed.flatMap((entry) => forms.map((form) => posix.join(entry, form))),
    ),
    ...from('default', before),
    ...from('LIBRARY_PATH', listed),
    ...from('default', after),
  ];
}

/** The newest gcc's own folder, in which its runtimes' links are. */
function gccFolders({ probe }: Ask): readonly string[] {
  const names = (folder: string): readonly string[] => {
    const found = probe.readdir(folder);
    return found.ok ? found.value : [];
  };
  return names('/usr/lib/gcc').flatMap((triplet) =>
    [...names(`/usr/lib/gcc/${triplet}`)]
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .slice(0, 1)
      .map((version) => `/usr/lib/gcc/${triplet}/${version}`),
  );
}

/** Where a linker looks for `-lNAME` beyond the folders of its line. */
export const linkFolders = (ask: Ask): readonly string[] => [
  ...new Set([
    ...gccFolders(ask),
    ...searched(ask, ask.probe.env, [])
      .filter(({ from }) => from !== 'LDFLAGS')
      .map(({ path }) => path),
  ]),
];

import type { Probe } from '../host/host.ts';
import type { Fact } from './ask.ts';
import { trimmed } from './loader/expand.ts';
import { loaderConf } from './loader-conf.ts';

/** `/usr/lib` and its relatives: multiarch folders first, as their compilers search them. */
function around(probe: Probe, base: string): readonly string[] {
  const names = probe.readdir(base);
  const multiarch = (names.ok ? names.value : []).filter((name) => /^\w+-linux-(gnu|musl)\w*$/.test(name));
  return [...multiarch.map((name) => `${base}/${name}`), base, `${base}64`, `${base}32`];
}

/** The folders that a loader, a linker or a person may have put libraries into: the existing ones, each once. */
export const libraryFolders: Fact<readonly string[]> = {
  id: 'library-folders',
  read(ask) {
    const { probe } = ask;
    const { env, self } = probe;
    const variables = ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'DYLD_FALLBACK_LIBRARY_PATH', 'LIBRARY_PATH'];
    const prefixes = [
      env.CONDA_PREFIX ?? '',
      env.HOMEBREW_PREFIX ?? '',
      '/opt/homebrew',
      '/home/linuxbrew/.linuxbrew',
      '/opt/local',
      `${self.home}/.local`,
      self.home,
      `${self.home}/miniconda3`,
      `${self.home}/anaconda3`,
      '/opt/conda',
    ].filter((prefix) => prefix !== '' && prefix !== '/');
    const named = [
      ...variables.flatMap((variable) => (env[variable] ?? '').split(/[:;]/)),
      ...ask.of(loaderConf).folders.map(({ path }) => path),
      ...['/lib', '/usr/lib', '/usr/local/lib'].flatMap((base) => around(probe, base)),
      ...prefixes.flatMap((prefix) => [`${prefix}/lib`, `${prefix}/lib64`]),
    ];
    const folders = new Map<string, string>();
    for (const folder of named) {
      if (!folder.startsWith('/')) continue;
      const stat = probe.stat(folder);
      // /lib and /usr/lib are one folder on most systems: the first name stands for it.
      const key = stat.ok && stat.value.kind === 'directory' ? `${stat.value.dev}:${stat.value.ino}` : null;
      if (key !== null && !folders.has(key)) folders.set(key, trimmed(folder));
    }
    return [...folders.values()];
  },
};

/** The libraries' names in a folder, each folder read once: system folders hold thousands. */
export const libraryNames: Fact<(folder: string) => readonly string[]> = {
  id: 'library-names',
  read({ probe }) {
    const known = new Map<string, readonly string[]>();
    return (folder) => {
      let names = known.get(folder);
      if (!names) {
        const entries = probe.readdir(folder);
        names = entries.ok ? entries.value.filter((name) => name.startsWith('lib')) : [];
        known.set(folder, names);
      }
      return names;
    };
  },
};

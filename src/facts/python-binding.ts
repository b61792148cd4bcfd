import type { Ask, Fact } from './ask.ts';
import { programs } from './programs.ts';

/** A pyzmq that a Python of this machine would import. */
export interface PythonBinding {
  /** The package's folder: `.../site-packages/zmq`. */
  readonly folder: string;
  /** Its compiled modules; none where they were taken away. */
  readonly modules: readonly string[];
}

const MOST_FOLDERS = 40;

/** Where Pythons look for packages: the active environment, the user's own, the distribution's (site(7), Debian Python Policy). */
function packageFolders({ probe, of }: Ask): readonly string[] {
  const { env, self } = probe;
  const python = of(programs).onPath('python3');
  const real = python === null ? null : probe.realpath(python);
  const prefix = python?.replace(/\/bin\/[^/]+$/, '');
  const roots = [
    env.VIRTUAL_ENV,
    env.CONDA_PREFIX,
    prefix,
    real?.ok ? real.value.replace(/\/bin\/[^/]+$/, '') : undefined,
    `${self.home}/.local`,
    '/usr/local',
    '/usr',
  ];
  const folders = roots
    .filter((root) => root?.startsWith('/'))
    .flatMap((root) =>
      ['lib', 'lib64'].flatMap((lib) => {
        const names = probe.readdir(`${root}/${lib}`);
        return (names.ok ? names.value : [])
          .filter((name) => /^python3(\.\d+)?$/.test(name))
          .flatMap((name) =>
            ['site-packages', 'dist-packages'].map((one) => `${root}/${lib}/${name}/${one}`),
          );
      }),
    );
  return [...new Set(folders)].slice(0, MOST_FOLDERS);
}

/** Compiled modules of pyzmq, by their places in releases 17 to 27. */
const PLACES = ['/backend/cython', '/backend/cffi', ''];

export const pythonBindings: Fact<readonly PythonBinding[]> = {
  id: 'python-bindings',
  read(ask) {
    const { probe } = ask;
    const seen = new Set<string>();
    return packageFolders(ask).flatMap((folder) => {
      const home = `${folder}/zmq`;
      const real = probe.realpath(home);
      if (!real.ok || seen.has(real.value)) return [];
      seen.add(real.value);
      const modules = PLACES.flatMap((place) => {
        const names = probe.readdir(home + place);
        const all = names.ok ? names.value : [];
        return all.filter((name) => name.endsWith('.so')).map((name) => `${home}${place}/${name}`);
      });
      // A folder of this name that is no pyzmq says nothing; one of pyzmq's has its backends.
      const isPyzmq = modules.length > 0 || probe.stat(`${home}/backend`).ok;
      return isPyzmq ? [{ folder: home, modules }] : [];
    });
  },
};

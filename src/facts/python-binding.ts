import type { Fact } from './ask.ts';
import { type PythonFolder, pythonPaths } from './python-folders.ts';

/** A pyzmq that a Python of this machine would import. */
export interface PythonBinding extends Pick<PythonFolder, 'from'> {
  /** The package's folder: `.../site-packages/zmq`. */
  readonly folder: string;
  /** Its compiled modules that this Python can import; none where they were taken away or are another Python's. */
  readonly modules: readonly string[];
  /** Those of other Pythons. */
  readonly foreign: readonly string[];
}

/** Compiled modules of pyzmq, by their places in releases 17 to 27, PyPy's among them. */
const PLACES = ['/backend/cython', '/backend/cffi', ''];

/** `_zmq.cpython-311-x86_64-linux-gnu.so` is for 3.11 alone; `.abi3.so` and `.so` are for all (PEP 3149, PEP 384). */
function isFor(name: string, version: string | null): boolean {
  const tag = /\.cpython-3(\d+)\w*-/.exec(name)?.[1];
  return tag === undefined || version === null || version === `3.${tag}`;
}

/** Every pyzmq in the folders that are searched; the first is the one that is imported. */
export const pythonBindings: Fact<readonly PythonBinding[]> = {
  id: 'python-bindings',
  read({ probe, of }) {
    const { version, folders } = of(pythonPaths);
    const seen = new Set<string>();
    return folders.flatMap(({ path, from }) => {
      const home = `${path}/zmq`;
      const real = probe.realpath(home);
      if (!real.ok || seen.has(real.value)) return [];
      seen.add(real.value);
      const all = PLACES.flatMap((place) => {
        const names = probe.readdir(home + place);
        return (names.ok ? names.value : [])
          .filter((name) => name.endsWith('.so'))
          .map((name) => `${home}${place}/${name}`);
      });
      const modules = all.filter((module) => isFor(module.slice(module.lastIndexOf('/') + 1), version));
      const foreign = all.filter((module) => !modules.includes(module));
      // Without __init__.py a folder of this name is passed over in favour of the next one (PEP 420).
      const isPyzmq =
        probe.stat(`${home}/__init__.py`).ok && (all.length > 0 || probe.stat(`${home}/backend`).ok);
      return isPyzmq ? [{ folder: home, from, modules, foreign }] : [];
    });
  },
};

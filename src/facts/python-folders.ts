import { join } from 'node:path';
import type { Fact } from './ask.ts';
import { programs } from './programs.ts';

/** A folder from which Python imports packages. */
export interface PythonFolder {
  readonly path: string;
  /** `PYTHONPATH`, or what the interpreter does by itself. */
  readonly from: 'PYTHONPATH' | 'default';
}

export interface PythonPaths {
  /** `3.11` of the `python3` on PATH; null where its file's name does not tell, or there is none. */
  readonly version: string | null;
  /** In the order in which they are searched. */
  readonly folders: readonly PythonFolder[];
}

const MOST_FOLDERS = 40;

/** `/usr/bin/python3 -> python3.11`; an environment's own leads there too. */
const versionOf = (real: string): string | null => /\/python(3\.\d+)$/.exec(real)?.[1] ?? null;

/**
 * Where the Python that the user starts looks for packages (site(7), Debian Python Policy): PYTHONPATH, the active
 * environment, the user's own, the system's. Python itself is not run.
 */
export const pythonPaths: Fact<PythonPaths> = {
  id: 'python-paths',
  read({ probe, of }) {
    const { env, self } = probe;
    const python = of(programs).onPath('python3');
    const real = python === null ? null : probe.realpath(python);
    const version = real?.ok ? versionOf(real.value) : null;
    const prefix = python?.replace(/\/bin\/[^/]+$/, '');
    const inEnvironment = prefix !== undefined && probe.stat(`${prefix}/pyvenv.cfg`).ok;
    const settings = inEnvironment ? probe.readText(`${prefix}/pyvenv.cfg`, 64 * 1024) : null;
    // An environment is shut against the system's packages unless it says otherwise (PEP 405).
    const isShut =
      settings?.ok === true && !/^include-system-site-packages\s*=\s*true/im.test(settings.value);
    const roots = isShut
      ? [prefix]
      : [
          env.VIRTUAL_ENV,
          env.CONDA_PREFIX,
          ...(prefix === '/usr' ? [] : [prefix]),
          `${self.home}/.local`,
          '/usr/local',
          real?.ok ? real.value.replace(/\/bin\/[^/]+$/, '') : undefined,
          '/usr',
        ];
    const isOurs = (name: string): boolean =>
      /^python3(\.\d+)?$/.test(name) &&
      (version === null || name === 'python3' || name === `python${version}`);
    const own = roots
      .filter((root) => root?.startsWith('/'))
      .flatMap((root) =>
        ['lib', 'lib64'].flatMap((lib) => {
          const names = probe.readdir(`${root}/${lib}`);
          return (names.ok ? names.value : [])
            .filter(isOurs)
            .flatMap((name) =>
              ['site-packages', 'dist-packages'].map((one) => `${root}/${lib}/${name}/${one}`),
            );
        }),
      );
    const named = (env.PYTHONPATH ?? '').split(':').filter((entry) => entry.startsWith('/'));
    const folders = [
      ...named.map((path) => ({ path: join(path), from: 'PYTHONPATH' as const })),
      ...[...new Set(own)].map((path) => ({ path, from: 'default' as const })),
    ];
    return { version, folders: folders.slice(0, MOST_FOLDERS) };
  },
};

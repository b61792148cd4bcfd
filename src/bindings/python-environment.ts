import { join } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { reportBinary } from '../facts/binary.ts';
import type { Probe } from '../host/host.ts';

/** Where a Python binding belongs. */
export interface PythonPlace {
  readonly folder: string;
  readonly exists: boolean;
}

/** What venv (PEP 405) or conda leaves in the root of an environment. */
const MARKS = ['pyvenv.cfg', 'conda-meta'];

const isEnvironment = (probe: Probe, folder: string): boolean =>
  MARKS.some((mark) => probe.stat(join(folder, mark)).ok) && probe.stat(join(folder, 'bin/python')).ok;

/**
 * `named`: folder that the user named, made where it is not there; else the active environment. A system's own Python is
 * never touched (PEP 668): SetupError (exit 2) where neither is there, or what is there is no environment.
 */
export function pythonPlaceOf(probe: Probe, named: string | null): PythonPlace {
  const active = probe.env.VIRTUAL_ENV;
  const folder = named ?? (active?.startsWith('/') ? active : null);
  const hint = text(
    'Name one with --venv DIR (it is made where it is not there), or activate one first.',
    '请用 --venv DIR 指定一个（不存在时会创建），或先激活一个。',
  );
  if (folder === null)
    throw new SetupError(
      EXIT.usage,
      text(
        'pyzmq goes into a virtual environment, and none is active or named: the system’s own Python is never changed',
        'pyzmq 要装入虚拟环境，而现在既没有激活也没有指定任何虚拟环境：绝不改动系统自带的 Python',
      ),
      { hint },
    );
  if (isEnvironment(probe, folder)) return { folder, exists: true };
  const names = probe.readdir(folder);
  if (names.ok ? names.value.length === 0 : names.fault === 'missing' && named !== null)
    return { folder, exists: false };
  throw new SetupError(EXIT.usage, text(`${folder} is no virtual environment`, `${folder} 不是虚拟环境`), {
    hint,
  });
}

/** Version of the Python that an environment was made with, as venv(3) writes it down; null where it does not say. */
export function environmentVersion(probe: Probe, folder: string): string | null {
  const words = probe.readText(join(folder, 'pyvenv.cfg'), 64 * 1024);
  return words.ok ? (/^version(?:_info)?\s*=\s*(\d+\.\d+(?:\.\d+)?)/m.exec(words.value)?.[1] ?? null) : null;
}

/** pyzmq as an environment has it. */
export interface PythonPackage {
  readonly version: string;
  /** File of the libzmq that its module would load; null where it brings its own or none is found. */
  readonly libzmq: string | null;
}

/** Where pyzmq's compiled modules lie, by release: 26 and up, and before. */
const PLACES = ['backend/cython', ''];

/** Null where the environment has none. Python itself is not run. */
export function pythonPackage(ask: Ask, folder: string): PythonPackage | null {
  const { probe } = ask;
  const list = (path: string): readonly string[] => {
    const names = probe.readdir(path);
    return names.ok ? names.value : [];
  };
  for (const python of list(join(folder, 'lib')).filter((name) => /^python3\.\d+t?$/.test(name))) {
    const site = join(folder, 'lib', python, 'site-packages');
    const version = list(site)
      .map((name) => /^pyzmq-(\d[^-]*)\.dist-info$/.exec(name)?.[1])
      .find((found) => found !== undefined);
    if (version === undefined) continue;
    const modules = PLACES.flatMap((place) =>
      list(join(site, 'zmq', place))
        .filter((name) => name.endsWith('.so'))
        .map((name) => join(site, 'zmq', place, name)),
    );
    const loaded = modules
      .flatMap((module) => reportBinary(ask, module).libraries)
      .find(({ name }) => /^libzmq[.-]/.test(name));
    return { version, libzmq: loaded?.path ?? null };
  }
  return null;
}

import type { Ask } from '../facts/ask.ts';
import { goSettings } from '../facts/go-settings.ts';
import { programs } from '../facts/programs.ts';
import type { Host } from '../host/host.ts';
import type { Api } from './matrix.ts';
import { prepareC } from './prepare-c.ts';
import { prepareGo } from './prepare-go.ts';
import { preparePython } from './prepare-python.ts';
import type { Prepared, Unprepared } from './prepared.ts';
import { czmqProgram } from './programs/czmq.ts';
import { libzmqProgram } from './programs/libzmq.ts';

/** With what the measuring programs are made, and where. */
export interface Making {
  readonly compiler: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The prefix holds no shared library. */
  readonly statically: boolean;
  readonly signal: AbortSignal;
}

/** The active virtual environment's Python (PEP 405), then those of PATH. */
function pythonsOf(ask: Ask): string[] {
  const active = ask.probe.env.VIRTUAL_ENV;
  const found = ask.of(programs);
  const paths = [
    active?.startsWith('/') ? `${active}/bin/python` : null,
    ...['python3', 'python'].map((name) => found.onPath(name)),
  ];
  return [...new Set(paths.filter((path) => path !== null))].filter((path) => ask.probe.stat(path).ok);
}

/** Makes the measuring programs of all APIs, each as far as it can be made. */
export function prepareAll(
  host: Host,
  ask: Ask,
  apis: readonly Api[],
  making: Making,
): Promise<(Prepared | Unprepared)[]> {
  const makers: Readonly<Record<Api, () => Promise<Prepared | Unprepared>>> = {
    libzmq: () => prepareC(host, 'libzmq', libzmqProgram, making, making.statically),
    czmq: () => prepareC(host, 'czmq', czmqProgram, making, making.statically),
    goczmq: () => prepareGo(host, ask.of(goSettings).program, making),
    pyzmq: () => preparePython(host, pythonsOf(ask), making),
  };
  return Promise.all(apis.map((api) => makers[api]()));
}

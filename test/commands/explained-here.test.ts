import { expect, test } from 'vitest';
import { reasonHere } from '../../src/commands/explained-here.ts';
import { explainLines } from '../../src/explain/explain.ts';
import type { Context } from '../../src/host/context.ts';
import type { Host } from '../../src/host/host.ts';
import { liveHost } from '../../src/host/live.ts';

const real = liveHost('bin/czmq-setup.js');

/** This machine; every question after the first kind is noted. */
function contextWith(asked: string[]): Context {
  const host = new Proxy(real, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        asked.push(String(name));
        return (value as (...all: unknown[]) => unknown).apply(target, args);
      };
    },
  }) as Host;
  return {
    host,
    emit: () => {},
    ask: null,
    lang: 'en',
    signal: new AbortController().signal,
    stdin: null,
    packageRoot: '.',
    version: '0',
  };
}
const findingOf = (line: string) => explainLines([line], { where: 'log', manager: null })[0]!;
const LOADER =
  'error while loading shared libraries: libczmq.so.4: cannot open shared object file: No such file or directory';

test('a program that is not on this machine: the log is of another, and nothing more is asked', async () => {
  const asked: string[] = [];
  expect(await reasonHere(contextWith(asked), findingOf(`/nowhere/at/all/app: ${LOADER}`))).toBeNull();
  expect(new Set(asked)).toEqual(new Set(['stat']));
});

test('a finding that is no complaint of the loader: nothing is asked', async () => {
  const asked: string[] = [];
  const finding = findingOf('/usr/bin/ld: cannot find -lzmq: No such file or directory');
  expect(await reasonHere(contextWith(asked), finding)).toBeNull();
  expect(asked).toEqual([]);
});

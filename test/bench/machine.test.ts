import { expect, test } from 'vitest';
import { coresInUse, isBusy, machineOf } from '../../src/bench/machine.ts';
import type { Host } from '../../src/host/host.ts';
import { fakeMachine } from '../support/machine.ts';

/** A machine whose /proc/stat moves on while one sleeps. */
function moving(before: string, after: string): Host {
  let slept = false;
  const probe = fakeMachine({});
  return {
    ...probe,
    readText: (path: string) =>
      path === '/proc/stat' ? { ok: true, value: slept ? after : before } : probe.readText(path),
    sleep: async () => {
      slept = true;
    },
  } as unknown as Host;
}
const { signal } = new AbortController();

test('cores in use: what was neither idle nor waiting for a disk, with what a hypervisor took', async () => {
  // user nice system idle iowait irq softirq steal guest guest_nice
  const host = moving(
    'cpu  100 0 50 800 10 0 0 0 5 0\ncpu0 1 1\n',
    'cpu  120 0 60 850 30 0 0 20 25 0\ncpu0 1 1\n',
  );
  // 50 of 120 ticks.
  expect(await coresInUse(host, signal)).toBeCloseTo(50 / 120, 10);
});

test.each([
  ['no such file', '', ''],
  ['another form', 'cpu one two\n', 'cpu one two\n'],
  ['time that stands still', 'cpu  1 0 1 8 0 0 0 0\n', 'cpu  1 0 1 8 0 0 0 0\n'],
])('%s: not known', async (_what, before, after) => {
  expect(await coresInUse(moving(before, after), signal)).toBeNull();
});

test('busy by what is in use now; by the load average only where that is not known', () => {
  expect(isBusy(0.5, 0, 2)).toBe(true);
  // A measurement that has just ended still stands in the load average.
  expect(isBusy(0.01, 3, 2)).toBe(false);
  expect(isBusy(null, 3, 2)).toBe(true);
  expect(isBusy(null, 0.1, 2)).toBe(false);
  expect(isBusy(null, null, 2)).toBe(false);
});

test('the machine as files tell it', async () => {
  const files = {
    '/proc/cpuinfo': 'processor\t: 0\nmodel name\t: Some Processor 3000\n',
    '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor': 'powersave\n',
  };
  expect(await machineOf(fakeMachine({ files }), { load: 0.2, inUse: 0.02 })).toMatchObject({
    cpu: 'Some Processor 3000',
    governor: 'powersave',
    cores: 4,
    load: { before: 0.2, after: null },
    busy: false,
  });
});

test('a board that names its processor nowhere but in the device tree', async () => {
  const files = {
    '/proc/cpuinfo': 'processor\t: 0\nBogoMIPS\t: 108.00\n',
    '/proc/device-tree/model': 'A Board Rev 1\0',
  };
  expect((await machineOf(fakeMachine({ files }), { load: null, inUse: null })).cpu).toBe('A Board Rev 1');
});

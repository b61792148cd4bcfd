import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { machine } from '../../fixtures/machines/kit.ts';
import { type Case, MACHINES } from '../../fixtures/machines/machines.ts';
import type { Recipe } from '../../src/core/recipe.ts';
import { examine } from '../../src/doctor/examine.ts';
import { scopeOf } from '../../src/doctor/scope.ts';
import { askOf } from '../../src/facts/ask.ts';
import { CHECKS } from '../../src/generated/checks.ts';
import type { Probe } from '../../src/host/host.ts';
import { parseTape, printTape } from '../../src/host/tape/parse.ts';
import { record } from '../../src/host/tape/record.ts';
import { replay } from '../../src/host/tape/replay.ts';

const folder = new URL('../../recipes/', import.meta.url);
const recipes = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name): Recipe => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    .map((recipe) => [recipe.name, recipe]),
);

/** The kernel's line for a lock on a file of the machine, whose inode only the machine knows. */
function withLock(probe: Probe): Probe {
  const lock = probe.stat('/var/lib/dpkg/lock-frontend');
  if (!lock.ok) return probe;
  const { ino } = lock.value;
  return {
    ...probe,
    readText: (path, most) =>
      path === '/proc/locks'
        ? { ok: true, value: `1: POSIX  ADVISORY  WRITE 4711 00:01:${ino} 0 EOF\n` }
        : probe.readText(path, most),
  };
}

const probeOf = ({ system }: Case): Probe => withLock(machine(system));
const look = (probe: Probe, building = false) =>
  examine(askOf(probe), scopeOf(recipes, { targets: building ? ['czmq'] : [], prefix: '/usr/local' }));

describe('machines that are not here', () => {
  test.each(MACHINES.filter(({ first }) => first === null))('$name: no error', async (one) => {
    const { findings } = await look(probeOf(one), one.building);
    expect(
      findings
        .filter(({ severity }) => severity === 'error')
        .map(({ code, subject, cause }) => ({ code, subject, cause: cause.en })),
    ).toEqual([]);
  });

  test.each(MACHINES.filter(({ first }) => first !== null))('$name', async (one) => {
    const { findings } = await look(probeOf(one), one.building);
    const [first] = findings;
    expect(
      { code: first?.code, severity: first?.severity },
      JSON.stringify(findings, null, 1).slice(0, 3000),
    ).toEqual({
      code: one.first?.code,
      severity: 'error',
    });
    expect([one.first?.subject].flat()).toContain(first?.subject);
  });
});

test('no check says what it does not list, and none stays without an answer', async () => {
  const listed = new Map(CHECKS.map(({ id, codes }) => [id, codes]));
  for (const one of MACHINES) {
    for (const { id, status, skipped, findings } of (await look(probeOf(one), one.building)).reports) {
      expect(findings.filter(({ code }) => !listed.get(id)?.includes(code))).toEqual([]);
      expect({ id, status, skipped }).not.toMatchObject({ status: 'skipped' });
    }
  }
});

test('a snapshot says of the machine what the machine says', async () => {
  for (const one of MACHINES.filter(({ name }) => /crt1|Fedora,|Intel|interrupted/.test(name))) {
    const recorder = record(probeOf(one));
    const live = await look(recorder.probe, one.building);
    const taped = await look(replay(parseTape(printTape(recorder.tape()))), one.building);
    expect(live.findings.length).toBeGreaterThan(0);
    expect(taped.findings).toEqual(live.findings);
    expect(taped.reports.filter(({ status }) => status === 'skipped')).toEqual([]);
  }
});

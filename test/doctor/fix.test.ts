import { describe, expect, test } from 'vitest';
import type { Finding, Fix } from '../../src/core/finding.ts';
import { verbatim } from '../../src/core/text.ts';
import type { Examination } from '../../src/doctor/examine.ts';
import { mend } from '../../src/doctor/fix.ts';
import type { Asker, Context } from '../../src/host/context.ts';
import type { Host } from '../../src/host/host.ts';
import { fakeMachine, type MachineSpec, program } from '../support/machine.ts';

const fix = (command: string, more: Partial<Fix> = {}): Fix => ({
  title: verbatim(command),
  commands: [command.split(' ')],
  needsRoot: false,
  automatic: true,
  risk: 'safe',
  ...more,
});
const found = (subject: string, fixes: readonly Fix[], severity: Finding['severity'] = 'error'): Finding => ({
  code: 'library.cache-stale',
  subject,
  severity,
  title: verbatim(subject),
  cause: verbatim(''),
  evidence: [],
  consequences: [],
  fixes,
});
const examined = (...findings: Finding[]): Examination => ({ reports: [], findings });

/** Runs the engine on a scripted machine; `later`: what each further examination finds. */
async function run(
  spec: MachineSpec,
  first: readonly Finding[],
  later: readonly (readonly Finding[])[],
  ask: Asker | null = null,
) {
  const host = fakeMachine(spec);
  const said: string[] = [];
  const context: Context = {
    host: host as unknown as Host,
    emit: (event) => void (event.type === 'note' && said.push(event.text.en)),
    ask,
    lang: 'en',
    signal: new AbortController().signal,
    stdin: null,
    packageRoot: '/',
    version: '0',
  };
  const left = [...later];
  const mended = await mend(
    context,
    examined(...first),
    async () => examined(...(left.shift() ?? [])),
    ask === null,
  );
  return { ...mended, ran: host.ran.filter((line) => !/ true$/.test(line)), said };
}

const asker = (answer: boolean): Asker => ({
  confirm: async () => answer,
  select: async () => {
    throw new Error('not asked');
  },
  input: async () => '',
});

describe('what --fix does', () => {
  test('the first root is repaired, all is asked anew, and nothing more is done where that was all', async () => {
    const { repairs, ran } = await run(
      { commands: { 'repair a': '' } },
      [found('a', [fix('repair a')]), found('b', [fix('repair b')])],
      [[]],
    );
    expect(ran).toEqual(['repair a']);
    expect(repairs.map(({ outcome }) => outcome)).toEqual(['done']);
  });

  test('a fix that does not help is not tried again; the next one is', async () => {
    const still = [found('a', [fix('repair a'), fix('repair harder')])];
    const { ran, repairs } = await run(
      { commands: { 'repair a': { code: 1, stderr: 'no' }, 'repair harder': '' } },
      still,
      [still, []],
    );
    expect(ran).toEqual(['repair a', 'repair harder']);
    expect(repairs.map(({ outcome, words }) => [outcome, words])).toEqual([
      ['failed', 'no'],
      ['done', null],
    ]);
  });

  test('what the user has to decide, and what is only worth knowing, is left alone', async () => {
    const { ran } = await run(
      {},
      [found('a', [fix('unset X', { automatic: false })]), found('b', [fix('repair b')], 'info')],
      [],
    );
    expect(ran).toEqual([]);
  });

  test('a warning is mended after the errors, and without asking only where nothing is put at risk', async () => {
    const warned = [
      found('a', [fix('repair a', { risk: 'moderate' })], 'warning'),
      found('b', [fix('repair b')], 'warning'),
    ];
    const commands = { 'repair a': '', 'repair b': '', 'repair c': '' };
    const all = [found('c', [fix('repair c')]), ...warned];
    expect((await run({ commands }, all, [warned, []])).ran).toEqual(['repair c', 'repair b']);
    expect((await run({ commands }, warned, [[]], asker(true))).ran).toEqual(['repair a']);
  });

  test('nothing is run that was not wanted', async () => {
    const { ran, repairs } = await run({}, [found('a', [fix('repair a')])], [], asker(false));
    expect(ran).toEqual([]);
    expect(repairs[0]?.outcome).toBe('declined');
  });

  test('root is had through sudo, and said to be missing where there is none', async () => {
    const wish = [found('a', [fix('ldconfig', { needsRoot: true })])];
    const sudo = {
      files: { '/usr/bin/sudo': program },
      commands: { 'sudo -n true': '', '/usr/bin/sudo -n -- env ldconfig': '' },
    };
    expect((await run(sudo, wish, [[]])).ran).toEqual(['/usr/bin/sudo -n -- env ldconfig']);
    expect((await run({}, wish, [])).repairs[0]?.outcome).toBe('no-root');
  });

  test('each is shown before it runs, with how to take it back after', async () => {
    const { said } = await run(
      { commands: { 'repair a': '' } },
      [found('a', [fix('repair a', { undo: [['undo', 'a b']] })])],
      [[]],
    );
    expect(said[0]).toContain('repair a');
    expect(said.at(-1)).toContain("undo 'a b'");
  });
});

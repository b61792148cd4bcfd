import { expect, test } from 'vitest';
import { crashLine } from '../../src/cli/crash.ts';
import { main } from '../../src/cli/main.ts';
import type { World } from '../../src/cli/world.ts';
import type { Host } from '../../src/host/host.ts';
import { fakeMachine } from '../support/machine.ts';

const site = {
  version: '0.1.0',
  node: 'v18.19.0',
  os: 'linux',
  arch: 'x64',
  kernel: '6.1.0',
  command: 'install',
  packageRoot: '/home/mei/.npm/czmq-setup/',
  home: '/home/mei',
};

test('a bug’s line has version, Node, system, command, error and our line of the stack', () => {
  const error = new TypeError('x is not a function');
  error.stack = [
    'TypeError: x is not a function',
    '    at node:internal/modules/esm/loader:1:1',
    '    at plan (file:///home/mei/.npm/czmq-setup/dist/plan-ABC.js:3:14)',
    '    at main (file:///home/mei/.npm/czmq-setup/dist/cli.js:1:1)',
  ].join('\n');
  expect(crashLine(error, site)).toBe(
    'czmq-setup 0.1.0; node v18.19.0; linux x64 6.1.0; command install; ' +
      'TypeError: x is not a function at plan (dist/plan-ABC.js:3:14)',
  );
});

test('it has no secret, no home, no line break, and an end', () => {
  const error = new Error(
    `https://mei:pa55@h/x failed in /home/mei/src\nGITHUB_TOKEN=abc ${'z'.repeat(5000)}`,
  );
  const line = crashLine(error, site);
  expect(line).not.toMatch(/pa55|abc|\/home\/mei|\n/);
  expect(line.length).toBeLessThan(500);
});

test('what is thrown need not be an error', () => {
  expect(crashLine('nothing', site)).toContain('Error: nothing');
});

const worldOf = (
  argv: readonly string[],
  broken: Partial<Host>,
): { world: World; said: { out: string; err: string } } => {
  const said = { out: '', err: '' };
  const probe = fakeMachine({});
  const world: World = {
    argv,
    host: { ...probe, self: probe.self, env: probe.env, now: () => 0, ...broken } as unknown as Host,
    terminal: { env: {}, stdinIsTty: false, stdoutIsTty: false, stderrIsTty: false, columns: null },
    stdout: (words) => {
      said.out += words;
    },
    stderr: (words) => {
      said.err += words;
    },
    stream: null,
    stdin: null,
    packageRoot: '/opt/',
    version: '0.1.0',
    signal: new AbortController().signal,
  };
  return { world, said };
};

const boom = {
  lstat: () => {
    throw new TypeError('boom');
  },
};

test('an error that nobody expected: exit 70, the line, and no stack trace', async () => {
  const { world, said } = worldOf(['completion', 'bash'], boom);
  expect(await main(world)).toBe(70);
  expect(said.out).toBe('');
  expect(said.err).toContain('czmq-setup 0.1.0; node v18.19.0');
  expect(said.err).toContain('TypeError: boom');
  expect(said.err.split('\n').filter((line) => /^\s+at /.test(line))).toEqual([]);
});

test('and with --json the line stands in the one document', async () => {
  const { world, said } = worldOf(['completion', 'bash', '--json'], boom);
  expect(await main(world)).toBe(70);
  expect(said.err).toBe('');
  expect(JSON.parse(said.out)).toMatchObject({
    ok: false,
    error: { report: expect.stringContaining('TypeError: boom') },
  });
});

test('in GitHub Actions a failure is an annotation too', async () => {
  const { world, said } = worldOf(['install', '--jobs', '0'], {});
  const code = await main({ ...world, terminal: { ...world.terminal, env: { GITHUB_ACTIONS: 'true' } } });
  expect(code).toBe(2);
  expect(said.err).toMatch(/^::error title=czmq-setup::--jobs 0: it must be a whole number/m);
});

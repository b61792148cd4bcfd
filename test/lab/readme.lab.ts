import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Machine } from './support/machine.ts';
import { machineWith, userProgram } from './support/stack.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The README's commands, as they stand in its first two shell blocks. */
const [INSTALL, TEST] = [
  ...readFileSync(join(PROJECT, 'README.md'), 'utf8').matchAll(/```sh\n(.*?)\n```/gs),
].map(([, line]) => line as string);

/** What git would clone: the tracked files, as they lie in the work tree. */
function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'czmq-lab-clone-'));
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((name) => name !== '')) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(PROJECT, file), join(folder, file), { verbatimSymlinks: true });
  }
  return folder;
}

/** npm's own settings of this machine: which registry, which certificates. Nothing of them is the project's. */
const npmSettings = (): Record<string, string> => ({
  npm_config_registry: execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim(),
});

describe("the README's commands on a machine with Node alone", () => {
  let machine: Machine;
  const clone = checkout();
  const env = npmSettings();
  beforeAll(async () => {
    machine = await machineWith({});
    machine.copyIn('/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/certs/ca-certificates.crt');
    machine.copyIn(clone, '/root/czmq-setup');
  });
  afterAll(async () => {
    await machine.stop();
    rmSync(clone, { recursive: true, force: true });
  });
  const typed = (line: string) =>
    machine.sh(line, {
      cwd: '/root/czmq-setup',
      env: { ...env, NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt' },
      timeoutMs: 900_000,
    });

  it('the first brings a working stack', async () => {
    const ran = await typed(INSTALL ?? '');
    expect(ran.code, `${ran.stdout}${ran.stderr}`).toBe(0);
    expect((await userProgram(machine)).stdout).toBe('it works\n');
  });

  it('the second passes all tests', async () => {
    const ran = await typed(TEST ?? '');
    expect(ran.code, `${ran.stdout}${ran.stderr}`.slice(-6000)).toBe(0);
  });
});

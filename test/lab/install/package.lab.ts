import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { aptCache } from '../support/archives.ts';
import { layersOf } from '../support/layers.ts';
import { Machine } from '../support/machine.ts';
import { PROJECT, packageFile } from '../support/tool.ts';

const NODES = ['18.19.1', '20.18.0', '22.12.0', '24.1.0'];

const setting = (name: string): string =>
  execFileSync('npm', ['config', 'get', name], { cwd: tmpdir(), encoding: 'utf8' }).trim();

describe.each(NODES)('the package on Node %s', (version) => {
  it('installs from its tarball into an empty folder and runs, with nothing else fetched', async () => {
    const machine = await Machine.start({ layers: await layersOf({ node: version }), network: false });
    try {
      machine.copyIn(packageFile(), '/root/app/package.tgz');
      const options = { cwd: '/root/app' };
      expect((await machine.must(['node', '--version'], options)).stdout.trim()).toBe(`v${version}`);
      await machine.must(['npm', 'init', '-y'], options);
      await machine.must(
        ['npm', 'install', '--no-audit', '--no-fund', '--offline', './package.tgz'],
        options,
      );
      const said = await machine.must(['npx', '--offline', 'czmq-setup', '--version'], options);
      expect(said.stdout).toMatch(/^(czmq-setup )?\d+\.\d+\.\d+\n$/);
      expect(said.stderr).toBe('');
      const plan = await machine.must(
        ['npx', '--offline', 'czmq-setup', 'plan', '--format', 'json'],
        options,
      );
      expect(JSON.parse(plan.stdout)).toMatchObject({ command: 'plan', ok: true });
      const doctor = await machine.run(['npx', '--offline', 'czmq-setup', 'doctor', '--json'], options);
      expect([0, 1]).toContain(doctor.code);
      expect(JSON.parse(doctor.stdout)).toMatchObject({ command: 'doctor', schemaVersion: 1 });
    } finally {
      await machine.stop();
    }
  });
});

describe('from a checkout', () => {
  const clone = mkdtempSync(join(tmpdir(), 'czmq-lab-clone-'));
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  it('`npm ci && npx czmq-setup install --yes` on a bare machine, in a folder with a blank', async () => {
    const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const names = execFileSync('git', listed, { cwd: PROJECT, encoding: 'utf8', maxBuffer: 1 << 26 });
    for (const name of names.split('\0').filter((one) => one !== '' && existsSync(join(PROJECT, one))))
      cpSync(join(PROJECT, name), join(clone, name));
    expect(existsSync(join(clone, 'package-lock.json'))).toBe(true);
    expect(existsSync(join(clone, 'node_modules'))).toBe(false);
    // The packages are those that this host's npm has had for itself.
    const cache = { from: setting('cache'), to: '/var/cache/npm', writable: true };
    const machine = await Machine.start({ layers: await layersOf({}), binds: [aptCache('bookworm'), cache] });
    try {
      machine.copyIn(clone, '/root/a check out');
      const env = { npm_config_registry: setting('registry'), npm_config_cache: cache.to };
      const options = { cwd: '/root/a check out', env };
      const ready = await machine.run(['npm', 'ci', '--offline', '--no-audit', '--no-fund'], options);
      expect(ready.code, ready.stderr).toBe(0);
      const ran = await machine.run(['npx', 'czmq-setup', 'install', '--yes', 'libzmq@4.3.4'], options);
      expect(ran.code, ran.stderr).toBe(0);
      expect((await machine.sh('pkg-config --modversion libzmq')).stdout).toBe('4.3.4\n');
    } finally {
      await machine.stop();
    }
  });
});

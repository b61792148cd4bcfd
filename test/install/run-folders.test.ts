import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live.ts';
import { pathsOf } from '../../src/host/paths.ts';
import { keepWork, makeRunFolders, sweepWork, workParent } from '../../src/install/run-folders.ts';
import { fakeMachine } from '../support/machine.ts';

const build = '/home/user/.cache/czmq-setup/build';

describe('the folder for builds', () => {
  it("is the cache's, where make can work there", () => {
    expect(workParent(fakeMachine({ self: { uid: 0 }, files: { '/home/user/x': '' } }), { build })).toBe(
      build,
    );
  });

  it.each([
    '/home/my user/.cache/czmq-setup/build',
    '/home/用户/.cache/build',
    "/home/o'neil/build",
    '/home/$x/build',
  ])('is another where make takes no such path: %s', (path) => {
    const probe = fakeMachine({ self: { uid: 0 }, files: { '/tmp/x': '' } });
    expect(workParent(probe, { build: path })).toBe('/tmp');
  });

  it('is another where no program may be run', () => {
    const mounts = '1 0 0:1 / / rw - ext4 x rw\n2 1 0:2 / /home rw,nosuid,noexec - ext4 y rw\n';
    const probe = fakeMachine({
      self: { uid: 0 },
      files: { '/proc/self/mountinfo': mounts, '/home/user/x': '', '/tmp/x': '' },
    });
    expect(workParent(probe, { build })).toBe('/tmp');
  });
});

describe("a run's folders", () => {
  let home: string;
  const host = liveHost('');
  const paths = () => pathsOf({}, { os: 'linux', home });
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'run-folders-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('are left alone for a day where they may be of a container that shares the cache', () => {
    const foreign = join(paths().build, '20260101-000000-2');
    mkdirSync(foreign, { recursive: true });
    writeFileSync(
      join(foreign, '.czmq-setup-run.json'),
      JSON.stringify({ pid: 999999999, startedAt: '1', among: 'pid:[1]' }),
    );
    expect(sweepWork(host, paths())).toEqual([]);
    const old = new Date(Date.now() - 25 * 60 * 60_000);
    utimesSync(foreign, old, old);
    expect(sweepWork(host, paths())).toEqual([foreign]);
  });

  it('are swept by the next run where the dead one left a compiler that still writes there', () => {
    const dead = join(paths().build, '20260101-000000-999999');
    const mark = join(dead, '.czmq-setup-run.json');
    mkdirSync(dead, { recursive: true });
    writeFileSync(mark, '{"pid":999999999,"startedAt":"1"}');
    // rm(1) meets a file that came after it had looked: all that it saw is gone, the folder is not.
    const remove = (): never => {
      rmSync(mark);
      throw Object.assign(new Error('ENOTEMPTY'), { code: 'ENOTEMPTY', syscall: 'rmdir' });
    };
    expect(sweepWork({ ...host, remove }, paths())).toEqual([]);
    expect(sweepWork(host, paths())).toEqual([dead]);
  });

  it('are swept when their run is dead, and not while it lives or was to be kept', () => {
    const mine = makeRunFolders(host, paths(), paths().build);
    const dead = join(paths().build, '20260101-000000-999999');
    mkdirSync(dead);
    writeFileSync(join(dead, '.czmq-setup-run.json'), '{"pid":999999999,"startedAt":"1"}');
    const kept = join(paths().build, '20260101-000000-2');
    mkdirSync(kept);
    writeFileSync(join(kept, '.czmq-setup-run.json'), '{"pid":999999999,"startedAt":"1"}');
    keepWork(host, kept);
    expect(sweepWork(host, paths())).toEqual([dead]);
    expect(readdirSync(paths().build).sort()).toEqual(['20260101-000000-2', mine.run].sort());
  });

  it('keep the logs of the last thirty runs', () => {
    for (let day = 10; day < 50; day++)
      mkdirSync(join(paths().logs, `202601${day}-000000-1`), { recursive: true });
    const { run } = makeRunFolders(host, paths(), paths().build);
    const left = readdirSync(paths().logs);
    expect(left).toHaveLength(30);
    expect(left).toContain(run);
    expect(left).not.toContain('20260110-000000-1');
  });
});

describe('the folders of a user', () => {
  const of = (env: Record<string, string>, os = 'linux') => pathsOf(env, { os, home: '/home/u' });

  it('follow XDG, which ignores relative values', () => {
    expect(of({}).sources).toBe('/home/u/.cache/czmq-setup/sources');
    expect(of({ XDG_CACHE_HOME: '/c' }).products).toBe('/c/czmq-setup/products');
    expect(of({ XDG_CACHE_HOME: 'c' }).build).toBe('/home/u/.cache/czmq-setup/build');
    expect(of({ XDG_STATE_HOME: '/s' }).logs).toBe('/s/czmq-setup/logs');
    expect(of({ XDG_CONFIG_HOME: '/k' }).configFile).toBe('/k/czmq-setup/config.json');
  });

  it("are Apple's for caches on macOS", () => {
    expect(of({}, 'darwin').cache).toBe('/home/u/Library/Caches/czmq-setup');
  });
});

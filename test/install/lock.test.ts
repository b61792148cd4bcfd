import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import { liveHost } from '../../src/host/live.ts';
import { acquire, type Holder, holderOf, release } from '../../src/install/lock.ts';

const host = liveHost('/nowhere/cli.js');
const me = holderOf(host, 'czmq-setup install');
const root = mkdtempSync(join(tmpdir(), 'czmq-lock-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'lock-'));
});

const enter = (holder: Holder, { pid, startedAt }: Holder = holder): void =>
  writeFileSync(join(folder, `lock.${pid}.${startedAt ?? 'x'}`), JSON.stringify(holder));

/** A living process that is not this one. */
function other(): Holder {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  children.push(child);
  return { ...me, pid: child.pid!, startedAt: host.process(child.pid!).startedAt, user: 'anna' };
}

describe('a lock', () => {
  it('is taken where nobody has it, and given back without a trace', async () => {
    await acquire(host, folder, me, { what: '/usr/local', waitMs: 0 });
    expect(readdirSync(folder)).toHaveLength(1);
    release(host, folder, me);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names who holds it, since when and with what command', async () => {
    const holder = other();
    enter(holder);
    const waited: Holder[] = [];
    const refusal: unknown = await acquire(host, folder, me, {
      what: '/usr/local',
      waitMs: 100,
      onWait: (one) => waited.push(one),
    }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SetupError);
    expect(refusal).toMatchObject({
      exitCode: 3,
      message: `/usr/local is in use by another run: pid ${holder.pid} (czmq-setup install), user anna, since ${me.since}`,
    });
    expect(waited).toEqual([holder]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is waited for', async () => {
    const holder = other();
    enter(holder);
    setTimeout(() => release(host, folder, holder), 120);
    await acquire(host, folder, me, { what: '/usr/local', waitMs: 10_000 });
  });

  it('is not waited for when the process is dead, or its pid another process', async () => {
    const [living] = [other()];
    enter({ ...me, pid: 4_194_303 });
    if (living.startedAt !== null) enter({ ...living, startedAt: '1' });
    await acquire(host, folder, me, { what: '/usr/local', waitMs: 0 });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('ignores damaged entries and foreign files', async () => {
    writeFileSync(join(folder, 'lock.notes'), 'x');
    writeFileSync(join(folder, 'lock.99999999999999.1'), '');
    await acquire(host, folder, me, { what: '/usr/local', waitMs: 0 });
    expect(existsSync(join(folder, 'lock.notes'))).toBe(true);
  });

  it('shows a holder whose file cannot be read, free of terminal escapes', async () => {
    const { pid, startedAt } = other();
    writeFileSync(join(folder, `lock.${pid}.${startedAt ?? 'x'}`), '{"user":"\\u001b[2Jx"}');
    await expect(acquire(host, folder, me, { what: 'p', waitMs: 0 })).rejects.toThrow(
      /user {2}\[2Jx, since \?/,
    );
  });

  it('is never held by two processes at once, with a dead one in it for all to look past', async () => {
    const script = join(root, 'taker.mjs');
    await build({
      stdin: {
        resolveDir: new URL('../../src', import.meta.url).pathname,
        contents: `
          import { closeSync, openSync, unlinkSync } from 'node:fs';
          import { liveHost } from './host/live.ts';
          import { acquire, holderOf, release } from './install/lock.ts';
          const [folder, rounds] = process.argv.slice(2);
          const host = liveHost('/nowhere');
          const me = holderOf(host, 'taker');
          for (let round = 0; round < Number(rounds); round++) {
            await acquire(host, folder, me, { what: folder, waitMs: 60000 });
            closeSync(openSync(folder + '/held', 'wx'));
            await host.sleep(2);
            unlinkSync(folder + '/held');
            release(host, folder, me);
          }`,
      },
      outfile: script,
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['execa', 'undici'],
    });
    enter({ ...me, pid: 4_194_303, startedAt: '1' });
    const exits = [1, 2, 3].map(
      () =>
        new Promise<string>((resolve) => {
          const child = spawn(process.execPath, [script, folder, '6'], {
            stdio: ['ignore', 'ignore', 'pipe'],
          });
          children.push(child);
          let words = '';
          child.stderr?.on('data', (chunk: Buffer) => {
            words += chunk.toString();
          });
          child.on('close', (code) => resolve(`${code} ${words}`.trim()));
        }),
    );
    expect(await Promise.all(exits)).toEqual(['0', '0', '0']);
    expect(readdirSync(folder)).toEqual([]);
  }, 30_000);
});

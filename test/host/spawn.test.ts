import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../src/host/spawn.ts';

/** Side by side: several wait for a time to run out. */
const test = it.concurrent;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'czmq-spawn-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A script of the test's own, run by the system's sh. */
function script(name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie that init has not fetched yet is dead.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (!isAlive(pid)) return true;
    await wait(20);
  }
  return false;
}

test('both streams, the exit status and the lines as they come', async () => {
  const lines: string[] = [];
  const path = script('both', 'echo one; echo two >&2; printf three; exit 7');
  const result = await run([path], { onLine: (line, stream) => lines.push(`${stream} ${line}`) });
  expect(result).toMatchObject({
    code: 7,
    signal: null,
    spawnError: null,
    stdout: 'one\nthree',
    stderr: 'two\n',
    timedOut: false,
    truncated: false,
  });
  expect(lines.sort()).toEqual(['stderr two', 'stdout one', 'stdout three']);
});

test('arguments are words, never a shell’s', async () => {
  const result = await run(['printf', '%s|', 'a b', '$HOME', '*', '; rm x', '', '"']);
  expect(result.stdout).toBe('a b|$HOME|*|; rm x||"|');
});

test('a character that is cut between two writes comes whole', async () => {
  const path = script('cut', `printf '\\344\\270'; sleep 0.1; printf '\\255\\n'`);
  const lines: string[] = [];
  const result = await run([path], { onLine: (line) => lines.push(line) });
  expect(result.stdout).toBe('中\n');
  expect(lines).toEqual(['中']);
});

test('folder, input and the whole environment are the caller’s', async () => {
  const path = script('where', 'pwd; cat; env');
  const result = await run([path], {
    cwd: folder,
    input: 'said\n',
    env: { PATH: '/usr/bin:/bin', ONLY: 'this' },
  });
  const [where, said, ...env] = result.stdout.trim().split('\n');
  expect([where, said]).toEqual([folder, 'said']);
  expect(env.filter((line) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(line)).sort()).toEqual([
    'ONLY=this',
    'PATH=/usr/bin:/bin',
  ]);
});

test('a program that reads no input, and one that reads standard input without any', async () => {
  expect((await run(['true'], { input: 'x'.repeat(1_000_000) })).code).toBe(0);
  expect((await run(['cat'])).stdout).toBe('');
});

test('the program is looked for on the PATH that it is given', async () => {
  script('only-here', 'echo found');
  expect((await run(['only-here'], { env: { PATH: `${folder}:/usr/bin:/bin` } })).stdout).toBe('found\n');
  expect((await run(['only-here'])).spawnError).toBe('ENOENT');
});

test('what cannot be started says why, and what is missing', async () => {
  const unexecutable = join(folder, 'unexecutable');
  writeFileSync(unexecutable, '#!/bin/sh\n');
  const orphan = join(folder, 'orphan');
  writeFileSync(orphan, '#!/no/such/interpreter\n', { mode: 0o755 });
  const nobody = { code: null, signal: null, stdout: '', timedOut: false };
  expect(await run(['no-such-program'])).toMatchObject({
    ...nobody,
    spawnError: 'ENOENT',
    missing: 'program',
  });
  expect(await run([orphan])).toMatchObject({ ...nobody, spawnError: 'ENOENT', missing: 'interpreter' });
  expect(await run(['true'], { cwd: join(folder, 'gone') })).toMatchObject({
    spawnError: 'ENOENT',
    missing: 'folder',
  });
  expect(await run([unexecutable])).toMatchObject({ ...nobody, spawnError: 'EACCES' });
  expect(await run([])).toMatchObject({ ...nobody, spawnError: 'ENOENT' });
});

test('a time-out ends the whole group, also what ignores SIGTERM', async () => {
  const path = script('stubborn', `trap '' TERM\n(trap '' TERM; sleep 30) & echo $!; sleep 30`);
  const started = performance.now();
  const result = await run([path], { timeoutMs: 300 });
  expect(result).toMatchObject({ code: null, timedOut: true });
  expect(performance.now() - started).toBeLessThan(5000);
  expect(await gone(Number(result.stdout))).toBe(true);
});

test('an abort ends the whole group, and is no time-out', async () => {
  const controller = new AbortController();
  const path = script('family', 'sleep 30 & echo $!; wait');
  const running = run([path], { signal: controller.signal, onLine: () => controller.abort('SIGINT') });
  const result = await running;
  expect(result).toMatchObject({ code: null, signal: 'SIGTERM', timedOut: false });
  expect(await gone(Number(result.stdout))).toBe(true);
});

test('an abort beforehand starts nothing', async () => {
  const mark = join(folder, 'mark');
  const result = await run(['mkdir', mark], { signal: AbortSignal.abort() });
  expect(result.spawnError).toBe('EINTR');
  expect(() => rmSync(mark)).toThrow('ENOENT');
});

test('a daemon that keeps the streams open does not keep us', async () => {
  const path = script('daemon', 'sleep 20 & echo $!; exit 0');
  const started = performance.now();
  const result = await run([path]);
  process.kill(Number(result.stdout));
  expect(result).toMatchObject({ code: 0, signal: null, spawnError: null });
  expect(performance.now() - started).toBeLessThan(5000);
});

test('output past the limit is dropped and said, and still goes to the log', async () => {
  const log = join(folder, 'log');
  writeFileSync(log, 'head\n');
  const path = script(
    'flood',
    'i=0; while [ $i -lt 2000 ]; do echo 0123456789; i=$((i+1)); done; echo end >&2',
  );
  const lines: string[] = [];
  const result = await run([path], { maxBytes: 100, logFile: log, onLine: (line) => lines.push(line) });
  expect(result).toMatchObject({ code: 0, truncated: true, stderr: 'end\n' });
  expect(result.stdout).toHaveLength(100);
  expect(lines).toHaveLength(2001);
  const written = readFileSync(log, 'utf8');
  expect(written.startsWith('head\n0123456789\n')).toBe(true);
  expect(written).toHaveLength(5 + 2000 * 11 + 4);
});

test('a log that cannot be written does not stop the work', async () => {
  expect((await run(['echo', 'x'], { logFile: join(folder, 'no', 'log') })).stdout).toBe('x\n');
});

test('a line without end comes in pieces, and memory stays flat', async () => {
  const path = script('long', 'head -c 300000 /dev/zero | tr "\\0" x');
  let longest = 0;
  let all = 0;
  await run([path], {
    onLine: (line) => {
      longest = Math.max(longest, line.length);
      all += line.length;
    },
  });
  expect(all).toBe(300_000);
  expect(longest).toBeLessThan(200_000);
});

test('a gentle program runs at the niceness that it was given, and an unknown one is still unknown', async () => {
  const stat = (await run(['sh', '-c', 'sleep 0.1; cat /proc/self/stat'], { nice: 5 })).stdout;
  const base = readFileSync('/proc/self/stat', 'utf8');
  const niceness = (line: string): number => Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[16]);
  expect(niceness(stat) - niceness(base)).toBe(5);
  expect((await run(['no-such-program'], { nice: 5 })).spawnError).toBe('ENOENT');
});

test('a killed child has a signal and no status', async () => {
  expect(await run([script('suicide', 'kill -9 $$')])).toMatchObject({
    code: null,
    signal: 'SIGKILL',
    spawnError: null,
  });
});

test('the folder that the child runs in may be removed meanwhile', async () => {
  const doomed = join(folder, 'doomed');
  mkdirSync(doomed);
  expect((await run(['rmdir', doomed], { cwd: doomed })).code).toBe(0);
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BUCKETS, bucketOf } from '../../src/bench/histogram.ts';
import { BUCKET_OF } from '../../src/bench/programs/harness.ts';
import type { BenchData } from '../../src/commands/bench.ts';
import { childOf, type Machine } from './support/machine.ts';
import { machineWith } from './support/stack.ts';
import { TOOL } from './support/tool.ts';
import { treeOf } from './support/tree.ts';

it('the programs in C count with the same buckets as we read', () => {
  const work = mkdtempSync(join(tmpdir(), 'buckets-'));
  try {
    const powers = Array.from({ length: 53 }, (_, power) => 2 ** power);
    const values = [0, ...powers.flatMap((power) => [power - 1, power, power + 1, Math.floor(power * 1.4)])];
    const main = `int main(void) { unsigned long long v; while (scanf("%llu", &v) == 1) printf("%u\\n", bucket_of(v)); return 0; }`;
    writeFileSync(join(work, 'b.c'), `#include <stdint.h>\n#include <stdio.h>\n${BUCKET_OF}\n${main}\n`);
    const built = spawnSync('cc', ['-o', 'b', 'b.c'], { cwd: work, encoding: 'utf8' });
    expect(built.stderr).toBe('');
    const told = spawnSync(join(work, 'b'), {
      input: [...values, 2n ** 64n - 1n].join('\n'),
      encoding: 'utf8',
    });
    expect(told.stdout.trim().split('\n').map(Number)).toEqual([...values.map(bucketOf), BUCKETS - 1]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});

const TOOLS = ['gcc', 'libc6-dev', 'pkg-config'];
const LIBRARIES = ['libzmq3-dev', 'libczmq-dev', 'python3-zmq'];
const SHORT = ['--runs', '1', '--duration', '20ms', '--warm-up', '5ms'];
const EVERYTHING = [
  ...['--patterns', 'push-pull,pub-sub,pair,dealer-router,req-rep'],
  ...['--transports', 'inproc,ipc,tcp'],
  ...['--sizes', '1,64K'],
];

/** A machine with a network of its own, so that every socket in it is one of ours. */
describe('bench on a machine with the libraries of its distribution', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await machineWith({ packages: TOOLS, extra: LIBRARIES, network: false });
  });
  afterAll(() => machine?.stop());

  /** Every file of the machine's own and of its /tmp, every measuring program, and every open port. */
  async function state(): Promise<{ files: string[]; programs: string; ports: string }> {
    const asked = await machine.must([
      'sh',
      '-c',
      `for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline 2>/dev/null; echo; done | grep bench- | grep -v grep
       echo --
       awk 'FNR > 1 && $4 != "06" { print FILENAME, $2, $4 }' /proc/net/tcp /proc/net/tcp6
       awk 'FNR > 1 { print FILENAME, $8 }' /proc/net/unix`,
    ]);
    const [programs = '', ports = ''] = asked.stdout.split('--\n');
    const files = [...treeOf(machine.upper), ...treeOf(machine.path('/tmp'))];
    return { files: files.filter((path) => !/__pycache__/.test(path)), programs: programs.trim(), ports };
  }

  it('every pattern, transport and API gives figures of both sides, and nothing is left', async () => {
    const before = await state();
    const ran = await machine.run([...TOOL, 'bench', '--json', ...SHORT, ...EVERYTHING]);
    const document = JSON.parse(ran.stdout) as BenchData & { ok: boolean };
    expect(document.results.filter(({ failed }) => failed !== null)).toEqual([]);
    expect({ code: ran.code, ok: document.ok }).toEqual({ code: 0, ok: true });
    const [libzmq, czmq, goczmq, pyzmq] = document.apis;
    expect(libzmq?.versions.libzmq).toMatch(/^4\.3\./);
    expect(czmq?.versions.czmq).toMatch(/^4\.2\./);
    expect(czmq?.loaded.zframe_send).toMatch(/libczmq\.so\.4/);
    expect(pyzmq?.loaded.zmq_version).toMatch(/libzmq\.so\.5/);
    expect(goczmq?.notMeasured).toBe('Go is not installed');
    // Four patterns have a stream, three a way back; three transports, two sizes, three APIs.
    expect(document.results).toHaveLength((4 + 3) * 3 * 2 * 3);
    for (const one of document.results) {
      const what = JSON.stringify(one);
      expect(one.values[0], what).toBeGreaterThan(0);
      expect(one.messages, what).toBeGreaterThan(0);
      // A program in C needs some MiB, and never so much as Node, which started it.
      for (const side of [one.bind, one.connect]) {
        expect(side?.peakBytes, what).toBeGreaterThan(1 << 20);
        if (one.api !== 'pyzmq' && one.size === 1) expect(side?.peakBytes, what).toBeLessThan(24 << 20);
      }
      if (one.kind === 'latency') {
        const { p50, max } = one.percentiles ?? {};
        expect(max, what).toBeGreaterThanOrEqual(p50 ?? Number.NaN);
      }
    }
    expect(await state()).toEqual(before);
  });

  it('a receiver gets the end, however far behind it is when the sender has sent it', async () => {
    const many = ['--runs', '20', '--duration', '30ms', '--warm-up', '10ms'];
    const cases = ['--patterns', 'push-pull,dealer-router', '--transports', 'ipc', '--sizes', '1'];
    const ran = await machine.run([...TOOL, 'bench', 'libzmq', 'czmq', '--json', ...many, ...cases]);
    const { results } = JSON.parse(ran.stdout) as BenchData;
    expect(results.map(({ failed, values }) => [failed, values.length])).toEqual(
      results.map(() => [null, 20]),
    );
  });

  it('writes a page, and compares with an earlier run', async () => {
    const cases = ['libzmq', '--transports', 'tcp', '--sizes', '1'];
    const bench = [...TOOL, 'bench', ...cases, '--runs', '5', '--duration', '20ms', '--warm-up', '5ms'];
    const earlier = await machine.must([...bench, '--json']);
    machine.write('/home/user/earlier.json', earlier.stdout);
    const ran = await machine.run(
      [...bench, '--baseline', 'earlier.json', '--html', 'page.html', '--lang', 'zh-CN'],
      { user: 'user' },
    );
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('与先前的运行比较：');
    const page = readFileSync(machine.path('/home/user/page.html'), 'utf8');
    expect(page).toContain('<svg');
    expect(page).toContain('PUSH/PULL, tcp');
    await machine.must(['rm', '/home/user/earlier.json', '/home/user/page.html']);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ended by %s, it leaves nothing', async (signal, code) => {
    const before = await state();
    const child = machine.start([
      'setsid',
      ...TOOL,
      'bench',
      'libzmq',
      '--duration',
      '20',
      '--transports',
      'tcp',
    ]);
    const ended = new Promise<number | string | null>((resolve) =>
      child.once('close', (status, how) => resolve(status ?? how)),
    );
    child.stdout?.resume();
    child.stderr?.resume();
    await vi.waitFor(async () => expect((await state()).programs).toContain('bench-libzmq connect'), {
      timeout: 60_000,
      interval: 50,
    });
    process.kill(-childOf(child.pid as number), signal);
    expect(await ended).toBe(code);
    await vi.waitFor(async () => expect(await state()).toEqual(before), { timeout: 10_000, interval: 100 });
  });
});

describe('bench on a machine that cannot', () => {
  it.each([
    ['without a compiler', [], 'There is no C compiler to measure with'],
    ['without the library', TOOLS, 'libzmq cannot be measured'],
  ] as const)('%s says so, and what to do', async (_what, packages, words) => {
    const machine = await machineWith({ packages, network: false });
    try {
      const ran = await machine.run([...TOOL, 'bench', '--json', ...SHORT]);
      const document = JSON.parse(ran.stdout);
      expect(ran.code).toBe(3);
      expect(document.error.message).toContain(words);
      expect(
        document.findings.filter(({ severity }: { severity: string }) => severity === 'error'),
      ).not.toEqual([]);
      expect(readdirSync(machine.path('/tmp'))).toEqual([]);
    } finally {
      await machine.stop();
    }
  });
});

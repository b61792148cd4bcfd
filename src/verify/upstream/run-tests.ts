import { type Text, text, verbatim } from '../../core/text.ts';
import type { Host, RunResult } from '../../host/host.ts';
import type { UpstreamTest } from './suite.ts';

/** Upstream's own limit for a test is 60 s; a busy machine gets more. */
const TEST_MS = 180_000;

export interface TestRun {
  readonly host: Host;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** The line in which Unity, assert(3) or czmq says what failed, else the last. */
function tellingWords({ stdout, stderr }: RunResult): string {
  const lines = `${stdout}\n${stderr}`
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.find((line) => /:FAIL\b|[Aa]ssertion|assert/.test(line)) ?? lines.at(-1) ?? '';
}

/** Runs one test in a process group of its own. Exit status 77 is Automake's word for "cannot be run here". */
export async function runTest(
  name: string,
  argv: readonly string[],
  { host, env, cwd, signal }: TestRun,
): Promise<UpstreamTest> {
  const ran = await host.run(argv, { env, cwd, timeoutMs: TEST_MS, signal, maxBytes: 256 * 1024 });
  if (ran.code === 0) return { name, outcome: 'pass', detail: verbatim('') };
  if (ran.code === 77) {
    const detail = text('the test says that it cannot be run here', '测试自身表示无法在此运行');
    return { name, outcome: 'skipped', detail };
  }
  const end = ran.timedOut
    ? text(`no end within ${TEST_MS / 1000} s`, `${TEST_MS / 1000} 秒内没有结束`)
    : text(
        `${ran.signal ?? ran.spawnError ?? `exit status ${ran.code}`}: ${tellingWords(ran)}`,
        `${ran.signal ?? ran.spawnError ?? `退出码 ${ran.code}`}：${tellingWords(ran)}`,
      );
  return { name, outcome: 'fail', detail: end };
}

/** Does so many things at a time, in order of the list; what is not begun when the signal comes is left. */
async function atATime<T, R>(
  list: readonly T[],
  limit: number,
  signal: AbortSignal,
  one: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < list.length && !signal.aborted) {
      const index = next++;
      results[index] = await one(list[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, worker));
  return results;
}

/** Some of upstream's tests fail by chance: they close an address and bind it again, or measure time. */
const MOST_TRIES = 10;
const RETRY_MS = 60_000;

const unsteady = (tries: number): Text =>
  text(
    `passed at try ${tries}: upstream's test is unsteady`,
    `第 ${tries} 次尝试通过：上游的这个测试本身不稳定`,
  );

/** Tests of upstream's that can fail for ever on a busy machine, whatever the library does. */
const RACES: Readonly<Record<string, Text>> = {
  test_filter_ipc: text(
    'failed by its own race: it binds an ipc address while the socket that had it before is still removing the file',
    '因测试自身的竞争而失败：上一个套接字仍在删除文件时，它就再次绑定同一 ipc 地址',
  ),
};

/** A test that failed, run again alone until it passes; what a library does wrong fails each time. */
async function tryAgain(
  failed: UpstreamTest,
  run: () => Promise<UpstreamTest>,
  { now, signal }: { readonly now: () => number; readonly signal: AbortSignal },
): Promise<UpstreamTest> {
  const started = now();
  const race = RACES[failed.name];
  const most = race === undefined ? MOST_TRIES : 3;
  let last = failed;
  for (let tries = 2; tries <= most && now() - started < RETRY_MS && !signal.aborted; tries++) {
    last = await run();
    if (last.outcome === 'pass') return { ...last, detail: unsteady(tries) };
  }
  return race === undefined || last.outcome !== 'fail' ? last : { ...last, outcome: 'skipped', detail: race };
}

/** Runs tests beside each other, and those that fail again alone. */
export async function runAll(
  tests: readonly { readonly run: () => Promise<UpstreamTest> }[],
  jobs: number,
  { host, signal }: Pick<TestRun, 'host' | 'signal'>,
): Promise<UpstreamTest[]> {
  const first = await atATime(tests, jobs, signal, ({ run }) => run());
  const outcomes: UpstreamTest[] = [];
  for (const [index, outcome] of first.entries()) {
    const run = outcome.outcome === 'fail' ? tests[index]?.run : undefined;
    outcomes.push(
      run === undefined ? outcome : await tryAgain(outcome, run, { now: () => host.now(), signal }),
    );
  }
  return outcomes;
}

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import type { Event } from '../../src/core/event.ts';
import type { Finding } from '../../src/core/finding.ts';
import { verbatim } from '../../src/core/text.ts';
import { liveHost } from '../../src/host/live.ts';
import { type EngineParts, runPlan, type StageReport } from '../../src/install/engine.ts';
import type { Plan, Stage } from '../../src/install/plan.ts';
import type { RunStep, Step } from '../../src/install/step.ts';
import { failureOf } from '../support/plan.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'engine-'));
  mkdirSync(join(home, 'logs'));
  mkdirSync(join(home, 'work'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const sh = (script: string, more: Partial<RunStep> = {}): RunStep => ({
  act: 'run',
  argv: ['sh', '-c', script],
  cwd: '@work@',
  env: {},
  ...more,
});

const stage = (id: string, steps: readonly Step[], more: Partial<Stage> = {}): Stage => ({
  id,
  kind: 'build',
  library: null,
  title: verbatim(id),
  after: [],
  root: false,
  steps,
  estimateSeconds: 1,
  ...more,
});

interface Went {
  readonly events: Event[];
  readonly reports: StageReport[];
  readonly work: Promise<void>;
  readonly stop: (reason: string) => void;
}

/** Runs stages that say what they do in sh. */
function go(stages: readonly Stage[], more: Partial<EngineParts> = {}): Went {
  const events: Event[] = [];
  const reports: StageReport[] = [];
  const outer = new AbortController();
  const parts: EngineParts = {
    host: liveHost(''),
    emit: (event) => events.push(event),
    signal: outer.signal,
    work: join(home, 'work'),
    logs: join(home, 'logs'),
    asRoot: (argv) => argv,
    perform: async () => {},
    explain: () => [],
    ...more,
  };
  const work = runPlan({ stages } as unknown as Plan, parts, reports);
  return { events, reports, work, stop: (reason) => outer.abort(reason) };
}

const log = (name: string): string => readFileSync(join(home, 'logs', name), 'utf8');

describe('a stage', () => {
  it('has a numbered log: command, folder and environment, then the output, then the end', async () => {
    await go([
      stage('a', []),
      stage('lib:build', [sh('echo "to out in $PWD with $A"; echo to err >&2', { env: { A: 'b c' } })]),
    ]).work;
    const words = log('02-lib-build.log');
    expect(words).toMatch(/^cd \S+work &&\nenv .*A='b c' \\\n {2}sh -c /m);
    expect(words).toMatch(/to out in \S+work with b c\n/);
    expect(words).toMatch(/to err\n/);
    expect(words).toMatch(/exit status 0 after/);
  });

  it('is skipped where what it makes is there already', async () => {
    const went = go([
      stage('prepare', [{ act: 'write', path: '@work@/configure', text: 'there' }]),
      stage('generate', [sh('exit 1')], { unless: '@work@/configure', after: ['prepare'] }),
    ]);
    await went.work;
    expect(went.reports.map(({ outcome }) => outcome)).toEqual(['done', 'skipped']);
  });

  it('tells how many files are compiled of how many', async () => {
    const said = 'libtool: compile:  g++ -c x.cpp';
    const went = go([
      stage('build', [
        sh(`echo '${said}'; echo other; echo '${said}'`, {
          counts: { by: 'libtool', total: ['sh', '-c', 'echo 2'] },
        }),
      ]),
    ]);
    await went.work;
    const seen = went.events.flatMap((event) =>
      event.type === 'stage-progress' ? [[event.done, event.total, event.unit]] : [],
    );
    expect(seen).toEqual([
      [1, 2, 'files'],
      [2, 2, 'files'],
    ]);
  });

  it("hears nothing of the user's that is meant for another build", async () => {
    const host = { ...liveHost(''), env: { ...process.env, MAKEFLAGS: '-k', LANG: 'de_DE.UTF-8' } };
    await go([stage('a', [sh('echo "$MAKEFLAGS.$LC_ALL"')])], { host }).work;
    expect(log('01-a.log')).toMatch(/^\.C$/m);
  });
});

describe('a stage that fails', () => {
  const finding = (code: Finding['code']): Finding => ({
    code,
    subject: 'x',
    severity: 'error',
    title: verbatim('x'),
    cause: verbatim('x'),
    evidence: [],
    consequences: [],
    fixes: [],
  });

  it('ends the run with its command, its log and what the log shows', async () => {
    const seen: string[] = [];
    const went = go([stage('lib:build', [sh('echo decisive >&2; exit 7')], { library: 'lib' })], {
      explain: (bytes) => {
        seen.push(new TextDecoder().decode(bytes));
        return [finding('compile.source-incompatible')];
      },
    });
    const error = await failureOf(went.work);
    expect(error.exitCode).toBe(4);
    expect(error.what.en).toMatch(/lib.*sh ended with status 7/);
    expect(error.hint?.en).toMatch(/01-lib-build\.log/);
    expect(error.findings[0]?.code).toBe('compile.source-incompatible');
    expect(seen[0]).toMatch(/decisive/);
    expect(went.reports.at(-1)).toMatchObject({ id: 'lib:build', outcome: 'failed' });
  });

  it('stops the others, which end as undone', async () => {
    const went = go([stage('bad', [sh('sleep 0.1; exit 1')]), stage('slow', [sh('sleep 30')])]);
    const began = Date.now();
    await failureOf(went.work);
    expect(Date.now() - began).toBeLessThan(5000);
    expect(Object.fromEntries(went.reports.map(({ id, outcome }) => [id, outcome]))).toEqual({
      bad: 'failed',
      slow: 'undone',
    });
  });

  it.each([
    ['install.no-space', 'build', 3],
    ['fetch.network', 'fetch', 3],
    ['source.checksum-mismatch', 'fetch', 5],
    ['compile.warning-as-error', 'build', 4],
    ['unknown', 'packages', 3],
  ] as const)('for %s in %s ends with %i', async (code, kind, exit) => {
    const error = await failureOf(
      go([stage('a', [sh('exit 1')], { kind })], { explain: () => [finding(code)] }).work,
    );
    expect(error.exitCode).toBe(exit);
  });

  it('says that a program is not there', async () => {
    const step: RunStep = { act: 'run', argv: ['no-such-program'], cwd: '/', env: {} };
    const error = await failureOf(go([stage('a', [step])]).work);
    expect(error.what.en).toMatch(/no-such-program was not found/);
  });
});

describe('an interrupt', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('by %s ends what runs and exits with %i', async (reason, exit) => {
    const went = go([stage('slow', [sh('sleep 30')]), stage('next', [sh('true')], { after: ['slow'] })]);
    setTimeout(() => went.stop(reason), 100);
    const error = await failureOf(went.work);
    expect(error).toBeInstanceOf(SetupError);
    expect(error.exitCode).toBe(exit);
    expect(went.reports.map(({ id, outcome }) => [id, outcome])).toEqual([['slow', 'undone']]);
  });
});

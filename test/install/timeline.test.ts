import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import type { Event } from '../../src/core/event.ts';
import { text } from '../../src/core/text.ts';
import type { Context } from '../../src/host/context.ts';
import { liveHost } from '../../src/host/live.ts';
import { timed } from '../../src/install/timed.ts';
import { Timeline } from '../../src/install/timeline.ts';

const title = text('Build', '构建');
const stages = [
  { id: 'libzmq:build', title, group: 'libzmq' },
  { id: 'czmq:build', title, group: 'czmq' },
  { id: 'commit', title, group: null },
];

/** Events with the millisecond at which they come. */
const RUN: readonly (readonly [number, Event])[] = [
  [100, { type: 'stages', stages }],
  [100, { type: 'stage-start', stage: 'libzmq:build' }],
  [150, { type: 'stage-start', stage: 'czmq:build' }],
  [
    400,
    {
      type: 'command',
      stage: 'libzmq:build',
      argv: ['/usr/bin/make', '-j2', 'API_TOKEN=hidden'],
      code: 2,
      durationMs: 250,
    },
  ],
  [401, { type: 'stage-end', stage: 'libzmq:build', outcome: 'failed', durationMs: 301 }],
  [402, { type: 'stage-end', stage: 'commit', outcome: 'skipped', durationMs: 0 }],
];

function traced() {
  let now = 0;
  const timeline = new Timeline(() => now);
  const heard: Event[] = [];
  const emit = timeline.hearing((event) => heard.push(event));
  for (const [at, event] of RUN) {
    now = at;
    emit(event);
  }
  now = 500;
  return { heard, trace: timeline.trace('install', { tool: '1.2.3' }) };
}

describe('a timeline', () => {
  it('hands every event on', () => {
    expect(traced().heard).toEqual(RUN.map(([, event]) => event));
  });

  const spans = () => traced().trace.traceEvents.filter(({ ph }) => ph === 'X');

  it('has a lane for each library, by name', () => {
    const { traceEvents } = traced().trace;
    const lanes = traceEvents.filter(({ name }) => name === 'thread_name');
    expect(lanes.map(({ args }) => args.name)).toEqual(['czmq-setup', 'libzmq', 'czmq']);
    expect(new Set(lanes.map(({ tid }) => tid)).size).toBe(3);
    const laneOf = (name: string) => lanes.find(({ args }) => args.name === name)?.tid;
    for (const library of ['libzmq', 'czmq'])
      expect(spans().find(({ name }) => name === `${library}:build`)?.tid).toBe(laneOf(library));
  });

  it('says when stages and commands ran, in microseconds, commands within their stage', () => {
    const stage = spans().find(({ name }) => name === 'libzmq:build');
    const command = spans().find(({ name }) => name === 'make');
    expect(stage).toMatchObject({ ts: 100_000, dur: 301_000, args: { outcome: 'failed' } });
    expect(command).toMatchObject({ ts: 150_000, dur: 250_000, tid: stage?.tid, args: { exitStatus: 2 } });
    expect(command?.args.command).toBe('/usr/bin/make -j2 API_TOKEN=***');
  });

  it('ends what was cut off where the run ends, and leaves out what never ran', () => {
    expect(spans().find(({ name }) => name === 'czmq:build')).toMatchObject({
      ts: 150_000,
      dur: 350_000,
      args: { outcome: 'cut off' },
    });
    expect(spans().some(({ name }) => name === 'commit')).toBe(false);
  });
});

describe('--timeline', () => {
  const home = mkdtempSync(join(tmpdir(), 'timeline-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const context = { host: liveHost(''), emit: () => {}, version: '1.2.3' } as unknown as Context;

  it('is written where the work fails', async () => {
    const file = join(home, 'trace.json');
    const failing = timed(context, file, async ({ emit }) => {
      for (const [, event] of RUN) emit(event);
      throw new Error('the stage failed');
    });
    await expect(failing).rejects.toThrow('the stage failed');
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
    expect(traceEvents.map(({ name }: { name: string }) => name)).toContain('libzmq:build');
  });

  it('is refused before the work where there is no such folder', async () => {
    let worked = false;
    const refused = timed(context, join(home, 'nowhere/trace.json'), async () => {
      worked = true;
    });
    const error = await refused.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SetupError);
    expect((error as SetupError).exitCode).toBe(2);
    expect(worked).toBe(false);
  });
});

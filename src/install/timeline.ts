import type { Emit, Event } from '../core/event.ts';
import { withoutSecrets } from '../core/redact.ts';

/** One event of the trace; times in microseconds from the start of the run. */
interface TraceEvent {
  readonly name: string;
  /** `X`: a span; `M`: the name of a process or lane. */
  readonly ph: 'X' | 'M';
  readonly pid: 1;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly args: Readonly<Record<string, string | number | null>>;
}

/** The JSON object form of Chrome's Trace Event Format, which Perfetto reads ("JSON Object Format", "Complete Events"). */
export interface Trace {
  readonly displayTimeUnit: 'ms';
  readonly otherData: Readonly<Record<string, string>>;
  readonly traceEvents: readonly TraceEvent[];
}

/** Lane of what belongs to no library: packages, commit, proof, and the time between the stages. */
const WHOLE = 0;

/**
 * Listens to a run and keeps when each stage and command ran, one lane a library. A stage that never ends (the run is
 * cut off) lasts until the trace is taken.
 */
export class Timeline {
  readonly #began: number;
  readonly #spans: TraceEvent[] = [];
  readonly #lanes = new Map<string | null, number>([[null, WHOLE]]);
  /** Lane by stage. */
  readonly #stages = new Map<string, number>();
  readonly #running = new Map<string, number>();

  /** `now`: milliseconds since the epoch. */
  constructor(private readonly now: () => number) {
    this.#began = now();
  }

  /** The same listener, with everything heard on the way. */
  hearing(emit: Emit): Emit {
    return (event) => {
      this.#hear(event);
      emit(event);
    };
  }

  #hear(event: Event): void {
    const at = this.now();
    switch (event.type) {
      case 'stages':
        for (const { id, group } of event.stages) {
          const lane = this.#lanes.get(group) ?? this.#lanes.size;
          this.#lanes.set(group, lane);
          this.#stages.set(id, lane);
        }
        return;
      case 'stage-start':
        this.#running.set(event.stage, at);
        return;
      case 'command': {
        const words = event.argv.join(' ');
        const name = event.argv[0]?.split('/').at(-1) ?? '';
        this.#span(event.stage, name, 'command', at - event.durationMs, at, {
          command: withoutSecrets(words),
          exitStatus: event.code,
        });
        return;
      }
      case 'stage-end': {
        const start = this.#running.get(event.stage);
        this.#running.delete(event.stage);
        // One that was skipped never started.
        if (start !== undefined)
          this.#span(event.stage, event.stage, 'stage', start, at, { outcome: event.outcome });
        return;
      }
    }
  }

  #span(
    stage: string,
    name: string,
    cat: string,
    startMs: number,
    endMs: number,
    args: TraceEvent['args'],
  ): void {
    this.#spans.push({
      name,
      ph: 'X',
      cat,
      pid: 1,
      tid: this.#stages.get(stage) ?? WHOLE,
      ts: Math.round((startMs - this.#began) * 1000),
      dur: Math.max(0, Math.round((endMs - startMs) * 1000)),
      args,
    });
  }

  /** All that was heard until now. `words`: what the run is called, and what is known of it. */
  trace(name: string, about: Readonly<Record<string, string>>): Trace {
    const at = this.now();
    for (const [stage, start] of this.#running)
      this.#span(stage, stage, 'stage', start, at, { outcome: 'cut off' });
    this.#running.clear();
    const whole: TraceEvent = {
      name,
      ph: 'X',
      cat: 'run',
      pid: 1,
      tid: WHOLE,
      ts: 0,
      dur: Math.round((at - this.#began) * 1000),
      args: {},
    };
    const lanes = [...this.#lanes].map(
      ([library, tid]): TraceEvent => ({
        name: 'thread_name',
        ph: 'M',
        pid: 1,
        tid,
        args: { name: library ?? 'czmq-setup' },
      }),
    );
    return {
      displayTimeUnit: 'ms',
      otherData: about,
      traceEvents: [
        { name: 'process_name', ph: 'M', pid: 1, tid: WHOLE, args: { name } },
        ...lanes,
        whole,
        ...this.#spans.sort((a, b) => (a.ts ?? 0) - (b.ts ?? 0) || (b.dur ?? 0) - (a.dur ?? 0)),
      ],
    };
  }
}

import { BUCKETS, type Histogram } from './histogram.ts';

/** What one side used while it was measured. */
export interface SideUse {
  /** CPU of user and system, microseconds. */
  readonly userUs: number;
  readonly systemUs: number;
  /** Most memory that the process had resident, bytes; null where the system does not tell. */
  readonly peakBytes: number | null;
  /** Context switches because it waited, and because it was made to wait. */
  readonly voluntary: number;
  readonly involuntary: number;
}

/** What a measuring program said (programs/harness.ts lists its lines). */
export interface Answer {
  /** Name -> version: `libzmq`, `czmq`, `go`, `python`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Symbol -> file that it was loaded from. */
  readonly loaded: Readonly<Record<string, string>>;
  readonly endpoint: string | null;
  readonly messages: number | null;
  readonly elapsedNs: number | null;
  readonly roundTrips: Histogram;
  readonly bind: SideUse | null;
  readonly connect: SideUse | null;
}

const WHOLE = /^-?\d{1,16}$/;

function sideOf(words: readonly string[]): SideUse | null {
  if (words.length !== 5 || !words.every((word) => WHOLE.test(word))) return null;
  const [userUs = 0, systemUs = 0, peak = -1, voluntary = 0, involuntary = 0] = words.map(Number);
  return { userUs, systemUs, peakBytes: peak < 0 ? null : peak, voluntary, involuntary };
}

/** Reads a program's lines; unknown and broken ones are passed over. */
export function readAnswer(stdout: string): Answer {
  const versions: Record<string, string> = {};
  const loaded: Record<string, string> = {};
  const roundTrips = new Map<number, number>();
  const sides: Record<string, SideUse | null> = {};
  let endpoint: string | null = null;
  const numbers: Record<string, number> = {};
  for (const line of stdout.split('\n')) {
    const [key = '', name = '', ...rest] = line.split(' ');
    const value = rest.join(' ');
    if (key === 'version') versions[name] = value;
    else if (key === 'loaded') loaded[name] = value;
    else if (key === 'endpoint') endpoint = line.slice('endpoint '.length);
    else if ((key === 'messages' || key === 'elapsed') && WHOLE.test(name)) numbers[key] = Number(name);
    else if (key === 'bucket' && WHOLE.test(name) && WHOLE.test(value)) {
      const index = Number(name);
      if (index >= 0 && index < BUCKETS) roundTrips.set(index, Number(value));
    } else if (key === 'side') sides[name] = sideOf(rest);
  }
  return {
    versions,
    loaded,
    endpoint,
    messages: numbers.messages ?? null,
    elapsedNs: numbers.elapsed ?? null,
    roundTrips,
    bind: sides.bind ?? null,
    connect: sides.connect ?? null,
  };
}

/** The answers of both sides as one. */
export function joined(bind: Answer, connect: Answer): Answer {
  return {
    versions: { ...connect.versions, ...bind.versions },
    loaded: { ...connect.loaded, ...bind.loaded },
    endpoint: bind.endpoint,
    messages: bind.messages ?? connect.messages,
    elapsedNs: bind.elapsedNs ?? connect.elapsedNs,
    roundTrips: connect.roundTrips,
    bind: bind.bind,
    connect: connect.connect,
  };
}

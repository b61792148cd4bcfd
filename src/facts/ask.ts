import type { Probe } from '../host/host.ts';

/** What is so on this machine, as a question that is asked once. One file each in src/facts. */
export interface Fact<T> {
  readonly id: string;
  read(ask: Ask): T;
}

/** The way to all facts of one machine. */
export interface Ask {
  readonly probe: Probe;
  /** The fact's answer; asked once, then remembered (promises too). */
  of<T>(fact: Fact<T>): T;
}

/** Facts over a probe, remembered for the life of the returned value. */
export function askOf(probe: Probe): Ask {
  const known = new Map<Fact<unknown>, unknown>();
  const ask: Ask = {
    probe,
    of<T>(fact: Fact<T>): T {
      if (!known.has(fact)) known.set(fact, fact.read(ask));
      return known.get(fact) as T;
    },
  };
  return ask;
}

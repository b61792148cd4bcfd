import { effortAbove } from '../support/effort.ts';

/** A small seeded generator (mulberry32), so that a failure can be run again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff];

/** The bytes damaged in one of the ways that disks, downloads and attackers do. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit);
  if (random() < 0.2) return bytes.subarray(0, below(bytes.length));
  const copy = new Uint8Array(bytes);
  // Headers and tables lie at the start: damage them more often.
  const reach = random() < 0.5 ? Math.min(512, copy.length) : copy.length;
  for (let count = 1 + below(8); count > 0; count--) {
    const at = below(reach);
    const width = [1, 2, 4, 8][below(4)] as number;
    const value = random() < 0.5 ? (EXTREMES[below(EXTREMES.length)] as number) : below(256);
    copy.subarray(at, at + width).fill(value);
  }
  return copy;
}

/** Calls `use` with `rounds` damaged copies of each input and as many random byte strings; gives the costliest in ms of CPU. */
export function fuzz(
  inputs: readonly Uint8Array[],
  rounds: number,
  use: (bytes: Uint8Array) => void,
): number {
  let slowest = 0;
  inputs.forEach((input, which) => {
    for (let round = 0; round < rounds; round++) {
      const seed = which * 100_003 + round;
      const random = randomOf(seed);
      const bytes =
        round % 4 === 3
          ? Uint8Array.from({ length: Math.floor(random() * 4096) }, () => Math.floor(random() * 256))
          : mutate(input, random);
      try {
        slowest = Math.max(
          slowest,
          effortAbove(slowest, () => use(bytes)),
        );
      } catch (error) {
        throw new Error(`seed ${seed} threw`, { cause: error });
      }
    }
  });
  return slowest;
}

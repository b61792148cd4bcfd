import { ordered } from './behind-users.ts';
import type { Candidate } from './candidates.ts';
import { defines } from './defines.ts';
import type { LinkLine } from './line.ts';
import type { Placed } from './placed.ts';
import { simulate } from './simulate.ts';
import type { Unit, Unresolved } from './units.ts';
import { THE_LINE, worded } from './worded.ts';

/** What stays undefined; what the line wants by itself is no error where nobody has it. */
const leftBy = (line: LinkLine, units: readonly Unit[], defaults: readonly Unit[]): readonly Unresolved[] =>
  simulate([...worded(units, line), ...defaults]).unresolved.filter(({ by }) => by !== THE_LINE);

/** The line with its libraries in another order, what is missing added; null where that does not link either. */
export function correct(
  line: LinkLine,
  placed: readonly Placed[],
  added: readonly Candidate[],
  defaults: readonly Unit[],
): readonly string[] | null {
  const libraries = placed.filter(
    ({ input, units }) =>
      input.kind === 'library' || units.some(({ kind }) => kind === 'archive' || kind === 'shared'),
  );
  const objects = placed.filter((one) => !libraries.includes(one));
  const all = [
    ...libraries.map(({ input, units }) => ({
      words: input.at.map((at) => line.argv[at] as string),
      units,
      onlyStatic: input.onlyStatic && !line.isStatic,
    })),
    ...added.map(({ word, units }) => ({ words: [word], units, onlyStatic: false })),
  ];
  const unique = all.filter(
    (one, index) => all.findIndex((other) => other.words.join(' ') === one.words.join(' ')) === index,
  );
  const inGroup = (units: readonly Unit[], group: number | null): Unit[] =>
    units.map((unit) => (unit.kind === 'archive' ? { ...unit, group } : unit));
  // Everything in one group tells who uses whom.
  const joint = simulate([
    ...objects.flatMap(({ units }) => units),
    ...unique
      .flatMap(({ units }) => inGroup(units, 0))
      .map((unit) => (unit.kind === 'shared' ? { ...unit, asNeeded: false } : unit)),
    ...defaults,
  ]);
  const keyOf = new Map(
    unique.flatMap((one, index) => one.units.map((unit) => [unit.name, String(index)] as const)),
  );
  const uses = new Map<string, Set<string>>();
  for (const [by, others] of joint.uses) {
    const from = keyOf.get(by);
    if (from === undefined) continue;
    const known = uses.get(from) ?? new Set<string>();
    for (const other of others) {
      const to = keyOf.get(other);
      if (to !== undefined && to !== from) known.add(to);
    }
    uses.set(from, known);
  }
  const groups = ordered(
    unique.map((_, index) => String(index)),
    uses,
  );
  const words: string[] = [];
  const units: Unit[] = objects.flatMap((one) => one.units);
  groups.forEach((group, number) => {
    const cyclic = group.length > 1;
    if (cyclic) words.push('-Wl,--start-group');
    for (const key of group) {
      const one = unique[Number(key)];
      if (one === undefined) continue;
      words.push(...(one.onlyStatic ? ['-Wl,-Bstatic', ...one.words, '-Wl,-Bdynamic'] : one.words));
      units.push(...inGroup(one.units, cyclic ? number + 1 : null));
    }
    if (cyclic) words.push('-Wl,--end-group');
  });
  if (leftBy(line, units, defaults).length > 0) return null;
  const gone = new Set([...libraries.flatMap(({ input }) => input.at), ...line.switches]);
  const kept = line.argv.filter((_, index) => !gone.has(index));
  return [...kept, ...words];
}

/** What the added libraries need themselves is added too, until nothing more is found. */
export function withNeeds(
  line: LinkLine,
  placed: readonly Placed[],
  added: readonly Candidate[],
  known: readonly Candidate[],
  defaults: readonly Unit[],
): readonly Candidate[] {
  const all = [...added];
  for (let round = 0; round < known.length; round++) {
    const units = [...placed.flatMap((one) => one.units), ...all.flatMap((one) => one.units)].map((unit) =>
      unit.kind === 'archive' ? { ...unit, group: 0 } : unit,
    );
    const unresolved = leftBy(line, units, defaults);
    const next = known.find(
      (one) =>
        !all.includes(one) &&
        !placed.some(({ input }) => `-l${input.name}` === one.word) &&
        unresolved.some(({ symbol }) => defines(one.units, symbol)),
    );
    if (next === undefined) break;
    all.push(next);
  }
  return line.noDefaults ? added : all;
}

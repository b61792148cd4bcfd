import type { Outcome } from './units.ts';

/**
 * The order in which every library stands behind all that use it; several of a cycle stand together. `uses`: who uses
 * whom, by name; `names`: the libraries in the order of the line, which is kept where it does no harm.
 */
export function ordered(names: readonly string[], uses: Outcome['uses']): readonly (readonly string[])[] {
  const left = new Set(names);
  const groups: string[][] = [];
  const reach = new Map<string, Set<string>>();
  const reachOf = (name: string): Set<string> => {
    const known = reach.get(name);
    if (known) return known;
    const found = new Set<string>();
    const todo = [name];
    for (let one = todo.pop(); one !== undefined; one = todo.pop())
      for (const next of uses.get(one) ?? [])
        if (left.has(next) && !found.has(next)) {
          found.add(next);
          todo.push(next);
        }
    reach.set(name, found);
    return found;
  };
  for (const name of names) reachOf(name);
  const done = new Set<string>();
  while (done.size < names.length) {
    const free = names.find(
      (name) =>
        !done.has(name) &&
        names.every(
          (other) =>
            done.has(other) || other === name || !reachOf(other).has(name) || reachOf(name).has(other),
        ),
    );
    if (free === undefined) break;
    const cycle = names.filter(
      (other) =>
        !done.has(other) && (other === free || (reachOf(other).has(free) && reachOf(free).has(other))),
    );
    for (const one of cycle) done.add(one);
    groups.push(cycle);
  }
  return groups;
}

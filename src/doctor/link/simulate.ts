import type { Offer, Outcome, Unit } from './units.ts';

/** Names that the linker defines by itself (ld's default script), or the compiler's start files. */
const OWN =
  /^(?:_GLOBAL_OFFSET_TABLE_|_DYNAMIC|_?_?(?:edata|etext|end|bss_start|data_start)|__ehdr_start|__executable_start|__(?:init|fini|preinit)_array_(?:start|end)|__(?:start|stop)_\w+|__dso_handle|__TMC_END__|_init|_fini|main|__rela?_iplt_(?:start|end)|__GNU_EH_FRAME_HDR)$/;

/**
 * What a linker makes of inputs in one pass from left to right (ld(1)): an archive gives only the members that define
 * what is wanted when its turn comes, again and again within itself and within a group; a shared library serves all.
 */
export function simulate(units: readonly Unit[]): Outcome {
  const definedBy = new Map<string, { name: string; soft: boolean }>();
  const wanted = new Map<string, Set<string>>();
  const uses = new Map<string, Set<string>>();
  const duplicates: { symbol: string; first: string; second: string }[] = [];
  const shared: Extract<Unit, { kind: 'shared' }>[] = [];
  const note = (by: string, from: string): void => {
    if (by === from) return;
    const known = uses.get(by) ?? new Set<string>();
    known.add(from);
    uses.set(by, known);
  };
  const define = (symbol: string, name: string, soft: boolean): void => {
    const old = definedBy.get(symbol);
    if (old && !old.soft && !soft) duplicates.push({ symbol, first: old.name, second: name });
    if (!old || (old.soft && !soft)) definedBy.set(symbol, { name, soft });
    for (const by of wanted.get(symbol) ?? []) note(by, name);
    wanted.delete(symbol);
  };
  const want = (symbol: string, by: string): void => {
    const known = definedBy.get(symbol);
    if (known) {
      note(by, known.name);
      return;
    }
    const library = shared.find((one) => one.defines(symbol));
    if (library) {
      note(by, library.name);
      return;
    }
    if (OWN.test(symbol)) return;
    const users = wanted.get(symbol) ?? new Set<string>();
    users.add(by);
    wanted.set(symbol, users);
  };
  const all: { name: string; offer: Offer }[] = [];
  const take = (offer: Offer, name: string): void => {
    all.push({ name, offer });
    for (const symbol of offer.defined) define(symbol, name, false);
    for (const symbol of offer.soft) define(symbol, name, true);
    for (const symbol of offer.undefined) want(symbol, name);
  };
  const taken = new Map<Unit, Set<number>>();
  /** True where it gave a member. */
  const search = (unit: Extract<Unit, { kind: 'archive' }>): boolean => {
    const members = taken.get(unit) ?? new Set<number>();
    taken.set(unit, members);
    let gave = false;
    for (let again = true; again; ) {
      again = false;
      for (const symbol of [...wanted.keys()]) {
        const member = unit.index.get(symbol);
        if (member === undefined || members.has(member) || !wanted.has(symbol)) continue;
        members.add(member);
        take(unit.read(member), unit.name);
        again = true;
        gave = true;
      }
    }
    return gave;
  };
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] as Unit;
    if (unit.kind === 'object') take(unit.offer, unit.name);
    else if (unit.kind === 'shared') {
      const serves = [...wanted].filter(([symbol]) => unit.defines(symbol));
      if (unit.asNeeded && serves.length === 0) continue;
      shared.push(unit);
      for (const [symbol, users] of serves) {
        for (const by of users) note(by, unit.name);
        wanted.delete(symbol);
      }
      for (const symbol of unit.wants) want(symbol, unit.name);
    } else if (unit.whole) for (const member of unit.members) take(unit.read(member), unit.name);
    else if (unit.group === null) search(unit);
    else {
      const { group } = unit;
      const isIn = (one: Unit | undefined): one is Extract<Unit, { kind: 'archive' }> =>
        one?.kind === 'archive' && one.group === group;
      const members: Extract<Unit, { kind: 'archive' }>[] = [];
      let last = at;
      for (let next = at; next < units.length; next++) {
        const one = units[next];
        if (isIn(one)) {
          members.push(one);
          last = next;
        }
      }
      const between = units.slice(at, last + 1).filter((one) => !isIn(one));
      for (const one of between) {
        if (one.kind === 'object') take(one.offer, one.name);
        else if (one.kind === 'shared') {
          shared.push(one);
          for (const [symbol, users] of [...wanted]) {
            if (!one.defines(symbol)) continue;
            for (const by of users) note(by, one.name);
            wanted.delete(symbol);
          }
        }
      }
      while (members.map(search).some(Boolean));
      at = last;
    }
  }
  return {
    unresolved: [...wanted].flatMap(([symbol, users]) =>
      [...users].slice(0, 1).map((by) => ({ symbol, by })),
    ),
    duplicates,
    taken: all,
    uses,
  };
}

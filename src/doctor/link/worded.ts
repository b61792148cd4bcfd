import type { LinkLine } from './line.ts';
import type { Offer, Unit } from './units.ts';

/** The name under which the line's own `-u` and `--defsym` stand among the inputs. */
export const THE_LINE = '(the line)';

/** `--wrap` changes what is wanted, never what is there. */
function wrap(offer: Offer, wrapped: ReadonlySet<string>): Offer {
  const renamed = (symbol: string): string => {
    if (wrapped.has(symbol)) return `__wrap_${symbol}`;
    const real = symbol.replace(/^__real_/, '');
    return real !== symbol && wrapped.has(real) ? real : symbol;
  };
  return { ...offer, undefined: offer.undefined.map(renamed) };
}

function renamed(unit: Unit, wrapped: ReadonlySet<string>): Unit {
  if (wrapped.size === 0 || unit.kind === 'shared') return unit;
  return unit.kind === 'object'
    ? { ...unit, offer: wrap(unit.offer, wrapped) }
    : { ...unit, read: (member) => wrap(unit.read(member), wrapped) };
}

/** The inputs as this linker looks at them, and what the line itself wants and gives. */
export function worded(units: readonly Unit[], { symbols, anyOrder }: LinkLine): readonly Unit[] {
  const { wanted, given, wrapped } = symbols;
  const own: Unit[] =
    wanted.length + given.length === 0
      ? []
      : [{ kind: 'object', name: THE_LINE, offer: { defined: [], soft: given, undefined: wanted } }];
  const names = new Set(wrapped);
  const all = [...own, ...units.map((unit) => renamed(unit, names))];
  if (!anyOrder) return all;
  // Whatever is wanted anywhere is looked for everywhere (lld, "Design and performance"; mold(1)).
  return [
    ...all.filter(({ kind }) => kind === 'object'),
    ...all.flatMap((unit) => (unit.kind === 'shared' ? [{ ...unit, asNeeded: false }] : [])),
    ...all.flatMap((unit) => (unit.kind === 'archive' ? [{ ...unit, group: 0 }] : [])),
  ];
}

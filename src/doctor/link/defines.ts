import type { Unit } from './units.ts';

/** Whether one of these inputs defines the symbol; what an object defines weakly does not count. */
export const defines = (units: readonly Unit[], symbol: string): boolean =>
  units.some((unit) =>
    unit.kind === 'shared'
      ? unit.defines(symbol)
      : unit.kind === 'archive'
        ? unit.index.has(symbol)
        : unit.offer.defined.includes(symbol),
  );

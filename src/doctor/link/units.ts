import type { FixedPlaces } from '../../formats/elf/relocations.ts';

/** What an object offers and wants. */
export interface Offer {
  readonly defined: readonly string[];
  /** Definitions that give way to others: weak, common, COMDAT. */
  readonly soft: readonly string[];
  readonly undefined: readonly string[];
  /** What ties it to one place in memory; absent where it is no machine code. */
  readonly fixed?: FixedPlaces;
  /** A thin archive's member that is not where the archive says. */
  readonly absent?: string;
}

/** One input of the linker, with its symbols. */
export type Unit =
  | { readonly kind: 'object'; readonly name: string; readonly offer: Offer }
  | {
      readonly kind: 'archive';
      readonly name: string;
      readonly group: number | null;
      readonly whole: boolean;
      /** Members by the symbols that they define: the archive's own table. */
      readonly index: ReadonlyMap<string, number>;
      readonly members: readonly number[];
      /** A member's symbols, read when it is taken. */
      readonly read: (member: number) => Offer;
    }
  | {
      readonly kind: 'shared';
      readonly name: string;
      readonly asNeeded: boolean;
      readonly defines: (symbol: string) => boolean;
      readonly defined: Iterable<string>;
      /** What it uses and neither it nor what it names as needed defines: the line must bring it (ld(1), --no-allow-shlib-undefined). */
      readonly wants: readonly string[];
    };

/** A symbol that stays undefined, and the input that wants it. */
export interface Unresolved {
  readonly symbol: string;
  readonly by: string;
}

export interface Outcome {
  readonly unresolved: readonly Unresolved[];
  /** Strong definitions of one symbol in two inputs that both are linked. */
  readonly duplicates: readonly {
    readonly symbol: string;
    readonly first: string;
    readonly second: string;
  }[];
  /** Objects and members that come into the result, with the input that each is of. */
  readonly taken: readonly { readonly name: string; readonly offer: Offer }[];
  /** Which input's symbols which other one defines. */
  readonly uses: ReadonlyMap<string, ReadonlySet<string>>;
}

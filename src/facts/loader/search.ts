import type { ElfObject, ObjectFault } from './object.ts';

/** Why a library comes from where it comes from: the contract's words. */
export type Reason = 'rpath' | 'LD_LIBRARY_PATH' | 'runpath' | 'cache' | 'default' | 'absolute' | 'preload';

/** A file that was looked at and not taken. */
export interface Tried {
  readonly path: string;
  readonly reason: Reason;
  /** `wrong-class`: other word size; `wrong-machine`: other CPU or byte order; `wrong-system`: other operating system. */
  readonly why:
    | ObjectFault
    | 'wrong-class'
    | 'wrong-machine'
    | 'wrong-system'
    | 'not-loadable'
    | 'not-trusted';
  readonly detail: string;
}

/** What a search ends with. `object` is null where nothing that can be loaded was found. */
export interface Found {
  readonly object: ElfObject | null;
  /** Of the place where it was found; for nothing: of the last place that was searched. */
  readonly reason: Reason;
  readonly tried: readonly Tried[];
}

/** A file in memory during a load, as the loader's link map has it. */
export interface Loaded {
  readonly object: ElfObject;
  /** Who made it load; null for the program. */
  readonly by: Loaded | null;
  /** The folder that `$ORIGIN` stands for. */
  readonly origin: string;
  /** All names that find it without a search. */
  readonly names: Set<string>;
}

/** One C library's way to find what `by` needs. */
export interface Search {
  /** Preloaded ones of a set-id program are held to stricter rules. */
  find(name: string, by: Loaded, preload: boolean): Found;
  /** The name with its tokens replaced; as it is where they have no value. */
  expand(name: string, by: Loaded): string;
  /** Names that the loader answers itself, without a file. */
  isBuiltIn(name: string): boolean;
}

/** Folders times names that are looked at in one start: real programs need hundreds, a hostile one may ask for millions. */
export const MOST_LOOKS = 200_000;

/** The circumstances of a start. */
export interface Start {
  /** The environment that the program gets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** AT_SECURE: the program has more rights than its user, so the loader believes less of the environment. */
  readonly secure: boolean;
  readonly cwd: string;
}

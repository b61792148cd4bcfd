/** How a linker sees a symbol of an object file (ld, "Common symbols"; gABI chapter 4, "st_shndx"). */
export type Linkage = 'undefined' | 'weak-undefined' | 'defined' | 'weak' | 'common';

export interface ObjectSymbol {
  readonly name: string;
  readonly linkage: Linkage;
  /** Defined in a COMDAT group or as a GNU unique object: further definitions are dropped, not an error. */
  readonly comdat: boolean;
  readonly hidden: boolean;
}

import type { Unity } from '../core/recipe.ts';
import { APART, unityLines } from './unity.ts';

/** Name of the makefile that we put beside the generated one. */
export const MAKEFILE = 'czmq-setup.mk';

/**
 * GNU make reads the files of this variable before any other, never takes its goal from them, hands it on to the makes
 * that Automake starts in turn, and passes over what is not there: in Automake's subfolders ("The Variable MAKEFILES").
 */
export const READ_BEFORE = { MAKEFILES: MAKEFILE };

export interface OnceOptions {
  /** Both forms of the library are made. */
  readonly both: boolean;
  /** How sources are compiled several at a time, and how many; null: each by itself. */
  readonly unity: { readonly how: Unity; readonly size: number } | null;
}

/** Automake's canonical name: all but letters, digits, `_` and `@` become `_` (Automake manual, "A Program"). */
const canonical = (path: string): string => path.replaceAll(/[^\w@]/g, '_');

/**
 * A makefile to be read before Automake's own: goals for what is installed and nothing else, and one compilation of each
 * source. libtool would compile twice for both forms of a library; told not to while it compiles, it has only
 * position-independent objects, which its link step then puts into the static library as well (ltmain.sh: "If the PIC
 * object exists, use it instead"). Where batches do not compile (another compiler, too little memory), the sources are
 * compiled by themselves. `la`: libtool library of the top Makefile, by path.
 */
export function makefileFor(la: string, { both, unity }: OnceOptions): string {
  const name = canonical(la);
  const make = '$(MAKE) --no-print-directory';
  const otherwise = `{ test ! -e ${APART} && : > ${APART} && ${make} czmq-setup-objects; }`;
  return [
    ...(both ? ['%.lo: LIBTOOLFLAGS += --tag=disable-static'] : []),
    ...(unity === null ? [] : unityLines(name, unity.how, unity.size)),
    '.PHONY: czmq-setup-objects czmq-setup-products czmq-setup-count',
    'czmq-setup-objects:',
    `\t@${make} $(${name}_OBJECTS)${unity === null ? '' : ` || ${otherwise}`}`,
    'czmq-setup-products: czmq-setup-objects',
    `\t@${make} $(lib_LTLIBRARIES) $(bin_PROGRAMS) $(pkgconfig_DATA)`,
    'czmq-setup-count:',
    `\t@echo $(words $(${name}_OBJECTS))`,
    '',
  ].join('\n');
}

import { basename, dirname, join } from 'node:path';

/** Name of the makefile that we put beside the generated one. */
export const MAKEFILE = 'czmq-setup.mk';

/** Automake's canonical name: all but letters, digits, `_` and `@` become `_` (Automake manual, "A Program"). */
const canonical = (path: string): string => path.replaceAll(/[^\w@]/g, '_');

const stem = (la: string): string => basename(la, '.la');

/** Where the static library of a libtool library belongs in the build folder. */
export const archiveOf = (la: string): string => join(dirname(la), '.libs', `${stem(la)}.a`);

/**
 * A makefile around Automake's own: it builds only what is installed, and makes the static library of the objects that
 * were compiled for the shared one (position-independent code serves both), where libtool would compile every source
 * twice. `las`: libtool libraries of the top Makefile, by path.
 */
export function makefileFor(las: readonly string[]): string {
  const objects = las.map((la) => `$(${canonical(la)}_OBJECTS)`).join(' ');
  const archives = las.map((la) => {
    const members = `$(${canonical(la)}_OBJECTS)`;
    return [
      `${archiveOf(la)}: ${la}`,
      `\trm -f ${archiveOf(la)}`,
      `\t$(AR) cr ${archiveOf(la)} $(join $(dir ${members}),$(patsubst %.lo,.libs/%.o,$(notdir ${members})))`,
      `\t$(RANLIB) ${archiveOf(la)}`,
    ];
  });
  return [
    'include Makefile',
    `czmq-setup-objects: ${objects}`,
    'czmq-setup-products: $(lib_LTLIBRARIES) $(bin_PROGRAMS) $(pkgconfig_DATA)',
    `czmq-setup-archives: ${las.map(archiveOf).join(' ')}`,
    'czmq-setup-count:',
    `\t@echo $(words ${objects})`,
    '.PHONY: czmq-setup-objects czmq-setup-products czmq-setup-archives czmq-setup-count',
    ...archives.flat(),
    '',
  ].join('\n');
}

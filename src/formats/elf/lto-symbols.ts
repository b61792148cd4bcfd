import { decode } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import type { Elf } from './elf.ts';
import type { Linkage, ObjectSymbol } from './object-symbol.ts';
import { type Section, sectionBytes } from './sections.ts';

/** One for each compiler run that went into the object; what follows the dot is its own number. */
const NAME = /^\.gnu\.lto_\.symtab(?:\.|$)/;

/** `enum gcc_plugin_symbol_kind` (GCC, lto-streamer-out.cc; the plugin's side is lto-plugin.c). */
const KINDS: readonly Linkage[] = ['defined', 'weak', 'undefined', 'weak-undefined', 'common'];

/** Behind the two names: kind, visibility, the size in 8 bytes and the slot in 4. */
const TAIL = 14;
/** `enum gcc_plugin_symbol_visibility`: default, protected, internal, hidden. */
const INTERNAL = 2;

/**
 * The symbols of an object that was compiled with `-flto`, as its compiler's plugin tells them to the linker: entries of
 * name, COMDAT group and what they are, one after the other and not compressed.
 */
export function readLtoSymbols(elf: Elf, sections: readonly Section[]): Parsed<readonly ObjectSymbol[]> {
  const symbols = new Map<string, ObjectSymbol>();
  for (const section of sections.filter(({ name }) => NAME.test(name))) {
    const bytes = sectionBytes(elf.source, section);
    let at = 0;
    const word = (): string | null => {
      const end = bytes.indexOf(0, at);
      if (end < 0) return null;
      const text = decode(bytes.subarray(at, end));
      at = end + 1;
      return text;
    };
    while (at < bytes.length) {
      const name = word();
      const group = word();
      const linkage = KINDS[bytes[at] ?? KINDS.length];
      if (name === null || group === null || linkage === undefined || at + TAIL > bytes.length)
        return damaged('malformed', `${section.name} is cut off or of an unknown form`);
      const hidden = (bytes[at + 1] ?? 0) >= INTERNAL;
      at += TAIL;
      // A definition of one run is what another run of the same object (`ld -r`) wants.
      if (!/undefined/.test(linkage) || !symbols.has(name))
        symbols.set(name, { name, linkage, comdat: group !== '', hidden });
    }
  }
  return parsed([...symbols.values()]);
}

import { namesOf } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import type { Elf } from './elf.ts';
import { readLtoSymbols } from './lto-symbols.ts';
import type { Linkage, ObjectSymbol } from './object-symbol.ts';
import { readSections, type Section, SHT, sectionBytes } from './sections.ts';
import { SHN, symbolAt, symbolSize } from './symbols.ts';

export interface ObjectSymbols {
  /** Global and weak symbols; locals do not concern other files. */
  readonly symbols: readonly ObjectSymbol[];
  /** Made by `-flto` without code of its own (`__gnu_lto_slim`): its symbols stand in the compiler's own table. */
  readonly slimLto: boolean;
}

const GRP_COMDAT = 1;

/** Numbers of the sections that are members of COMDAT groups (gABI, "Section Groups"). */
function comdatSections(elf: Elf, sections: readonly Section[]): ReadonlySet<number> {
  const members = new Set<number>();
  for (const section of sections) {
    if (section.type !== SHT.group) continue;
    const bytes = sectionBytes(elf.source, section);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (view.byteLength < 4 || !(view.getUint32(0, elf.header.little) & GRP_COMDAT)) continue;
    for (let at = 4; at + 4 <= view.byteLength; at += 4) members.add(view.getUint32(at, elf.header.little));
  }
  return members;
}

function linkageOf(section: number, weak: boolean): Linkage {
  if (section === SHN.undefined) return weak ? 'weak-undefined' : 'undefined';
  if (section === SHN.common) return 'common';
  return weak ? 'weak' : 'defined';
}

/** The symbols that an object file (`.o`, an archive's member) offers to and wants from others. */
export function readObjectSymbols(elf: Elf): Parsed<ObjectSymbols> {
  const sections = readSections(elf.source, elf.header);
  if (!sections.ok) return sections;
  const number = sections.value.findIndex(({ type }) => type === SHT.symtab);
  const table = sections.value[number];
  if (!table) return parsed({ symbols: [], slimLto: false });
  const names = sections.value[table.link];
  const strings = namesOf(names ? sectionBytes(elf.source, names) : new Uint8Array(0));
  const bytes = sectionBytes(elf.source, table);
  if (bytes.length < table.size) return damaged('truncated', 'the symbol table is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const extended = sections.value.find(({ type, link }) => type === SHT.symtabShndx && link === number);
  const wide = extended ? sectionBytes(elf.source, extended) : null;
  const wideView = wide && new DataView(wide.buffer, wide.byteOffset, wide.length);
  const comdat = comdatSections(elf, sections.value);
  const symbols: ObjectSymbol[] = [];
  let slimLto = false;
  const count = Math.floor(bytes.length / symbolSize(elf.header.bits));
  // sh_info: the first symbol that is not local.
  for (let index = Math.max(1, table.info); index < count; index++) {
    const symbol = symbolAt(view, index, elf.header, strings);
    if (!symbol) return damaged('malformed', `symbol ${index} has no name`);
    if (symbol.binding === 'local' || symbol.name === '') continue;
    if (symbol.name === '__gnu_lto_slim') slimLto = true;
    const section =
      symbol.section === SHN.extended && wideView && index * 4 + 4 <= wideView.byteLength
        ? wideView.getUint32(index * 4, elf.header.little)
        : symbol.section;
    symbols.push({
      name: symbol.name,
      linkage: linkageOf(section, symbol.binding === 'weak'),
      comdat: comdat.has(section) || symbol.binding === 'unique',
      hidden: symbol.visibility === 1 || symbol.visibility === 2,
    });
  }
  const lto = slimLto ? readLtoSymbols(elf, sections.value) : parsed([]);
  return lto.ok ? parsed({ symbols: [...symbols, ...lto.value], slimLto }) : lto;
}

import { namesOf } from '../bytes.ts';
import { type Parsed, parsed } from '../parsed.ts';
import type { Elf } from './elf.ts';
import { EM } from './machines.ts';
import { readSections, type Section, SHT, sectionBytes } from './sections.ts';
import { SHN, symbolAt, symbolSize } from './symbols.ts';

/** A relocation that ties code to one place in memory: its name in the ABI, and what it refers to. */
export interface FixedRelocation {
  readonly type: string;
  /** A section's name for what has none of its own. */
  readonly symbol: string;
}

/** What keeps an object out of files that may lie anywhere in memory. */
export interface FixedPlaces {
  /** The first that neither a shared library nor a position-independent program takes. */
  readonly always: FixedRelocation | null;
  /** The first that a shared library does not take, since another file may bring the symbol. */
  readonly shared: FixedRelocation | null;
}

interface Machine {
  readonly always: Readonly<Record<number, string>>;
  readonly preemptible: Readonly<Record<number, string>>;
}

/** psABI x86-64, "Relocation Types"; ELF for the Arm 64-bit Architecture; RISC-V psABI. Other machines are not judged. */
const MACHINES: Readonly<Record<number, Machine>> = {
  [EM.x86_64]: {
    always: { 10: 'R_X86_64_32', 11: 'R_X86_64_32S', 12: 'R_X86_64_16', 14: 'R_X86_64_8' },
    preemptible: { 2: 'R_X86_64_PC32' },
  },
  [EM.aarch64]: {
    always: {
      258: 'R_AARCH64_ABS32',
      263: 'R_AARCH64_MOVW_UABS_G0',
      264: 'R_AARCH64_MOVW_UABS_G0_NC',
      265: 'R_AARCH64_MOVW_UABS_G1',
      266: 'R_AARCH64_MOVW_UABS_G1_NC',
      267: 'R_AARCH64_MOVW_UABS_G2',
      268: 'R_AARCH64_MOVW_UABS_G2_NC',
      269: 'R_AARCH64_MOVW_UABS_G3',
    },
    preemptible: { 274: 'R_AARCH64_ADR_PREL_LO21', 275: 'R_AARCH64_ADR_PREL_PG_HI21' },
  },
  [EM.riscv]: { always: { 26: 'R_RISCV_HI20' }, preemptible: {} },
};

const SHT_RELA = 4;
const SHF_ALLOC = 2;
const STT_SECTION = 3;

const viewOfBytes = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Reads the relocations of what is loaded (gABI chapter 4, "Relocation"); debugging sections do not count. */
export function readFixedPlaces(elf: Elf): Parsed<FixedPlaces> {
  const { header, source } = elf;
  const machine = MACHINES[header.machine];
  const sections = readSections(source, header);
  if (!sections.ok) return sections;
  let always: FixedRelocation | null = null;
  let shared: FixedRelocation | null = null;
  if (machine === undefined || header.bits !== 64) return parsed({ always, shared });
  const tables = new Map<Section, { symbols: DataView; names: ReturnType<typeof namesOf> }>();
  const tableOf = (section: Section) => {
    let table = tables.get(section);
    if (table === undefined) {
      const strings = sections.value[section.link];
      table = {
        symbols: viewOfBytes(sectionBytes(source, section)),
        names: namesOf(strings ? sectionBytes(source, strings) : new Uint8Array(0)),
      };
      tables.set(section, table);
    }
    return table;
  };
  for (const section of sections.value) {
    const target = sections.value[section.info];
    const symtab = sections.value[section.link];
    if (section.type !== SHT_RELA || target === undefined || !(target.flags & SHF_ALLOC)) continue;
    if (symtab?.type !== SHT.symtab) continue;
    const { symbols, names } = tableOf(symtab);
    const records = viewOfBytes(sectionBytes(source, section));
    for (let at = 0; at + 24 <= records.byteLength; at += 24) {
      const low = header.little ? 0 : 4;
      const type = records.getUint32(at + 8 + low, header.little);
      const index = records.getUint32(at + 12 - low, header.little);
      const absolute = machine.always[type];
      const relative = machine.preemptible[type];
      if (absolute === undefined && relative === undefined) continue;
      if (always !== null && (absolute !== undefined || shared !== null)) continue;
      if ((index + 1) * symbolSize(header.bits) > symbols.byteLength) continue;
      const symbol = symbolAt(symbols, index, header, names);
      if (symbol === null || symbol.section === SHN.absolute) continue;
      const name =
        symbol.name || (symbol.type === STT_SECTION ? (sections.value[symbol.section]?.name ?? '') : '');
      const preemptible = symbol.binding !== 'local' && symbol.visibility === 0;
      if (absolute !== undefined) always ??= { type: absolute, symbol: name };
      else if (relative !== undefined && preemptible) shared ??= { type: relative, symbol: name };
    }
    if (always !== null && shared !== null) break;
  }
  return parsed({ always, shared });
}

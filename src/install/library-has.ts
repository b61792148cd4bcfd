import { openFile } from '../facts/open-file.ts';
import { readElf } from '../formats/elf/elf.ts';
import { readDynamicSymbols, SHN } from '../formats/elf/symbols.ts';
import type { Probe } from '../host/host.ts';

/**
 * Whether a shared library exports a symbol of this name, or needs a soname that begins with it. What is no ELF library
 * has neither.
 */
export function libraryHas(probe: Probe, path: string, kind: 'symbol' | 'needed', name: string): boolean {
  const file = openFile(probe, path);
  const elf = file.ok ? readElf(file.value.source) : null;
  if (!elf?.ok) return false;
  if (kind === 'needed') return elf.value.dynamic?.needed.some((soname) => soname.startsWith(name)) ?? false;
  const symbols = readDynamicSymbols(elf.value);
  return (
    symbols.ok && symbols.value.some((symbol) => symbol.name === name && symbol.section !== SHN.undefined)
  );
}

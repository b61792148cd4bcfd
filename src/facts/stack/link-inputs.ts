import { readArchive, readArchiveSymbols } from '../../formats/ar.ts';
import { slice } from '../../formats/bytes.ts';
import { readElf } from '../../formats/elf/elf.ts';
import { elfArchitecture } from '../../formats/elf/machines.ts';
import { LARGEST_SCRIPT, parseLinkerScript } from '../../formats/linker-script.ts';
import type { Ask } from '../ask.ts';
import type { LibraryFile } from '../library-files.ts';
import { elfObjects } from '../loader/object.ts';
import { openFile } from '../open-file.ts';

/** What is wrong, and what it would be called by itself. */
export interface LinkDamage {
  readonly code: 'library.corrupt' | 'library.broken-link';
  readonly detail: string;
}

/** Of a static library: what its first ELF object is for; null where that cannot be read. */
export function architectureOfArchive(ask: Ask, path: string): string | null {
  const file = openFile(ask.probe, path);
  const archive = file.ok ? readArchive(file.value.source) : null;
  const member =
    archive?.ok && !archive.value.thin ? archive.value.members.find(({ size }) => size > 64) : undefined;
  if (member === undefined || !file.ok) return null;
  const elf = readElf(slice(file.value.source, member.offset, member.size));
  return elf.ok ? elfArchitecture(elf.value.header) : null;
}

/** Damage of a static library that the linker would trip over: its headers and members do not hold together. */
export function archiveDamage(ask: Ask, path: string): string | null {
  const file = openFile(ask.probe, path);
  if (!file.ok) return null;
  const archive = readArchive(file.value.source);
  if (!archive.ok) return archive.detail;
  const symbols = archive.value.members.length > 0 ? readArchiveSymbols(archive.value) : null;
  // Stripped: what is linked against it lacks everything.
  return symbols?.ok && symbols.value.length === 0 ? 'no symbol in it: it was stripped' : null;
}

/** A file that a linker script names by its whole path and that is not there. */
export function goneInput({ probe }: Ask, path: string): string | null {
  const words = probe.readText(path, LARGEST_SCRIPT);
  const script = words.ok ? parseLinkerScript(words.value) : null;
  if (!script?.ok) return null;
  const files = script.value.inputs.filter(({ kind, name }) => kind === 'file' && name.startsWith('/'));
  return files.find(({ name }) => !probe.stat(name).ok)?.name ?? null;
}

/** A loader needs segments alone; a linker reads sections (gABI, "Linking View"), which some strip away. */
export function lacksSections(ask: Ask, path: string): boolean {
  const opened = ask.of(elfObjects)(path);
  return opened.ok && opened.object.elf.header.sections.count === 0;
}

/** An archive without members is taken in good order, and brings nothing. */
function emptiness(ask: Ask, path: string): string | null {
  const file = openFile(ask.probe, path);
  const archive = file.ok ? readArchive(file.value.source) : null;
  return archive?.ok && archive.value.members.length === 0 ? 'nothing in it' : null;
}

/** Why a linker that takes this file makes no program; null where nothing is wrong with it. */
export function linkDamage(
  ask: Ask,
  { fault, detail, format, linkage, path }: LibraryFile,
): LinkDamage | null {
  if (fault !== null) return { code: 'library.corrupt', detail: detail || fault };
  const gone = format === 'linker-script' ? goneInput(ask, path) : null;
  if (gone !== null) return { code: 'library.broken-link', detail: `it names ${gone}, which is not there` };
  const inside = linkage === 'static' ? (archiveDamage(ask, path) ?? emptiness(ask, path)) : null;
  if (inside !== null) return { code: 'library.corrupt', detail: inside };
  return format === 'elf' && lacksSections(ask, path)
    ? { code: 'library.corrupt', detail: 'no section headers' }
    : null;
}

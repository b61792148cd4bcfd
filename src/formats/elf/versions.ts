import { type Names, namesOf } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import type { DynamicTable } from './dynamic.ts';
import type { Elf } from './elf.ts';

/** A symbol version that a file needs from another: Verneed and Vernaux (LSB, "Symbol Versioning"). */
export interface VersionNeed {
  /** The soname that must define it. */
  readonly file: string;
  readonly version: string;
  /** VER_FLG_WEAK: the loader only warns where it is missing. */
  readonly weak: boolean;
  /** Index that DT_VERSYM entries use. */
  readonly index: number;
}

/** A symbol version that a file defines: Verdef. */
export interface VersionDefinition {
  readonly version: string;
  /** VER_FLG_BASE: the file's own name, no version of symbols. */
  readonly base: boolean;
  readonly index: number;
}

const VER_FLG_BASE = 1;
const VER_FLG_WEAK = 2;
/** libc.so.6 has some fifty; the index is 15 bits wide. */
const MOST_VERSIONS = 0x8000;

/** Nothing says how long a version table is: a few kilobytes nearly always, so only then more where it is longer. */
const READS = [8 * 1024, 4 * 1024 * 1024];

function walk<T>(elf: Elf, table: DynamicTable, read: (view: DataView) => Parsed<T>): Parsed<T> {
  let answer: Parsed<T> = damaged('malformed', 'an empty version table');
  for (const most of READS) {
    const bytes = elf.source.read(table.offset, Math.min(table.room, most));
    answer = read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
    if (answer.ok || table.room <= most) break;
  }
  return answer;
}

/** The dynamic string table. */
export function dynamicNames(elf: Elf): Names {
  const strings = elf.dynamic?.strings;
  if (!strings) return () => null;
  return namesOf(elf.source.read(strings.offset, Math.min(strings.room, strings.count ?? strings.room)));
}

/** What this file needs of others' versions; empty where it has no DT_VERNEED. `names` as `dynamicNames` gives. */
export function readVersionNeeds(elf: Elf, names = dynamicNames(elf)): Parsed<readonly VersionNeed[]> {
  const table = elf.dynamic?.versionNeeds;
  return table ? walk(elf, table, (view) => walkNeeds(view, table, elf.header.little, names)) : parsed([]);
}

function walkNeeds(
  view: DataView,
  table: DynamicTable,
  little: boolean,
  names: Names,
): Parsed<readonly VersionNeed[]> {
  const needs: VersionNeed[] = [];
  for (let at = 0, left = table.count ?? MOST_VERSIONS; left > 0; left--) {
    if (at + 16 > view.byteLength) return damaged('malformed', 'version needs reach past their segment');
    const file = names(view.getUint32(at + 4, little));
    let aux = at + view.getUint32(at + 8, little);
    for (let count = view.getUint16(at + 2, little); count > 0; count--) {
      if (aux + 16 > view.byteLength) return damaged('malformed', 'version needs reach past their segment');
      const version = names(view.getUint32(aux + 8, little));
      if (file === null || version === null) return damaged('malformed', 'a version need has no name');
      if (needs.length >= MOST_VERSIONS) return damaged('malformed', 'too many version needs');
      needs.push({
        file,
        version,
        weak: (view.getUint16(aux + 4, little) & VER_FLG_WEAK) !== 0,
        index: view.getUint16(aux + 6, little) & 0x7fff,
      });
      const next = view.getUint32(aux + 12, little);
      if (next === 0) break;
      aux += next;
    }
    const next = view.getUint32(at + 12, little);
    if (next === 0) break;
    at += next;
  }
  return parsed(needs);
}

/** The versions that this file defines; empty where it has no DT_VERDEF. */
export function readVersionDefinitions(
  elf: Elf,
  names = dynamicNames(elf),
): Parsed<readonly VersionDefinition[]> {
  const table = elf.dynamic?.versionDefinitions;
  return table
    ? walk(elf, table, (view) => walkDefinitions(view, table, elf.header.little, names))
    : parsed([]);
}

function walkDefinitions(
  view: DataView,
  table: DynamicTable,
  little: boolean,
  names: Names,
): Parsed<readonly VersionDefinition[]> {
  const definitions: VersionDefinition[] = [];
  for (let at = 0, left = Math.min(table.count ?? MOST_VERSIONS, MOST_VERSIONS); left > 0; left--) {
    const aux = at + (at + 20 <= view.byteLength ? view.getUint32(at + 12, little) : view.byteLength);
    // The first Verdaux names the version; the others name its predecessors.
    const version = aux + 8 <= view.byteLength ? names(view.getUint32(aux, little)) : null;
    if (version === null) return damaged('malformed', 'a version definition has no name');
    definitions.push({
      version,
      base: (view.getUint16(at + 2, little) & VER_FLG_BASE) !== 0,
      index: view.getUint16(at + 4, little) & 0x7fff,
    });
    const next = view.getUint32(at + 16, little);
    if (next === 0) break;
    at += next;
  }
  return parsed(definitions);
}

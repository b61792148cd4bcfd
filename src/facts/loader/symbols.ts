import { gnuHash } from '../../formats/elf/gnu-hash.ts';
import {
  nameOf,
  readSymbolIndex,
  type SymbolIndex,
  type WantedSymbol,
} from '../../formats/elf/symbol-index.ts';
import { readDynamicSymbols } from '../../formats/elf/symbols.ts';
import { readVersionDefinitions, readVersionNeeds } from '../../formats/elf/versions.ts';
import { type Parsed, parsed } from '../../formats/parsed.ts';
import type { ElfObject } from './object.ts';
import type { Resolution } from './resolve.ts';

/** A symbol that nothing that is loaded defines. */
export interface MissingSymbol {
  readonly name: string;
  /** The version that is wanted; null for any. */
  readonly version: string | null;
  /** The soname whose version that is: the library that had it at link time; null where no version is wanted. */
  readonly library: string | null;
  /** The file that wants it. */
  readonly neededBy: string;
}

/** A symbol version that a file needs and the library that should have it does not define. */
export interface MissingVersion {
  readonly version: string;
  /** The soname in the need, and the file that was loaded for it. */
  readonly library: string;
  readonly path: string;
  readonly neededBy: string;
}

export interface Unresolved {
  readonly symbols: readonly MissingSymbol[];
  readonly versions: readonly MissingVersion[];
  /** Files whose symbols could not be read, with why: their needs are not known. */
  readonly unreadable: readonly { readonly path: string; readonly detail: string }[];
}

const indexes = new WeakMap<ElfObject, Parsed<SymbolIndex>>();

/** Files without a GNU hash table (MIPS, very old ones) are listed and looked up by name. */
function listed(object: ElfObject): Parsed<SymbolIndex> {
  const read = readDynamicSymbols(object.elf);
  const needs = readVersionNeeds(object.elf);
  const definitions = readVersionDefinitions(object.elf);
  if (!read.ok) return read;
  if (!needs.ok) return needs;
  if (!definitions.ok) return definitions;
  const bytes = new TextEncoder();
  const wanted: WantedSymbol[] = [];
  const defined = new Map<string, (string | null)[]>();
  for (const { name: text, binding, section, version } of read.value) {
    if (binding === 'local' || text === '') continue;
    if (section !== 0) defined.set(text, [...(defined.get(text) ?? []), version]);
    else if (binding !== 'weak') {
      const table = bytes.encode(text);
      const end = table.length;
      wanted.push({ table, start: 0, end, hash: gnuHash(table, 0, end), version, from: null });
    }
  }
  const versioned = object.elf.dynamic?.versions != null;
  return parsed({
    eachWanted: (visit) => wanted.forEach(visit),
    needs: needs.value,
    versions: new Set(definitions.value.map(({ version }) => version)),
    defines(symbol) {
      const versions = defined.get(nameOf(symbol));
      return (
        versions !== undefined && (symbol.version === null || !versioned || versions.includes(symbol.version))
      );
    },
  });
}

/** A file's dynamic symbols, read once. */
export function symbolIndexOf(object: ElfObject): Parsed<SymbolIndex> {
  let index = indexes.get(object);
  if (!index) {
    index = readSymbolIndex(object.elf);
    if (!index.ok && index.why === 'unsupported') index = listed(object);
    indexes.set(object, index);
  }
  return index;
}

const encoder = new TextEncoder();

/** Asks a file for names that it defines, of whatever version. */
export function definitionsOf(object: ElfObject): Parsed<(name: string) => boolean> {
  const index = symbolIndexOf(object);
  if (!index.ok) return index;
  return parsed((name) => {
    const table = encoder.encode(`${name}\0`);
    const end = table.length - 1;
    return index.value.defines({
      table,
      start: 0,
      end,
      hash: gnuHash(table, 0, end),
      version: null,
      from: null,
    });
  });
}

/** The versions that a file defines, its own name among them. */
export function versionsOf(object: ElfObject): ReadonlySet<string> {
  const index = symbolIndexOf(object);
  return index.ok ? index.value.versions : new Set();
}

const told = new WeakMap<Resolution, Unresolved>();

/**
 * What stays unresolved when the program starts with all its symbols bound at once (`LD_BIND_NOW`, `ldd -r`). A library
 * on its own may count on symbols of the program that loads it: there it is a remark, no proof of a fault.
 */
export function unresolved(resolution: Resolution): Unresolved {
  const known = told.get(resolution);
  if (known) return known;
  const answer = compare(resolution);
  told.set(resolution, answer);
  return answer;
}

function compare({ main, system, libraries, edges }: Resolution): Unresolved {
  const objects = [main, ...libraries.flatMap(({ object }) => object ?? [])];
  // glibc's loader is in scope wherever the C library needs it; musl's is the C library.
  const scope = system.object && !objects.includes(system.object) ? [...objects, system.object] : objects;
  const byName = new Map<string, ElfObject>();
  for (const { name, object } of libraries) if (object && !byName.has(name)) byName.set(name, object);
  for (const object of scope) {
    const soname = object.elf.dynamic?.soname;
    if (soname && !byName.has(soname)) byName.set(soname, object);
  }
  const indexed = scope.map((object) => ({ object, index: symbolIndexOf(object) }));
  const all = indexed.flatMap(({ object, index }) => (index.ok ? [{ object, index: index.value }] : []));
  const byObject = new Map(all.map(({ object, index }) => [object, index]));
  // A weak need, or a library that defines no versions at all, only makes the loader warn (elf/dl-version.c).
  const versions = all.flatMap(({ object, index }) =>
    index.needs.flatMap(({ file, version, weak }) => {
      const library = byName.get(file);
      const defined = library && byObject.get(library)?.versions;
      const missing = !weak && defined && defined.size > 0 && !defined.has(version);
      return library && missing
        ? [{ version, library: file, path: library.path, neededBy: object.path }]
        : [];
    }),
  );
  const byPath = new Map(all.map(({ object, index }) => [object.path, index]));
  const symbols: MissingSymbol[] = [];
  for (const { object, index } of all) {
    if (!objects.includes(object)) continue;
    // Whether any file has a symbol does not depend on whom one asks first; what is needed directly has nearly all.
    const direct = edges.flatMap(({ from, to }) => (from === object.path && to && byPath.get(to)) || []);
    const others = [...new Set([...direct, ...byPath.values()])];
    let last: SymbolIndex | undefined;
    index.eachWanted((wanted) => {
      const named = wanted.from === null ? undefined : byName.get(wanted.from);
      const likely = (named && byObject.get(named)) ?? last;
      if (likely?.defines(wanted)) return;
      last = others.find((other) => other !== likely && other.defines(wanted));
      if (last === undefined)
        symbols.push({
          name: nameOf(wanted),
          version: wanted.version,
          library: wanted.from,
          neededBy: object.path,
        });
    });
  }
  return {
    symbols,
    // musl looks at no version but the symbol's own.
    versions: system.kind === 'glibc' ? versions : [],
    unreadable: indexed.flatMap(({ object, index }) =>
      index.ok ? [] : { path: object.path, detail: index.detail },
    ),
  };
}

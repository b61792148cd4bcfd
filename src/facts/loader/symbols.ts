import { type DynamicSymbol, readDynamicSymbols } from '../../formats/elf/symbols.ts';
import { readVersionDefinitions, readVersionNeeds } from '../../formats/elf/versions.ts';
import type { ElfObject } from './object.ts';
import type { Resolution } from './resolve.ts';

/** A symbol that nothing that is loaded defines. */
export interface MissingSymbol {
  readonly name: string;
  /** The version that is wanted; null for any. */
  readonly version: string | null;
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

interface SymbolTable {
  readonly wanted: readonly DynamicSymbol[];
  /** Versions under which a name is defined; null among them for an unversioned definition. */
  readonly defined: ReadonlyMap<string, readonly (string | null)[]>;
  /** Without version information a file's symbols answer any wish (elf/dl-lookup.c, check_match). */
  readonly versioned: boolean;
}

const tables = new WeakMap<ElfObject, SymbolTable | string>();

function tableOf(object: ElfObject): SymbolTable | string {
  const known = tables.get(object);
  if (known !== undefined) return known;
  const read = readDynamicSymbols(object.elf);
  const wanted: DynamicSymbol[] = [];
  const defined = new Map<string, (string | null)[]>();
  if (read.ok) {
    for (const symbol of read.value) {
      if (symbol.binding === 'local' || symbol.name === '') continue;
      if (symbol.section === 0) {
        if (symbol.binding !== 'weak') wanted.push(symbol);
        continue;
      }
      const versions = defined.get(symbol.name);
      if (versions) versions.push(symbol.version);
      else defined.set(symbol.name, [symbol.version]);
    }
  }
  const table = read.ok ? { wanted, defined, versioned: object.elf.dynamic?.versions != null } : read.detail;
  tables.set(object, table);
  return table;
}

/** Versions are checked once a library is found (elf/dl-version.c): a weak need, or a library without any, only warns. */
function missingVersions(
  object: ElfObject,
  byName: ReadonlyMap<string, ElfObject>,
): readonly MissingVersion[] {
  const needs = readVersionNeeds(object.elf);
  return (needs.ok ? needs.value : []).flatMap(({ file, version, weak }) => {
    const library = byName.get(file);
    const definitions = library && readVersionDefinitions(library.elf);
    if (!library || weak || !definitions?.ok || definitions.value.length === 0) return [];
    const has = definitions.value.some((definition) => definition.version === version);
    return has ? [] : [{ version, library: file, path: library.path, neededBy: object.path }];
  });
}

/**
 * What stays unresolved when the program starts with all its symbols bound at once (`LD_BIND_NOW`, `ldd -r`). A library
 * on its own may count on symbols of the program that loads it: there it is a remark, no proof of a fault.
 */
export function unresolved({ main, system, libraries }: Resolution): Unresolved {
  const objects = [main, ...libraries.flatMap(({ object }) => object ?? [])];
  // glibc's loader is in scope wherever the C library needs it; musl's is the C library.
  const scope = system.object && !objects.includes(system.object) ? [...objects, system.object] : objects;
  const byName = new Map<string, ElfObject>();
  for (const { name, object } of libraries) if (object && !byName.has(name)) byName.set(name, object);
  for (const object of scope) {
    const soname = object.elf.dynamic?.soname;
    if (soname && !byName.has(soname)) byName.set(soname, object);
  }
  const read = scope.map((object) => ({ object, table: tableOf(object) }));
  const defining = read.flatMap(({ table }) => (typeof table === 'string' ? [] : table));
  const isDefined = ({ name, version }: DynamicSymbol): boolean =>
    defining.some(({ defined, versioned }) => {
      const versions = defined.get(name);
      return versions !== undefined && (version === null || !versioned || versions.includes(version));
    });
  const missing = new Map<string, boolean>();
  const symbols = read.flatMap(({ object, table }) => {
    if (typeof table === 'string' || !objects.includes(object)) return [];
    return table.wanted
      .filter((symbol) => {
        const key = `${symbol.name}@${symbol.version ?? ''}`;
        let lost = missing.get(key);
        if (lost === undefined) {
          lost = !isDefined(symbol);
          missing.set(key, lost);
        }
        return lost;
      })
      .map(({ name, version }) => ({ name, version, neededBy: object.path }));
  });
  return {
    symbols,
    versions: system.kind === 'glibc' ? objects.flatMap((object) => missingVersions(object, byName)) : [],
    unreadable: read.flatMap(({ object, table }) =>
      typeof table === 'string' ? { path: object.path, detail: table } : [],
    ),
  };
}

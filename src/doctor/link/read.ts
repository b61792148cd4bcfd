import type { Ask } from '../../facts/ask.ts';
import { absolute, folderOf, join } from '../../facts/loader/expand.ts';
import { resolveElf } from '../../facts/loader/resolve.ts';
import { unresolved } from '../../facts/loader/symbols.ts';
import { openFile } from '../../facts/open-file.ts';
import { readArchive, readArchiveSymbols } from '../../formats/ar.ts';
import { type ByteSource, decode, slice } from '../../formats/bytes.ts';
import { readElf } from '../../formats/elf/elf.ts';
import { elfArchitecture } from '../../formats/elf/machines.ts';
import { readObjectSymbols } from '../../formats/elf/object-symbols.ts';
import { readFixedPlaces } from '../../formats/elf/relocations.ts';
import { readDynamicSymbols } from '../../formats/elf/symbols.ts';
import { identify } from '../../formats/identify.ts';
import { LARGEST_SCRIPT, parseLinkerScript } from '../../formats/linker-script.ts';
import type { LineInput } from './line.ts';
import type { Offer, Unit } from './units.ts';

const NOTHING: Offer = { defined: [], soft: [], undefined: [] };

/** A relocatable object's symbols as a linker sees them. */
function offerOf(source: ByteSource): Offer {
  const elf = readElf(source);
  const read = elf.ok ? readObjectSymbols(elf.value) : elf;
  if (!read.ok) return NOTHING;
  const fixed = elf.ok ? readFixedPlaces(elf.value) : null;
  const { symbols } = read.value;
  const names = (wanted: (symbol: (typeof symbols)[number]) => boolean) =>
    symbols.filter(wanted).map(({ name }) => name);
  return {
    defined: names(({ linkage, comdat }) => linkage === 'defined' && !comdat),
    soft: names(
      ({ linkage, comdat }) =>
        linkage === 'weak' || linkage === 'common' || (linkage === 'defined' && comdat),
    ),
    undefined: names(({ linkage }) => linkage === 'undefined'),
    ...(fixed?.ok && { fixed: fixed.value }),
  };
}

function archiveUnit(
  ask: Ask,
  path: string,
  source: ByteSource,
  input: Pick<LineInput, 'group' | 'whole'>,
): Unit | null {
  const archive = readArchive(source);
  if (!archive.ok) return null;
  const { members, thin } = archive.value;
  const byHeader = new Map(members.map((member) => [member.header, member]));
  const read = (header: number): Offer => {
    const member = byHeader.get(header);
    if (member === undefined) return NOTHING;
    if (!thin) return offerOf(slice(source, member.offset, member.size));
    const place = absolute(member.name, folderOf(path));
    const file = openFile(ask.probe, place);
    return file.ok ? offerOf(file.value.source) : { ...NOTHING, absent: place };
  };
  const table = readArchiveSymbols(archive.value);
  const index = new Map<string, number>();
  for (const { name, header } of table.ok ? table.value : []) if (!index.has(name)) index.set(name, header);
  // Without a table of its own (`ar q` of old) the members are read one by one.
  if (index.size === 0)
    for (const { header } of members)
      for (const name of [...read(header).defined, ...read(header).soft])
        if (!index.has(name)) index.set(name, header);
  return {
    kind: 'archive',
    name: path,
    group: input.group,
    whole: input.whole,
    index,
    members: members.map(({ header }) => header),
    read,
  };
}

/** What a shared library leaves to its users; nothing where what it needs is not all to be found. */
function wantsOf(ask: Ask, path: string): readonly string[] {
  const resolved = resolveElf(ask, path);
  if (!resolved.ok || resolved.resolution.libraries.some((library) => library.path === null)) return [];
  return unresolved(resolved.resolution)
    .symbols.filter(({ neededBy }) => neededBy === path)
    .map(({ name }) => name);
}

/** Most inputs that linker scripts may name one after the other. */
const DEEPEST = 5;

/** A file as the linker takes it; [] for one that it cannot take. `find`: where `-lNAME` of a script leads. */
export function unitsOf(
  ask: Ask,
  path: string,
  input: Pick<LineInput, 'group' | 'whole' | 'asNeeded'>,
  find: (name: string) => string | null,
  depth = 0,
): readonly Unit[] {
  const file = openFile(ask.probe, path);
  if (!file.ok || depth > DEEPEST) return [];
  const { source } = file.value;
  switch (identify(source)) {
    case 'ar':
    case 'thin-ar':
      return [archiveUnit(ask, path, source, input)].filter((unit) => unit !== null);
    case 'elf': {
      const elf = readElf(source);
      if (!elf.ok) return [];
      if (elf.value.header.type === 1) return [{ kind: 'object', name: path, offer: offerOf(source) }];
      const read = readDynamicSymbols(elf.value);
      const defined = new Set(
        read.ok ? read.value.flatMap(({ name, section }) => (section === 0 ? [] : [name])) : [],
      );
      return [
        {
          kind: 'shared',
          name: path,
          asNeeded: input.asNeeded,
          defines: (symbol) => defined.has(symbol),
          defined,
          wants: wantsOf(ask, path),
        },
      ];
    }
    case 'linker-script': {
      const script = parseLinkerScript(decode(source.read(0, LARGEST_SCRIPT)));
      if (!script.ok) return [];
      return script.value.inputs.flatMap(({ kind, name, asNeeded }) => {
        // A bare name is looked for beside the script, then as -l:NAME would be.
        const beside = name.startsWith('/') ? name : join(folderOf(path), name);
        const isHere = kind === 'file' && (name.startsWith('/') || ask.probe.stat(beside).ok);
        const target = isHere ? beside : find(kind === 'library' ? name : `:${name}`);
        return target === null
          ? []
          : unitsOf(ask, target, { ...input, asNeeded: input.asNeeded || asNeeded }, find, depth + 1);
      });
    }
    default:
      return [];
  }
}

/** Why a file is no input of a linker; null for one that is. */
export function damageAt(ask: Ask, path: string): string | null {
  const file = openFile(ask.probe, path);
  if (!file.ok) return file.fault;
  const { source } = file.value;
  const format = identify(source);
  switch (format) {
    case 'ar':
    case 'thin-ar': {
      const archive = readArchive(source);
      return archive.ok ? null : archive.detail || archive.why;
    }
    case 'elf': {
      const elf = readElf(source);
      if (!elf.ok) return elf.detail || elf.why;
      if (elf.value.missingBytes > 0) return `${elf.value.missingBytes} bytes at the end are missing`;
      const symbols = elf.value.header.type === 1 ? readObjectSymbols(elf.value) : null;
      return symbols?.ok === false ? symbols.detail || symbols.why : null;
    }
    case 'empty':
      return 'the file is empty';
    case 'la':
      return 'a .la file: libtool reads it, a linker does not; name the library that it stands for';
    case 'unknown':
    case 'text':
    case 'script':
      return `a file of format ${format}`;
    default:
      return null;
  }
}

/** The architecture of an object, shared library or archive's first object; null where it cannot be told. */
export function architectureOf(ask: Ask, path: string): string | null {
  const file = openFile(ask.probe, path);
  if (!file.ok) return null;
  const whole = readElf(file.value.source);
  if (whole.ok) return elfArchitecture(whole.value.header);
  const archive = readArchive(file.value.source);
  const member = archive.ok && !archive.value.thin ? archive.value.members[0] : undefined;
  const elf = member && readElf(slice(file.value.source, member.offset, member.size));
  return elf?.ok ? elfArchitecture(elf.value.header) : null;
}

/** What a source that is compiled on the same line will want: the library's functions that it calls by name. */
export function offerOfSource(ask: Ask, path: string, prefixes: readonly string[]): Offer {
  const text = ask.probe.readText(path, 4 * 1024 * 1024);
  if (!text.ok) return NOTHING;
  const bare = text.value.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"/g, ' ');
  const called = new Set([...bare.matchAll(/\b([a-z]\w+)\s*\(/g)].map(([, name]) => name as string));
  return {
    ...NOTHING,
    undefined: [...called].filter((name) => prefixes.some((prefix) => name.startsWith(prefix))),
  };
}

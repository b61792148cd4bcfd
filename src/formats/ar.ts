import { type ByteSource, decode, namesOf, stringAt, viewOf, word64 } from './bytes.ts';
import { damaged, type Parsed, parsed } from './parsed.ts';

/** One file of an archive. Offsets and sizes in bytes. */
export interface Member {
  /** The name; for a thin archive the path, relative to the archive's folder. */
  readonly name: string;
  /** Where its 60-byte header lies: what symbol tables point to. */
  readonly header: number;
  /** Where its bytes lie; meaningless in a thin archive, whose members are files of their own. */
  readonly offset: number;
  readonly size: number;
}

/** An `ar` archive (ar(5)): GNU and System V, BSD and thin. */
export interface Archive {
  readonly source: ByteSource;
  readonly thin: boolean;
  readonly members: readonly Member[];
  /** The symbol table, where `ar s` or ranlib made one. */
  readonly index: (Member & { readonly kind: 'gnu' | 'gnu64' | 'bsd' | 'bsd64' }) | null;
}

const HEADER = 60;
/** PATH_MAX: thin archives name files. */
const LONGEST_NAME = 4096;
const INDEX_KINDS: Readonly<Record<string, NonNullable<Archive['index']>['kind']>> = {
  '/': 'gnu',
  '/SYM64/': 'gnu64',
  '__.SYMDEF': 'bsd',
  '__.SYMDEF SORTED': 'bsd',
  '__.SYMDEF_64': 'bsd64',
  '__.SYMDEF_64 SORTED': 'bsd64',
};

/** Whether the bytes begin as an archive, and which. */
export const archiveMagic = (start: Uint8Array): 'ar' | 'thin-ar' | null => {
  const magic = decode(start.subarray(0, 8));
  return magic === '!<arch>\n' ? 'ar' : magic === '!<thin>\n' ? 'thin-ar' : null;
};

/** Members in file order, without the symbol and name tables. Never more than the file has room for headers. */
export function readArchive(source: ByteSource): Parsed<Archive> {
  const magic = archiveMagic(source.read(0, 8));
  if (!magic) return damaged('foreign', 'no archive magic');
  const thin = magic === 'thin-ar';
  const members: Member[] = [];
  let index: Archive['index'] = null;
  let longNames = new Uint8Array(0);
  for (let at = 8; at < source.size; ) {
    const head = source.read(at, HEADER);
    if (head.length < HEADER) {
      // Some tools leave padding behind the last member.
      if (head.every((byte) => byte === 0x0a)) break;
      return damaged('truncated', `the file ends inside a member header at ${at}`);
    }
    const fields = decode(head);
    const size = /^\d+ *$/.test(fields.slice(48, 58)) ? Number.parseInt(fields.slice(48, 58), 10) : -1;
    if (head[58] !== 0x60 || head[59] !== 0x0a || size < 0) {
      return damaged('malformed', `no member header at ${at}`);
    }
    const raw = fields.slice(0, 16).trimEnd();
    let name = raw;
    let offset = at + HEADER;
    let length = size;
    const bsdName = /^#1\/(\d+)$/.exec(raw);
    const longName = /^\/(\d+)$/.exec(raw);
    if (bsdName) {
      // BSD: the name stands before the data and counts to its size.
      const bytes = Math.min(Number(bsdName[1]), size, LONGEST_NAME);
      const text = source.read(offset, bytes);
      name = stringAt(text, 0) ?? decode(text);
      offset += bytes;
      length -= bytes;
    } else if (longName) {
      const from = Number(longName[1]);
      const end = longNames.indexOf(0x0a, from);
      if (end < 0 || end - from > LONGEST_NAME) {
        return damaged('malformed', `member at ${at} has a name outside the name table`);
      }
      name = decode(longNames.subarray(from, end)).replace(/\/$/, '');
    } else if (raw !== '/' && raw !== '//' && raw !== '/SYM64/') name = raw.replace(/\/$/, '');
    const kind = INDEX_KINDS[name];
    const inside = !thin || kind !== undefined || name === '//';
    if (inside && offset + length > source.size) {
      return damaged('truncated', `member ${name} ends past the file's ${source.size} bytes`);
    }
    const member = { name, header: at, offset, size: length };
    if (kind !== undefined && members.length === 0) index = index ?? { ...member, kind };
    else if (name === '//') longNames = new Uint8Array(source.read(offset, length));
    else members.push(member);
    const end = inside ? offset + length : at + HEADER;
    at = end + (end % 2);
  }
  return parsed({ source, thin, members, index });
}

/** A symbol of the archive's table and the header offset of the member that defines it. */
export interface ArchiveSymbol {
  readonly name: string;
  readonly header: number;
}

/** System V and GNU: a count, that many offsets, that many names; big-endian (`/`: 32 bits, `/SYM64/`: 64). */
function readGnuIndex(bytes: DataView, width: 4 | 8): Parsed<readonly ArchiveSymbol[]> {
  const word = (at: number) => (width === 8 ? word64(bytes, at, false) : bytes.getUint32(at));
  const count = bytes.byteLength >= width ? word(0) : 0;
  if ((count + 1) * width > bytes.byteLength)
    return damaged('malformed', `a symbol table of ${count} entries`);
  const names = decode(
    new Uint8Array(
      bytes.buffer,
      bytes.byteOffset + (count + 1) * width,
      bytes.byteLength - (count + 1) * width,
    ),
  ).split('\0');
  if (names.length < count) return damaged('malformed', 'the symbol table lacks names');
  return parsed(
    Array.from({ length: count }, (_, i) => ({ name: names[i] as string, header: word((i + 1) * width) })),
  );
}

/** BSD ranlib(5): byte count, (name offset, member offset) pairs, byte count, names; the byte order of the machine. */
function readBsdIndex(bytes: DataView, width: 4 | 8): Parsed<readonly ArchiveSymbol[]> {
  for (const little of [true, false]) {
    const word = (at: number) => (width === 8 ? word64(bytes, at, little) : bytes.getUint32(at, little));
    const pairs = bytes.byteLength >= width ? word(0) : 0;
    if (pairs % (2 * width) !== 0 || pairs + 2 * width > bytes.byteLength) continue;
    const from = width + pairs + width;
    const names = namesOf(new Uint8Array(bytes.buffer, bytes.byteOffset + from, bytes.byteLength - from));
    const symbols: ArchiveSymbol[] = [];
    for (let at = width; at < width + pairs; at += 2 * width) {
      const name = names(word(at));
      if (name === null) return damaged('malformed', 'the symbol table lacks names');
      symbols.push({ name, header: word(at + width) });
    }
    return parsed(symbols);
  }
  return damaged('malformed', 'a symbol table of impossible size');
}

/** The archive's own symbol table; empty where it has none. */
export function readArchiveSymbols({ source, index }: Archive): Parsed<readonly ArchiveSymbol[]> {
  if (!index) return parsed([]);
  const view = viewOf(source, index.offset, index.size);
  if (!view) return damaged('truncated', 'the symbol table is cut off');
  const width = index.kind === 'gnu64' || index.kind === 'bsd64' ? 8 : 4;
  return index.kind.startsWith('gnu') ? readGnuIndex(view, width) : readBsdIndex(view, width);
}

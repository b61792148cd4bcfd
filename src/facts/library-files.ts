import { elfArchitecture } from '../formats/elf/machines.ts';
import { type FileFormat, identify } from '../formats/identify.ts';
import { machoMagic, readFat, readMachO } from '../formats/macho.ts';
import type { Damage } from '../formats/parsed.ts';
import type { FileFault } from '../host/host.ts';
import type { Ask } from './ask.ts';
import { libraryFolders, libraryNames } from './library-folders.ts';
import { join } from './loader/expand.ts';
import { elfObjects } from './loader/object.ts';
import { openFile } from './open-file.ts';

/** A copy of a library, or a link to one, in a folder where libraries are looked for or left. */
export interface LibraryFile {
  /** The name in the folder: `libzmq.so.5`, `libzmq.a`. */
  readonly name: string;
  readonly folder: string;
  readonly path: string;
  readonly linkage: 'shared' | 'static' | 'libtool';
  /** Paths from this one to the real file, this one first. */
  readonly chain: readonly string[];
  /** The file at the chain's end; null where it dangles or loops. */
  readonly file: string | null;
  /** `dev:ino` of it, to know one file under two names. */
  readonly identity: string | null;
  readonly format: FileFormat | null;
  readonly soname: string | null;
  /** Of the first object, for a static library null. As uname -m spells it. */
  readonly architectures: readonly string[];
  /** `5.2.5` from `libzmq.so.5.2.5`, `5` from `libzmq.5.dylib`; null where the name has none. */
  readonly version: string | null;
  /** Why it cannot be used, and nothing else is known of it then. */
  readonly fault: FileFault | Damage | 'dangling' | null;
  readonly detail: string;
  readonly mtimeMs: number;
}

const LONGEST_CHAIN = 16;

/** `libzmq`, as it stands before `.so`, `.a`, `.la`, or before `.dylib` and its version: the name may hold dots (`libpgm-5.3`). */
const NAME = /^(lib[^/]+?)(?:\.(so)(?:\.(\d+(?:\.\d+)*))?|(?:\.(\d+(?:\.\d+)*))?\.dylib|\.(a)|\.(la))$/;

/** Splits a library's file name; null for one that is none. */
export function libraryName(
  file: string,
): { stem: string; version: string | null; linkage: LibraryFile['linkage'] } | null {
  const match = NAME.exec(file);
  if (!match) return null;
  const [, stem, , after, before, archive, libtool] = match;
  return {
    stem: stem as string,
    version: after ?? before ?? null,
    linkage: archive ? 'static' : libtool ? 'libtool' : 'shared',
  };
}

type Inside = Pick<LibraryFile, 'format' | 'soname' | 'architectures' | 'fault' | 'detail'>;

function look(ask: Ask, path: string): Inside {
  const none = { format: null, soname: null, architectures: [], detail: '' };
  const file = openFile(ask.probe, path);
  if (!file.ok) return { ...none, fault: file.fault };
  const { source } = file.value;
  const format = identify(source);
  const bad = (fault: Damage, detail: string): Inside => ({ ...none, format, fault, detail });
  if (format === 'elf') {
    const opened = ask.of(elfObjects)(path);
    if (!opened.ok) return { ...none, format, fault: opened.fault, detail: opened.detail };
    const { elf } = opened.object;
    if (elf.missingBytes > 0) return bad('truncated', `${elf.missingBytes} bytes at the end are missing`);
    return {
      ...none,
      format,
      soname: elf.dynamic?.soname ?? null,
      architectures: [elfArchitecture(elf.header)],
      fault: null,
    };
  }
  if (machoMagic(source) === 'fat') {
    const parts = readFat(source);
    return parts.ok
      ? { ...none, format, architectures: parts.value.map(({ cpu }) => cpu), fault: null }
      : bad(parts.why, parts.detail);
  }
  if (format === 'macho') {
    const macho = readMachO(source);
    if (!macho.ok) return bad(macho.why, macho.detail);
    return {
      ...none,
      format,
      soname: macho.value.installName,
      architectures: [macho.value.cpu],
      fault: null,
    };
  }
  const fine = format === 'ar' || format === 'thin-ar' || format === 'linker-script' || format === 'la';
  if (fine) return { ...none, format, fault: null };
  return bad(
    format === 'empty' ? 'truncated' : 'foreign',
    format === 'empty' ? 'the file is empty' : `a file of format ${format}`,
  );
}

function describe(ask: Ask, folder: string, name: string): LibraryFile | null {
  const { probe } = ask;
  const parts = libraryName(name);
  if (!parts) return null;
  const path = join(folder, name);
  const chain = [path];
  for (let at = path; chain.length <= LONGEST_CHAIN; ) {
    const target = probe.readlink(at);
    if (!target.ok) break;
    at = target.value.startsWith('/')
      ? target.value
      : join(at.slice(0, at.lastIndexOf('/')) || '/', target.value);
    chain.push(at);
  }
  const stat = probe.stat(path);
  const real = probe.realpath(path);
  const found = stat.ok && stat.value.kind !== 'directory' && real.ok;
  if (stat.ok && stat.value.kind === 'directory') return null;
  const inside: Inside = stat.ok
    ? look(ask, path)
    : {
        format: null,
        soname: null,
        architectures: [],
        fault: stat.fault === 'missing' && chain.length > 1 ? 'dangling' : stat.fault,
        detail: chain.length > 1 ? `points to ${chain.at(-1)}` : '',
      };
  return {
    name,
    folder,
    path,
    linkage: parts.linkage,
    chain,
    file: found ? real.value : null,
    identity: stat.ok ? `${stat.value.dev}:${stat.value.ino}` : null,
    version: parts.version,
    mtimeMs: stat.ok ? stat.value.mtimeMs : 0,
    ...inside,
  };
}

/** All entries of a folder whose library is one of these (`libzmq`, `libczmq`), by name. */
export function librariesIn(ask: Ask, folder: string, stems: readonly string[]): readonly LibraryFile[] {
  return ask
    .of(libraryNames)(folder)
    .filter(
      (name) => stems.some((stem) => name.startsWith(stem)) && stems.includes(libraryName(name)?.stem ?? ''),
    )
    .flatMap((name) => describe(ask, folder, name) ?? []);
}

/** Every copy of a library on this machine, in the order of `libraryFolders`, then of `more` (a prefix's lib folders). */
export function libraryFiles(ask: Ask, stem: string, more: readonly string[] = []): readonly LibraryFile[] {
  const folders = ask.of(libraryFolders);
  return [...folders, ...more.filter((folder) => !folders.includes(folder))].flatMap((folder) =>
    librariesIn(ask, folder, [stem]),
  );
}

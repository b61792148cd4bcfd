import { type ByteSource, slice, stringAt, viewOf, word64 } from './bytes.ts';
import { damaged, type Parsed, parsed } from './parsed.ts';

/** A library that a Mach-O file loads, as its load command says. */
export interface MachODependency {
  /** Install name; may begin with @rpath, @loader_path or @executable_path. */
  readonly name: string;
  readonly kind: 'load' | 'weak' | 'reexport' | 'upward' | 'lazy';
  /** `1.2.3` from the packed xxxx.yy.zz. */
  readonly currentVersion: string;
  readonly compatibilityVersion: string;
}

/** One architecture of a Mach-O file (Apple, mach-o/loader.h). */
export interface MachO {
  /** `x86_64`, `arm64`, `arm64e`, `i386`, `cpu-N`. */
  readonly cpu: string;
  readonly bits: 32 | 64;
  /** MH_*: 1 object, 2 execute, 6 dylib, 8 bundle. */
  readonly fileType: number;
  readonly flags: number;
  /** LC_ID_DYLIB. */
  readonly installName: string | null;
  readonly dependencies: readonly MachODependency[];
  readonly rpaths: readonly string[];
  /** `macos`, `ios` ...; null where no command says it. */
  readonly platform: string | null;
  /** Oldest system that will run it, `11.0`. */
  readonly minimumSystem: string | null;
  /** LC_LOAD_DYLINKER. */
  readonly loader: string | null;
}

/** Where one architecture lies in a fat file. */
export interface FatSlice {
  readonly cpu: string;
  readonly offset: number;
  readonly size: number;
}

const MAGIC32 = 0xfeedface;
const MAGIC64 = 0xfeedfacf;
const FAT_MAGIC = 0xcafebabe;
const FAT_MAGIC64 = 0xcafebabf;
/** Java class files share the magic; their version number there is at least 45, real fat files have a few parts. */
const MOST_SLICES = 30;
const MOST_COMMANDS_BYTES = 16 * 1024 * 1024;

const PLATFORMS = ['', 'macos', 'ios', 'tvos', 'watchos', 'bridgeos', 'maccatalyst', 'ios-simulator'];
const LOAD_KINDS: Readonly<Record<number, MachODependency['kind']>> = {
  12: 'load',
  24: 'weak',
  31: 'reexport',
  32: 'lazy',
  35: 'upward',
};
const MINIMUM_KINDS: Readonly<Record<number, string>> = { 36: 'macos', 37: 'ios', 47: 'tvos', 48: 'watchos' };
const LC = { idDylib: 13, loadDylinker: 14, rpath: 0x1c, buildVersion: 0x32 } as const;

function cpuName(type: number, subtype: number): string {
  const names: Readonly<Record<number, string>> = {
    7: 'i386',
    16777223: 'x86_64',
    12: 'arm',
    16777228: (subtype & 0xffffff) === 2 ? 'arm64e' : 'arm64',
    18: 'ppc',
    16777234: 'ppc64',
  };
  return names[type] ?? `cpu-${type}`;
}

const version = (packed: number): string => {
  const [major, minor, patch] = [packed >>> 16, (packed >>> 8) & 255, packed & 255];
  return patch ? `${major}.${minor}.${patch}` : `${major}.${minor}`;
};

/** `macho` for a thin file, `fat` for one with several architectures, null for neither. */
export function machoMagic(source: ByteSource): 'macho' | 'fat' | null {
  const view = viewOf(source, 0, 8);
  if (!view) return null;
  const big = view.getUint32(0);
  if (big === FAT_MAGIC || big === FAT_MAGIC64) {
    const count = view.getUint32(4);
    return count > 0 && count < MOST_SLICES ? 'fat' : null;
  }
  return [big, view.getUint32(0, true)].some((magic) => magic === MAGIC32 || magic === MAGIC64)
    ? 'macho'
    : null;
}

/** The architectures of a fat file; its header is big-endian whatever they are. */
export function readFat(source: ByteSource): Parsed<readonly FatSlice[]> {
  if (machoMagic(source) !== 'fat') return damaged('foreign', 'no fat Mach-O magic');
  const head = viewOf(source, 0, 8) as DataView;
  const wide = head.getUint32(0) === FAT_MAGIC64;
  const count = head.getUint32(4);
  const size = wide ? 32 : 20;
  const view = viewOf(source, 8, count * size);
  if (!view) return damaged('truncated', 'the table of architectures is cut off');
  const slices: FatSlice[] = [];
  for (let at = 0; at < count * size; at += size) {
    const part = {
      cpu: cpuName(view.getUint32(at), view.getUint32(at + 4)),
      offset: wide ? word64(view, at + 8, false) : view.getUint32(at + 8),
      size: wide ? word64(view, at + 16, false) : view.getUint32(at + 12),
    };
    if (part.offset + part.size > source.size) {
      return damaged('truncated', `the ${part.cpu} part ends past the file's ${source.size} bytes`);
    }
    slices.push(part);
  }
  return parsed(slices);
}

/** The bytes of one architecture as a file of its own. */
export const fatPart = (source: ByteSource, part: FatSlice): ByteSource =>
  slice(source, part.offset, part.size);

/** Reads a thin Mach-O file, or one part of a fat one, of any width and byte order. */
export function readMachO(source: ByteSource): Parsed<MachO> {
  if (machoMagic(source) !== 'macho') return damaged('foreign', 'no Mach-O magic');
  const first = viewOf(source, 0, 4) as DataView;
  const little = first.getUint32(0, true) === MAGIC32 || first.getUint32(0, true) === MAGIC64;
  const bits = first.getUint32(0, little) === MAGIC64 ? 64 : 32;
  const start = bits === 64 ? 32 : 28;
  const head = viewOf(source, 0, start);
  if (!head) return damaged('truncated', 'the file ends inside the Mach-O header');
  const [count, length] = [head.getUint32(16, little), head.getUint32(20, little)];
  if (length > MOST_COMMANDS_BYTES) return damaged('malformed', `load commands of ${length} bytes`);
  const view = viewOf(source, start, length);
  if (!view) return damaged('truncated', 'the load commands are cut off');
  const bytes = new Uint8Array(view.buffer, view.byteOffset, length);
  const dependencies: MachODependency[] = [];
  const rpaths: string[] = [];
  let [installName, platform, minimumSystem, loader]: (string | null)[] = [null, null, null, null];
  for (let at = 0, left = count; left > 0; left--) {
    const size = at + 8 <= length ? view.getUint32(at + 4, little) : 0;
    if (size < 8 || at + size > length) return damaged('malformed', `a load command of ${size} bytes`);
    // LC_REQ_DYLD says that an old dyld must give up; it does not change the command.
    const command = view.getUint32(at, little) & 0x7fffffff;
    const word = (place: number) => (place + 4 <= size ? view.getUint32(at + place, little) : 0);
    const name = () => stringAt(bytes.subarray(at, at + size), word(8)) ?? '';
    const kind = LOAD_KINDS[command];
    if (kind !== undefined) {
      dependencies.push({
        name: name(),
        kind,
        currentVersion: version(word(16)),
        compatibilityVersion: version(word(20)),
      });
    } else if (command === LC.idDylib) installName = name();
    else if (command === LC.rpath) rpaths.push(name());
    else if (command === LC.loadDylinker) loader = name();
    else if (command === LC.buildVersion) {
      platform = PLATFORMS[word(8)] || `platform-${word(8)}`;
      minimumSystem = version(word(12));
    } else if (MINIMUM_KINDS[command] !== undefined) {
      platform ??= MINIMUM_KINDS[command] as string;
      minimumSystem ??= version(word(8));
    }
    at += size;
  }
  return parsed({
    cpu: cpuName(head.getUint32(4, little), head.getUint32(8, little)),
    bits,
    fileType: head.getUint32(12, little),
    flags: head.getUint32(24, little),
    installName: installName ?? null,
    dependencies,
    rpaths,
    platform: platform ?? null,
    minimumSystem: minimumSystem ?? null,
    loader: loader ?? null,
  });
}

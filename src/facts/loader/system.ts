import { stringAt } from '../../formats/bytes.ts';
import type { Elf } from '../../formats/elf/elf.ts';
import { elfArchitecture } from '../../formats/elf/machines.ts';
import { PT } from '../../formats/elf/segments.ts';
import { readElfHints } from '../../formats/ld-elf-hints.ts';
import type { Ask } from '../ask.ts';
import { type ElfObject, elfObjects } from './object.ts';

/** The loader that a program gets, and what is built into it. */
export interface LoaderSystem {
  readonly kind: 'glibc' | 'musl' | 'freebsd';
  /** Where it lies: PT_INTERP, or for a library the usual place; null where none is to be found. */
  readonly path: string | null;
  /** Read, where it is an ELF file of the program's kind. */
  readonly object: ElfObject | null;
  /** The folders that it searches last, in order, without a trailing slash. */
  readonly defaultFolders: readonly string[];
  /** glibc: the cache that it reads. */
  readonly cache: string;
  /** What `$LIB` stands for. */
  readonly lib: string;
}

/** Multiarch names (Debian's architecture triplets) and the usual interpreters (glibc, shlib-versions; musl, ldso). */
const MACHINES: Readonly<Record<string, { triplet: string; wide: boolean; glibc: string; musl: string }>> = {
  x86_64: { triplet: 'x86_64-linux-gnu', wide: true, glibc: '/lib64/ld-linux-x86-64.so.2', musl: 'x86_64' },
  x32: { triplet: 'x86_64-linux-gnux32', wide: false, glibc: '/libx32/ld-linux-x32.so.2', musl: 'x32' },
  i386: { triplet: 'i386-linux-gnu', wide: false, glibc: '/lib/ld-linux.so.2', musl: 'i386' },
  aarch64: { triplet: 'aarch64-linux-gnu', wide: true, glibc: '/lib/ld-linux-aarch64.so.1', musl: 'aarch64' },
  armhf: { triplet: 'arm-linux-gnueabihf', wide: false, glibc: '/lib/ld-linux-armhf.so.3', musl: 'armhf' },
  arm: { triplet: 'arm-linux-gnueabi', wide: false, glibc: '/lib/ld-linux.so.3', musl: 'arm' },
  riscv64: {
    triplet: 'riscv64-linux-gnu',
    wide: true,
    glibc: '/lib/ld-linux-riscv64-lp64d.so.1',
    musl: 'riscv64',
  },
  ppc64le: { triplet: 'powerpc64le-linux-gnu', wide: true, glibc: '/lib64/ld64.so.2', musl: 'powerpc64le' },
  ppc64: { triplet: 'powerpc64-linux-gnu', wide: true, glibc: '/lib64/ld64.so.1', musl: 'powerpc64' },
  s390x: { triplet: 's390x-linux-gnu', wide: true, glibc: '/lib/ld64.so.1', musl: 's390x' },
  loongarch64: {
    triplet: 'loongarch64-linux-gnu',
    wide: true,
    glibc: '/lib64/ld-linux-loongarch-lp64d.so.1',
    musl: 'loongarch64',
  },
};

/** The name of musl's path file, by the interpreter or else the machine: `/etc/ld-musl-ARCH.path`. */
export const muslArchitecture = (interpreter: string | null, elf: Elf): string =>
  /ld-musl-([^/]+)\.so/.exec(interpreter ?? '')?.[1] ?? MACHINES[elfArchitecture(elf.header)]?.musl ?? '';

function kindOf(ask: Ask, elf: Elf): LoaderSystem['kind'] {
  if (elf.header.osAbi === 9 || /ld-elf(32)?\.so/.test(elf.interpreter ?? '')) return 'freebsd';
  if (elf.interpreter !== null) return /ld-musl/.test(elf.interpreter) ? 'musl' : 'glibc';
  const needed = elf.dynamic?.needed ?? [];
  if (needed.some((name) => /^libc\.musl|^ld-musl/.test(name))) return 'musl';
  if (needed.some((name) => name === 'libc.so.6' || name.startsWith('ld-linux'))) return 'glibc';
  if (ask.probe.self.os === 'freebsd') return 'freebsd';
  const { glibc, musl } = MACHINES[elfArchitecture(elf.header)] ?? { glibc: '', musl: '' };
  const here = (path: string) => ask.probe.stat(path).ok;
  return !here(glibc) && here(`/lib/ld-musl-${musl}.so.1`) ? 'musl' : 'glibc';
}

/** Only a loader for the same kind of file can load it. */
export const sameKind = (a: Elf, b: Elf): boolean =>
  a.header.bits === b.header.bits &&
  a.header.little === b.header.little &&
  a.header.machine === b.header.machine;

interface BuiltIn {
  readonly folders: readonly string[];
  readonly cache: string | null;
}

const SYSTEM_FOLDER = /^\/[\w.+/-]*lib[\w.+/-]*\/$/;

const SLASH = 0x2f;

/**
 * The strings that begin with a slash, an empty one for whatever stands between two of them. To decode all of a loader's
 * constants would take longer than the rest.
 */
function pathsIn(bytes: Uint8Array): readonly string[] {
  const paths: string[] = [];
  let next = 0;
  for (let at = bytes.indexOf(SLASH); at >= 0; at = bytes.indexOf(SLASH, at + 1)) {
    if (at > 0 && bytes[at - 1] !== 0) continue;
    const path = stringAt(bytes, at);
    if (path === null) break;
    if (at !== next) paths.push('');
    paths.push(path);
    at += path.length;
    next = at + 1;
  }
  return paths;
}

const known = new WeakMap<ElfObject, BuiltIn>();

/**
 * What is compiled into a glibc loader, read from its constants: the system folders stand there one after the other,
 * each with a slash at its end (elf/dl-load.c, `system_dirs`), and so does the cache's path (LD_SO_CACHE), which
 * distributions such as NixOS and Guix change.
 */
function builtInto(loader: ElfObject): BuiltIn {
  const old = known.get(loader);
  if (old) return old;
  const { source, segments } = loader.elf;
  const folders: string[] = [];
  let cache: string | null = null;
  for (const { type, flags, offset, fileSize } of segments) {
    if (type !== PT.load || flags !== 4 || fileSize > 1024 * 1024) continue;
    const strings = pathsIn(source.read(offset, fileSize));
    const first = folders.length > 0 ? -1 : strings.findIndex((text) => SYSTEM_FOLDER.test(text));
    for (let at = first; at >= 0 && SYSTEM_FOLDER.test(strings[at] ?? ''); at++) {
      folders.push((strings[at] as string).slice(0, -1));
    }
    cache ??= strings.find((text) => /^\/\S*\/ld\.so\.cache$/.test(text)) ?? null;
  }
  const found = { folders, cache };
  known.set(loader, found);
  return found;
}

/** Folders of a loader that is not there to be asked: multiarch where the machine has such a folder. */
function usualFolders(ask: Ask, elf: Elf): readonly string[] {
  const machine = MACHINES[elfArchitecture(elf.header)];
  const multiarch = machine && `/usr/lib/${machine.triplet}`;
  if (multiarch && ask.probe.stat(multiarch).ok) {
    return [`/lib/${machine.triplet}`, multiarch, '/lib', '/usr/lib'];
  }
  return machine?.wide && ask.probe.stat('/usr/lib64').ok ? ['/lib64', '/usr/lib64'] : ['/lib', '/usr/lib'];
}

/** FreeBSD's loader has a list of folders where glibc's has one of libraries (rtld(1)). */
function hintedFolders({ probe }: Ask): readonly string[] {
  const bytes = probe.readFile('/var/run/ld-elf.so.hints', 1024 * 1024);
  const hints = bytes.ok ? readElfHints(bytes.value) : bytes;
  return hints.ok ? hints.value : [];
}

/** Which loader loads this program or library, as the kernel (PT_INTERP) and for libraries the C library decide. */
export function loaderSystem(ask: Ask, elf: Elf): LoaderSystem {
  const kind = kindOf(ask, elf);
  const machine = MACHINES[elfArchitecture(elf.header)];
  const usual = {
    glibc: machine?.glibc,
    musl: machine && `/lib/ld-musl-${machine.musl}.so.1`,
    freebsd: '/libexec/ld-elf.so.1',
  };
  const path = elf.interpreter ?? usual[kind] ?? null;
  const opened = path === null ? null : ask.of(elfObjects)(path);
  const object = opened?.ok && sameKind(opened.object.elf, elf) ? opened.object : null;
  const builtIn = object && kind === 'glibc' ? builtInto(object) : null;
  const folders = builtIn?.folders.length ? builtIn.folders : usualFolders(ask, elf);
  const defaults = {
    glibc: () => folders,
    musl: () => ['/lib', '/usr/local/lib', '/usr/lib'],
    freebsd: () => [...hintedFolders(ask), '/lib', '/usr/lib'],
  };
  return {
    kind,
    path: elf.interpreter !== null || object ? path : null,
    object,
    defaultFolders: defaults[kind](),
    cache: builtIn?.cache ?? '/etc/ld.so.cache',
    // DL_DST_LIB is the last part of slibdir (elf/Makefile), the first system folder; Debian makes it multiarch.
    lib: (folders[0] as string).replace(/^\/(usr\/)?/, ''),
  };
}

import type { Ask, Fact } from '../ask.ts';
import { resolveElf } from '../loader/resolve.ts';
import { openFile } from '../open-file.ts';
import { programs } from '../programs.ts';

/** What is compiled into a pkg-config. */
export interface PkgConfigDefaults {
  /** The program that PATH gives; null where there is none. */
  readonly program: string | null;
  /** `program`: read from it; `usual`: what this kind of system compiles in, for want of one that can be read. */
  readonly source: 'program' | 'usual';
  /** Folders of .pc files, in order, existing or not. */
  readonly folders: readonly string[];
  /** Folders whose -I and -L it leaves out, since the compiler searches them anyway. */
  readonly systemIncludes: readonly string[];
  readonly systemLibraries: readonly string[];
}

/** pkgconf's library is 100 KB, the program of freedesktop.org with glib inside 2 MB. */
const LARGEST_PROGRAM = 16 * 1024 * 1024;

type BuiltIn = Omit<PkgConfigDefaults, 'program' | 'source'>;

const PATH_LIST = /^\/[^\0:]*(?::\/[^\0:]*)*$/;

/** The three path lists (PKG_DEFAULT_PATH, SYSTEM_LIBDIR, SYSTEM_INCLUDEDIR) among a program's constant strings. */
function builtInto(ask: Ask, file: string): BuiltIn | null {
  const opened = openFile(ask.probe, file);
  if (!opened.ok || opened.value.source.size > LARGEST_PROGRAM) return null;
  const bytes = opened.value.source.read(0, opened.value.source.size);
  const lists = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .split('\0')
    .filter((text) => text.startsWith('/') && text.length < 4096 && PATH_LIST.test(text))
    .map((text) => text.split(':').filter(Boolean));
  const all = (pattern: RegExp) => lists.find((list) => list.every((path) => pattern.test(path)));
  const folders = all(/\/pkgconfig$/);
  if (!folders) return null;
  return {
    folders,
    systemIncludes: all(/\/include$/) ?? ['/usr/include'],
    systemLibraries: all(/^(\/usr)?(\/local)?\/lib\w*(\/[\w-]+)?$/) ?? ['/usr/lib', '/lib'],
  };
}

/** Folders that a distribution's pkg-config has built in (their packaging of pkgconf and pkg-config). */
function usual(ask: Ask): BuiltIn {
  const { probe } = ask;
  const both = (prefix: string, lib = 'lib') => [`${prefix}/${lib}/pkgconfig`, `${prefix}/share/pkgconfig`];
  const plain = {
    systemIncludes: ['/usr/include'],
    systemLibraries: ['/usr/lib', '/lib', '/usr/lib64', '/lib64'],
  };
  const has = (path: string) => probe.stat(path).ok;
  if (probe.self.os === 'darwin') {
    const prefixes = ['/opt/homebrew', '/opt/local', '/usr/local'].filter((prefix) =>
      has(`${prefix}/lib/pkgconfig`),
    );
    return { ...plain, folders: [...prefixes.flatMap((prefix) => both(prefix)), '/usr/lib/pkgconfig'] };
  }
  if (probe.self.os === 'freebsd') {
    return {
      ...plain,
      folders: ['/usr/local/libdata/pkgconfig', '/usr/local/share/pkgconfig', '/usr/libdata/pkgconfig'],
    };
  }
  const names = probe.readdir('/usr/lib');
  const triplets: Readonly<Record<string, string>> = {
    x64: 'x86_64-linux-gnu',
    arm64: 'aarch64-linux-gnu',
    arm: 'arm-linux-gnueabihf',
    ppc64: 'powerpc64le-linux-gnu',
    s390x: 's390x-linux-gnu',
    riscv64: 'riscv64-linux-gnu',
    ia32: 'i386-linux-gnu',
  };
  const triplet = triplets[probe.self.arch] ?? '';
  if (names.ok && names.value.includes(triplet)) {
    const local = '/usr/local';
    return {
      ...plain,
      folders: [
        `${local}/lib/${triplet}/pkgconfig`,
        ...both(local),
        `/usr/lib/${triplet}/pkgconfig`,
        ...both('/usr'),
      ],
      systemLibraries: [`/usr/lib/${triplet}`, `/lib/${triplet}`, ...plain.systemLibraries],
    };
  }
  if (has('/etc/alpine-release')) return { ...plain, folders: [...both('/usr/local'), ...both('/usr')] };
  // Red Hat, SUSE: lib64. Arch: lib64 is a link to lib.
  const wide =
    has('/usr/lib64/pkgconfig') && probe.lstat('/usr/lib64').ok && !probe.readlink('/usr/lib64').ok;
  return { ...plain, folders: both('/usr', wide ? 'lib64' : 'lib') };
}

/** The pkg-config of this machine, read and not run: it may be another's, broken, or a wrapper. */
export const pkgConfigDefaults: Fact<PkgConfigDefaults> = {
  id: 'pkg-config-defaults',
  read(ask) {
    const found = ask.of(programs);
    const program = found.onPath('pkg-config') ?? found.onPath('pkgconf');
    if (program === null) return { program, source: 'usual', ...usual(ask) };
    const real = ask.probe.realpath(program);
    const file = real.ok ? real.value : program;
    const resolved = resolveElf(ask, file);
    const library = resolved.ok
      ? resolved.resolution.libraries.find(({ name }) => name.startsWith('libpkgconf.'))?.path
      : null;
    const builtIn = (library ? builtInto(ask, library) : null) ?? builtInto(ask, file);
    return builtIn ? { program, source: 'program', ...builtIn } : { program, source: 'usual', ...usual(ask) };
  },
};

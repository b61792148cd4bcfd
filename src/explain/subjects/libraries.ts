import type { Capability } from '../../core/capability.ts';
import type { Match } from '../rule.ts';

/** Names of libraries in all the spellings in which tools print them -> the spelling of docs/diagnosis-codes.md. */

/** `libfoo` of `-lfoo`, `libfoo.so.5.2`, `/a/libfoo.a(bar.o)`, `libfoo-5.dll`, `foo.lib`, `@rpath/libfoo.5.dylib`. */
export function libraryOfFile(file: string): string | null {
  const name = file
    .trim()
    .replace(/^-l:?/, '-l')
    .replace(/[[(].*$/, '')
    .replace(/^.*[\\/]/, '');
  if (name.startsWith('-l')) return libraryOfFlag(name);
  // A Mach-O library's version stands before the suffix; a digit at the name's end is the name's (`libSDL2-2.0.0`).
  const numbered = /^(lib[\w+-]{0,60}[A-Za-z_+])(?:\.\d+){1,4}\.(?:dylib|tbd)$/.exec(name);
  if (numbered) return plain(numbered[1]!);
  const unix =
    /^(lib[\w+.-]*?)(?:-v\d+)?(?:-mt)?(?:-\d[\w_]*)?\.(?:so|a|la|dylib|dll\.a|sl)(?:[.-][\w.+-]*)?$/.exec(
      name,
    );
  if (unix) return plain(unix[1]!);
  const mac = /^(lib[\w+-]+?)(?:\.\d+){0,4}\.(?:dylib|tbd)$/.exec(name);
  if (mac) return plain(mac[1]!);
  const rust = /^lib([\w]+?)(?:_sys)?-[0-9a-f]{6,}\.(?:rlib|rmeta|a)$/.exec(name);
  if (rust) return plain(`lib${rust[1]}`);
  const windows = /^(?:lib)?([\w+]+?)(?:-v?\d[\w_-]*)?\.(?:lib|dll)$/i.exec(name);
  // Microsoft's own stand in capitals in objects of old: LIBC.lib, LIBCMT.lib.
  return windows ? plain(`lib${windows[1]!.replace(/^[A-Z\d]+$/, (name) => name.toLowerCase())}`) : null;
}

/** `libfoo` of `-lfoo`; `-l:libfoo.a` too. */
export function libraryOfFlag(flag: string): string | null {
  const name = flag
    .trim()
    .replace(/^-l\s{0,2}/, '')
    // A path was given for a name: `-l./libzmq`, `-l/usr/lib/foo`.
    .replace(/^:?.*\/(?:lib)?(?=\w)/, '')
    // A target that CMake was not told of goes to the linker as a name: `-lZeroMQ::libzmq-static`.
    .replace(/^[\w.-]{1,60}::(?:lib)?([\w.+-]{1,60}?)(?:[-_](?:shared|static))?$/, '$1')
    .replace(/^:/, '');
  if (name === '') return null;
  if (/^lib.+\.(?:a|so|dylib)/.test(name)) return libraryOfFile(name);
  return plain(`lib${name}`);
}

/** Libraries whose last digits are a name's (`libSDL2`, `libglib-2.0`), not a version's, but for the stack's own. */
function plain(name: string): string {
  const whole = name
    .replace(/\.(?:so|dylib).*$/, '')
    // Apple counts its oldest libraries in letters: `libSystem.B`, `libobjc.A`.
    .replace(/\.[A-Z]$/, '');
  const base = whole.replace(/[.-]?\d+(?:\.\d+)*$/, '');
  const short = isLibrary(base) && base !== 'libnss' ? base : whole;
  return short === 'libzeromq' || short === 'liblibzmq'
    ? 'libzmq'
    : short === 'liblibczmq'
      ? 'libczmq'
      : short.replace(/^liblib(?=\w)/, 'lib');
}

/** The soname or file name with its version: `libzmq.so.5`, `libzmq.5.dylib`. */
export const fileName = (path: string): string => path.trim().replace(/^.*[\\/]/, '');

/** A library as linkers and loaders know it, not an extension module of Python, Ruby or Node. */
export const isSharedLibrary = (path: string): boolean =>
  /^lib[\w+-]{1,60}\.so(?:\.\d[\d.]*)?$/.test(fileName(path)) &&
  !/site-packages|dist-packages|node_modules/.test(path);

/** Group 1 of a match as the file that it names. */
export const matchedFile = ({ match }: Match): string | null =>
  match[1] ? fileName(match[1]).replace(/^['"]|['"]$/g, '') : null;

/** Group 1 of a match as the library whose file it names. */
export const matchedLibrary = (found: Match): string | null =>
  libraryOfFile(found.match[1] ?? '') ?? matchedFile(found);

/** What a link line is given to get a library. */
export const flagOf = (library: string): string => `-l${library.replace(/^lib/, '')}`;

const PROJECTS: Readonly<Record<string, string>> = {
  zmq: 'libzmq',
  zeromq: 'libzmq',
  libzmq: 'libzmq',
  zmq3: 'libzmq',
  cppzmq: 'cppzmq',
  czmq: 'libczmq',
  libczmq: 'libczmq',
  sodium: 'libsodium',
  libsodium: 'libsodium',
  uuid: 'libuuid',
  libuuid: 'libuuid',
  curl: 'libcurl',
  libcurl: 'libcurl',
  microhttpd: 'libmicrohttpd',
  libmicrohttpd: 'libmicrohttpd',
  lz4: 'lz4',
  liblz4: 'lz4',
  systemd: 'libsystemd',
  libsystemd: 'libsystemd',
  'libsystemd-daemon': 'libsystemd',
  pgm: 'libpgm',
  openpgm: 'libpgm',
  // Its .pc files carry its series.
  'openpgm-': 'libpgm',
  norm: 'libnorm',
  gssapi: 'libgssapi_krb5',
  gssapi_krb5: 'libgssapi_krb5',
  nss: 'nss',
  nss3: 'nss',
  unwind: 'libunwind',
  libunwind: 'libunwind',
  bsd: 'libbsd',
  libbsd: 'libbsd',
  zyre: 'libzyre',
  libzyre: 'libzyre',
  mlm: 'libmlm',
  libmlm: 'libmlm',
  malamute: 'libmlm',
  openssl: 'openssl',
  ssl: 'libssl',
  crypto: 'libcrypto',
  boost: 'boost',
  pthread: 'libpthread',
  rt: 'librt',
  gnutls: 'gnutls',
  png: 'libpng',
  libpng: 'libpng',
  jpeg: 'libjpeg',
  libjpeg: 'libjpeg',
  tiff: 'libtiff',
  libtiff: 'libtiff',
  xml2: 'libxml2',
  libxml2: 'libxml2',
};

const keyOf = (name: string): string =>
  name
    .trim()
    .replace(/^-l/, '')
    .replace(/^.*[\\/]/, '')
    .replace(/\.(?:pc|h|hpp)$/, '')
    .toLowerCase()
    // CMake's find modules by language: OpenMP_CXX, MPI_C.
    .replace(/^(openmp|mpi|openacc)_(?:c|cxx|fortran)$/, '$1')
    .replace(/[_-](?:dev|devel|static|shared)$/, '');

const knownProject = (key: string): string | undefined =>
  PROJECTS[key] ?? PROJECTS[key.replace(/[\d.]+$/, '')] ?? PROJECTS[key.replace(/^lib/, '')];

/** Whether a name is one of a library that the tables know, not only a word that could be one. */
export const isLibrary = (name: string): boolean => knownProject(keyOf(name)) !== undefined;

/** A library by any project, CMake package, pkg-config module or option name (`ZeroMQ`, `--with-libsodium`, `libzmq`). */
export function libraryOfProject(name: string): string | null {
  const key = keyOf(name);
  const known = knownProject(key);
  if (known) return known;
  return /^[a-z][\w.+-]{1,40}$/i.test(key) ? key : null;
}

/** The first group that matched as the library of that project. */
export const matchedProject = ({ match }: Match): string | null => {
  const name = match[1] ?? match[2] ?? match[3];
  return name ? libraryOfProject(name) : null;
};

const CAPABILITY: Readonly<Record<string, Capability>> = {
  libzmq: 'libzmq',
  libczmq: 'libczmq',
  libsodium: 'libsodium',
  libuuid: 'libuuid',
  lz4: 'liblz4',
  libcurl: 'libcurl',
  libmicrohttpd: 'libmicrohttpd',
  libsystemd: 'libsystemd',
  nss: 'libnss',
  libbsd: 'libbsd',
  libpgm: 'libpgm',
  libnorm: 'libnorm',
  libgssapi_krb5: 'gssapi',
  'libstdc++': 'c++-compiler',
};

/**
 * What a package manager is asked for to get a library's development files; null where no package of ours has it.
 * @param name as our codes, a link line, a .pc file or a project spells it.
 */
export const capabilityOfLibrary = (name: string): Capability | null =>
  CAPABILITY[name] ?? CAPABILITY[libraryOfProject(name) ?? ''] ?? null;

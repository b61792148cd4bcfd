import type { PackageManager } from '../core/package-manager.ts';

/** FreeBSD. The compiler (clang), ldconfig and the system's certificates are in the base system. */
const pkg: PackageManager = {
  id: 'pkg',
  program: 'pkg',
  platforms: ['freebsd'],
  distributions: ['freebsd'],
  needsRoot: true,

  // pkg-query(8). A name that is not installed gives no line and the exit status 1.
  queryArgv: (packages) => ['pkg', 'query', '%n\t%v', ...packages],
  parseInstalled(answer, packages) {
    const rows = answer.stdout.split('\n').map((line) => line.split('\t'));
    return new Map(
      rows.flatMap(([name = '', version]) =>
        version !== undefined && packages.includes(name) ? [[name, version] as const] : [],
      ),
    );
  },

  owner: {
    argv: (path) => ['pkg', 'which', '-q', path],
    // `libzmq4-4.3.4_1`: a version holds no hyphen (pkg-version(8)).
    parse: ({ stdout }) => {
      const [, name, version] = /^(\S+)-([^-\s]+)$/m.exec(stdout) ?? [];
      return name === undefined || version === undefined ? null : { name, version };
    },
  },

  refreshArgv: null,
  listFolders: [],
  listsExpireMs: null,
  // On a fresh system /usr/sbin/pkg only fetches the real one, and asks unless this variable is set (pkg(7)). It is
  // not in `env`, where it would make a mere query install something.
  installArgv: (packages) => ['env', 'ASSUME_ALWAYS_YES=yes', 'pkg', 'install', '-y', ...packages],
  reinstallArgv: (packages) => ['env', 'ASSUME_ALWAYS_YES=yes', 'pkg', 'install', '-y', '-f', ...packages],
  env: { LC_ALL: 'C' },
  provides: {
    make: ['gmake'],
    cmake: ['cmake'],
    ninja: ['ninja'],
    git: ['git'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    libtool: ['libtool'],
    'pkg-config': ['pkgconf'],
    downloader: ['curl'],
    'ca-certificates': ['ca_root_nss'],
    go: ['go'],
    python3: ['python3'],
    'python3-venv': ['python3'],
    'python3-headers': ['python3'],
    libsodium: ['libsodium'],
    libuuid: ['e2fsprogs-libuuid'],
    liblz4: ['liblz4'],
    libcurl: ['curl'],
    libmicrohttpd: ['libmicrohttpd'],
    libnss: ['nss'],
    gssapi: ['krb5'],
    libpgm: ['openpgm'],
    libzmq: ['libzmq4'],
    libczmq: ['czmq'],
  },
};

export default pkg;

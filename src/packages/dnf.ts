import type { PackageManager } from '../core/package-manager.ts';
import { parseRpmQuery, rpmOwner, rpmQueryArgv } from '../formats/rpm.ts';

/**
 * Fedora, and RHEL 8 and up with its rebuilds (dnf 4 and 5). On RHEL libsodium, zeromq, czmq, libbsd and openpgm come
 * from EPEL, ninja and libmicrohttpd from CRB; `offers` says whether those repositories are switched on.
 */
const dnf: PackageManager = {
  id: 'dnf',
  program: 'dnf',
  platforms: ['linux'],
  distributions: ['fedora', 'rhel', 'centos'],
  needsRoot: true,
  queryArgv: rpmQueryArgv,
  parseInstalled: parseRpmQuery,
  owner: rpmOwner,
  // dnf renews what has expired by itself, and waits for another run's lock by itself.
  refreshArgv: null,
  listFolders: [],
  listsExpireMs: null,
  offers: {
    // A real line feed: dnf 4 ends each answer with one of its own, dnf 5 does not.
    argv: (packages) => ['dnf', '-q', 'repoquery', '--queryformat', '%{name}\n', ...packages],
    parse: (answer, packages) => {
      const lines = new Set(answer.stdout.split('\n').map((line) => line.trim()));
      return new Set(packages.filter((name) => lines.has(name)));
    },
  },
  installArgv: (packages) => ['dnf', 'install', '-y', '--setopt=install_weak_deps=False', ...packages],
  reinstallArgv: (packages) => ['dnf', 'reinstall', '-y', ...packages],
  env: { LC_ALL: 'C' },
  provides: {
    'c-compiler': ['gcc'],
    'c++-compiler': ['gcc-c++'],
    make: ['make'],
    cmake: ['cmake'],
    ninja: ['ninja-build'],
    // All of git but its Perl commands.
    git: ['git-core'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    libtool: ['libtool'],
    'pkg-config': ['pkgconf-pkg-config'],
    ldconfig: ['glibc'],
    downloader: ['curl'],
    'ca-certificates': ['ca-certificates'],
    'ssh-keygen': ['openssh'],
    go: ['golang'],
    python3: ['python3'],
    'python3-venv': ['python3'],
    'python3-headers': ['python3-devel'],
    libsodium: ['libsodium-devel'],
    libuuid: ['libuuid-devel'],
    liblz4: ['lz4-devel'],
    libcurl: ['libcurl-devel'],
    libmicrohttpd: ['libmicrohttpd-devel'],
    libsystemd: ['systemd-devel'],
    libnss: ['nss-devel'],
    libbsd: ['libbsd-devel'],
    gssapi: ['krb5-devel'],
    libpgm: ['openpgm-devel'],
    libzmq: ['zeromq-devel'],
    libczmq: ['czmq-devel'],
  },
};

export default dnf;

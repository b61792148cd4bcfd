import type { PackageManager } from '../core/package-manager.ts';
import { parseRpmQuery, rpmOwner, rpmQueryArgv } from '../formats/rpm.ts';

/** openSUSE Leap and Tumbleweed, and SUSE Linux Enterprise. Repositories refresh themselves on install. */
const zypper: PackageManager = {
  id: 'zypper',
  program: 'zypper',
  platforms: ['linux'],
  distributions: ['suse', 'opensuse', 'sles'],
  needsRoot: true,
  queryArgv: rpmQueryArgv,
  parseInstalled: parseRpmQuery,
  owner: rpmOwner,
  refreshArgv: null,
  listFolders: [],
  listsExpireMs: null,
  offers: {
    argv: (packages) => [
      'zypper',
      '--non-interactive',
      '--quiet',
      'search',
      '--match-exact',
      '-t',
      'package',
      ...packages,
    ],
    // `i+ | gcc-c++ | The system GNU C++ Compiler | package`
    parse: (answer, packages) => {
      const names = new Set(answer.stdout.split('\n').map((line) => line.split('|')[1]?.trim()));
      return new Set(packages.filter((name) => names.has(name)));
    },
  },
  installArgv: (packages) => ['zypper', '--non-interactive', 'install', '--no-recommends', ...packages],
  reinstallArgv: (packages) => [
    'zypper',
    '--non-interactive',
    'install',
    '--force',
    '--no-recommends',
    ...packages,
  ],
  // Seconds that libzypp waits for another run's lock.
  env: { ZYPP_LOCK_TIMEOUT: '600', LC_ALL: 'C' },
  provides: {
    // gcc only recommends the C library's headers.
    'c-compiler': ['gcc', 'glibc-devel'],
    'c++-compiler': ['gcc-c++'],
    make: ['make'],
    cmake: ['cmake'],
    ninja: ['ninja'],
    git: ['git-core'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    libtool: ['libtool'],
    // A package of its own on Leap, provided by pkgconf-pkg-config on Tumbleweed.
    'pkg-config': ['pkg-config'],
    ldconfig: ['glibc'],
    downloader: ['curl'],
    'ca-certificates': ['ca-certificates', 'ca-certificates-mozilla'],
    'ssh-keygen': ['openssh-clients'],
    go: ['go'],
    python3: ['python3'],
    'python3-venv': ['python3'],
    'python3-headers': ['python3-devel'],
    libsodium: ['libsodium-devel'],
    libuuid: ['libuuid-devel'],
    liblz4: ['liblz4-devel'],
    libcurl: ['libcurl-devel'],
    libmicrohttpd: ['libmicrohttpd-devel'],
    libsystemd: ['systemd-devel'],
    libnss: ['mozilla-nss-devel'],
    libbsd: ['libbsd-devel'],
    gssapi: ['krb5-devel'],
    libpgm: ['openpgm-devel'],
    libzmq: ['zeromq-devel'],
    libczmq: ['czmq-devel'],
  },
};

export default zypper;

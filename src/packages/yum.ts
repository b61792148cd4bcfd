import type { PackageManager } from '../core/package-manager.ts';
import { parseRpmQuery, rpmOwner, rpmQueryArgv } from '../formats/rpm.ts';

/**
 * RHEL 7 and Amazon Linux 2, which have no dnf. The stack's own packages come from EPEL. Their cmake is older than any
 * recipe takes, so none is offered. yum waits for another run's lock by itself.
 */
const yum: PackageManager = {
  id: 'yum',
  program: 'yum',
  platforms: ['linux'],
  distributions: ['fedora', 'rhel', 'centos'],
  needsRoot: true,
  queryArgv: rpmQueryArgv,
  parseInstalled: parseRpmQuery,
  owner: rpmOwner,
  refreshArgv: null,
  listFolders: [],
  listsExpireMs: null,
  installArgv: (packages) => ['yum', 'install', '-y', ...packages],
  reinstallArgv: (packages) => ['yum', 'reinstall', '-y', ...packages],
  env: { LC_ALL: 'C' },
  provides: {
    'c-compiler': ['gcc'],
    'c++-compiler': ['gcc-c++'],
    make: ['make'],
    ninja: ['ninja-build'],
    git: ['git'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    libtool: ['libtool'],
    'pkg-config': ['pkgconfig'],
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

export default yum;

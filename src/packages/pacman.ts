import type { PackageManager } from '../core/package-manager.ts';

/** `Name            : libsodium` of `pacman -Qi` and `-Si`; one block a package, none wrapped where stdout is no terminal. */
function* fields(stdout: string): Generator<readonly [name: string, value: string]> {
  for (const line of stdout.split('\n')) {
    const [, name, value] = /^(\w[\w ]*?)\s*: (.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) yield [name, value];
  }
}

/** Arch Linux and what is made from it. */
const pacman: PackageManager = {
  id: 'pacman',
  program: 'pacman',
  platforms: ['linux'],
  distributions: ['arch'],
  needsRoot: true,

  // `-Q` alone answers for a provided name with the provider's, without saying which was meant.
  queryArgv: (packages) => ['pacman', '-Qi', ...packages],

  parseInstalled(answer, packages) {
    const asked = new Set(packages);
    const installed = new Map<string, string>();
    let name = '';
    let version = '';
    for (const [field, value] of fields(answer.stdout)) {
      if (field === 'Name') name = value;
      if (field === 'Version') {
        version = value;
        if (asked.has(name)) installed.set(name, version);
      }
      if (field !== 'Provides') continue;
      for (const word of value.split(/\s+/).map((entry) => entry.split(/[<=>]/)[0] ?? '')) {
        if (asked.has(word) && !installed.has(word)) installed.set(word, version);
      }
    }
    return installed;
  },

  owner: {
    argv: (path) => ['pacman', '-Qo', path],
    parse: ({ stdout }) => {
      const [, name, version] = / is owned by (\S+) (\S+)$/m.exec(stdout) ?? [];
      return name === undefined || version === undefined ? null : { name, version };
    },
  },

  // Only where there are no lists at all: `-Sy` before an install on a running system is a partial upgrade, which
  // Arch does not support, and a full one is not ours to start.
  refreshArgv: ['pacman', '-Sy', '--noconfirm', '--noprogressbar'],
  listFolders: ['/var/lib/pacman/sync'],
  listsExpireMs: null,

  offers: {
    argv: (packages) => ['pacman', '-Si', ...packages],
    parse: (answer, packages) => {
      const names = new Set([...fields(answer.stdout)].filter(([f]) => f === 'Name').map(([, v]) => v));
      return new Set(packages.filter((name) => names.has(name)));
    },
  },

  installArgv: (packages) => ['pacman', '-S', '--needed', '--noconfirm', '--noprogressbar', ...packages],
  // Without --needed it installs again what is there.
  reinstallArgv: (packages) => ['pacman', '-S', '--noconfirm', '--noprogressbar', ...packages],
  env: { LC_ALL: 'C' },
  provides: {
    'c-compiler': ['gcc'],
    'c++-compiler': ['gcc'],
    make: ['make'],
    cmake: ['cmake'],
    ninja: ['ninja'],
    git: ['git'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    libtool: ['libtool'],
    'pkg-config': ['pkgconf'],
    ldconfig: ['glibc'],
    downloader: ['curl'],
    'ca-certificates': ['ca-certificates'],
    'ssh-keygen': ['openssh'],
    go: ['go'],
    python3: ['python'],
    'python3-venv': ['python'],
    'python3-headers': ['python'],
    libsodium: ['libsodium'],
    libuuid: ['util-linux-libs'],
    liblz4: ['lz4'],
    libcurl: ['curl'],
    libmicrohttpd: ['libmicrohttpd'],
    libsystemd: ['systemd-libs'],
    libnss: ['nss'],
    libbsd: ['libbsd'],
    gssapi: ['krb5'],
    libpgm: ['libpgm'],
    libzmq: ['zeromq'],
    libczmq: ['czmq'],
  },
};

export default pacman;

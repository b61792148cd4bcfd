import type { PackageManager, QueryAnswer } from '../core/package-manager.ts';

/** `name-1.2.3-r4`: a package's version begins at the last hyphen before a digit that is not `-rN` (apk-package(5)). */
const NAME_VERSION = /^(.+)-(\d[^-]*-r\d+)$/;

function versionsIn(answer: QueryAnswer, packages: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of answer.stdout.split('\n')) {
    const [, name, version] = NAME_VERSION.exec(line.trim()) ?? [];
    if (name !== undefined && version !== undefined && packages.includes(name)) found.set(name, version);
  }
  return found;
}

/** Alpine and Wolfi. `--no-cache` reads a fresh index each time, so that there are no lists to refresh. */
const apk: PackageManager = {
  id: 'apk',
  program: 'apk',
  platforms: ['linux'],
  distributions: ['alpine', 'wolfi', 'postmarketos'],
  needsRoot: true,
  queryArgv: (packages) => ['apk', 'info', '-e', '-v', ...packages],
  parseInstalled: versionsIn,
  owner: {
    argv: (path) => ['apk', 'info', '-W', path],
    parse: ({ stdout }) => {
      const [, name, version] = NAME_VERSION.exec(/ is owned by (\S+)$/m.exec(stdout)?.[1] ?? '') ?? [];
      return name === undefined || version === undefined ? null : { name, version };
    },
  },
  refreshArgv: null,
  listFolders: [],
  listsExpireMs: null,
  offers: {
    argv: (packages) => ['apk', 'search', '--no-cache', '-x', ...packages],
    parse: (answer, packages) => new Set(versionsIn(answer, packages).keys()),
  },
  // Seconds to wait for another run's lock.
  installArgv: (packages) => ['apk', 'add', '--no-cache', '--wait', '600', ...packages],
  reinstallArgv: (packages) => ['apk', 'fix', '--no-cache', '--wait', '600', '--reinstall', ...packages],
  env: { LC_ALL: 'C' },
  provides: {
    'c-compiler': ['gcc', 'musl-dev'],
    'c++-compiler': ['g++'],
    make: ['make'],
    cmake: ['cmake'],
    // Provides the command `ninja` on every release; the package of that name was renamed twice.
    ninja: ['samurai'],
    git: ['git'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    libtool: ['libtool'],
    'pkg-config': ['pkgconf'],
    downloader: ['curl'],
    'ca-certificates': ['ca-certificates'],
    'ssh-keygen': ['openssh-keygen'],
    go: ['go'],
    python3: ['python3'],
    'python3-venv': ['python3'],
    'python3-headers': ['python3-dev'],
    libsodium: ['libsodium-dev'],
    libuuid: ['util-linux-dev'],
    liblz4: ['lz4-dev'],
    libcurl: ['curl-dev'],
    libmicrohttpd: ['libmicrohttpd-dev'],
    libnss: ['nss-dev'],
    libbsd: ['libbsd-dev'],
    gssapi: ['krb5-dev'],
    libzmq: ['zeromq-dev'],
    libczmq: ['czmq-dev'],
  },
};

export default apk;

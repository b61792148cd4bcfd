import type { PackageManager } from '../core/package-manager.ts';

/** Tab-separated, one line a package that dpkg knows of, removed ones with left-over configuration too (dpkg-query(1)). */
const FORMAT = '${Package}\\t${Architecture}\\t${Status}\\t${Version}\\t${Provides}\\n';

/** `want error status`. A package that waits for a trigger is unpacked and configured: its files can be used. */
const INSTALLED = /^\w+ ok (installed|triggers-awaited|triggers-pending)$/;

/** `awk, pkg-config (= 1.8.1-1)` -> the names. */
const namesIn = (provides: string): string[] =>
  provides
    .split(',')
    .map((entry) => entry.trim().split(/[\s:(]/)[0] ?? '')
    .filter((name) => name !== '');

const INSTALL: readonly string[] = [
  'apt-get',
  'install',
  '-y',
  '-q',
  '--no-install-recommends',
  // Taking another package away to make room is never ours to decide.
  '--no-remove',
  '-o',
  'DPkg::Lock::Timeout=600',
  '-o',
  'Acquire::Retries=3',
  '-o',
  'Dpkg::Use-Pty=0',
  '-o',
  'Dpkg::Options::=--force-confdef',
  '-o',
  'Dpkg::Options::=--force-confold',
];

/** Debian, Ubuntu and what is made from them. */
const apt: PackageManager = {
  id: 'apt',
  program: 'apt-get',
  platforms: ['linux'],
  distributions: ['debian', 'ubuntu'],
  needsRoot: true,

  // All packages at once: dpkg-query reads its whole database anyhow, and only so is seen who provides a virtual one.
  queryArgv: () => ['dpkg-query', '-W', '-f', FORMAT],

  parseInstalled(answer, packages) {
    const rows = answer.stdout
      .split('\n')
      .map((line) => line.split('\t'))
      .filter((row) => INSTALLED.test(row[2] ?? ''));
    // dpkg itself is always of the machine's own architecture; a foreign library's headers do not serve us.
    const native = rows.find(([name]) => name === 'dpkg')?.[1];
    const asked = new Set(packages);
    const real = new Map<string, string>();
    const virtual = new Map<string, string>();
    for (const [name = '', architecture, , version = '', provides = ''] of rows) {
      if (native !== undefined && architecture !== native && architecture !== 'all') continue;
      if (asked.has(name)) real.set(name, version);
      for (const word of namesIn(provides)) if (asked.has(word)) virtual.set(word, version);
    }
    return new Map([...virtual, ...real]);
  },

  owner: {
    // The database keeps the path under which a package was made, which may be the one before /lib became a link to
    // /usr/lib. A path is a pattern here (dpkg-query(1), -S).
    argv: (path) => {
      const other = path.startsWith('/usr/') ? path.slice('/usr'.length) : `/usr${path}`;
      return ['dpkg-query', '-S', ...[path, other].map((one) => one.replace(/[\\*?[\]]/g, '\\$&'))];
    },
    // `libzmq5:amd64: /usr/lib/...`, `a, b: /path` where several own it; `diversion by x from: /path` says no owner.
    parse: ({ stdout }) => {
      const name = /^([a-z0-9][a-z0-9.+-]*)(?::[a-z0-9-]+)?(?:, [^:]+(?::[a-z0-9-]+)?)*: \//m.exec(
        stdout,
      )?.[1];
      return name === undefined ? null : { name, version: null };
    },
  },

  refreshArgv: ['apt-get', 'update', '-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=600'],
  listFolders: ['/var/lib/apt/lists'],
  listsExpireMs: 24 * 60 * 60 * 1000,

  offers: {
    argv: (packages) => ['apt-cache', 'policy', ...packages],
    // A name that no list has is left out, or stands with the candidate `(none)` where another package mentions it.
    parse(answer, packages) {
      const offered = new Set<string>();
      let name = '';
      for (const line of answer.stdout.split('\n')) {
        const heading = /^(\S+):$/.exec(line);
        if (heading) name = heading[1] ?? '';
        const candidate = /^ {2}Candidate: (.+)$/.exec(line);
        if (candidate && candidate[1] !== '(none)' && packages.includes(name)) offered.add(name);
      }
      return offered;
    },
  },

  installArgv: (packages) => [...INSTALL, ...packages],
  reinstallArgv: (packages) => [...INSTALL, '--reinstall', ...packages],

  // needrestart (Ubuntu 22.04 and up) would ask which services to restart.
  env: { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'l', LC_ALL: 'C' },

  provides: {
    // gcc only recommends the C library's headers.
    'c-compiler': ['gcc', 'libc6-dev'],
    'c++-compiler': ['g++'],
    make: ['make'],
    cmake: ['cmake'],
    ninja: ['ninja-build'],
    git: ['git'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    libtool: ['libtool'],
    'pkg-config': ['pkg-config'],
    ldconfig: ['libc-bin'],
    downloader: ['curl'],
    'ca-certificates': ['ca-certificates'],
    'ssh-keygen': ['openssh-client'],
    go: ['golang-go'],
    python3: ['python3'],
    'python3-venv': ['python3-venv'],
    'python3-headers': ['python3-dev'],
    libsodium: ['libsodium-dev'],
    libuuid: ['uuid-dev'],
    liblz4: ['liblz4-dev'],
    libcurl: ['libcurl4-openssl-dev'],
    libmicrohttpd: ['libmicrohttpd-dev'],
    libsystemd: ['libsystemd-dev'],
    libnss: ['libnss3-dev'],
    libbsd: ['libbsd-dev'],
    gssapi: ['libkrb5-dev'],
    libpgm: ['libpgm-dev'],
    libnorm: ['libnorm-dev'],
    libzmq: ['libzmq3-dev'],
    libczmq: ['libczmq-dev'],
  },
};

export default apt;

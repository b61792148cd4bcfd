import type { PackageManager } from '../core/package-manager.ts';

/**
 * Homebrew on macOS. The compiler, make, curl, libuuid and the certificates come with Apple's command line tools and
 * the system, so no formula stands for them.
 */
const brew: PackageManager = {
  id: 'brew',
  program: 'brew',
  platforms: ['darwin'],
  distributions: [],
  needsRoot: false,
  queryArgv: (packages) => ['brew', 'list', '--versions', ...packages],

  // `python@3.13 3.13.1 3.13.0`: the formula's name, then every version in the Cellar, oldest first.
  parseInstalled(answer, packages) {
    const installed = new Map<string, string>();
    for (const line of answer.stdout.split('\n')) {
      const [formula, ...versions] = line.trim().split(/\s+/);
      const version = versions.at(-1);
      if (formula === undefined || version === undefined) continue;
      // An alias (`python`) is answered with the versioned formula behind it.
      const asked = packages.find((name) => name === formula || formula.startsWith(`${name}@`));
      if (asked !== undefined) installed.set(asked, version);
    }
    return installed;
  },

  refreshArgv: null,
  listFolders: [],
  listsExpireMs: null,
  installArgv: (packages) => ['brew', 'install', '--formula', ...packages],
  reinstallArgv: (packages) => ['brew', 'reinstall', '--formula', ...packages],
  // Without these, installing one formula may upgrade others and delete their older versions.
  env: {
    HOMEBREW_NO_INSTALL_UPGRADE: '1',
    HOMEBREW_NO_INSTALLED_DEPENDENTS_CHECK: '1',
    HOMEBREW_NO_INSTALL_CLEANUP: '1',
    HOMEBREW_NO_ENV_HINTS: '1',
    HOMEBREW_NO_COLOR: '1',
    HOMEBREW_NO_EMOJI: '1',
  },
  provides: {
    cmake: ['cmake'],
    ninja: ['ninja'],
    git: ['git'],
    autoconf: ['autoconf'],
    automake: ['automake'],
    libtool: ['libtool'],
    'pkg-config': ['pkgconf'],
    go: ['go'],
    python3: ['python'],
    'python3-venv': ['python'],
    'python3-headers': ['python'],
    libsodium: ['libsodium'],
    liblz4: ['lz4'],
    libmicrohttpd: ['libmicrohttpd'],
    libnss: ['nss'],
    gssapi: ['krb5'],
    libpgm: ['libpgm'],
    libzmq: ['zeromq'],
    libczmq: ['czmq'],
  },
};

export default brew;

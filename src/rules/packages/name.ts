import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { orBuildIt } from '../../explain/remedies.ts';
import { packageName } from '../../explain/subjects/packages.ts';

/** Systems whose own repositories hold no ZeroMQ. */
const ENTERPRISE = /\.el\d|\bel[6-9]\b|\bCentOS\b|\bRed Hat\b|\bRocky\b|\bAlmaLinux\b|\bepel\b/i;

/** The stack's packages by what the name that was asked for resembles. */
const wanted = (subject: string | null): 'libzmq' | 'libczmq' | 'libsodium' | null =>
  /czmq/i.test(subject ?? '')
    ? 'libczmq'
    : /zmq|zeromq/i.test(subject ?? '')
      ? 'libzmq'
      : /sodium/i.test(subject ?? '')
        ? 'libsodium'
        : null;

export default family(
  'package.not-found',
  {
    title: (subject) =>
      text(
        `The package manager knows no ${subject ?? 'such package'}`,
        `软件包管理器找不到 ${subject ?? '该软件包'}`,
      ),
    cause: text(
      'This release of the system names it otherwise or does not have it, its repository is not enabled, or the lists were never fetched.',
      '此系统版本中它另有名称或没有提供、所在仓库没有启用，或尚未获取软件包列表。',
    ),
    remedies: (subject, { log }) => {
      const library = wanted(subject);
      return [
        ...(ENTERPRISE.test(subject ?? '') || log.find(ENTERPRISE)
          ? [
              {
                title: text(
                  'Red Hat and its kin have it in EPEL only: enable that first',
                  '红帽系发行版只在 EPEL 中提供：请先启用 EPEL',
                ),
                run: [
                  [log.find(/^Loaded plugins:|\byum\b/) ? 'yum' : 'dnf', 'install', '-y', 'epel-release'],
                ],
                root: true,
                risk: 'moderate' as const,
              },
            ]
          : []),
        ...(library
          ? [
              {
                title: text('Install it by the name that it has here', '按它在此处的名称安装'),
                install: [library] as const,
              },
            ]
          : []),
        ...orBuildIt(library),
        { title: text('Refresh the package lists first', '先刷新软件包列表') },
      ];
    },
  },
  [
    {
      id: 'package.not-found/apt',
      when: /^E: (?:Unable to locate package (\S{1,120})|Couldn't find (?:any )?package (?:by (?:glob|regex) ')?(\S{1,120}?)'?$|Package '([^']{1,120})' has no installation candidate|Couldn't find package (\S{1,120})|Unable to find a source package for (\S{1,120})|Version '[^']{1,60}' for '([^']{1,120})' was not found|No packages found)/,
      subject: ({ match }) => {
        const name = match.slice(1).find((group) => group !== undefined);
        return name ? packageName(name) : null;
      },
      samples: [
        ['E: Unable to locate package libzmq5', 'libzmq5'],
        ["E: Package 'libczmq-dev' has no installation candidate", 'libczmq-dev'],
        ["E: Couldn't find any package by regex 'libzmq4.0'", 'libzmq4.0'],
      ],
    },
    {
      id: 'package.not-found/dnf',
      when: /^(?:Error: )?(?:No match for argument: (\S{1,120})|Unable to find a match: (\S{1,120})|No package (\S{1,120}) available|No matching Packages to list|Package (\S{1,120}) is not available|Failed to resolve the transaction:)/,
      unless: /Failed to resolve/,
      subject: ({ match }) => {
        const name = match.slice(1).find((group) => group !== undefined);
        return name ? packageName(name) : null;
      },
      samples: [
        ['No match for argument: czmq-devel\nError: Unable to find a match: czmq-devel', 'czmq-devel'],
        ['No package zeromq-devel available.', 'zeromq-devel'],
      ],
    },
    {
      id: 'package.not-found/apk',
      // Up to Alpine 3.12 apk called it missing.
      when: /^(\S{1,120}) \((?:no such package|missing)\):/,
      test: ({ match, log, at }) =>
        !match[0].endsWith('(missing):') || log.after(at, 1, /^required by: /) !== null,
      subject: ({ match }) => packageName(match[1]!),
      samples: [
        [
          'ERROR: unable to select packages:\n  libczmq-dev (no such package):\n    required by: world[libczmq-dev]',
          'libczmq-dev',
        ],
        [
          'ERROR: unsatisfiable constraints:\n  czmq-dev (missing):\n    required by: world[czmq-dev]',
          'czmq-dev',
        ],
      ],
      misses: ['zmq.h (missing):'],
    },
    {
      id: 'package.not-found/pacman',
      when: /^error: target not found: (\S{1,120})/,
      samples: [['error: target not found: libczmq', 'libczmq']],
    },
    {
      id: 'package.not-found/zypper',
      when: /^(?:No provider of '([^']{1,120})' found|'([^']{1,120})' not found in package names|Package '([^']{1,120})' not found|package '([^']{1,120})' not found)/,
      subject: ({ match }) => packageName(match.slice(1).find((group) => group !== undefined)!),
      samples: [
        ["No provider of 'czmq-devel' found.", 'czmq-devel'],
        ["'libzmq-dev' not found in package names. Trying capabilities.", 'libzmq-dev'],
      ],
    },
    {
      id: 'package.not-found/brew',
      when: /(?:Error: |Warning: )?No (?:available formula(?: or cask)?|formulae(?: or casks)? found) (?:with (?:the )?name|for) "?'?([\w.@/+-]{1,80})|Error: No available formula for ([\w.@/+-]{1,80})/,
      subject: ({ match }) => packageName((match[1] ?? match[2])!),
      samples: [
        ['Error: No available formula with the name "libczmq". Did you mean czmq?', 'libczmq'],
        ['Warning: No available formula with the name "zmqq".', 'zmqq'],
      ],
    },
    {
      id: 'package.not-found/brew-keg',
      // What is to be linked, unlinked or switched to is not installed.
      when: /^Error: No such keg: \S{0,200}\/Cellar\/([\w.@+-]{1,80})$/,
      samples: [['Error: No such keg: /usr/local/Cellar/zeromq', 'zeromq']],
    },
    {
      id: 'package.not-found/bsd-port-conda',
      when: /pkg: No packages available to install matching '([^']{1,80})'|Error: Port (\S{1,60}) not found|^error: snap "([\w.-]{1,80})" not found|PackagesNotFoundError|^- ([\w.=-]{1,80})$/,
      test: ({ match, log, at }) =>
        match[1] !== undefined ||
        match[2] !== undefined ||
        match[3] !== undefined ||
        (match[4] !== undefined &&
          log.before(at, 4, /PackagesNotFoundError|packages are not available/) !== null),
      subject: ({ match }) => match.slice(1).find((group) => group !== undefined)!,
      samples: [
        ['error: snap "czmq" not found', 'czmq'],
        [
          "pkg: No packages available to install matching 'libczmq' have been found in the repositories",
          'libczmq',
        ],
        [
          'PackagesNotFoundError: The following packages are not available from current channels:\n\n  - czmqq',
          'czmqq',
        ],
      ],
    },
    {
      id: 'package.not-found/nix',
      when: /^error: (?:undefined variable|attribute|.{0,60}does not provide attribute .{0,80}) '([\w.+-]{1,80})'(?: missing| in selection path.{0,80} not found)?$/,
      test: ({ log }) => log.find(/\.nix:\d+|\bnix(?:-|pkgs|os)|at \S{1,200}\.nix\b/) !== null,
      samples: [["error: undefined variable 'czmqq'\n       at /etc/nixos/configuration.nix:30:5:", 'czmqq']],
      misses: ["error: attribute 'x'"],
    },
    {
      id: 'package.not-found/bitbake',
      when: /^(?:ERROR: )?Nothing R?PROVIDES '([\w.+-]{1,60})'/,
      samples: [
        [
          "ERROR: Nothing PROVIDES 'czmq' (but /build/meta-demo/demo.bb DEPENDS on or otherwise requires it)",
          'czmq',
        ],
        ["ERROR: Nothing RPROVIDES 'zeromq-dev' (but /build/demo.bb RDEPENDS on it)", 'zeromq-dev'],
      ],
    },
    {
      id: 'package.not-found/rosdep',
      when: /Cannot locate rosdep definition for \[([\w.+-]{1,60})\]|No definition of \[([\w.+-]{1,60})\] for OS/,
      subject: ({ match }) => (match[1] ?? match[2])!,
      samples: [
        ['demo: Cannot locate rosdep definition for [zmq]', 'zmq'],
        ['demo: No definition of [libzmq3-dev] for OS version [bionic]', 'libzmq3-dev'],
      ],
    },
    {
      id: 'package.not-found/spack',
      when: /^(?:==> )?Error: Package '([\w.-]{1,80})' not found/,
      samples: [["==> Error: Package 'py-zmq' not found.", 'py-zmq']],
    },
    {
      id: 'package.not-found/vcpkg-conan',
      when: /error: while looking for ([\w-]{1,60}):?|ERROR: (?:Package|Unable to find) '([\w./@-]{1,80})' (?:not resolved|in remotes)|error: (?:the port|port) '?([\w-]{1,60})'? (?:does not exist|not found)|ERROR: Missing (?:prebuilt package for '|binary: )([\w./-]{1,80})/,
      subject: ({ match }) => (match[1] ?? match[2] ?? match[3] ?? match[4])!,
      over: ['runtime.library-not-found/dlopen-others'],
      samples: [
        ["ERROR: Package 'czmq/9.9.9' not resolved: Unable to find 'czmq/9.9.9' in remotes.", 'czmq/9.9.9'],
        ['ERROR: Missing binary: zeromq/4.3.5:18e6fb85df9f6fd0ef7b7ae8d5d2a8e6', 'zeromq/4.3.5'],
      ],
    },
  ],
);

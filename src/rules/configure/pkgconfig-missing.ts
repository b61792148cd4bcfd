import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { installIt, orBuildIt } from '../../explain/remedies.ts';
import { cabalVersion } from '../../explain/subjects/cabal.ts';
import { capabilityOfLibrary, libraryOfProject } from '../../explain/subjects/libraries.ts';
import { matchedModule, moduleSeen } from '../../explain/subjects/modules.ts';

/** CMake's pkg_check_modules(REQUIRED). Whoever asks without REQUIRED goes on looking, and stops by himself. */
const PKG_CHECK_STOPS =
  /CMake Error.{0,300}(?:FindPkgConfig|pkg_check_modules|pkg_search_module)|required packages? (?:was|were) not found/;

export default family(
  'pkgconfig.module-missing',
  {
    title: (subject) => text(`pkg-config does not find ${subject}`, `pkg-config 找不到 ${subject}`),
    cause: (subject) =>
      text(
        `No folder that pkg-config searches holds ${subject}.pc: the development files are not installed, or their folder is not in PKG_CONFIG_PATH.`,
        `pkg-config 搜索的目录中都没有 ${subject}.pc：开发文件没有安装，或其目录不在 PKG_CONFIG_PATH 中。`,
      ),
    remedies: (subject) => {
      const need = subject ? capabilityOfLibrary(subject) : null;
      const library = subject ? libraryOfProject(subject) : null;
      return [
        ...installIt(library, need),
        ...orBuildIt(library),
        {
          title: text(
            'Installed elsewhere? See where pkg-config looks',
            '装在别处？查看 pkg-config 的搜索目录',
          ),
          run: [['pkg-config', '--variable', 'pc_path', 'pkg-config']],
        },
      ];
    },
    possible: (subject) => [
      {
        code: 'library.not-installed',
        why: text('it is not installed', '没有安装'),
        ask: ['find', '/usr', '/usr/local', '/opt', '-name', `${subject}.pc`],
      },
      {
        code: 'env.pkg-config-path',
        why: text('it is installed in a folder that is not searched', '装在未被搜索的目录里'),
        ask: ['czmq-setup', 'doctor'],
      },
    ],
  },
  [
    {
      id: 'pkgconfig.module-missing/not-found',
      when: /^(?:configure: error: )?(?:Package|-- +Package|.{0,40}: Package) '?([\w.+-]{1,60})'? was not found in the pkg-config search path/,
      test: (match) =>
        !moduleSeen(match) && match.log.after(match.at, 5, /required by '(?!virtual)/) === null,
      subject: matchedModule,
      tier: 'cause',
      samples: [
        [
          "Package libzmq was not found in the pkg-config search path.\nPerhaps you should add the directory containing `libzmq.pc'\nto the PKG_CONFIG_PATH environment variable\nNo package 'libzmq' found",
          'libzmq',
        ],
        [
          '# pkg-config --cflags  -- libczmq libzmq libsodium\nPackage libczmq was not found in the pkg-config search path.',
          'libczmq',
        ],
      ],
    },
    {
      id: 'pkgconfig.module-missing/no-package',
      when: /^(?:.{0,60}: )?No package '([\w.+-]{1,60})' found/,
      test: (match) =>
        !moduleSeen(match) &&
        match.log.before(match.at, 6, /(?:was not found in the|configure: WARNING)/) === null,
      subject: matchedModule,
      samples: [
        [
          "configure: error: Package requirements (libzmq >= 4.0) were not met:\n\nNo package 'libzmq' found",
          'libzmq',
        ],
      ],
    },
    {
      id: 'pkgconfig.module-missing/waf',
      when: /^Checking for (\S{1,60})(?: [<>]?= ?\S{1,20})? *: Package \S{1,60} was not found/,
      subject: matchedModule,
      samples: [['Checking for libzmq >= 2.1.0             : Package libzmq was not found', 'libzmq']],
    },
    {
      id: 'pkgconfig.module-missing/virtual',
      when: /^Package '?([\w.+-]{1,60})'?, required by 'virtual:world', not found/,
      test: (match) => !moduleSeen(match) && match.log.before(match.at, 6, /was not found in the/) === null,
      subject: matchedModule,
      samples: [["Package 'libczmq', required by 'virtual:world', not found", 'libczmq']],
    },
    {
      id: 'pkgconfig.module-missing/cmake',
      when: /^(?:-- +)?(?:No package '([\w.+-]{1,60})' found|Package '([\w.+-]{1,60})'.{0,30} not found|The following required packages were not found:|A required package was not found)/,
      test: ({ log, at }) =>
        log.before(at, 12, PKG_CHECK_STOPS) !== null || log.after(at, 8, PKG_CHECK_STOPS) !== null,
      subject: ({ match, log, at }) => {
        const named =
          match[1] ??
          match[2] ??
          log.after(at, 3, /^- ([\w.+-]{1,60})/)?.match[1] ??
          log.before(at, 14, /No package '([\w.+-]{1,60})' found/)?.match[1] ??
          log.before(at, 30, /Checking for (?:one of the )?modules? '([\w.+-]{1,60})/)?.match[1];
        return named ?? null;
      },
      over: ['dependency.missing/cmake-package'],
      samples: [
        [
          'CMake Error at /usr/share/cmake-3.25/Modules/FindPkgConfig.cmake:607 (message):\n  The following required packages were not found:\n\n   - libzmq\n',
          'libzmq',
        ],
        [
          "-- Checking for module 'libczmq'\n--   No package 'libczmq' found\nCMake Error at /usr/share/cmake/Modules/FindPkgConfig.cmake:463 (message):\n  A required package was not found",
          'libczmq',
        ],
      ],
      misses: [
        "-- Checking for module 'libsystemd'\n--   No package 'libsystemd' found\n-- Configuring done",
      ],
    },
    {
      id: 'pkgconfig.module-missing/cmake-last',
      // The last thing that CMake printed; further on it would be a module that the project can do without.
      when: /^-- {1,4}No package '([\w.+-]{1,60})' found$/,
      tier: 'symptom',
      test: ({ log, at }) => log.after(at, 3, /\S/) === null,
      subject: matchedModule,
      samples: [["-- Checking for module 'libczmq'\n--   No package 'libczmq' found", 'libczmq']],
      misses: [
        "-- Checking for module 'libsystemd'\n--   No package 'libsystemd' found\n-- Looking for include file pthread.h",
      ],
    },
    {
      id: 'pkgconfig.module-missing/exit',
      when: /pkg-config.{0,120}['" ]((?:lib)?(?:zmq|czmq|sodium|zyre)[\w.-]{0,20})['"]?.{0,60}(?:did not exit successfully|exit(?:ed with)? (?:status|code) ?1|returned exit (?:status|code) 1|failed)/,
      tier: 'symptom',
      subject: matchedModule,
      samples: [
        [
          '`PKG_CONFIG_ALLOW_SYSTEM_CFLAGS="1" "pkg-config" "--libs" "--cflags" "libzmq"` did not exit successfully: exit status: 1'.replaceAll(
            '`',
            "'",
          ),
          'libzmq',
        ],
      ],
    },
    {
      id: 'pkgconfig.module-missing/gyp',
      when: /gyp: Call to 'pkg-config.{0,80} ([\w.+-]{1,60})' returned exit status 1\b/,
      subject: matchedModule,
      samples: [
        [
          "gyp: Call to 'pkg-config --libs libzmq' returned exit status 1 while in binding.gyp. while trying to load binding.gyp",
          'libzmq',
        ],
      ],
    },
    {
      id: 'pkgconfig.module-missing/rust-system-library',
      when: /The system library '([\w.+-]{1,60})' required by crate '[\w-]{1,60}' was not found|Unable to locate (libzmq|libsodium|libczmq)|Could not find (libzmq|libsodium) using pkg-config/,
      subject: ({ match }) => (match[1] ?? match[2] ?? match[3])!,
      samples: [['The system library `libzmq` required by crate `zmq-sys` was not found.', 'libzmq']],
    },
    {
      id: 'pkgconfig.module-missing/cabal',
      when: /[Tt]he pkg-config package '?([\w.+-]{1,60})'?(?: version .{1,40})?(?: is required but|$)/,
      // Of another version than wanted: pkgconfig-found.ts.
      test: (match) => cabalVersion(match) === null,
      subject: matchedModule,
      samples: [
        [
          "setup: The pkg-config package 'libzmq'\nversion >=4.0 && <5.0 is required but it could not be found.",
          'libzmq',
        ],
      ],
      misses: [
        'cabal: The pkg-config package libzmq version >=3.2 && <4.0 is required but the\nversion installed on the system is version 4.0.4',
      ],
    },
    {
      id: 'pkgconfig.module-missing/opam',
      when: /^# command {1,20}.{0,200}pkg-config .{0,80}?((?:lib)?\w[\w.+-]{1,40})$/,
      test: ({ log, at }) => log.after(at, 6, /^# exit-code {1,20}[1-9]/) !== null,
      subject: matchedModule,
      samples: [['# command              pkg-config --exists libzmq\n# exit-code            1', 'libzmq']],
    },
    {
      id: 'pkgconfig.module-missing/hand-written-configure',
      when: /^(?:ERROR: |Error: |error: )?'?([\w.+-]{1,60})'?(?: [<>]?= ?[\w.]{1,20})? not found using pkg-config/,
      subject: matchedModule,
      samples: [
        ['ERROR: libzmq >= 4.2.1 not found using pkg-config', 'libzmq'],
        ['ERROR: libzmq not found using pkg-config', 'libzmq'],
      ],
    },
    {
      id: 'pkgconfig.module-missing/meson',
      when: /ERROR: (?:Native )?Dependency '?([\w.+-]{1,60})'? (?:not found|is required but not found|found: NO)|ERROR: Dependency lookup for ([\w.+-]{1,60}) with method 'pkgconfig' failed|ERROR: (?:Dependency|C shared or static library) "([\w.+-]{1,60})" not found/,
      // What it looked for in other ways alone is no module.
      unless: /not found, tried (?!.{0,60}pkgconfig)/,
      subject: ({ match }) => (match[1] ?? match[2] ?? match[3])!,
      samples: [
        ['meson.build:20:0: ERROR: Dependency "libzmq" not found, tried pkgconfig and cmake', 'libzmq'],
      ],
      misses: ['meson.build:9:0: ERROR: Dependency "Poco" not found, tried cmake'],
    },
  ],
);

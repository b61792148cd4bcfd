import { text } from '../core/text.ts';
import { family } from '../explain/family.ts';
import type { Match } from '../explain/rule.ts';
import { capabilityOfTool, isBuildTool, packageOfTool, toolName } from '../explain/subjects/tools.ts';

/** The first group as a tool's name. */
const tool = ({ match }: Match): string | null => (match[1] ? toolName(match[1]) : null);
/** Shells say the same of every word; only tools of building are our concern. */
const known = ({ match }: Match): boolean =>
  !/^(?:sudo|doas|ldconfig)$/.test(match[1] ?? '') &&
  (isBuildTool(toolName(match[1] ?? '')) || isBuildTool(match[1] ?? ''));
/** Package managers belong to their system: installing one is no remedy. */
const OTHER_SYSTEMS = /^(?:apt|apt-get|yum|dnf|apk|pacman|zypper|brew|port|pkg|dpkg|rpm)$/;
/** Other rules know these words better: sudo is a question of rights, ldconfig one of PATH. */
const NOT_OURS = /\b(?:sudo|doas|ldconfig)(?:'|"|: |$)/;

export default family(
  'tool.missing',
  {
    title: (subject) =>
      text(
        `${subject ?? 'A build tool'} is not installed or not on PATH`,
        `${subject ?? '某个构建工具'} 没有安装，或不在 PATH 中`,
      ),
    cause: (subject) =>
      text(
        `The build calls ${subject ?? 'a tool'}, and no program of that name was found.`,
        `构建过程调用 ${subject ?? '某个工具'}，但找不到这个程序。`,
      ),
    remedies: (subject) => {
      const need = subject === null ? null : capabilityOfTool(subject);
      // autoreconf runs all three; who lacks one mostly lacks the others.
      const tools =
        need === 'autoconf' || need === 'automake' || need === 'libtool'
          ? (['autoconf', 'automake', 'libtool'] as const)
          : need
            ? [need]
            : [];
      if (subject !== null && OTHER_SYSTEMS.test(subject))
        return [
          {
            title: text(
              `This system has no ${subject}: use its own package manager, or another image`,
              `本系统没有 ${subject}：请使用它自己的软件包管理器，或换一个镜像`,
            ),
          },
        ];
      const named = subject === null || tools.length > 0 ? null : packageOfTool(subject);
      return [
        {
          title: text(`Install ${subject ?? 'the tool'}`, `安装 ${subject ?? '该工具'}`),
          install: tools,
          ...(named && { packages: [named] }),
        },
      ];
    },
  },
  [
    {
      id: 'tool.missing/typed',
      // An interactive shell: what was typed by hand, perhaps beside the matter.
      when: /^-?(?:bash|sh|ash|ksh|dash): ([\w.+/-]{1,120}): (?:command not found|not found)\.{0,3}$/,
      unless: /library|\.so/,
      tier: 'symptom',
      test: known,
      subject: tool,
      samples: [
        ['bash: cmake: command not found', 'cmake'],
        ['-ash: g++: not found', 'g++'],
      ],
      misses: ['bash: frobnicate: command not found'],
    },
    {
      id: 'tool.missing/shell',
      when: /(?:^|[: ])([\w.+/-]{1,120}): (?:command not found|Command not found|not found)\.?$/,
      unless:
        /^-?(?:ba|a|da|k)?sh: (?!\d{1,5}: )[\w.+/-]{1,120}: |^(?:\S{0,40}make|cp|mv|ls|stat|install|ldd|which): |library|header|module|package|\.so|\bfunction\b/i,
      test: known,
      subject: tool,
      samples: [
        ['./autogen.sh: line 12: libtoolize: command not found', 'libtool'],
        ['/bin/sh: 1: autoreconf: not found', 'autoconf'],
        ['sh: 1: cmake: not found', 'cmake'],
        ['./build.sh: 7: pkg-config: not found', 'pkg-config'],
        ['../libtool: line 971: g++: command not found', 'g++'],
        ['sudo: make: command not found', 'make'],
        ['/bin/sh: ant: command not found', 'ant'],
      ],
      misses: ['libzmq.so.5: not found', 'bash: frobnicate: command not found', 'checking for gcc... gcc'],
    },
    {
      id: 'tool.missing/zsh-fish',
      when: /^(?:zsh: command not found: |fish: Unknown command:? '?|Command ')([\w.+-]{1,60})'?(?: not found, but|$)/,
      unless: NOT_OURS,
      test: known,
      subject: tool,
      samples: [
        ['zsh: command not found: cmake', 'cmake'],
        ["Command 'automake' not found, but can be installed with:", 'automake'],
        ['fish: Unknown command: ninja', 'ninja'],
      ],
    },
    {
      id: 'tool.missing/windows',
      when: /^(?:The term )?'"?([\w.+-]{1,60})"?' is not recognized as (?:an internal|the name)/,
      test: known,
      subject: tool,
      samples: [
        ["'cmake' is not recognized as an internal or external command,", 'cmake'],
        ["'nmake' is not recognized as an internal or external command,", 'nmake'],
        ["The term 'git' is not recognized as the name of a cmdlet, function, script file", 'git'],
      ],
    },
    {
      id: 'tool.missing/make',
      when: /^\S{0,40}make(?:\[\d+\])?: (?:execvp: )?(?:\/\S{0,80}\/)?([\w.+-]{1,60}): (?:[Cc]ommand not found|No such file or directory)/,
      unless: NOT_OURS,
      subject: tool,
      samples: [
        ['make: g++: Command not found', 'g++'],
        ['make[2]: gcc: No such file or directory', 'gcc'],
        ['gmake: cmake: Command not found', 'cmake'],
      ],
      misses: ['make: *** [Makefile:2: all] Error 127'],
    },
    {
      id: 'tool.missing/env',
      when: /^(?:\/usr\/bin\/)?env: '?([\w.+-]{1,60})'?: No such file or directory/,
      unless: NOT_OURS,
      subject: tool,
      samples: [
        ["/usr/bin/env: 'python3': No such file or directory", 'python3'],
        ['env: node: No such file or directory', 'node'],
      ],
    },
    {
      id: 'tool.missing/exec-go',
      when: /exec: "([\w.+/-]{1,80})": (?:executable file not found in|stat )/,
      subject: tool,
      samples: [
        ['exec: "gcc": executable file not found in $PATH', 'gcc'],
        ['cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH', 'gcc'],
        ['go build czmq: exec: "pkg-config": executable file not found in %PATH%', 'pkg-config'],
        ['# runtime/cgo\ncgo: exec clang: exec: "clang": executable file not found in $PATH', 'clang'],
      ],
    },
    {
      id: 'tool.missing/go-old',
      when: /^(?:go: (?:missing|no) (Git|Mercurial|Subversion) command|go: .{0,80}: exec: "?([\w.+-]{1,40})"?: not found)/,
      subject: ({ match }) =>
        match[1]
          ? ({ Git: 'git', Mercurial: 'hg', Subversion: 'svn' } as Record<string, string>)[match[1]]!
          : toolName(match[2]!),
      samples: [['go: missing Git command. See the documentation', 'git']],
    },
    {
      id: 'tool.missing/configure-compiler',
      when: /^(?:configure: error: |checking .{0,60}\.\.\. configure: error: ).{0,40}?no acceptable (C|cc|ld|C\+\+|grep|sed|m4|nm|egrep)\b/,
      subject: ({ match }) =>
        match[1] === 'C++' ? 'g++' : match[1] === 'C' || match[1] === 'cc' ? 'gcc' : match[1]!,
      over: ['tool.broken', 'dependency.missing'],
      samples: [
        ['configure: error: no acceptable C compiler found in $PATH', 'gcc'],
        [
          "checking for cl.exe... no\nconfigure: error: in `/home/dev/czmq':\nconfigure: error: no acceptable C compiler found in $PATH\nSee `config.log' for more details",
          'gcc',
        ],
        ['configure: error: no acceptable ld found in $PATH', 'ld'],
      ],
    },
    {
      id: 'tool.missing/configure-tool',
      when: /^configure: (?:error|WARNING: )?:? ?.{0,160}?\b(pkg-config|pkgconf|libtool|automake|autoconf|asciidoc|xmlto|a2x|doxygen|perl|python3?|java|javac|javah|jar|ant|git|cmake|swig|bison|flex|makeinfo|gperf|C\+\+ compiler|C compiler|g\+\+|GNU make|gmake)\b(?: script)? ?(?:is |was |could |must |needs? |program |not |command )/,
      unless: /WARNING|too old|disabled|version|older|newer|sanity|cannot create|without/,
      test: ({ line }) =>
        line.text.startsWith('configure: error') &&
        /not (?:be )?found|missing|required|install|not available|cannot find/.test(line.text),
      subject: ({ match }) =>
        ({ 'C++ compiler': 'g++', 'C compiler': 'gcc', 'GNU make': 'make' })[match[1]!] ??
        toolName(match[1]!),
      over: ['dependency.missing/configure-error'],
      samples: [
        ['configure: error: pkg-config not found. Please install pkg-config', 'pkg-config'],
        ['configure: error: asciidoc is required but was not found', 'asciidoc'],
      ],
      misses: ['configure: error: libsodium is not found'],
    },
    {
      id: 'tool.missing/configure-cannot-find',
      when: /^configure: error: (?:[Cc]annot find|[Cc]ould not find|[Cc]an't find|[Mm]issing|no) '?([\w.+-]{1,40})'?(?: in (?:your |the )?\$?PATH)?\.?$/,
      test: known,
      subject: tool,
      over: ['dependency.missing/configure-error'],
      samples: [['configure: error: cannot find javac', 'javac']],
      misses: ['configure: error: cannot find libsodium'],
    },
    {
      id: 'tool.missing/pkg-config-script',
      when: /The pkg-config script could not be found or is too old/,
      subject: 'pkg-config',
      over: ['dependency.missing', 'pkgconfig.module-missing'],
      samples: [
        [
          'configure: error: The pkg-config script could not be found or is too old.  Make sure it',
          'pkg-config',
        ],
      ],
    },
    {
      id: 'tool.missing/cpp-sanity',
      when: /C\+\+ preprocessor ['"]?\/lib\/cpp['"]? fails sanity check/,
      subject: 'g++',
      over: ['tool.broken'],
      cause: text(
        'configure fell back to /lib/cpp since it found no C++ compiler.',
        'configure 找不到 C++ 编译器，只好退用 /lib/cpp。',
      ),
      samples: [['configure: error: C++ preprocessor "/lib/cpp" fails sanity check', 'g++']],
    },
    {
      id: 'tool.missing/autogen',
      when: /^(?:\S{0,60}autogen(?:\.sh)?: )?(?:\*\*)?(?:error|Error|ERROR):? ?(?:could not find|Could not find|cannot find|missing) '?(autoreconf|autoconf|automake|aclocal|libtoolize|libtool|pkg-config|m4|git)\b/,
      subject: tool,
      samples: [
        ['autogen.sh: error: could not find libtool.  libtool is required to run autogen.sh.', 'libtool'],
        [
          'autogen.sh: error: could not find autoreconf.  autoconf and automake are required to run autogen.sh.',
          'autoconf',
        ],
      ],
    },
    {
      id: 'tool.missing/must-have',
      when: /^(?:.{0,40}: )?(?:\*\*Error\*\*: |Error: |error: )?(?:You must have|You need to have|You need|Please install|you need to install) '?(?:GNU )?(autoconf|automake|libtool|pkg-config|gettext|cmake|m4)'?\b/,
      subject: tool,
      samples: [["**Error**: You must have `libtool' installed.", 'libtool']],
    },
    {
      id: 'tool.missing/autotools-exec',
      when: /(?:Can't exec "|failed to run |Cannot exec ")([\w.-]{1,40})"?: No such file or directory/,
      subject: tool,
      over: ['autotools.macro-missing', 'autotools.not-generated'],
      samples: [
        [
          'Can\'t exec "libtoolize": No such file or directory at /usr/share/autoconf/Autom4te/FileUtils.pm line 345, <GEN3> line 6.',
          'libtool',
        ],
        [
          'Can\'t exec "aclocal": No such file or directory at /usr/share/autoconf/Autom4te/FileUtils.pm line 326.\nautoreconf: failed to run aclocal: No such file or directory',
          'automake',
        ],
        ['autoreconf: failed to run libtoolize: No such file or directory', 'libtool'],
      ],
    },
    {
      id: 'tool.missing/gnu-m4',
      // autom4te runs the m4 that autoconf was configured with, and asks nothing but that it be GNU's.
      when: /error: need GNU m4 \d\.\d or later|no acceptable m4 could be found|GNU M4 \d[\d.]* or later is required/,
      subject: 'm4',
      over: ['tool.too-old'],
      samples: [['autom4te: error: need GNU m4 1.4 or later: /usr/bin/m4', 'm4']],
    },
    {
      id: 'tool.missing/needed-because',
      when: /^autoreconf: (libtoolize|aclocal|automake|autopoint) is needed because this package uses/,
      subject: tool,
      over: ['autotools.not-generated'],
      samples: [['autoreconf: libtoolize is needed because this package uses Libtool', 'libtool']],
    },
    {
      id: 'tool.missing/vcpkg-needs',
      when: /currently requires the following (?:programs|tools) from the system package manager/,
      subject: ({ log, at }) => {
        const named = log.after(
          at,
          3,
          /^(?:sudo (?:apt-get|apt|dnf|yum) install )?(autoconf|automake|libtool|pkg-config|bison|flex|gperf|python3|nasm|cmake|ninja|[a-z][\w.+-]{1,40})\b/,
        );
        return named ? toolName(named.match[1]!) : null;
      },
      samples: [
        [
          'libsodium currently requires the following programs from the system package manager:\n    autoconf automake autoconf-archive',
          'autoconf',
        ],
      ],
    },
    {
      id: 'tool.missing/cmake-generator',
      when: /CMake was unable to find a build program corresponding to "([^"]{1,60})"/,
      subject: ({ match }) =>
        /ninja/i.test(match[1]!) ? 'ninja' : /nmake/i.test(match[1]!) ? 'nmake' : 'make',
      over: ['tool.missing/cmake-compiler'],
      samples: [
        [
          'CMake Error: CMake was unable to find a build program corresponding to "Unix Makefiles".  CMAKE_MAKE_PROGRAM is not set.  You probably need to select a different build tool.',
          'make',
        ],
        ['CMake Error: CMake was unable to find a build program corresponding to "Ninja".', 'ninja'],
      ],
    },
    {
      id: 'tool.missing/cmake-compiler',
      when: /No CMAKE_(C|CXX|ASM)_COMPILER could be found|The CMAKE_(C|CXX)_COMPILER:|(?:^|: )CMAKE_(C|CXX)_COMPILER not set, after EnableLanguage/,
      test: ({ log, at, match }) =>
        match[2] === undefined ||
        log.after(at, 6, /not found in the PATH|not a full path to an existing/) !== null,
      subject: ({ match, log, at }) => {
        // Both are reported: the one named first is the one that stops.
        const named = log.after(at, 4, /^([\w.+-]{1,40}|\/\S{1,120})$/);
        if (match[2] && named) return toolName(named.match[1]!);
        return (match[1] ?? match[2] ?? match[3]) === 'CXX' ? 'g++' : 'gcc';
      },
      samples: [
        [
          'CMake Error at CMakeLists.txt:3 (project):\n  No CMAKE_CXX_COMPILER could be found.\n\n  Tell CMake where to find the compiler by setting either',
          'g++',
        ],
        ['CMake Error: CMAKE_C_COMPILER not set, after EnableLanguage', 'gcc'],
        [
          '  The CMAKE_CXX_COMPILER:\n\n    clang++\n\n  is not a full path and was not found in the PATH.',
          'clang++',
        ],
      ],
    },
    {
      id: 'tool.missing/cmake-package',
      when: /Could NOT find (PkgConfig|Git|PythonInterp|Python3?|Java|SWIG|BISON|FLEX|Perl|Doxygen)\b/,
      test: ({ log, at }) =>
        log.before(at, 3, /CMake Error/) !== null || log.after(at, 8, /Configuring incomplete/) !== null,
      subject: ({ match }) =>
        ({ PkgConfig: 'pkg-config', PythonInterp: 'python3', Python: 'python3', Python3: 'python3' })[
          match[1]!
        ] ?? match[1]!.toLowerCase(),
      over: ['dependency.missing/cmake-package'],
      samples: [
        [
          'CMake Error at /usr/share/cmake-3.25/Modules/FindPackageHandleStandardArgs.cmake:230 (message):\n  Could NOT find PkgConfig (missing: PKG_CONFIG_EXECUTABLE)',
          'pkg-config',
        ],
      ],
      misses: ['-- Could NOT find Doxygen (missing: DOXYGEN_EXECUTABLE)\n-- Configuring done'],
    },
    {
      id: 'tool.missing/cmake-git',
      over: ['dependency.missing/cmake-message'],
      when: /could not find (git|hg|svn) for (?:clone|fetch|checkout)/,
      samples: [
        [
          'CMake Error at /usr/share/cmake/Modules/ExternalProject.cmake:2500 (message):\n  error: could not find git for clone of zeromq',
          'git',
        ],
      ],
    },
    {
      id: 'tool.missing/rust',
      when: /linker '([\w.+-]{1,60})' not found|[Ff]ailed to find tool\.? ?[^\n]{0,4}[Ii]s '?([\w.+-]{1,60})'? installed|is '([\w.+-]{1,60})' not installed\?/,
      subject: ({ match }) => toolName((match[1] ?? match[2] ?? match[3])!).replace(/^cc$/, 'gcc'),
      samples: [
        ['error: linker `cc` not found', 'gcc'],
        [
          'failed to execute command: No such file or directory (os error 2)\nis `cmake` not installed?',
          'cmake',
        ],
        ['error occurred: Failed to find tool. Is `c++` installed? (see https://docs.rs/cc for help)', 'g++'],
      ],
    },
    {
      id: 'tool.missing/rust-pkg-config',
      when: /(?:[Ff]ailed to run '\\?"?pkg-config|Could not run|pkg-config command could not be found|The pkg-config command could not be found|pkg-config has not been configured|failed to run command: 'pkg-config')/,
      unless: /cross/,
      test: ({ log, at, line }) =>
        /could not be found|No such file/.test(line.text) ||
        log.after(at, 6, /pkg-config command could not be found|No such file or directory/) !== null,
      subject: 'pkg-config',
      over: ['pkgconfig.module-missing'],
      samples: [
        [
          'Could not run `PKG_CONFIG_ALLOW_SYSTEM_CFLAGS=1 pkg-config --libs --cflags libzmq`\nThe pkg-config command could not be found.',
          'pkg-config',
        ],
      ],
    },
    {
      id: 'tool.missing/node-gyp-python',
      when: /gyp ERR! find Python\b|Can't find Python executable "[^"]{1,80}"|gyp ERR! configure error .{0,20}Python/,
      unless: /gyp ERR! find Python (?:- |checking|Python is set)/,
      subject: 'python3',
      samples: [
        [
          'gyp ERR! find Python\ngyp ERR! find Python Python is not set from command line or npm configuration',
          'python3',
        ],
        [
          'gyp ERR! stack Error: Can\'t find Python executable "python", you can set the PYTHON env variable.',
          'python3',
        ],
      ],
    },
    {
      id: 'tool.missing/node-gyp-tool',
      when: /gyp ERR! (?:stack Error: not found: |find )(make|VS|g\+\+|cc|gmake|msbuild)\b/,
      unless: /find VS (?:- |checking|msvs|VCIN|running|looking|could not use|unknown)/,
      subject: ({ match }) => (match[1] === 'VS' ? 'Visual Studio' : toolName(match[1]!)),
      samples: [
        ['gyp ERR! stack Error: not found: make', 'make'],
        [
          'npm ERR! gyp ERR! find VS\nnpm ERR! gyp ERR! find VS msvs_version not set from command line or npm config',
          'Visual Studio',
        ],
      ],
    },
    {
      id: 'tool.missing/python-build',
      when: /(?:unable to execute|error: command) '?(?:\/\S{0,80}\/)?([\w.+-]{1,60})'?(?: failed)?: (?:No such file or directory|None)/,
      subject: tool,
      samples: [
        ["error: command 'gcc' failed: No such file or directory", 'gcc'],
        ["unable to execute 'x86_64-linux-gnu-gcc': No such file or directory", 'x86_64-linux-gnu-gcc'],
      ],
    },
    {
      id: 'tool.missing/ruby-node-java',
      when: /(?:^|[: ])(?:Errno::ENOENT: |Error: )?No such file or directory - ([\w.+-]{1,40})$|\bspawn(?:Sync)? ([\w.+-]{1,40}) ENOENT|Cannot run program "([\w.+/-]{1,80})"/,
      test: ({ match, ...rest }) =>
        known({
          ...rest,
          match: [match[0], match[1] ?? match[2] ?? match[3]] as unknown as RegExpExecArray,
        }),
      subject: ({ match }) => toolName((match[1] ?? match[2] ?? match[3])!),
      samples: [
        ['Error: No such file or directory - pkg-config', 'pkg-config'],
        ['Errno::ENOENT: No such file or directory - cmake', 'cmake'],
        ['Error: spawn make ENOENT', 'make'],
        ['java.io.IOException: Cannot run program "cmake": error=2, No such file or directory', 'cmake'],
      ],
      misses: ['Errno::ENOENT: No such file or directory - config.yml'],
    },
    {
      id: 'tool.missing/python-errno',
      when: /(?:\[Errno 2\] No such file or directory|\[WinError 2\] .{0,80}): '([\w.+-]{1,40})'$/,
      test: known,
      subject: tool,
      samples: [["FileNotFoundError: [Errno 2] No such file or directory: 'cmake'", 'cmake']],
      misses: ["FileNotFoundError: [Errno 2] No such file or directory: 'README.md'"],
    },
    {
      id: 'tool.missing/python-cmake',
      when: /CMake must be installed to build|Could not find CMake with version|CMake executable .{0,40}not found|Problem with the CMake installation/,
      subject: 'cmake',
      samples: [['RuntimeError: CMake must be installed to build the following extensions: _zmq', 'cmake']],
    },
    {
      id: 'tool.missing/msvc',
      when: /Microsoft Visual C\+\+ \d+(?:\.\d+)?(?: or greater)? is required|Unable to find vcvarsall\.bat|could not find any instance of Visual Studio|[Uu]nable to find a valid Visual Studio instance|The "?CL(?:\.exe)?"? (?:compiler|task executable).{0,40} (?:was|could) not/,
      subject: 'cl',
      samples: [
        [
          'error: Microsoft Visual C++ 14.0 or greater is required. Get it with "Microsoft C++ Build Tools"',
          'cl',
        ],
      ],
    },
    {
      id: 'tool.missing/meson',
      when: /ERROR: (?:Unknown compiler\(s\): \[\[?'([\w.+-]{1,40})|Program '?([\w.+-]{1,60})'? (?:\([^)]{0,60}\) )?(?:not found|found but)|Pkg-config (?:binary )?(?:for machine \S{1,20} )?not found|Could not detect Ninja)/,
      unless: /found but/,
      subject: ({ match, line }) => {
        if (match[1]) return toolName(match[1]).replace(/^cc$|^icc$/, 'gcc');
        if (match[2]) return toolName(match[2]);
        return /Ninja/.test(line.text) ? 'ninja' : 'pkg-config';
      },
      samples: [
        ["../meson.build:1:0: ERROR: Unknown compiler(s): [['cc'], ['gcc'], ['clang']]", 'gcc'],
        ["meson.build:12:0: ERROR: Program 'asciidoctor' not found or not executable", 'asciidoctor'],
      ],
    },
    {
      id: 'tool.missing/gcc-helper',
      // The assembler and the linker are programs of their own (binutils); cc1 and collect2 are parts of gcc.
      when: /(?:cannot execute|error trying to exec|cannot exec(?:ute)?) '?(?:\/\S{0,120}\/)?((?:[\w-]{1,40}-)?(?:as|ld(?:\.\w{2,5})?|ar|ranlib))'?: ?(?:(?:posix_spawnp?|execvp|spawn|CreateProcess):? ?)?(?:No such file or directory)?|collect2: fatal error: cannot find '(ld(?:\.\w{2,5})?)'|clang\S{0,20}: error: (?:unable to execute command: Executable "([\w.-]{1,40})" doesn't exist|invalid linker name in .{0,20}-fuse-ld=(\w{1,12}))/,
      subject: ({ match }) => (match[1] ?? match[2] ?? match[3] ?? match[4])!,
      over: ['tool.broken'],
      samples: [
        ["cc: fatal error: cannot execute 'as': execvp: No such file or directory", 'as'],
        ["gcc: error trying to exec 'as': execvp: No such file or directory", 'as'],
        ["collect2: fatal error: cannot find 'ld'", 'ld'],
        ["clang: error: invalid linker name in argument '-fuse-ld=lld'", 'lld'],
      ],
    },
    {
      id: 'tool.missing/cabal',
      when: /[Tt]he program '([\w.+-]{1,40})'(?: version .{1,40})?(?: is required but it could not be|$)/,
      test: ({ line, log, at }) =>
        /could not be/.test(line.text) || log.after(at, 1, /could not be found/) !== null,
      subject: tool,
      samples: [
        [
          "setup: The program 'pkg-config'\nversion >=0.9.0 is required but it could not be found.",
          'pkg-config',
        ],
      ],
    },
    {
      id: 'tool.missing/zproject-android',
      // zproject's android build scripts, which all projects of the family carry.
      when: /^The (?:CC|CXX|CPP|LD|AS|AR|RANLIB|STRIP) binary does not exist or is not executable/,
      subject: ({ log, at }) => {
        const path = log.after(at, 1, /^(\/\S{1,300})$/)?.match[1];
        return path ? toolName(path) : null;
      },
      samples: [
        [
          'The CC binary does not exist or is not executable\n    /opt/ndk/bin/arm-linux-androideabi-gcc',
          'arm-linux-androideabi-gcc',
        ],
      ],
    },
    {
      id: 'tool.missing/tar-decompressor',
      when: /^(?:tar(?: \(child\))?: )?(?:\S{0,20}: )?(xz|lzma|bzip2|gzip|zstd|lzip|unzip): Cannot exec: No such file/,
      subject: tool,
      samples: [['tar (child): xz: Cannot exec: No such file or directory', 'xz']],
    },
    {
      id: 'tool.missing/xcode',
      when: /no developer tools were found|xcode-select: error: (?:tool '([\w.+-]{1,40})' requires Xcode|unable to get active)/,
      subject: ({ match }) => (match[1] ? toolName(match[1]) : 'clang'),
      remedies: [
        {
          title: text("Install Apple's command line tools", '安装 Apple 命令行工具'),
          run: [['xcode-select', '--install']],
        },
      ],
      samples: [['xcode-select: note: no developer tools were found, requesting install.', 'clang']],
    },
    {
      id: 'tool.missing/git-runs',
      when: /^(?:error|fatal): cannot (?:run|exec) '?([\w.+-]{1,40})'?: No such file or directory/,
      subject: tool,
      samples: [['error: cannot run ssh: No such file or directory\nfatal: unable to fork', 'ssh']],
    },
    {
      id: 'tool.missing/cmake-variable',
      when: /Could not find compiler set in environment variable (?:CC|CXX|ASM):/,
      subject: ({ log, at }) => {
        const named = log.after(at, 3, /^(\S{1,200}?)\.?$/)?.match[1];
        return named ? toolName(named) : null;
      },
      over: ['tool.missing/cmake-compiler'],
      samples: [
        [
          'CMake Error at CMakeDetermineCCompiler.cmake:49 (message):\n  Could not find compiler set in environment variable CC:\n\n  clang-19.\nCMake Error: CMAKE_C_COMPILER not set, after EnableLanguage',
          'clang',
        ],
      ],
    },
    {
      id: 'tool.missing/git-lfs',
      when: /git: '([\w-]{1,30})' is not a git command/,
      subject: ({ match }) => `git-${match[1]}`,
      samples: [["git: 'lfs' is not a git command. See 'git --help'.", 'git-lfs']],
    },
    {
      id: 'tool.missing/automake-missing-script',
      when: /^WARNING: '?(autoconf|automake|aclocal|autoheader|makeinfo|flex|bison|help2man|gperf|m4)'? is (?:missing on your system|needed, and)/,
      test: ({ log, at }) => log.before(at, 4, /-1\.\d+: (?:command )?not found/) === null,
      subject: tool,
      samples: [
        [
          "WARNING: 'makeinfo' is missing on your system.\n         You should only need it if you modified a '.texi' file",
          'makeinfo',
        ],
      ],
      misses: [
        "missing: line 81: automake-1.14: command not found\nWARNING: 'automake-1.14' is missing on your system.",
      ],
    },
  ],
);

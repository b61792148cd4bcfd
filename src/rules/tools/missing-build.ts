import { family } from '../../explain/family.ts';
import { isKnownTool, MISSING_TOOL, namedTool } from '../../explain/missing-tool.ts';
import { toolName } from '../../explain/subjects/tools.ts';

export default family('tool.missing', MISSING_TOOL, [
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
    // Without REQUIRED it is a status, and the message of the error tells what was wanted of it.
    test: ({ log, at, line }) =>
      log.before(at, 3, /CMake Error/) !== null ||
      (!line.text.startsWith('-- ') && log.after(at, 8, /Configuring incomplete/) !== null),
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
    over: ['dependency.missing/cmake-message', 'tool.missing/autogen'],
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
    when: /(?:unable to execute|error: command) '?(?:\/\S{0,80}\/)?(\w[\w.+-]{0,59})'?(?: failed)?: (?:No such file or directory|None)/,
    // ctypes.util.find_library tries gcc as well, and goes on without it: the build's own failure says more below.
    test: ({ line, log, at }) => {
      if (!line.text.startsWith('unable to execute')) return true;
      const next = log.after(at, 60, /^(?!unable to execute).{2,}/);
      return next === null || /command|fail|error:|^-{5,}/i.test(next.match[0]);
    },
    subject: namedTool,
    samples: [
      ["error: command 'gcc' failed: No such file or directory", 'gcc'],
      ["unable to execute 'x86_64-linux-gnu-gcc': No such file or directory", 'x86_64-linux-gnu-gcc'],
      [
        "unable to execute 'gcc': No such file or directory\nerror: command 'gcc' failed with exit status 1",
        'gcc',
      ],
    ],
    misses: ['unable to execute gcc: No such file or directory\n[INFO    ] Starting salt-call'],
  },
  {
    id: 'tool.missing/ruby-node-java',
    when: /(?:^|[: ])(?:Errno::ENOENT: |Error: )?No such file or directory - ([\w.+-]{1,40})$|\bspawn(?:Sync)? ([\w.+-]{1,40}) ENOENT|Cannot run program "([\w.+/-]{1,80})"/,
    test: ({ match, ...rest }) =>
      isKnownTool({
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
    test: isKnownTool,
    subject: namedTool,
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
    // MSBuild's numbers are the same in all languages: C++ targets, platform toolset, Windows SDK, VCBuild.
    when: /\bMSB4019: .{0,80}Microsoft\.Cpp\.|\bMSB(?:8020|8036|3428): |Microsoft Visual C\+\+ \d+(?:\.\d+)?(?: or greater)? is required|Unable to find vcvarsall\.bat|could not find any instance of Visual Studio|[Uu]nable to find a valid Visual Studio instance|The "?CL(?:\.exe)?"? (?:compiler|task executable).{0,40} (?:was|could) not/,
    subject: 'cl',
    samples: [
      [
        'error: Microsoft Visual C++ 14.0 or greater is required. Get it with "Microsoft C++ Build Tools"',
        'cl',
      ],
      [
        "C:\\src\\czmq.vcxproj(12,3): error MSB8020: The build tools for v143 (Platform Toolset = 'v143') cannot be found.",
        'cl',
      ],
    ],
    misses: ['error MSB4019: The imported project "C:\\src\\Own.targets" was not found.'],
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
    subject: namedTool,
    samples: [
      [
        "setup: The program 'pkg-config'\nversion >=0.9.0 is required but it could not be found.",
        'pkg-config',
      ],
    ],
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
]);

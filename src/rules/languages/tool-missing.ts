import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { isKnownTool, MISSING_TOOL, namedTool } from '../../explain/words/missing-tool.ts';

/** Programs that languages' own builders call: a compiler, make, CMake, Python. */
export default family('tool.missing', MISSING_TOOL, [
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
    id: 'tool.missing/setup-script',
    // What a setup.py raises that asks a library's own script for flags, and setuptools-rust.
    when: /^(?:OSError|EnvironmentError|RuntimeError|Exception): '?([\w.+]{1,30}[-_]config)'? (?:(?:is |was )?not found|could not be found|is not installed)|^error: can't find Rust compiler$/,
    subject: ({ match }) => match[1] ?? 'rustc',
    samples: [
      ['EnvironmentError: mysql_config not found', 'mysql_config'],
      ["error: can't find Rust compiler", 'rustc'],
    ],
  },
  {
    id: 'tool.missing/python-build',
    // A distribution's Python calls the compiler that built it by its full name; the package is the plain one's.
    when: /(?:unable to execute|error: command) '?(?:\/\S{0,80}\/)?(?:\w{3,12}-linux-gnu\w{0,10}-(?=g(?:cc|\+\+)))?(\w[\w.+-]{0,59})'?(?: failed)?: (?:No such file or directory|None)/,
    // ctypes.util.find_library tries gcc as well, and goes on without it: the build's own failure says more below.
    test: ({ line, log, at }) => {
      if (!line.text.startsWith('unable to execute')) return true;
      const next = log.after(at, 60, /^(?!unable to execute).{2,}/);
      return next === null || /command|fail|error:|^-{5,}/i.test(next.match[0]);
    },
    subject: namedTool,
    samples: [
      ["error: command 'gcc' failed: No such file or directory", 'gcc'],
      ["unable to execute 'x86_64-linux-gnu-gcc': No such file or directory", 'gcc'],
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
    id: 'tool.missing/cabal',
    // Cabal folds at eighty columns, wherever that is; stack puts the package's name before each part.
    when: /[Tt]he program '([\w.+-]{1,40})'(?: version\b.{0,40}?)?(?: is required\b.{0,32})?$/,
    test: ({ line, log, at }) =>
      /could not be/.test(line.text) || log.after(at, 1, /\b(?:could not be|be found|^found\b)/) !== null,
    subject: namedTool,
    samples: [
      [
        "setup: The program 'pkg-config'\nversion >=0.9.0 is required but it could not be found.",
        'pkg-config',
      ],
      ["zmq> Setup: The program 'c2hs' version\nzmq> >=0.28 is required but it could not be found.", 'c2hs'],
      ["Setup: The program 'alex' version >=3.1.0 is required but it could not\nbe found.", 'alex'],
      ["Setup: The program 'happy' is required but it could not be found.", 'happy'],
    ],
  },
]);

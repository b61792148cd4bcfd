import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { fileName } from '../../explain/subjects/libraries.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/** Modules of scripting languages that an interpreter does not find. Python's stand in python.ts. */

/** A module's own part in C has the system's rules; these are packages of the language. */
const modules = family(
  'dependency.missing',
  {
    title: (subject) => text(`The module ${subject} is not installed`, `没有安装模块 ${subject}`),
    cause: (subject) =>
      text(
        `The interpreter searched its module folders and found no ${subject}. Each interpreter has packages of its own.`,
        `解释器在其模块目录中没有找到 ${subject}。每个解释器都有各自的软件包。`,
      ),
    remedies: (subject) => [
      {
        title: text(
          `Install ${subject} with the language's own package manager, for the interpreter that runs the program`,
          `用该语言自己的软件包管理器为运行程序的解释器安装 ${subject}`,
        ),
      },
    ],
  },
  [
    {
      id: 'dependency.missing/perl-module',
      when: /^Can't locate ([\w/]{1,80})\.pm in @INC/,
      unless:
        /locate (?:Autom4te|Automake|Thread|threads|Digest|Data|Getopt|File|Text|Term|Locale|IPC|Time)\b/,
      subject: ({ match }) => match[1]!.replaceAll('/', '::'),
      over: ['tool.broken/perl-module'],
      samples: [
        [
          "Can't locate ZMQ/FFI.pm in @INC (you may need to install the ZMQ::FFI module) (@INC contains: /etc/perl)",
          'ZMQ::FFI',
        ],
      ],
      misses: [
        "Can't locate Autom4te/ChannelDefs.pm in @INC (you may need to install the Autom4te::ChannelDefs module)",
      ],
    },
    {
      id: 'dependency.missing/lua-module',
      when: /\bmodule '([\w.-]{1,60})' not found:/,
      test: ({ log, at }) => log.after(at, 3, /^no (?:field package\.preload|file ')/) !== null,
      samples: [["lua: app.lua:1: module 'lzmq' not found:\n\tno field package.preload['lzmq']", 'lzmq']],
      misses: ["module 'lzmq' not found: trying the next"],
    },
    {
      id: 'dependency.missing/tcl-package',
      when: /^can't find package ([\w:.+-]{1,60})(?: (?:exactly )?\d[\w.-]{0,20})?$/,
      samples: [
        ['can\'t find package zmq 4.0\n    while executing\n"package require zmq"', 'zmq'],
        ["can't find package tls", 'tls'],
      ],
    },
    {
      id: 'dependency.missing/ruby-module',
      // Ruby 1.8 said "no such file to load".
      when: /(?:cannot load such file|no such file to load) -- ([\w][\w./-]{0,60})(?: \(LoadError\))?$/,
      unless: /-- .{0,60}\.(?:so|bundle)\b/,
      samples: [
        ["kernel_require.rb:83:in `require': cannot load such file -- ffi-rzmq (LoadError)", 'ffi-rzmq'],
        ["custom_require.rb:31:in `gem_original_require': no such file to load -- zmq (LoadError)", 'zmq'],
      ],
    },
    {
      id: 'dependency.missing/node-module',
      when: /^(?:Uncaught )?Error: Cannot find module '((?:@[\w-]{1,40}\/)?\w[\w.-]{0,60})'/,
      unless: /\.node'/,
      samples: [["Error: Cannot find module 'zeromq'\nRequire stack:\n- /app/server.js", 'zeromq']],
      misses: ["Error: Cannot find module './lib/socket'"],
    },
    {
      id: 'dependency.missing/node-module-path',
      // A program that Node was given by its path; the folder under node_modules is the package.
      when: /^(?:Uncaught )?Error: Cannot find module '(?:[^']{0,300}[\\/])?node_modules[\\/]((?:@[\w-]{1,40}[\\/])?\w[\w.-]{0,60})[\\/][^']{1,200}\.[cm]?js'/,
      subject: ({ match }) => match[1]!.replace('\\', '/'),
      samples: [
        [
          "Error: Cannot find module 'C:\\Program Files\\nodejs\\node_modules\\npm\\node_modules\\node-gyp\\bin\\node-gyp.js'",
          'node-gyp',
        ],
        ["Error: Cannot find module '/app/node_modules/prebuild-install/bin.js'", 'prebuild-install'],
      ],
    },
    {
      id: 'dependency.missing/qmake-module',
      when: /^Project ERROR: Unknown module\(s\) in QT: ([\w.-]{1,60})/,
      samples: [['Project ERROR: Unknown module(s) in QT: nzmqt', 'nzmqt']],
    },
  ],
);

const addons = family(
  'runtime.library-not-found',
  {
    title: (subject) =>
      text(`The compiled part of a module is missing: ${subject}`, `缺少模块的编译部分：${subject}`),
    cause: text(
      'The package is there, but not the addon that was to be compiled or fetched for this system, C library and runtime when it was installed.',
      '软件包在，但安装时应为本系统、C 库和运行时编译或下载的扩展不在。',
    ),
    remedies: [
      {
        title: text('Compile it for this runtime', '为当前运行时重新编译'),
        run: [['npm', 'rebuild', '--build-from-source']],
      },
    ],
  },
  [
    {
      id: 'runtime.library-not-found/node-gyp-build',
      when: /^(?:Uncaught )?Error: No native build was found for \S{0,20}platform=/,
      subject: ({ log, at }) => {
        const from = log.after(at, 2, /^loaded from: (\S{1,300})$/)?.match[1];
        return from ? `${fileName(from)}.node` : null;
      },
      samples: [
        [
          'Error: No native build was found for platform=linux arch=arm64 runtime=node abi=108 uv=1 libc=musl node=18.12.1\n    loaded from: /app/node_modules/zeromq',
          'zeromq.node',
        ],
      ],
    },
    {
      id: 'runtime.library-not-found/node-bindings',
      // The package "bindings" lists every place that it tried; the file's name is the same in all.
      when: /\bCould not locate the bindings file\. Tried:/,
      subject: ({ line, log, at }) => {
        const file = /([\w.+-]{1,80}\.node)\b/;
        return file.exec(line.text)?.[1] ?? log.after(at, 3, file)?.match[1] ?? null;
      },
      samples: [
        [
          'Error: Could not locate the bindings file. Tried:\n → /app/node_modules/zmq/build/zmq.node\n → /app/node_modules/zmq/out/Debug/zmq.node',
          'zmq.node',
        ],
      ],
    },
    {
      id: 'runtime.library-not-found/node-addon',
      // Where node-gyp leaves what it built; require() adds the extension.
      when: /^(?:Uncaught )?Error: Cannot find module '([^']{1,300}\.node|[^']{0,200}\bbuild\/(?:Release|Debug|default)\/[\w-]{1,60})'/,
      subject: ({ match }) => `${fileName(match[1]!).replace(/\.node$/, '')}.node`,
      samples: [
        ["Error: Cannot find module '../build/Release/zmq.node'", 'zmq.node'],
        ["Error: Cannot find module '../build/Release/zmq'", 'zmq.node'],
      ],
      misses: ["Error: Cannot find module './build/tasks/clean'"],
    },
  ],
);

/** `python -m program`: what is missing is a program that a package brings. */
const programs = family('tool.missing', MISSING_TOOL, [
  {
    id: 'tool.missing/python-m',
    when: /^(?:\S{0,200}[\\/])?(?:python|pypy|pyston)\d?(?:\.\d{1,2}){0,2}[a-z]?(?:\.exe)?: No module named '?([A-Za-z]\w{1,40})/,
    // pyzmq's own are python.ts's.
    unless: /No module named '?(?:zmq|pyzmq|czmq)\b/,
    subject: ({ match }) => match[1]!.toLowerCase(),
    remedies: (subject) => [
      {
        title: text('Install it for the Python that was called', '为所调用的那个 Python 安装'),
        run: [
          subject === 'pip'
            ? ['python3', '-m', 'ensurepip', '--upgrade']
            : ['python3', '-m', 'pip', 'install', subject ?? ''],
        ],
      },
    ],
    samples: [
      ['/home/dev/.pyenv/versions/3.8.1/bin/python: No module named cython', 'cython'],
      ['/usr/bin/python3: No module named pip', 'pip'],
      ['C:\\Python27\\python.exe: No module named virtualenv', 'virtualenv'],
      [
        "/opt/python3.12: No module named build.__main__; 'build' is a package and cannot be directly executed",
        'build',
      ],
    ],
    misses: ['/usr/bin/python3: No module named zmq', "ModuleNotFoundError: No module named 'myapp'"],
  },
]);

export default [...modules, ...addons, ...programs] satisfies RuleFamily;

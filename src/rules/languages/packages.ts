import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { packageName } from '../../explain/subjects/packages.ts';
import { BROKEN_PACKAGE } from '../../explain/words/broken-package.ts';

/** RubyGems, Bundler and pip on what they will not install. */
export default [
  ...family(
    'package.not-found',
    {
      title: (subject) =>
        text(`No source has ${subject ?? 'such a package'}`, `各软件源中都没有 ${subject ?? '该软件包'}`),
      cause: text(
        'The name or version does not exist there, or not for this platform and interpreter.',
        '该名称或版本不存在，或没有适用于当前平台和解释器的版本。',
      ),
      remedies: (subject) => [
        {
          title: text('See which releases there are', '查看有哪些版本'),
          run: [['gem', 'list', '--remote', '--all', `^${(subject ?? 'ffi-rzmq').replace(/[^\w-]/g, '')}$`]],
        },
      ],
    },
    [
      {
        id: 'package.not-found/gem',
        when: /Could not find a valid gem '([\w.-]{1,80})'|Could not find gem '([\w.-]{1,80})(?: |')|Could not find ([\w-]{1,60})-\d[\w.]* in (?:any of the sources|locally installed gems)|Unable to find gem ([\w.-]{1,80})/,
        subject: ({ match }) => packageName(match.slice(1).find((group) => group !== undefined)!),
        samples: [
          ["ERROR:  Could not find a valid gem 'zmqq' (>= 0) in any repository", 'zmqq'],
          [
            "Could not find gem 'rbczmq (~> 9.0)' in any of the gem sources listed in your Gemfile.",
            'rbczmq',
          ],
          ['Could not find ffi-rzmq-2.0.7 in any of the sources', 'ffi-rzmq'],
        ],
      },
      {
        id: 'package.not-found/of-language',
        // R's install.packages, pecl, luarocks, cpanm, cargo.
        when: /^package '([\w.]{1,60})' is not available\b|^No releases available for package "(?:[\w.-]{1,60}\/)?([\w-]{1,60})"|^! (?:Couldn't find module or a distribution|Finding) ([\w:]{1,60})(?: .{0,40}failed)?|^error: (?:failed to select a version for the requirement '([\w-]{1,60}) |no matching package named '([\w-]{1,60})' found)/,
        subject: ({ match }) => match.slice(1).find((group) => group !== undefined) ?? null,
        remedies: [
          { title: text('See which names and versions the source has', '查看该软件源有哪些名称与版本') },
        ],
        samples: [
          ["Warning message:\npackage 'rzmqq' is not available for this version of R", 'rzmqq'],
          ['No releases available for package "pecl.example/zmqq"', 'zmqq'],
          ['error: failed to select a version for the requirement `zmq = "^9"`', 'zmq'],
          ['error: no matching package named `zmqx` found', 'zmqx'],
        ],
      },
      {
        id: 'package.not-found/luarocks',
        when: /^Error: No results matching query were found(?: for Lua [\d.]{1,6})?/,
        subject: ({ log, at }) =>
          /luarocks(?:-\S{1,10})? (?:\S{1,40} ){0,3}?install (?:--\S{1,40} ){0,3}([\w.-]{1,60})/.exec(
            log.commandOf(at),
          )?.[1] ?? null,
        remedies: [
          {
            title: text('Search by a part of the name', '按名称的一部分搜索'),
            run: [['luarocks', 'search', 'zmq']],
          },
        ],
        samples: [
          ['$ luarocks install lzmqq\nError: No results matching query were found for Lua 5.4.', 'lzmqq'],
        ],
      },
      {
        id: 'package.not-found/wheel',
        when: /^(?:ERROR: )?(\S{1,200}\.whl) is not a supported wheel on this platform/,
        title: (subject) =>
          text(
            `${subject} is made for another Python or platform`,
            `${subject} 是为其他 Python 或平台制作的`,
          ),
        cause: text(
          "The tags in the wheel's name (interpreter, ABI, platform) are not those of this Python.",
          'wheel 文件名中的标签（解释器、ABI、平台）与当前 Python 不符。',
        ),
        remedies: [
          {
            title: text('Let pip choose by name', '按名称安装，由 pip 选择'),
            run: [['python3', '-m', 'pip', 'install', 'pyzmq']],
          },
        ],
        code: 'runtime.wrong-architecture',
        samples: [
          [
            'ERROR: pyzmq-26.0.0-cp311-cp311-win_amd64.whl is not a supported wheel on this platform.',
            'pyzmq-26.0.0-cp311-cp311-win_amd64.whl',
          ],
        ],
      },
    ],
  ),
  ...family('package.broken', BROKEN_PACKAGE, [
    {
      id: 'package.broken/of-language',
      // Julia's Pkg; cargo, where two crates name one native library or demand versions that exclude each other.
      when: /^(?:ERROR: )?(?:LoadError: )?Unsatisfiable requirements detected for package ([\w.]{1,60})|^error: failed to select a version for '([\w-]{1,60})'\.?$/,
      subject: ({ match }) => (match[1] ?? match[2])!,
      samples: [
        ['ERROR: Unsatisfiable requirements detected for package ZMQ [c2297ded]:', 'ZMQ'],
        [
          'error: failed to select a version for `zmq-sys`.\npackage `zmq-sys` links to the native library `zmq`, but it conflicts with a previous package',
          'zmq-sys',
        ],
      ],
    },
  ]),
  ...family(
    'package.locked',
    {
      title: (subject) =>
        text(`An installation of R left its lock: ${subject ?? ''}`, `R 的安装留下了锁：${subject ?? ''}`),
      cause: text(
        'Another R installs into this library, or an earlier installation was cut off.',
        '另一个 R 正在向该库安装，或先前的安装被中断。',
      ),
      remedies: (subject) => [
        {
          title: text('No other R runs: remove the folder', '若没有其他 R 在运行：删除该目录'),
          run: [['rm', '-r', subject ?? '00LOCK']],
          risk: 'moderate',
        },
      ],
    },
    [
      {
        id: 'package.locked/r',
        when: /^ERROR: failed to lock directory '([^']{1,200})' for modifying|^Try removing '([^']{1,200}00LOCK[^']{0,60})'/,
        subject: ({ match, log, at }) =>
          match[2] ?? log.after(at, 2, /^Try removing '([^']{1,200})'/)?.match[1] ?? match[1] ?? null,
        samples: [
          [
            "ERROR: failed to lock directory '/usr/lib/R/library' for modifying\nTry removing '/usr/lib/R/library/00LOCK-rzmq'",
            '/usr/lib/R/library/00LOCK-rzmq',
          ],
        ],
      },
    ],
  ),
  ...family(
    'tool.too-old',
    {
      title: (subject) =>
        text(`${subject} is too old for this package`, `${subject} 的版本太旧，无法用于该软件包`),
      cause: (subject) =>
        text(
          `The package declares which releases of ${subject} it works with; this one is not among them.`,
          `该软件包声明了支持的 ${subject} 版本，当前版本不在其中。`,
        ),
      remedies: (subject) => [
        {
          title: text(
            `Install a newer ${subject}, or an older release of the package`,
            `安装更新的 ${subject}，或选用软件包的旧版本`,
          ),
        },
      ],
    },
    [
      {
        id: 'tool.too-old/ruby',
        when: /requires (?:Ruby version|ruby version) >= ?\d|requires RubyGems version >= ?\d/,
        subject: 'ruby',
        samples: [
          [
            'ERROR:  Error installing ffi-rzmq:\n\tffi requires Ruby version >= 2.5, < 3.5.dev. The current ruby version is 2.3.8.459.',
            'ruby',
          ],
        ],
      },
      {
        id: 'tool.too-old/python',
        // pip prints the demand as it is declared: where it has a lower bound only, this Python is below it.
        when: /requires a different Python: \S{1,20} not in '>=? ?\d[\w.*]{0,10}'|requires Python '>=? ?\d[\w.]{0,10}' but the running Python is|Python (?:>=|version) ?\d[\d.]* (?:or (?:newer|later|above) )?is required/,
        subject: 'python3',
        samples: [["ERROR: Package 'pyzmq' requires a different Python: 3.6.9 not in '>=3.7'", 'python3']],
        misses: ["ERROR: Package 'pyzmq' requires a different Python: 3.12.0 not in '>=3.7,<3.12'"],
      },
    ],
  ),
  ...family(
    'header.missing',
    {
      title: text("Ruby's headers are not installed", '没有安装 Ruby 的头文件'),
      cause: text(
        'A gem with native code is compiled on this machine, and needs what Ruby was built with.',
        '含原生代码的 gem 在本机编译，需要 Ruby 的头文件。',
      ),
      remedies: [
        {
          title: text('Install the development package of Ruby', '安装 Ruby 的开发包'),
          packages: ['ruby-dev'],
        },
      ],
    },
    [
      {
        id: 'header.missing/ruby',
        when: /can't find header files for ruby at \S{1,300}/,
        subject: 'ruby.h',
        samples: [["mkmf.rb can't find header files for ruby at /usr/lib/ruby/include/ruby.h", 'ruby.h']],
      },
    ],
  ),
] satisfies RuleFamily;

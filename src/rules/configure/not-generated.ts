import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, Remedy } from '../../explain/rule.ts';

const notGenerated = (subject: string | null): readonly Remedy[] => [
  {
    title: text('Install the autotools', '安装 autotools'),
    install: ['autoconf', 'automake', 'libtool', 'pkg-config'],
  },
  subject === 'Makefile'
    ? {
        title: text(
          'Run autogen.sh and configure until both pass, then make',
          '先运行 autogen.sh 和 configure，两者都成功后再 make',
        ),
        run: [['./autogen.sh'], ['./configure']],
      }
    : {
        title: text(
          'Generate it, or take a release archive, which has it',
          '生成它，或使用已包含它的发行压缩包',
        ),
        run: [['./autogen.sh']],
      },
];

const unseenBefore =
  (words: RegExp) =>
  ({ log, at }: Match): boolean =>
    log.before(at, 5000, words) === null;

export default family(
  'autotools.not-generated',
  {
    cause: (subject) =>
      text(
        `${subject === 'Makefile' ? 'configure writes it, and did not run here or failed' : 'autogen.sh makes it, and did not run here or failed'}.`,
        `${subject === 'Makefile' ? '它由 configure 生成，而 configure 没有在此运行或运行失败' : '它由 autogen.sh 生成，而 autogen.sh 没有在此运行或运行失败'}。`,
      ),
    remedies: notGenerated,
  },
  [
    {
      id: 'autotools.not-generated/makefile',
      when: /^\S{0,40}make(?:\.exe)?(?:\[\d+\])?: \*\*\* No targets specified and no makefile found|^\S{0,40}make: no target to make\.?$/,
      tier: 'trace',
      subject: 'Makefile',
      samples: [['make: *** No targets specified and no makefile found.  Stop.', 'Makefile']],
    },
    {
      id: 'autotools.not-generated/ninja',
      when: /ninja: error: loading '(build\.ninja)': /,
      tier: 'trace',
      cause: text(
        'CMake or Meson writes it, and did not run in this folder or failed.',
        '它由 CMake 或 Meson 生成，而它们没有在此目录运行或运行失败。',
      ),
      remedies: [
        {
          title: text('Configure into this folder first', '先在此目录完成配置'),
          run: [['cmake', '-G', 'Ninja', '..']],
        },
      ],
      samples: [["ninja: error: loading 'build.ninja': No such file or directory", 'build.ninja']],
    },
    {
      id: 'autotools.not-generated/no-rule-install',
      when: /^\S{0,40}make(?:\[\d+\])?: \*\*\* No rule to make target '(install|check|all|clean|distclean|uninstall)'/,
      tier: 'trace',
      subject: 'Makefile',
      samples: [["make: *** No rule to make target `install'.  Stop.", 'Makefile']],
    },
    {
      id: 'autotools.not-generated/configure',
      when: /(?:^|[: ])(?:\.{0,2}\/\S{0,200})?\b(configure|config\.status|autogen\.sh): (?:No such file or directory|not found|command not found)|(?:^|: )no such file or directory: (?:\.{0,2}\/\S{0,200})?\b(configure|config\.status|autogen\.sh)$/,
      tier: 'symptom',
      test: unseenBefore(/Can't exec|autoreconf: (?:error|.{0,60}failed)|command not found/),
      subject: ({ match }) => match[1]!,
      samples: [
        ['bash: ./configure: No such file or directory', 'configure'],
        ['-bash: ./autogen.sh: No such file or directory', 'autogen.sh'],
      ],
    },
    {
      id: 'autotools.not-generated/configure-trace',
      when: /(?:^|[: ])(?:\.{0,2}\/\S{0,200})?\b(configure|config\.status): (?:No such file or directory|not found|command not found)/,
      tier: 'trace',
      test: (match) =>
        !unseenBefore(/Can't exec|autoreconf: (?:error|.{0,60}failed)|command not found/)(match),
      subject: ({ match }) => match[1]!,
      samples: [
        [
          'autoreconf: error: libtoolize failed with exit status: 1\nbash: ./configure: No such file or directory',
          'configure',
        ],
      ],
    },
    {
      id: 'autotools.not-generated/required-file',
      when: /(?:error: |: |^)required file ?'(?:\.\/|\S{1,60}\/)?(ltmain\.sh|install-sh|compile|missing|depcomp|config\.guess|config\.sub|ar-lib|test-driver|INSTALL|NEWS|README|AUTHORS|ChangeLog|COPYING|[\w./-]{1,60}\.in|py-compile|ylwrap|config\.rpath|aclocal\.m4|configure)' not found/,
      subject: ({ match }) => match[1]!,
      samples: [
        ["configure.ac:14: error: required file 'config/ltmain.sh' not found", 'ltmain.sh'],
        ["Makefile.am: error: required file './README' not found", 'README'],
        ["configure.in:32: required file `config/compile' not found", 'compile'],
      ],
    },
    {
      id: 'autotools.not-generated/cannot-find-input',
      when: /(?:config\.status: |configure: )?error: cannot find input file: '?(\S{1,120}?)'?$/,
      // A macro that was not expanded is why automake did not do its part.
      test: unseenBefore(/configure: line \d+: [A-Z][A-Z0-9]{1,20}_\w{2,60}: command not found/),
      samples: [["config.status: error: cannot find input file: `Makefile.in'", 'Makefile.in']],
    },
    {
      id: 'autotools.not-generated/aux-files',
      when: /configure: error: cannot find (?:required auxiliary files: (\S{1,60})|(install-sh|config\.sub|config\.guess|ltmain\.sh|missing))/,
      subject: ({ match }) => (match[1] ?? match[2])!.replace(/,$/, ''),
      samples: [
        [
          'configure: error: cannot find install-sh, install.sh, or shtool in config "."/config',
          'install-sh',
        ],
        ['configure: error: cannot find required auxiliary files: compile missing install-sh', 'compile'],
      ],
    },
    {
      id: 'autotools.not-generated/ltmain',
      when: /(?:^|[: /])(ltmain\.sh|libtool|config\.guess|config\.sub|install-sh|depcomp|missing): (?:No such file or directory|not found)|can't read (?:\.\/|\S{1,40}\/)?(ltmain\.sh)|^(?:cp|mv|ln|cat|sed|chmod): [^'":]{1,60}['"](?:\S{1,80}\/)?(ltmain\.sh)['"]:/,
      test: ({ line }) =>
        /ltmain|\.\.?\/|config\/|sh: |libtool: No such/.test(line.text) &&
        !/command not found/.test(line.text),
      tier: 'symptom',
      subject: ({ match }) => (match[1] ?? match[2] ?? match[3])!,
      samples: [
        ["cp: cannot stat 'build/ltmain.sh': No such file or directory", 'ltmain.sh'],
        // Between the tool's name and the file, its words in whatever language.
        ["cp: impossibile eseguire stat di 'ltmain.sh': File o directory non esistente", 'ltmain.sh'],
        ['/bin/bash: ../libtool: No such file or directory', 'libtool'],
        ["sed: can't read ./ltmain.sh: No such file or directory", 'ltmain.sh'],
      ],
    },
    {
      id: 'autotools.not-generated/no-rule-generated',
      when: /No rule to make target '(?:\S{1,80}\/)?(Makefile\.in|Makefile\.am|configure\.ac|aclocal\.m4|config\.h\.in|config\.status|platform\.hpp|configure)'/,
      subject: ({ match }) => match[1]!,
      samples: [
        ["make: *** No rule to make target 'Makefile.am', needed by 'Makefile.in'.  Stop.", 'Makefile.am'],
      ],
    },
    {
      id: 'autotools.not-generated/configure-ac',
      when: /(?:autoreconf|autoconf|aclocal|automake)\S{0,10}: (?:error: )?'?configure\.(?:ac|in)'?(?:' or 'configure\.(?:in|ac)')? (?:is required|not found)|no configure\.(?:ac|in)|autoconf: (?:error: )?no input file/,
      subject: 'configure.ac',
      samples: [
        ["autoreconf: error: 'configure.ac' is required", 'configure.ac'],
        ["autoreconf: 'configure.ac' or 'configure.in' is required", 'configure.ac'],
      ],
    },
    {
      id: 'autotools.not-generated/cmake-source',
      when: /The source directory "?([^"]{1,300})"? does not appear to contain CMakeLists\.txt|(?:CMake Error: )The source directory .{0,300}does not (?:exist|appear)/,
      code: 'source.incomplete',
      title: text('The folder given to CMake is no source tree', '传给 CMake 的目录不是源码目录'),
      cause: text(
        'CMake was pointed at a folder without CMakeLists.txt: a wrong path, or an archive that ships none.',
        'CMake 指向的目录中没有 CMakeLists.txt：路径有误，或该压缩包不含此文件。',
      ),
      subject: 'CMakeLists.txt',
      remedies: [
        {
          title: text(
            'Give the folder that holds CMakeLists.txt, or build with autotools',
            '指定含有 CMakeLists.txt 的目录，或用 autotools 构建',
          ),
        },
      ],
      samples: [
        [
          'CMake Error: The source directory "/src/build" does not appear to contain CMakeLists.txt.',
          'CMakeLists.txt',
        ],
      ],
    },
    {
      id: 'autotools.not-generated/subdir-m4',
      when: /aclocal: (?:error: )?(?:couldn't open directory|failed to open directory|could not open directory) '?([\w./-]{1,60})'?|autoreconf: .{0,40}(?:cannot open|no such) (?:directory|file).{0,20}'?(m4|config)'?/,
      subject: ({ match }) => (match[1] ?? match[2])!,
      samples: [["aclocal: error: couldn't open directory 'm4': No such file or directory", 'm4']],
    },
  ],
);

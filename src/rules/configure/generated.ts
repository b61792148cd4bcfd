import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, Remedy, RuleFamily } from '../../explain/rule.ts';
import { toolName } from '../../explain/subjects/tools.ts';

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

export default [
  ...family(
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
  ),
  ...family(
    'autotools.version-mismatch',
    {
      title: (subject) =>
        text(
          `The generated files are from another version of ${subject ?? 'the autotools'}`,
          `已生成的文件来自另一版本的 ${subject ?? 'autotools'}`,
        ),
      cause: text(
        'Files in the source (aclocal.m4, configure, ltmain.sh, Makefile.in) were made by another version than the one installed, and a rule wants to make them again.',
        '源码中的 aclocal.m4、configure、ltmain.sh、Makefile.in 由与本机不同的版本生成，而某条规则要重新生成它们。',
      ),
      remedies: [
        {
          title: text('Install the autotools', '安装 autotools'),
          install: ['autoconf', 'automake', 'libtool'],
        },
        {
          title: text('Generate the files again with what is installed', '用已安装的版本重新生成这些文件'),
          run: [['autoreconf', '-fi']],
        },
      ],
    },
    [
      {
        id: 'autotools.version-mismatch/missing',
        when: /(?:^|[: /])(aclocal|automake|autoconf|autoheader)-(\d[\d.]*): (?:[Cc]ommand )?not found|'?(aclocal|automake|autoconf|autoheader)-(\d[\d.]*)'? is (?:missing on your system|needed)|(aclocal|automake)-(\d[\d.]*): No such file/,
        subject: ({ match }) => match[1] ?? match[3] ?? match[5]!,
        over: ['tool.missing'],
        samples: [
          ['/home/dev/czmq/config/missing: line 81: aclocal-1.15: command not found', 'aclocal'],
          ["WARNING: 'automake-1.14' is missing on your system.", 'automake'],
          ['/bin/sh: 1: automake-1.16: not found', 'automake'],
        ],
      },
      {
        id: 'autotools.version-mismatch/libtool',
        when: /libtool: (?:Version mismatch error|and the definition of this LT_INIT|error: version mismatch)|libtool: You should recreate aclocal\.m4/i,
        subject: 'libtool',
        samples: [
          ['libtool: Version mismatch error.  This is libtool 2.4.6 Debian-2.4.6-2, but the', 'libtool'],
        ],
      },
      {
        id: 'autotools.version-mismatch/libtool-x',
        when: /^(?:\.\.?\/|\S{0,80}\/)?libtool: (?:line )?\d+: (?:X--tag=|X?-?-?[\w=/+.-]{0,40}--mode|\S{0,60}X\S{0,60}): (?:No such file|(?:command )?not found)|libtool: (?:unrecognized option '-static'|line \d+: func_\w+: command not found)/,
        subject: 'libtool',
        samples: [
          ['../libtool: line 466: X--tag=CC: command not found', 'libtool'],
          ['libtool: line 1120: func_opt_split: command not found', 'libtool'],
        ],
      },
      {
        id: 'autotools.version-mismatch/aclocal-m4',
        when: /(aclocal\.m4|configure\.ac|configure\.in):\d+: (?:error|warning): this file was generated for autoconf|error: version mismatch\.\s{0,4}This is (Automake|Autoconf|Libtool)|this file was generated for autoconf \d/,
        unless: /warning/,
        subject: ({ match }) => (match[2] ? toolName(match[2].toLowerCase()) : 'autoconf'),
        samples: [
          ['configure.ac:15: error: version mismatch.  This is Automake 1.15,', 'automake'],
          ['aclocal.m4:17: error: this file was generated for autoconf 2.61.', 'autoconf'],
        ],
      },
      {
        id: 'autotools.version-mismatch/config-guess',
        when: /(?:Invalid configuration|invalid machine type|machine '?[\w-]{1,60}'? not recognized|configure: error: (?:cannot guess build type; you must specify one|\/bin\/\w{2,5} \S{0,120}config\.sub \S{1,80} failed)|config\.guess.{0,60}(?:failed to recognize|unable to guess system type|out of date))/,
        code: 'compile.source-incompatible',
        subject: ({ line }) =>
          /config\.sub|machine|Invalid/.test(line.text) ? 'config.sub' : 'config.guess',
        title: (subject) =>
          text(`${subject} of this source does not know this machine`, `源码中的 ${subject} 不认识这台机器`),
        cause: text(
          'The source is older than the architecture; its config.guess and config.sub must be newer.',
          '源码早于这一体系结构；需要更新的 config.guess 和 config.sub。',
        ),
        remedies: [
          {
            title: text('Generate with the installed autotools', '用已安装的 autotools 重新生成'),
            run: [['autoreconf', '-fi']],
          },
        ],
        samples: [
          ['configure: error: cannot guess build type; you must specify one', 'config.guess'],
          ['configure: error: /bin/sh ./config.sub arm64-apple-darwin20 failed', 'config.sub'],
          [
            "Invalid configuration `aarch64-unknown-linux-gnu': machine `aarch64-unknown' not recognized",
            'config.sub',
          ],
        ],
      },
      {
        id: 'autotools.version-mismatch/libtoolize-new',
        when: /(?:linking libtool files|libtoolize: (?:error|can not copy|cannot)).{0,120}(?:version|ltmain)|LT_INIT.{0,60}comes from|ltmain\.sh.{0,40}(?:version|older|newer) .{0,40}libtool|You should recreate (?:aclocal|macro)/,
        unless: /Consider|putting|recreate aclocal\.m4 with macros from/,
        subject: 'libtool',
        samples: [['libtoolize: error: ltmain.sh has another version', 'libtool']],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';

export default family(
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
      subject: ({ line }) => (/config\.sub|machine|Invalid/.test(line.text) ? 'config.sub' : 'config.guess'),
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
);

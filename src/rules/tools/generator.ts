import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { packageOfTool, toolName } from '../../explain/subjects/tools.ts';

/** Generators whose version the source cares for: autopoint (gettext-tools/misc/autopoint.in), bison (src/parse-gram.y, src/complain.c), flex. */

/** bison puts line and column before what it says: `parse.y:10.1-7: `, `parse.y:10.1-12.4: `. */
const BISON_PLACE = String.raw`^\S{1,200}\.(?:y|yy|ypp|yxx|y\+\+):\d+\.\d+(?:-[\d.]+)?: (?:error: )?`;

export default [
  ...family(
    'tool.too-old',
    {
      cause: (subject) =>
        text(
          `The source is written for a newer ${subject} than the one found.`,
          `这份源码是为更新的 ${subject} 编写的。`,
        ),
      remedies: (subject) => {
        const named = subject ? packageOfTool(subject) : null;
        return [
          {
            title: text(
              `Install a newer ${subject}; macOS and old systems have one of their own in front`,
              `安装更新的 ${subject}；macOS 和旧系统自带的版本可能排在前面`,
            ),
            ...(named && { packages: [named] }),
          },
        ];
      },
    },
    [
      {
        id: 'tool.too-old/bison',
        // An old bison takes what it does not know for a mistake in the grammar.
        when: new RegExp(
          `${BISON_PLACE}(?:syntax error, unexpected |invalid (?:directive|character|token)|unrecognized|unknown directive|%define variable|require bison \\d|%require)`,
        ),
        subject: 'bison',
        samples: [
          ['sql.y:63.18-21: syntax error, unexpected identifier', 'bison'],
          ["parse.y:10.1-7: invalid directive: `%code'", 'bison'],
          ['parse.y:1.10-14: error: require bison 3.2, but have 3.0.4', 'bison'],
        ],
        misses: ['parse.y:44.12-20: warning: unused value: $2', 'parse.y:44: error: expected expression'],
      },
      {
        id: 'tool.too-old/gettext',
        when: /^autopoint: (?:error: )?\*{3} (?:The AM_GNU_GETTEXT_(?:REQUIRE_)?VERSION declaration .{0,200}|infrastructure files for version \S{1,20} not found|.{0,120}but this version is older)/,
        subject: 'gettext',
        samples: [
          [
            'autopoint: *** infrastructure files for version 0.20 not found; this is autopoint from GNU gettext-tools 0.18.1',
            'gettext',
          ],
          [
            'autopoint: *** The AM_GNU_GETTEXT_VERSION declaration in your configure.ac file requires the infrastructure from gettext-0.20 but this version is older. Please upgrade to gettext-0.20 or newer.',
            'gettext',
          ],
        ],
      },
      {
        id: 'tool.too-old/gettext-mismatch',
        when: /^\*{3} error: gettext infrastructure mismatch: using a Makefile\.in\.in from gettext version/,
        code: 'autotools.version-mismatch',
        subject: 'gettext',
        title: text('Files of two versions of gettext are mixed', '混用了两个版本的 gettext 文件'),
        cause: text(
          'po/Makefile.in.in and the macros in aclocal.m4 were copied from different versions of gettext.',
          'po/Makefile.in.in 与 aclocal.m4 中的宏来自不同版本的 gettext。',
        ),
        remedies: [
          {
            title: text('Copy them anew', '重新复制'),
            run: [
              ['autopoint', '--force'],
              ['autoreconf', '-fi'],
            ],
          },
        ],
        samples: [
          [
            '*** error: gettext infrastructure mismatch: using a Makefile.in.in from gettext version 0.18 but the autoconf macros are from gettext version 0.20',
            'gettext',
          ],
        ],
      },
    ],
  ),
  ...family(
    'tool.too-new',
    {
      cause: (subject) =>
        text(
          `The source uses a form that newer releases of ${subject} no longer take.`,
          `这份源码使用了新版 ${subject} 不再接受的写法。`,
        ),
      remedies: (subject) => [
        {
          title: text(
            `Take a newer release of the source, or an older ${subject}`,
            `使用更新的源码发行版，或较旧的 ${subject}`,
          ),
        },
      ],
    },
    [
      {
        id: 'tool.too-new/gettext',
        when: /^autopoint: (?:error: )?\*{3} .{0,160}no longer supported/,
        subject: 'gettext',
        samples: [
          [
            "autopoint: *** AM_GNU_GETTEXT without 'external' argument is no longer supported in version 0.20",
            'gettext',
          ],
        ],
      },
    ],
  ),
  ...family(
    'autotools.macro-missing',
    {
      title: (subject) => text(`configure.ac lacks ${subject}`, `configure.ac 中没有 ${subject}`),
      cause: (subject) =>
        text(
          `autopoint asks configure.ac which gettext to copy files of, by ${subject}.`,
          `autopoint 依照 configure.ac 中的 ${subject} 决定复制哪个版本的 gettext 文件。`,
        ),
    },
    [
      {
        id: 'autotools.macro-missing/autopoint-version',
        when: /^autopoint: (?:error: )?\*{3} Missing version: please specify in \S{1,40} a line '(AM_GNU_GETTEXT_\w{1,20})/,
        samples: [
          [
            "autopoint: *** Missing version: please specify in configure.ac a line 'AM_GNU_GETTEXT_VERSION(0.20)'",
            'AM_GNU_GETTEXT_VERSION',
          ],
        ],
      },
    ],
  ),
  ...family(
    'tool.missing',
    {
      cause: (subject) =>
        text(
          `autopoint unpacks its files with ${subject}, and no program of that name was found.`,
          `autopoint 用 ${subject} 解开自己的文件，但找不到这个程序。`,
        ),
    },
    [
      {
        id: 'tool.missing/autopoint-needs',
        when: /^autopoint: (?:error: )?\*{3} (cvs|git|xz|bzip2) program not found/,
        subject: ({ match }) => toolName(match[1]!),
        samples: [['autopoint: *** cvs program not found', 'cvs']],
      },
    ],
  ),
] satisfies RuleFamily;

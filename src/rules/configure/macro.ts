import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Remedy, RuleFamily } from '../../explain/rule.ts';

/** Macro -> who ships its m4 file. */
const OWNER = (macro: string): 'pkg-config' | 'libtool' | null =>
  /^PKG_/.test(macro)
    ? 'pkg-config'
    : /^(?:LT_|AC_PROG_LIBTOOL|AM_PROG_LIBTOOL|AC_LIBTOOL|AC_LIBLTDL|LIBTOOL|AC_ENABLE_(?:SHARED|STATIC)|AC_DISABLE_(?:SHARED|STATIC))/.test(
          macro,
        )
      ? 'libtool'
      : null;
/** A macro that reached the shell as a function call. */
const MACRO_CALL = /\b([A-Z][A-Z0-9]{1,20}_[A-Z0-9_]{2,60}) ?\(/;
const around = (lines: readonly { readonly text: string }[], at: number): string =>
  `${lines[at]!.text}\n${lines[at + 1]?.text ?? ''}`;

const macroFix = (subject: string | null): readonly Remedy[] => {
  const owner = subject ? OWNER(subject) : null;
  const forced: Remedy = {
    title: text('Then generate configure again', '然后重新生成 configure'),
    run: [['autoreconf', '-fi']],
  };
  if (owner)
    return [
      {
        title: text(
          `Install ${owner}, whose m4 file defines ${subject}`,
          `安装 ${owner}，它的 m4 文件定义了 ${subject}`,
        ),
        install: owner === 'libtool' ? ['autoconf', 'automake', 'libtool'] : ['pkg-config'],
      },
      forced,
    ];
  if (subject?.startsWith('AX_') || subject?.startsWith('AC_CXX'))
    return [
      {
        title: text(
          'Install autoconf-archive, which ships the AX_ macros',
          '安装提供 AX_ 宏的 autoconf-archive',
        ),
      },
      forced,
    ];
  return [
    {
      title: text(
        `Install what ships the m4 file of ${subject ?? 'the macro'}, and let aclocal see its folder`,
        `安装提供 ${subject ?? '该宏'} 的 m4 文件的软件，并让 aclocal 能找到其目录`,
      ),
    },
    forced,
  ];
};

/** Autoconf's and M4sh's own macros. */
const CORE = /^(?:A[CM]_(?:MSG|DEFINE|SUBST|CHECK|ARG|HELP|TRY|COMPILE|LANG)|AS_)/;

export default [
  ...family(
    'autotools.macro-missing',
    {
      title: (subject) =>
        text(`The autoconf macro ${subject ?? ''} is not known`, `autoconf 不认识宏 ${subject ?? ''}`),
      cause: (subject) =>
        text(
          `The m4 file that defines ${subject ?? 'it'} is not installed, or lies where aclocal does not look.`,
          `定义 ${subject ?? '该宏'} 的 m4 文件没有安装，或不在 aclocal 的搜索目录中。`,
        ),
      remedies: macroFix,
    },
    [
      {
        id: 'autotools.macro-missing/undefined',
        when: /possibly undefined macro: '?([A-Z][A-Z0-9_]{2,60})'?/,
        test: ({ log, match }) => {
          // AC_ and AS_ macros are left over when a macro before them was not expanded.
          if (!CORE.test(match[1]!)) return true;
          return log
            .all(/possibly undefined macro: '?([A-Z][A-Z0-9_]{2,60})/)
            .every(({ 1: name }) => CORE.test(name!));
        },
        samples: [
          [
            'configure.ac:60: error: possibly undefined macro: AC_PROG_LIBTOOL\n      If this token and others are legitimate, please use m4_pattern_allow.',
            'AC_PROG_LIBTOOL',
          ],
          ['configure.ac:99: error: possibly undefined macro: PKG_CHECK_MODULES', 'PKG_CHECK_MODULES'],
          [
            'configure.ac:12: error: possibly undefined macro: AC_SUBST\nconfigure.ac:40: error: possibly undefined macro: AS_CASE',
            'AC_SUBST',
          ],
          [
            'configure.ac:12: error: possibly undefined macro: AS_IF\nconfigure.ac:40: error: possibly undefined macro: AX_PTHREAD',
            'AX_PTHREAD',
          ],
        ],
      },
      {
        id: 'autotools.macro-missing/required',
        when: /error: ([A-Z][A-Z0-9_]{2,60}) is m4_require'd but not m4_defun'd/,
        samples: [
          [
            "/usr/share/aclocal/foo.m4:12: error: LT_LIB_DLLOAD is m4_require'd but not m4_defun'd",
            'LT_LIB_DLLOAD',
          ],
        ],
        misses: ["configure.ac:9: warning: AC_REQUIRE: AC_PROG_SED is m4_require'd but not m4_defun'd"],
      },
      {
        id: 'autotools.macro-missing/not-found',
        when: /(?:warning|error): macro '([A-Z][A-Z0-9_]{2,60})' not found in library/,
        samples: [
          ["aclocal: warning: macro `AM_PROG_LIBTOOL' not found in library", 'AM_PROG_LIBTOOL'],
          [
            "configure.ac:8: error: macro 'AX_CXX_COMPILE_STDCXX' not found in library",
            'AX_CXX_COMPILE_STDCXX',
          ],
        ],
      },
      {
        id: 'autotools.macro-missing/libtool-undefined',
        when: /error: Libtool library used but 'LIBTOOL' is undefined|'LIBTOOL' is undefined/,
        subject: 'LT_INIT',
        samples: [["Makefile.am:1: error: Libtool library used but 'LIBTOOL' is undefined", 'LT_INIT']],
      },
      {
        id: 'autotools.macro-missing/syntax-error',
        when: /(?:configure|config\.status): (?:line )?\d+: (?:syntax error near unexpected token|Syntax error: )/,
        test: ({ log, at }) => MACRO_CALL.test(around(log.lines, at)),
        subject: ({ log, at }) => MACRO_CALL.exec(around(log.lines, at))?.[1] ?? null,
        samples: [
          [
            "./configure: line 5213: syntax error near unexpected token `LIBSODIUM,'\n./configure: line 5213: `PKG_CHECK_MODULES(LIBSODIUM, libsodium)'",
            'PKG_CHECK_MODULES',
          ],
          [
            './configure: 5213: Syntax error: word unexpected (expecting ")")\n./configure: 5213: AX_PTHREAD(',
            'AX_PTHREAD',
          ],
        ],
      },
      {
        id: 'autotools.macro-missing/syntax-newline',
        // dash and the shells of the BSDs show no line; a call that is broken after its parenthesis is PKG_CHECK_MODULES( as a rule.
        when: /(?:configure|config\.status): \d+: Syntax error: newline unexpected \(expecting "\)"\)/,
        test: ({ log, at }) => !MACRO_CALL.test(around(log.lines, at)),
        tier: 'symptom',
        subject: 'PKG_CHECK_MODULES',
        samples: [
          ['./configure: 12522: Syntax error: newline unexpected (expecting ")")', 'PKG_CHECK_MODULES'],
        ],
        misses: ['./build.sh: 12: Syntax error: newline unexpected (expecting ")")'],
      },
      {
        id: 'autotools.macro-missing/syntax-token',
        when: /(?:configure|config\.status): (?:line )?\d+: syntax error near unexpected token '([A-Za-z]\w{1,60}),'/,
        tier: 'symptom',
        subject: 'PKG_CHECK_MODULES',
        cause: text(
          'A name followed by a comma is what is left of an unexpanded PKG_CHECK_MODULES.',
          '后跟逗号的名称，正是未展开的 PKG_CHECK_MODULES 的残留。',
        ),
        samples: [["./configure: line 3000: syntax error near unexpected token `ZMQ,'", 'PKG_CHECK_MODULES']],
      },
      {
        id: 'autotools.macro-missing/called',
        when: /(?:configure|config\.status): (?:line )?\d+: ([A-Z][A-Z0-9]{1,20}_[A-Z0-9_]{2,60}): (?:command )?not found/,
        tier: 'symptom',
        samples: [['./configure: line 3010: AX_CODE_COVERAGE: command not found', 'AX_CODE_COVERAGE']],
      },
      {
        id: 'autotools.macro-missing/undefined-or-overquoted',
        when: /(?:error|warning): (?:undefined or overquoted macro|undefined macro): ([A-Z][A-Z0-9_]{2,60})|error: undefined macro '([A-Z][A-Z0-9_]{2,60})'/,
        unless: /^autoupdate/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [['configure.ac:12: error: undefined macro: AX_PTHREAD', 'AX_PTHREAD']],
      },
      {
        id: 'autotools.macro-missing/pkg-config-m4',
        when: /\b(?:pkg\.m4|PKG_(?:CHECK_MODULES|CHECK_EXISTS|PROG_PKG_CONFIG|CHECK_VAR|INSTALLDIR|[A-Z_]{4,30}))\b.{0,80}(?:not found|missing|is not installed|unexpanded|required)|[Pp]lease install pkg-config.{0,40}pkg\.m4/,
        unless: /possibly undefined|syntax error|checking|line \d+:/,
        subject: ({ line }) => /PKG_[A-Z_]{2,40}/.exec(line.text)?.[0] ?? 'PKG_CHECK_MODULES',
        samples: [['configure.ac:30: error: pkg.m4 not found: PKG_CHECK_MODULES', 'PKG_CHECK_MODULES']],
      },
      {
        id: 'autotools.macro-missing/conditional',
        when: /error: (?:conditional )?'?([A-Z]\w{1,60})'? does not appear in AM_CONDITIONAL|error: (\w+) used but '\w+' is undefined/,
        tier: 'symptom',
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [['Makefile.am:5: error: ENABLE_DRAFTS does not appear in AM_CONDITIONAL', 'ENABLE_DRAFTS']],
      },
    ],
  ),
] satisfies RuleFamily;

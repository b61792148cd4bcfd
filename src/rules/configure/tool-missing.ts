import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { isKnownTool, MISSING_TOOL, namedTool } from '../../explain/words/missing-tool.ts';

/** Under which names configure looks for a compiler, and what it found; its test of the result is not such a line. */
const SECOND_COMPILERS: Readonly<Record<string, RegExp>> = {
  'C++':
    /^checking for (?:[\w-]{1,40}-)?(?:g\+\+|c\+\+|gpp|aCC|CC|cxx|cc\+\+|cl\.exe|FCC|KCC|RCC|xlC(?:_r)?|clang\+\+)\.\.\. (\S+)$/,
  Fortran:
    /^checking for (?:[\w-]{1,40}-)?(?:gfortran|g95|g77|f77|f90|f95|f2003|fort77|frt|pgf\w{2}|lf95|ifort|ifc|efc|xlf\w*|fort|ftn|nagfor|af77)\.\.\. (\S+)$/,
};

export default family('tool.missing', MISSING_TOOL, [
  {
    id: 'tool.missing/configure-compiler',
    when: /^(?:configure: error: |checking .{0,60}\.\.\. configure: error: ).{0,40}?(?:no acceptable|[Nn]o usable) (C|cc|ld|C\+\+|grep|sed|m4|nm|egrep)\b/,
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
      ['checking for m4... configure: error: No usable m4 in $PATH or /usr/5bin', 'm4'],
    ],
  },
  {
    id: 'tool.missing/configure-second-compiler',
    // AC_PROG_CXX and AC_PROG_FC go on with their default name where they found none; AC_PROG_CC stops by itself.
    when: /^configure: error: (C\+\+|Fortran) compiler cannot create executables/,
    test: ({ match, log, at }) => {
      const tried = SECOND_COMPILERS[match[1]!]!;
      const answers = log.lines
        .slice(Math.max(0, at - 60), at)
        .flatMap(({ text: words }) => tried.exec(words)?.[1] ?? []);
      return answers.length > 0 && answers.every((answer) => answer === 'no');
    },
    subject: ({ match }) => (match[1] === 'C++' ? 'g++' : 'gfortran'),
    over: ['tool.broken/cannot-create-executables'],
    samples: [
      [
        'checking for gcc... gcc\nchecking for g++... no\nchecking for c++... no\nchecking for clang++... no\nchecking whether the C++ compiler works... no\nconfigure: error: C++ compiler cannot create executables',
        'g++',
      ],
      [
        'checking for x86_64-linux-gnu-gfortran... no\nchecking for f95... no\nconfigure: error: Fortran compiler cannot create executables',
        'gfortran',
      ],
    ],
    misses: [
      'checking for g++... no\nchecking for c++... c++\nchecking whether the C++ compiler works... no\nconfigure: error: C++ compiler cannot create executables',
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
      ({ 'C++ compiler': 'g++', 'C compiler': 'gcc', 'GNU make': 'make' })[match[1]!] ?? toolName(match[1]!),
    over: ['dependency.missing/configure-error'],
    samples: [
      ['configure: error: pkg-config not found. Please install pkg-config', 'pkg-config'],
      ['configure: error: asciidoc is required but was not found', 'asciidoc'],
    ],
    misses: ['configure: error: libsodium is not found'],
  },
  {
    id: 'tool.missing/configure-depfiles',
    // automake's last step of config.status runs make (m4/depout.m4); without one it says only that "something" went wrong.
    when: /^config\.status: error: Something went wrong bootstrapping makefile fragments/,
    tier: 'symptom',
    subject: 'make',
    samples: [
      [
        'config.status: error: Something went wrong bootstrapping makefile fragments\n    for automatic dependency tracking.',
        'make',
      ],
    ],
  },
  {
    id: 'tool.missing/configure-cannot-find',
    when: /^configure: error: (?:[Cc]annot find|[Cc]ould not find|[Cc]an't find|[Mm]issing|no) '?(?:GNU )?([\w.+-]{1,40})'?(?: >=? ?\d[\w.]{0,20})?(?: in (?:your |the )?\$?PATH)?\.?$/,
    test: isKnownTool,
    subject: namedTool,
    over: ['dependency.missing/configure-error', 'dependency.too-old'],
    samples: [
      ['configure: error: cannot find javac', 'javac'],
      ['configure: error: could not find GNU libtool >= 1.5.26', 'libtool'],
    ],
    misses: ['configure: error: cannot find libsodium'],
  },
  {
    id: 'tool.missing/configure-required',
    when: /^configure: error: (?:[Rr]equired )?(?:[Tt]ool|[Pp]rogram|[Uu]tility|[Cc]ommand) (?:was |is )?(?:not found|missing): '?(?:GNU )?([\w.+-]{1,40})/,
    subject: namedTool,
    over: ['dependency.missing/configure-error'],
    samples: [['configure: error: Required tool not found: help2man', 'help2man']],
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
    subject: namedTool,
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
    subject: namedTool,
    samples: [["**Error**: You must have `libtool' installed.", 'libtool']],
  },
  {
    id: 'tool.missing/autotools-exec',
    when: /(?:Can't exec "|failed to run |Cannot exec ")(?:\/\S{0,120}\/)?([\w.+-]{1,40})"?: No such file or directory/,
    subject: namedTool,
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
    subject: namedTool,
    over: ['autotools.not-generated'],
    samples: [['autoreconf: libtoolize is needed because this package uses Libtool', 'libtool']],
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
    id: 'tool.missing/automake-missing-script',
    when: /^WARNING: '?(autoconf|automake|aclocal|autoheader|makeinfo|flex|bison|help2man|gperf|m4)'? is (?:missing on your system|needed, and)/,
    test: ({ log, at }) => log.before(at, 4, /-1\.\d+: (?:command )?not found/) === null,
    subject: namedTool,
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
]);

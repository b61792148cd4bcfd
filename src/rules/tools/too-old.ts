import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { OLD_TOOL } from '../../explain/words/old-tool.ts';

/** Build systems that are older than what is written for them. */
export default family('tool.too-old', OLD_TOOL, [
  {
    id: 'tool.too-old/cmake',
    when: /CMake \d[\d.]* or higher is required\. {1,4}You are running version/,
    subject: 'cmake',
    samples: [
      [
        'CMake Error at CMakeLists.txt:2 (cmake_minimum_required):\n  CMake 3.16 or higher is required.  You are running version 3.10.2',
        'cmake',
      ],
    ],
  },
  {
    id: 'tool.too-old/cmake-presets',
    when: /Could not read presets from \S{1,300}.{0,10}(?:Unrecognized "version"|\s*$)|Unrecognized "version" field/,
    subject: 'cmake',
    samples: [['CMake Error: Could not read presets from /src: Unrecognized "version" field', 'cmake']],
  },
  {
    id: 'tool.too-old/cmake-command',
    when: /Unknown CMake command "(?:target_sources|target_compile_features|target_link_options|FetchContent_\w+|add_compile_definitions|list|check_pie_supported|cmake_parse_arguments|target_compile_options|target_link_directories|add_link_options|cmake_path)"/,
    subject: 'cmake',
    samples: [
      [
        'CMake Error at CMakeLists.txt:44 (target_link_options):\n  Unknown CMake command "target_link_options".',
        'cmake',
      ],
    ],
  },
  {
    id: 'tool.too-old/cmake-policy',
    when: /Policy "CMP\d{4}" is not known to this version of CMake/,
    subject: 'cmake',
    samples: [
      [
        'CMake Error at CMakeLists.txt:5 (cmake_policy):\n  Policy "CMP0135" is not known to this version of CMake.',
        'cmake',
      ],
    ],
  },
  {
    id: 'tool.too-old/critical-programs',
    // glibc's configure, which asks each program for its version.
    when: /^\*\*\* These critical programs are missing or too old: ([\w+.-]{1,40})/,
    samples: [['*** These critical programs are missing or too old: make bison compiler', 'make']],
  },
  {
    id: 'tool.too-old/autoconf',
    when: /(?:Autoconf|autoconf) version (\d[\w.]*) or higher is required/,
    subject: 'autoconf',
    over: ['autotools.macro-missing'],
    samples: [['configure.ac:20: error: Autoconf version 2.69 or higher is required', 'autoconf']],
  },
  {
    id: 'tool.too-old/automake',
    when: /require Automake \d[\w.]*, but have|require version \d[\w.]*, but have \d/,
    subject: 'automake',
    samples: [['configure.ac:8: error: require Automake 1.14, but have 1.11.1', 'automake']],
  },
  {
    id: 'tool.too-old/automake-perl',
    when: /Unescaped left brace in regex is illegal here.{0,200}(?:at \S{0,80}\/(automake|autoscan|texi2html)|$)/,
    subject: ({ match }) => match[1] ?? 'automake',
    cause: text(
      'This automake uses a form of regular expressions that the installed Perl no longer takes.',
      '这个 automake 使用了已安装的 Perl 不再接受的正则表达式写法。',
    ),
    samples: [
      [
        'Unescaped left brace in regex is illegal here in regex; marked by <-- HERE in m/\\${ <-- HERE ([^ \\t=:+{}]+)}/ at /usr/bin/automake line 3936.',
        'automake',
      ],
    ],
  },
  {
    id: 'tool.too-old/autoconf-macros',
    when: /possibly undefined macro: (?:AS_VAR_IF|AC_PROG_SED|AC_USE_SYSTEM_EXTENSIONS|AS_VAR_APPEND|AC_TYPE_INT\w*|AC_COMPUTE_INT|AS_VAR_ARITH|m4_esyscmd_s|AC_REQUIRE_AUX_FILE)$/,
    subject: 'autoconf',
    over: ['autotools.macro-missing'],
    cause: text(
      'The macro belongs to autoconf itself, in a newer release than the one installed.',
      '这个宏属于 autoconf 本身，但只有更新的版本才提供。',
    ),
    samples: [['configure:2835: error: possibly undefined macro: AS_VAR_IF', 'autoconf']],
  },
  {
    id: 'tool.too-old/said',
    when: /\b(gcc|g\+\+|clang|GCC|G\+\+|Clang|git|make|ninja|meson|python|Python|node|Node(?:\.js)?|go|Go|rustc|cargo|libtool|automake|autoconf|pkg-config|bison|flex|perl|java|JDK|npm|pip|setuptools)(?: version)? (?:is too old|version is too old|too old|\d[\w.]* is too old|\d[\w.]* (?:or (?:higher|newer|later|above|greater)) (?:is )?(?:required|needed))/,
    unless: /or is too old|WARNING/i,
    subject: ({ match }) =>
      ({ 'node.js': 'node', python: 'python3', jdk: 'java' })[match[1]!.toLowerCase()] ??
      match[1]!.toLowerCase(),
    samples: [
      ['configure: error: GCC version is too old', 'gcc'],
      ['ERROR: Python 3.8 or newer is required', 'python3'],
    ],
  },
  {
    id: 'tool.too-old/meson',
    when: /Meson version is (\d[\w.]*) but project requires/,
    subject: 'meson',
    samples: [['meson.build:1:0: ERROR: Meson version is 0.49.2 but project requires >= 0.56.0', 'meson']],
  },
  {
    id: 'tool.too-old/glib-git',
    when: /error: unknown (?:option|switch) '(?:recurse-submodules|shallow-submodules|filter|sparse|depth)|git: '(?:switch|restore|sparse-checkout)' is not a git command/,
    subject: 'git',
    over: ['tool.missing/git-lfs'],
    samples: [["git: 'switch' is not a git command. See 'git --help'.", 'git']],
  },
]);

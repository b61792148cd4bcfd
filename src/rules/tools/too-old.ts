import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { capabilityOfTool, toolName } from '../../explain/subjects/tools.ts';

export default family(
  'tool.too-old',
  {
    cause: (subject) =>
      text(
        `The source asks for a newer ${subject} than the one found.`,
        `源码要求的 ${subject} 版本比找到的新。`,
      ),
    remedies: (subject) => [
      {
        title: text(
          `Install a newer ${subject}, or take a release of the source that accepts this one`,
          `安装更新的 ${subject}，或选用支持当前版本的源码发行版`,
        ),
        install: subject && capabilityOfTool(subject) ? [capabilityOfTool(subject)!] : [],
      },
    ],
  },
  [
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
      id: 'tool.too-old/go',
      when: /(?:requires go ?>?=? ?\d+\.\d+.{0,40}running go|note: module requires Go \d|invalid go version '|go\.mod file indicates go \d|unknown directive: toolchain|errors parsing go\.mod|download go\d[\d.]* for \S{1,40}: toolchain not available|cannot compile Go 1\.\d+ code|package (?:io\/fs|embed|slices|maps|cmp|log\/slog|math\/rand\/v2|iter|unique) is not in GOROOT)/,
      subject: 'go',
      over: ['go.module-not-found'],
      samples: [
        ['go: go.mod requires go >= 1.21 (running go 1.19.8; GOTOOLCHAIN=local)', 'go'],
        ['note: module requires Go 1.18', 'go'],
        [
          "go: errors parsing go.mod:\n/src/go.mod:3: invalid go version '1.21.0': must match format 1.23",
          'go',
        ],
      ],
    },
    {
      id: 'tool.too-old/go-modules',
      when: /^go: cannot use path@version syntax in GOPATH mode|^go: unknown subcommand "mod"|cannot find package "[^"]{1,200}\/v\d+"? in any of:/,
      subject: 'go',
      samples: [['go: unknown subcommand "mod"', 'go']],
    },
    {
      id: 'tool.too-old/compiler-option',
      when: /(?:unrecognized|unrecognised|unknown) (?:command[- ]line |argument: )?(?:option:? )?['"]?(-std=[\w+:]{3,12})['"]?|invalid (?:value|argument) '([\w+]{3,8})' in '-std=/,
      subject: ({ match, log, at }) => {
        const compiler =
          /\b(clang\+\+|clang|g\+\+|gcc|c\+\+|cc1plus|cc1|cc)(?:-\d+)?(?:\.exe)?: (?:fatal )?error/.exec(
            log.lines[at]!.text,
          )?.[1];
        const name = compiler
          ? toolName(compiler)
          : (match[1] ?? match[2] ?? '').includes('++')
            ? 'g++'
            : 'gcc';
        return name === 'cc' ? 'gcc' : name;
      },
      over: ['compile.standard-too-old'],
      samples: [
        ["g++: error: unrecognized command line option '-std=c++17'", 'g++'],
        ['cc1plus: error: unrecognized command line option "-std=c++11"', 'g++'],
        ["error: invalid value 'c++20' in '-std=c++20'", 'g++'],
      ],
    },
    {
      id: 'tool.too-old/compiler-flag',
      when: /(?:^|[ /])((?:[\w-]{1,40}-)?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)|cc1|cc1plus)(?:-\d{1,2})?(?:\.exe)?: error: unrecogni[sz]ed (?:command[- ]line )?option ['"]?(-[fm]\S{2,60}?)['"]?(?:$|[;,])/,
      tier: 'symptom',
      subject: ({ match }) =>
        toolName(match[1]!.replace(/^.*-(?=(?:gcc|g\+\+|cc|c\+\+)$)/, '')).replace(/^cc$/, 'gcc'),
      samples: [["x86_64-linux-gnu-gcc: error: unrecognized command-line option '-fcf-protection'", 'gcc']],
    },
    {
      id: 'tool.too-old/warning-flag',
      // gcc 4.4 and later pass over a -Wno- that they do not know, unless something else is wrong: then they warn.
      when: /(?:^|[ /])((?:[\w-]{1,40}-)?(?:gcc|g\+\+|cc|c\+\+)|cc1|cc1plus)(?:-\d{1,2})?(?:\.exe)?: error: unrecogni[sz]ed command[- ]line option ['"]?-W[a-z][\w=+-]{1,60}['"]?$/,
      tier: 'symptom',
      subject: ({ match }) =>
        toolName(match[1]!.replace(/^.*-(?=(?:gcc|g\+\+|cc|c\+\+)$)/, '')).replace(/^cc$/, 'gcc'),
      samples: [
        ['cc1: error: unrecognized command line option "-Wno-unused-result"', 'gcc'],
        ["cc1plus: error: unrecognized command-line option '-Wsuggest-override'", 'g++'],
      ],
      misses: [
        "cc1plus: warning: unrecognized command line option '-Wno-deprecated-copy'",
        "cc1: error: unrecognized command line option '-Wno-foo' [-Werror]",
      ],
    },
    {
      id: 'tool.too-old/linker-flag',
      // A compiler driver newer than its binutils; with the option in LDFLAGS, env.compiler-flags says so.
      when: /(?:^|[ /])(?:[\w-]{1,40}-)?ld(?:\.bfd|\.gold)?(?:\.exe)?: (?:error: )?(?:unrecogni[sz]ed option '?(?:--?[a-z])|-\S{1,80}: unknown option)/,
      tier: 'symptom',
      subject: 'ld',
      samples: [["/usr/bin/ld: unrecognized option '--export-dynamic-symbol=_cgo_panic'", 'ld']],
    },
    {
      id: 'tool.too-old/javac',
      when: /^(?:\[javac\] )?(javac|java|javah|jar): (?:invalid (?:flag|source release|target release)|unrecognized option|error: invalid (?:source|target) release|release version \d+ not supported|error: release version)/,
      samples: [
        ['javac: invalid flag: -h', 'javac'],
        ['javac: invalid target release: 1.8', 'javac'],
      ],
    },
    {
      id: 'tool.too-old/java-class',
      when: /UnsupportedClassVersionError|unsupported class file (?:major )?version/,
      subject: 'java',
      samples: [
        [
          'java.lang.UnsupportedClassVersionError: org/zeromq/ZMQ has been compiled by a more recent version of the Java Runtime',
          'java',
        ],
      ],
    },
    {
      id: 'tool.too-old/rustc',
      when: /requires rustc \d[\d.]* or newer, while the currently active|package '[^']{1,80}' cannot be built because it requires rustc|feature 'edition\d{4}' is required|lock file version \d+ requires|lock file version '?4'? was found/,
      subject: ({ line }) => (/lock file|edition/.test(line.text) ? 'cargo' : 'rustc'),
      samples: [
        [
          'error: package `zmq-sys v0.12.0` cannot be built because it requires rustc 1.56 or newer, while the currently active rustc version is 1.48.0',
          'rustc',
        ],
      ],
    },
    {
      id: 'tool.too-old/node',
      when: /(?:Unsupported engine|EBADENGINE|notsup Unsupported engine|The engine "node" is incompatible)/,
      unless: /WARN/,
      subject: 'node',
      samples: [
        [
          'error zeromq@6.0.0: The engine "node" is incompatible with this module. Expected version ">= 16". Got "12.22.9"',
          'node',
        ],
      ],
    },
    {
      id: 'tool.too-old/as',
      when: /^(?:\S{0,200}: )?(?:Assembler messages|\{standard input\}:\d+|\S{1,200}\.s:\d+): ?(?:Error: (?:no such instruction|unknown pseudo-op|unrecognized opcode))/,
      subject: 'as',
      samples: [
        ["{standard input}:1234: Error: no such instruction: `vpclmulqdq $0,%ymm0,%ymm1,%ymm2'", 'as'],
      ],
    },
    {
      id: 'tool.too-old/linker-dwarf',
      when: /unable to initialize decompress status for section \.debug|invalid or unknown DWARF|unknown type \[0x13\] section|unsupported relocation type 0x2a|unrecognized relocation \(0x2[9a]\)|unknown architecture of input file/,
      subject: 'ld',
      samples: [
        [
          "/usr/bin/ld: /usr/local/lib/libzmq.a(ctx.o): unrecognized relocation (0x2a) in section `.text'",
          'ld',
        ],
      ],
    },
    {
      id: 'tool.too-old/glib-git',
      when: /error: unknown (?:option|switch) '(?:recurse-submodules|shallow-submodules|filter|sparse|depth)|git: '(?:switch|restore|sparse-checkout)' is not a git command/,
      subject: 'git',
      over: ['tool.missing/git-lfs'],
      samples: [["git: 'switch' is not a git command. See 'git --help'.", 'git']],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';

export default family(
  'tool.shadowed',
  {
    title: (subject) =>
      text(`Another copy of ${subject} is used than the one meant`, `用到的 ${subject} 不是本应使用的那一份`),
    cause: text(
      'A directory that stands earlier on PATH, or in a search path of the tool, holds a foreign copy.',
      'PATH 或该工具搜索路径中靠前的目录里有一份外来的副本。',
    ),
    remedies: (subject) => [
      {
        title: text('See all copies in their order', '按顺序列出所有副本'),
        run: [['which', '-a', subject ?? 'gcc']],
      },
      {
        title: text('Leave the foreign environment, then build again', '退出外来环境后重新构建'),
        run: [['conda', 'deactivate']],
      },
    ],
  },
  [
    {
      id: 'tool.shadowed/binutils-target',
      // binutils' ldemul.c and gas' option parser: gcc hands over options of its own target, and the program is another's.
      when: /(?:^|[\s/])(?:[\w-]{1,40}-)?(ld|as)(?:\.\w{2,5})?(?:\.exe)?: (?:unrecogni[sz]ed emulation mode: |unrecogni[sz]ed option '--(?:32|64|x32)')/,
      title: (subject) =>
        text(
          `The compiler calls a ${subject} that is made for another target`,
          `编译器调用的 ${subject} 属于另一种目标平台`,
        ),
      cause: (subject) =>
        text(
          `The ${subject} found first does not know the target that gcc links for: it belongs to a cross toolchain or another environment.`,
          `先找到的 ${subject} 不认识 gcc 的目标平台：它属于交叉工具链或其他环境。`,
        ),
      samples: [
        [
          '/usr/local/bin/ld: unrecognised emulation mode: elf_x86_64\nSupported emulations: i386pep i386pe\ncollect2: error: ld returned 1 exit status',
          'ld',
        ],
        ['/opt/local/bin/ld: unrecognized emulation mode: aarch64linux', 'ld'],
        ["/usr/local/bin/as: unrecognized option '--64'", 'as'],
      ],
      misses: ["ld: unrecognized option '--as-needed'"],
    },
    {
      id: 'tool.shadowed/conda-compiler',
      when: /\/(?:ana|mini)conda\d?\/(?:envs\/[\w.-]{1,60}\/)?(?:bin\/(?:\S{0,60}-)?(ld|gcc|g\+\+|cc|c\+\+|ar|pkg-config|cmake|libtool)|compiler_compat\/(ld)): (?:.{0,300}(?:undefined reference|cannot find|error|incompatible|unrecognized)|cannot find)/,
      subject: ({ match }) => toolName((match[1] ?? match[2])!),
      over: [
        'link.library-not-found',
        'link.version-mismatch',
        'link.library-not-linked',
        'link.cxx-runtime',
        'link.cxx-abi',
        'runtime.symbol-version',
        'tool.too-old',
      ],
      samples: [
        ['/home/dev/anaconda3/compiler_compat/ld: cannot find -lzmq: No such file or directory', 'ld'],
      ],
    },
    {
      id: 'tool.shadowed/conda-cmake',
      when: /CMake Error at (?:\/\S{0,200}|~)\/(?:ana|mini)conda\d?\/\S{0,200}\/(\w[\w.-]{0,60}\.cmake):\d+/,
      over: ['dependency.missing', 'source.incomplete'],
      samples: [
        [
          'CMake Error at /opt/miniconda3/lib/cmake/ZeroMQ/ZeroMQConfig.cmake:44 (include):',
          'ZeroMQConfig.cmake',
        ],
      ],
    },
    {
      id: 'tool.shadowed/libtool-bsd',
      when: /(?:^|\/)libtool: (?:error: )?(?:unrecognized option|illegal option|unknown option character|can't|file:).{0,40}(?:--?mode|--tag|-dynamic|--version|--silent|-static)|error: .{0,60}Xcode\S{0,120}\/libtool: unknown option/,
      subject: 'libtool',
      samples: [
        [
          "error: /Library/Developer/CommandLineTools/usr/bin/libtool: unknown option character `-' in: --version",
          'libtool',
        ],
      ],
    },
    {
      id: 'tool.shadowed/m4',
      when: /(?:^|\/)m4: (?:unrecognized option|illegal option|invalid option|unknown option).{0,40}(?:--|-g|gnu)|error: .{0,20}m4 \w+ GNU m4/,
      subject: 'm4',
      samples: [['/usr/bin/m4: unrecognized option --gnu', 'm4']],
    },
    {
      id: 'tool.shadowed/make-bsd',
      when: /^(?:make(?:\[\d+\])?: "?\S{0,200}"?|"[^"]{1,200}"),? ?line \d+: (?:Need an operator|Missing dependency operator|Could not find|Unassociated shell command|warning: duplicate script)|^make: Unknown modifier|make: illegal option -- |make(?:\[\d+\])?: don't know how to make (?:w\b|\S{0,100}%)|^d?make: Fatal error in reader: \S{1,120}, line \d+: |^\*\*\* Parse error(?: in [^:]{1,200})?: (?:Need an operator|Missing dependency operator|Unassociated shell command)/,
      subject: 'make',
      cause: text(
        'This Makefile is written for GNU make, and the make found is BSD make.',
        '此 Makefile 为 GNU make 编写，而找到的是 BSD make。',
      ),
      remedies: [{ title: text('Use GNU make', '使用 GNU make'), install: ['make'], run: [['gmake']] }],
      samples: [
        ['make: "/home/dev/libzmq/Makefile" line 12: Need an operator', 'make'],
        ['"Makefile", line 479: Need an operator\nmake: fatal errors encountered -- cannot continue', 'make'],
        ["make: don't know how to make icons/%.png. Stop", 'make'],
        ["*** Parse error in /home/dev/src: Need an operator in 'endif' (Makefile:5)", 'make'],
        ['make: Fatal error in reader: Makefile, line 12: Unexpected end of line seen', 'make'],
      ],
    },
    {
      id: 'tool.shadowed/windows-gcc',
      when: /^(?:\S{0,200}[\\/])?(?:strawberry|(?:ana|mini)conda\d?)[\\/]\S{0,200}[\\/](ld|gcc|g\+\+|ar|cmake|perl)(?:\.exe)?: .{0,200}(?:error|cannot find|incompatible|undefined)/i,
      subject: ({ match }) => toolName(match[1]!),
      over: ['link.library-not-found', 'library.wrong-architecture'],
      samples: [
        [
          'C:/Strawberry/c/bin/../lib/gcc/x86_64-w64-mingw32/8.3.0/bin/ld.exe: cannot find -lzmq: error',
          'ld',
        ],
      ],
    },
    {
      id: 'tool.shadowed/gnu-sed-find',
      when: /^(?:sed|find|grep|tar|readlink|install|date|stat): (?:illegal option|1: ".{1,80}": (?:extra characters|invalid command code|bad flag|command .{1,10} expects)|invalid option -- '?[fk]|unrecognized option:)/,
      subject: ({ line }) => toolName(/^\w+/.exec(line.text)![0]),
      cause: text(
        'The script is written for the GNU tool, and another one stands first on PATH.',
        '脚本为 GNU 版工具编写，而 PATH 上排在前面的是另一种实现。',
      ),
      samples: [['sed: 1: "configure": command c expects \\ followed by text', 'sed']],
    },
  ],
);

import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { OLD_TOOL } from '../../explain/words/old-tool.ts';

/** Compilers, assemblers and linkers that do not know an option or a format yet. */
export default family('tool.too-old', OLD_TOOL, [
  {
    id: 'tool.too-old/compiler-option',
    when: /(?:unrecognized|unrecognised|unknown) (?:command[- ]line |argument: )?(?:option:? )?['"]?(--?std=[\w+:]{3,12})['"]?|invalid (?:value|argument) '([\w+]{3,8})' in '-std=/,
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
      ["gcc: error: unrecognized option '--std=c23'", 'gcc'],
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
    id: 'tool.too-old/as',
    when: /^(?:\S{0,200}: )?(?:Assembler messages|\{standard input\}:\d+|\S{1,200}\.s:\d+): ?(?:Error: (?:no such instruction|unknown pseudo-op|unrecognized opcode))/,
    subject: 'as',
    samples: [["{standard input}:1234: Error: no such instruction: `vpclmulqdq $0,%ymm0,%ymm1,%ymm2'", 'as']],
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
]);

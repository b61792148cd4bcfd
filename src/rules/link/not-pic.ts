import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';
import { libraryOfFile } from '../../explain/subjects/libraries.ts';

/** The library whose own objects fail to be linked into it: named by make's, CMake's or the linker's line before. */
const linkedLibrary = (log: Match['log'], at: number): string | null => {
  const line = log.before(
    at,
    12,
    /Linking \w{1,4} (?:shared|static) (?:library|module) \S|(?:CC|CXX)LD +\S{1,200}\.la|-o \S{1,200}\.(?:so|la|dylib)/,
  );
  const file =
    line && /(\S{1,200}\.(?:so|la|dylib))(?:[\s.\d]|$)/.exec(line.match.input.slice(line.match.index))?.[1];
  return file ? libraryOfFile(file) : null;
};

export default family(
  'link.not-pic',
  {
    title: (subject) =>
      text(
        `${subject ?? 'A static library'} was not built for shared objects`,
        `${subject ?? '静态库'} 不是以位置无关代码构建的`,
      ),
    cause: text(
      'A shared object (or a position-independent program) is linked from an archive compiled without -fPIC.',
      '共享对象（或位置无关程序）链接了未用 -fPIC 编译的静态库。',
    ),
    remedies: (subject) => [
      {
        title: text(
          `Use the shared ${subject ?? 'library'}, or build the static one with -fPIC (--with-pic)`,
          `使用共享的 ${subject ?? '库'}，或以 -fPIC（--with-pic）构建静态库`,
        ),
        run: [['./configure', '--with-pic']],
      },
    ],
  },
  [
    {
      id: 'link.not-pic/relocation',
      when: /(?:ld(?:\.\w+)?|mold)?:? ?(\S{1,300}?): (?:error: )?(?:requires (?:unsupported )?dynamic|relocation \S{1,40}|(?:\(\.\S{1,60}\): )?R_\w{1,40} relocation).{0,300}recompile with -fPI[CE]/,
      // lld's words have a rule of their own: it names the file on another line.
      unless: /ld\.lld: error: relocation /,
      subject: ({ match, log, at }) => libraryOfFile(match[1]!) ?? linkedLibrary(log, at),
      samples: [
        [
          "[ 41%] Linking CXX shared library lib/libzmq.so\n/usr/bin/ld: CMakeFiles/objects.dir/src/ws.cpp.o: relocation R_X86_64_PC32 against symbol `stderr@@GLIBC_2.2.5' can not be used when making a shared object; recompile with -fPIC",
          'libzmq',
        ],
        [
          "/usr/bin/ld: /usr/local/lib/libzmq.a(ctx.o): relocation R_X86_64_32S against `.rodata' can not be used when making a shared object; recompile with -fPIC",
          'libzmq',
        ],
        [
          "mold: error: libzmq.a(ctx.o):(.text): R_X86_64_32S relocation at offset 0x7 against symbol `g' can not be used; recompile with -fPIC",
          'libzmq',
        ],
        [
          "/usr/bin/ld: /opt/lib/libsodium.a(box.o): relocation R_AARCH64_ADR_PREL_PG_HI21 against symbol `x' which may bind externally can not be used when making a PIE object; recompile with -fPIE",
          'libsodium',
        ],
      ],
    },
    {
      id: 'link.not-pic/android',
      when: /"?([^\s"]{1,200}?)"?: (?:error: )?(?:Android 5\.0 and later only|only) support position-independent executables/,
      subject: ({ match }) => match[1]!.replace(/^.*\//, ''),
      samples: [
        [
          '"build/temp/vers": error: Android 5.0 and later only support position-independent executables (-fPIE).',
          'vers',
        ],
      ],
    },
    {
      id: 'link.not-pic/lld',
      when: /(?:ld\.lld|lld|mold|ld\.gold|ld): error: (?:relocation R_\w{1,60} cannot be used against|can't create dynamic relocation|cannot preempt symbol|(\S{1,300}): requires dynamic|(\S{1,300}): relocation R_\w+ against)/,
      subject: ({ match, log, at }) =>
        libraryOfFile(
          match[1] ??
            match[2] ??
            // lld names who defines the symbol, and then whose object asks for it.
            log.after(at, 6, /^>>> .{0,200}? in archive (\S{1,200}\.a)$/)?.match[1] ??
            log.after(at, 4, />>> .{0,200}?(?:^|[\s(])(\S{1,200}\.a)\b/)?.match[1] ??
            '',
        ),
      samples: [
        [
          'ld.lld: error: relocation R_X86_64_32 cannot be used against local symbol; recompile with -fPIC\n>>> defined in /usr/local/lib/libzmq.a(ctx.o)',
          'libzmq',
        ],
        [
          "clang -shared -o libmsg.so b.o libutil.a libzmq.a\nld.lld: error: relocation R_X86_64_PC32 cannot be used against symbol 'x'; recompile with -fPIC\n>>> defined in libzmq.a(a.o)\n>>> referenced by a.c\n>>>               a.o:(f) in archive libutil.a",
          'libutil',
        ],
        [
          '/usr/bin/ld: error: cannot preempt symbol: _ULx86_64_init_local\n>>> defined in /usr/local/lib/libunwind.so\n>>> referenced by err.cpp:409 (src/err.cpp:409)\n>>>               libzmq_la-err.o:(zmq::print_backtrace()) in archive ./src/.libs/libzmq.a',
          'libzmq',
        ],
      ],
    },
    {
      id: 'link.not-pic/bad-value',
      when: /(\S{1,200}\.a)(?:\(\S{1,100}\))?: (?:could not read symbols|error adding symbols): Bad value|final link failed: (?:Nonrepresentable section|[Bb]ad value)/,
      tier: 'symptom',
      subject: ({ match }) => (match[1] ? libraryOfFile(match[1]) : null),
      samples: [['/usr/local/lib/libzmq.a: could not read symbols: Bad value', 'libzmq']],
    },
  ],
);

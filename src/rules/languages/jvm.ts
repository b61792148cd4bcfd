import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { matchedFile } from '../../explain/subjects/libraries.ts';

/** HotSpot's dll_load (os_windows.cpp, os_linux.cpp, os_bsd.cpp) reads the file's header itself, and says whose it is. */
export default family(
  'runtime.wrong-architecture',
  {
    title: (subject) =>
      text(
        `${subject ?? 'A library'} is for another architecture than this Java`,
        `${subject ?? '某个库'} 与当前 Java 的体系结构不同`,
      ),
    cause: text(
      'A Java of 64 bits loads libraries of 64 bits and of its own CPU only, and one of 32 bits likewise.',
      '64 位 Java 只能加载与其 CPU 相同的 64 位库，32 位 Java 亦然。',
    ),
    remedies: [
      {
        title: text(
          'See which Java it is, and take a build of the library for it',
          '查看 Java 的类型，并使用与之对应的库',
        ),
        run: [['java', '-version']],
      },
    ],
  },
  [
    {
      id: 'runtime.wrong-architecture/jvm',
      when: /([^\s:]{1,200}\.(?:dll|so|dylib|jnilib)[\d.]{0,12}): (?:.{0,200} \(Possible cause: )?[Cc]an't load (?:(?:IA|AMD|ARM|AARCH|PPC|x86|i386|Power ?PC|Itanium|Sparc|[A-Za-z0-9_]{2,12})[ _-]?\d{0,2}(?:-bit)?|this) ?\.(?:dll|so|dylib)\b.{0,40} on an? .{2,20} platform/,
      subject: matchedFile,
      over: ['runtime.library-not-found'],
      samples: [
        [
          "java.lang.UnsatisfiedLinkError: D:\\app\\jzmq.dll: Can't load IA 32-bit .dll on a AMD 64-bit platform",
          'jzmq.dll',
        ],
        [
          "java.lang.UnsatisfiedLinkError: /tmp/libjzmq.so: /tmp/libjzmq.so: cannot open shared object file: No such file or directory (Possible cause: can't load IA 32-bit .so on a AMD 64-bit platform)",
          'libjzmq.so',
        ],
        [
          "java.lang.UnsatisfiedLinkError: /tmp/libjzmq.so: /tmp/libjzmq.so: cannot open (Possible cause: can't load this .so (machine code=0xb7) on a AMD 64 platform)",
          'libjzmq.so',
        ],
      ],
    },
  ],
) satisfies RuleFamily;

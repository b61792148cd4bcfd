import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName, libraryOfFile, libraryOfFlag, matchedLibrary } from '../../explain/subjects/libraries.ts';

export default family(
  'library.wrong-architecture',
  {
    title: (subject) => text(`${subject} is for another architecture`, `${subject} 属于另一种体系结构`),
    cause: (subject) =>
      text(
        `The file found for ${subject} is of another CPU, word size, C library or operating system, so the linker passes over it.`,
        `找到的 ${subject} 属于不同的 CPU、字长、C 库或操作系统，因此被链接器跳过。`,
      ),
    remedies: (subject) => [
      { title: text('See what the file is', '查看该文件的类型'), run: [['czmq-setup', 'doctor']] },
      {
        title: text(
          `Install ${subject} for the architecture that is built for, or drop -m32/-arch`,
          `安装目标体系结构的 ${subject}，或去掉 -m32/-arch`,
        ),
      },
    ],
  },
  [
    {
      id: 'library.wrong-architecture/skipping',
      when: /skipping incompatible (\S{1,300}) (?:when|while) searching for (-l ?\S{1,60}|\S{1,60})/,
      test: ({ log, at }) => log.after(at, 30, /cannot find|ld returned|error:/) !== null,
      subject: ({ match }) => libraryOfFlag(match[2]!) ?? libraryOfFile(match[1]!),
      over: ['link.library-not-found'],
      samples: [
        [
          '/usr/bin/ld: skipping incompatible /usr/lib/libzmq.so when searching for -lzmq\n/usr/bin/ld: cannot find -lzmq',
          'libzmq',
        ],
      ],
      misses: ['/usr/bin/ld: skipping incompatible /usr/lib/libc.so when searching for -lc\nmake: done'],
    },
    {
      id: 'library.wrong-architecture/file-format',
      when: /(?:ld\S{0,10}: )?'?(\S{1,300}?\.(?:so|a|o|dylib|lib|obj|dll)[\d.]{0,12}(?:\(\S{1,100}\))?)'?:? ?(?:file in wrong format|File in wrong format|(?:error adding|could not read) symbols: [Ff]ile in wrong format|is incompatible with \S{1,60}|incompatible target|file is of wrong (?:class|architecture)|wrong architecture|Relocations in generic ELF)|i386(?::x86-64)? architecture of input file '(\S{1,200})' is incompatible/,
      subject: ({ match }) => libraryOfFile((match[1] ?? match[2])!) ?? fileName((match[1] ?? match[2])!),
      over: ['link.library-not-found', 'link.library-not-linked'],
      samples: [
        ['/usr/bin/ld: /usr/local/lib/libzmq.so: error adding symbols: file in wrong format', 'libzmq'],
        ['ld.lld: error: /usr/lib/libsodium.a(box.o) is incompatible with elf64-x86-64', 'libsodium'],
        [
          "/usr/bin/ld: i386 architecture of input file `libzmq.a(ctx.o)' is incompatible with i386:x86-64 output",
          'libzmq',
        ],
      ],
    },
    {
      id: 'library.wrong-architecture/ld64',
      when: /ld: warning: (?:ignoring file|in) '?([^',]{1,300})'?[,:] .{0,120}?(?:which is not the architecture|but attempting to link with file built for|required architecture|found architecture)|ld: (?:warning: )?building for .{0,40}, but (?:linking in|attempting to link with)(?: object| dylib)? file.{0,10}?\(?'?(\S{1,200}?\.(?:dylib|a|o))/,
      test: ({ log, at }) =>
        log.after(at, 60, /Undefined symbol|symbol\(s\) not found|error:/) !== null ||
        /^ld: building/.test(log.lines[at]!.text),
      subject: ({ match }) => libraryOfFile((match[1] ?? match[2])!) ?? fileName((match[1] ?? match[2])!),
      over: ['link.library-not-linked', 'link.version-mismatch', 'link.cxx-runtime'],
      samples: [
        [
          "ld: warning: ignoring file '/src/build/libzmq.a[70](socks.cpp.o)': found architecture 'arm64', required architecture 'x86_64'\nUndefined symbols for architecture x86_64:",
          'libzmq',
        ],
        // ld64 of Xcode 4 and before.
        [
          'ld: warning: in /src/libzmq.a, file was built for unsupported file format which is not the architecture being linked (i386)\nUndefined symbols:\n  "_zmq_init", referenced from:',
          'libzmq',
        ],
        [
          'ld: warning: ignoring file /usr/local/lib/libzmq.dylib, building for macOS-arm64 but attempting to link with file built for macOS-x86_64\nUndefined symbols for architecture arm64:\n  "_zmq_ctx_new", referenced from:',
          'libzmq',
        ],
      ],
    },
    {
      id: 'library.wrong-architecture/msvc',
      when: /(\S{1,200}\.(?:lib|obj))(?:\(\S{1,100}\))? : fatal error LNK1112: module machine type|LNK4272: library machine type/,
      subject: matchedLibrary,
      samples: [
        [
          "libzmq.lib(ctx.obj) : fatal error LNK1112: module machine type 'x86' conflicts with target machine type 'x64'",
          'libzmq',
        ],
      ],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName, matchedFile } from '../../explain/subjects/libraries.ts';

export default family(
  'runtime.wrong-architecture',
  {
    title: (subject) =>
      text(
        `${subject ?? 'A file'} is for another architecture`,
        `${subject ?? '某个文件'} 属于另一种体系结构`,
      ),
    cause: text(
      'The kernel or the loader refuses it: another CPU or word size than the process that loads it.',
      '内核或加载器拒绝了它：其 CPU 或字长与加载它的进程不同。',
    ),
    remedies: [
      {
        title: text(
          'Use one architecture for the program, its host (java, python, node) and the library',
          '程序、宿主（java、python、node）和库统一使用一种体系结构',
        ),
        run: [['uname', '-m']],
      },
    ],
  },
  [
    {
      id: 'runtime.wrong-architecture/elf-class',
      when: /(\S{1,300}?): wrong ELF class: ELFCLASS\d+/,
      subject: matchedFile,
      over: ['runtime.library-not-found'],
      samples: [
        [
          './app: error while loading shared libraries: libzmq.so.5: wrong ELF class: ELFCLASS32',
          'libzmq.so.5',
        ],
        [
          'java.lang.UnsatisfiedLinkError: /usr/lib/libjzmq.so: /usr/lib/libjzmq.so: wrong ELF class: ELFCLASS64 (Possible cause: architecture word width mismatch)',
          'libjzmq.so',
        ],
      ],
    },
    {
      id: 'runtime.wrong-architecture/exec-format',
      when: /(?:^|[: '])(\S{1,300}?)'?: (?:cannot execute binary file: |cannot execute: )?[Ee]xec format error|exec (?:user process caused: )?"?(\S{1,200}?)"?: exec format error|cannot execute binary file: Exec format error|exec user process caused:? "?exec format error/,
      subject: ({ match, line, log, at }) => {
        // zsh names itself first, and the file last.
        const path = /: exec format error: (\S{1,300})$/.exec(line.text)?.[1] ?? match[1] ?? match[2];
        if (path && !/^(?:caused|process|exec)$/.test(path)) return fileName(path);
        const fish = log.before(at, 2, /Failed to execute process '([^']{1,300})'/)?.match[1];
        return fish ? fileName(fish) : null;
      },
      samples: [
        ['bash: ./app: cannot execute binary file: Exec format error', 'app'],
        ['exec /usr/local/bin/server: exec format error', 'server'],
        ['zsh: exec format error: ./app', 'app'],
      ],
    },
    {
      id: 'runtime.wrong-architecture/macho',
      when: /(?:[Ii]ncompatible architecture|mach-o,? but wrong architecture|wrong architecture.{0,40}need|no suitable image found)/,
      subject: ({ line, log, at }) => {
        const path =
          // dyld names the file that it tried just before what is wrong with it.
          /(\/[^'"(),:]{1,300}?)'?:? \((?:mach-o file, but is an )?incompatible architecture/.exec(
            line.text,
          )?.[1] ??
          /['"( ]?(\/[^\s'"(),:]{1,300}\.(?:node|dylib|so|bundle|jnilib))/.exec(line.text)?.[1] ??
          log.before(at, 4, /(\/[^\s'"(),:]{1,300}\.(?:node|dylib|so|bundle|jnilib))/)?.match[1] ??
          log.after(at, 3, /(\/[^\s'"(),:]{1,300}\.(?:node|dylib|so|bundle|jnilib))/)?.match[1];
        return path ? fileName(path) : null;
      },
      unless: /ld: warning/,
      // dyld lists what it found instead, each with its own reason.
      test: ({ match, log, at }) =>
        !match[0].startsWith('no suitable') ||
        log.after(
          at,
          3,
          /: (?:mmap\(\) error|file too short|unknown file type|open\(\) failed|stat\(\) failed|code signature)/,
        ) === null,
      over: ['runtime.library-not-found'],
      misses: [
        'dyld: Library not loaded: /usr/local/lib/libzmq.dylib\n  Reason: no suitable image found.  Did find:\n/usr/local/lib/libzmq.dylib: mmap() error 1 at address=0x1088C8000',
      ],
      samples: [
        [
          "ImportError: dlopen(/opt/lib/python3.9/site-packages/zmq/_zmq.so, 0x0002): tried: '/opt/lib/python3.9/site-packages/zmq/_zmq.so' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
          '_zmq.so',
        ],
        [
          "ImportError: dlopen(/opt/lib/python3.10/site-packages/zmq/_zmq.so, 0x0002): Library not loaded: @rpath/libzmq.5.dylib\n  Reason: tried: '/usr/local/lib/libzmq.5.dylib' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
          'libzmq.5.dylib',
        ],
      ],
    },
    {
      id: 'runtime.wrong-architecture/add-on',
      // node_modules that another system filled: an add-on of Mach-O or PE where ELF is wanted, or the other way.
      when: /([^\s'"]{1,300}\.node)'?:? (?:.{0,20}: )?\(?(?:invalid ELF header|slice is not valid mach-o file|not a mach-o file)/,
      subject: matchedFile,
      over: ['runtime.library-not-found'],
      samples: [
        ['Error: /app/node_modules/zeromq/build/Release/zmq.node: invalid ELF header', 'zmq.node'],
        [
          "Error: dlopen(/app/node_modules/zeromq/build/Release/zeromq.node, 0x0001): tried: '/app/node_modules/zeromq/build/Release/zeromq.node' (slice is not valid mach-o file)",
          'zeromq.node',
        ],
      ],
    },
    {
      id: 'runtime.wrong-architecture/relocation',
      // musl's dynlink.c; glibc's dl-reloc.c: the file asks for what this processor's loader has no name for.
      when: /Error relocating (\S{1,300}): unsupported relocation type \d+|(\S{1,300}): (?:unexpected (?:PLT )?reloc type 0x|unsupported relocation type|cannot handle TLS data)/,
      unless: /(?:^|[\s/])(?:ld|gold|lld|as)\S{0,12}: /,
      subject: ({ match }) => fileName((match[1] ?? match[2])!),
      samples: [
        [
          'Error relocating /srv/node_modules/zeromq/prebuilds/linux-arm64/node.napi.musl.node: unsupported relocation type 7',
          'node.napi.musl.node',
        ],
        [
          'error while loading shared libraries: /usr/lib/libzmq.so.5: unexpected reloc type 0x03',
          'libzmq.so.5',
        ],
      ],
      misses: ['/usr/bin/ld: /usr/lib/libzmq.a(x.o): unsupported relocation type'],
    },
    {
      id: 'runtime.wrong-architecture/musl-needs-glibc',
      when: /Error loading shared library (ld-linux[\w.-]{0,30}|libc\.so\.6): No such file or directory \(needed by (\S{1,300})\)/,
      subject: ({ match }) => fileName(match[2]!),
      over: ['library.dependency-missing', 'runtime.library-not-found'],
      cause: text(
        'The file was built for glibc, and this system has musl.',
        '该文件为 glibc 构建，而本系统使用 musl。',
      ),
      samples: [
        [
          'Error: Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /app/node_modules/zeromq/build/Release/zeromq.node)',
          'zeromq.node',
        ],
      ],
    },
    {
      id: 'runtime.wrong-architecture/windows',
      when: /%1 is not a valid Win32 application|BadImageFormatException|is not a valid Win32 application|error 193\b|0x8007000B/,
      subject: ({ line, log, at }) => {
        const path =
          /([\w.-]{1,60}\.(?:node|dll|pyd|exe))/.exec(line.text)?.[1] ??
          log.after(at, 3, /([\w.-]{1,60}\.(?:node|dll|pyd))/)?.match[1] ??
          log.before(at, 2, /([\w.-]{1,60}\.(?:node|dll|pyd))/)?.match[1];
        return path ?? null;
      },
      samples: [
        [
          'Error: \\\\?\\C:\\app\\node_modules\\zeromq\\zeromq.node is not a valid Win32 application.',
          'zeromq.node',
        ],
      ],
    },
    {
      id: 'runtime.wrong-architecture/image-platform',
      // A warning: docker goes on, and the kernel's refusal, if any, names the file.
      when: /image(?:'s)? platform .{0,80}does not match|image with reference .{1,120}but does not (?:provide|match) the specified platform|no match(?:ing manifest)? for (?:platform|linux\/\w+)/,
      severity: 'warning',
      tier: 'trace',
      subject: ({ line }) => /\((\w+\/\w+)/.exec(line.text)?.[1] ?? null,
      test: ({ log, at }) => log.after(at, 200, /exec format error/i) !== null,
      samples: [
        [
          "WARNING: The requested image's platform (linux/arm64/v8) does not match the detected host platform (linux/amd64/v3)\nexec /srv/app: exec format error",
          'linux/arm64',
        ],
      ],
    },
    {
      id: 'runtime.wrong-architecture/macos-exec',
      when: /(?:^|: )(?:(\S{1,200}): [Bb]ad CPU type in executable|bad CPU type in executable: (\S{1,200})$)/,
      subject: ({ match, line }) =>
        fileName(
          (/: bad CPU type in executable: (\S{1,300})$/.exec(line.text)?.[1] ?? match[1] ?? match[2])!,
        ),
      samples: [
        ['bash: ./app: Bad CPU type in executable', 'app'],
        ['zsh: bad CPU type in executable: ./app', 'app'],
      ],
    },
    {
      id: 'runtime.wrong-architecture/elf-machine',
      when: /"?([^\s"]{1,300}?)"?:? (?:has unexpected e_machine|is (?:32|64)-bit instead of|ELF file's machine|unsupported machine|invalid ELF machine|cannot be loaded: wrong machine|ELF file data encoding not (?:little|big)-endian|wrong machine)/,
      subject: matchedFile,
      over: ['library.corrupt'],
      samples: [
        [
          'error while loading shared libraries: libzmq.so.5: ELF file data encoding not little-endian',
          'libzmq.so.5',
        ],
      ],
    },
  ],
);

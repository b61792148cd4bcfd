import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

export default family(
  'env.cross-compile',
  {
    title: (subject) =>
      text(
        `A cross build is half set up (${subject ?? '--host'})`,
        `交叉构建只配置了一半（${subject ?? '--host'}）`,
      ),
    cause: text(
      'The compiler makes programs for another machine, and the build was not told, or pkg-config answers for the building machine.',
      '编译器生成另一种机器的程序，但没有告诉构建系统，或 pkg-config 给出的是本机的答案。',
    ),
    remedies: (subject) => [
      subject === '--host'
        ? {
            title: text('Name the machine that is built for', '指定目标机器'),
            run: [['./configure', '--host=aarch64-linux-gnu']],
          }
        : {
            title: text(
              "Point pkg-config at the target's folders and allow it: PKG_CONFIG_ALLOW_CROSS=1, PKG_CONFIG_SYSROOT_DIR, PKG_CONFIG_LIBDIR",
              '让 pkg-config 指向目标系统的目录并放行：PKG_CONFIG_ALLOW_CROSS=1、PKG_CONFIG_SYSROOT_DIR、PKG_CONFIG_LIBDIR',
            ),
          },
    ],
  },
  [
    {
      id: 'env.cross-compile/meson',
      when: /ERROR: (?:Executables created by \w{1,6} compiler .{1,200} are not runnable|Could not invoke sanity test executable|Cannot (?:run|execute) (?:cross|a cross)[- ]compiled)/,
      subject: '--cross-file',
      samples: [
        [
          'meson.build:1:0: ERROR: Executables created by c compiler aarch64-linux-gnu-gcc are not runnable.',
          '--cross-file',
        ],
      ],
    },
    {
      id: 'env.cross-compile/cgo',
      // Go's runtime/cgo has files for each system and CPU: this machine's C compiler fails on those of another.
      when: /^(?:gcc|linux|_cgo|asm)_\w{0,40}\.(?:c|S|s):\d+(?::\d+)?: (?:fatal )?error: |^(?:\S{0,200}\/)?(?:[\w-]{1,40}-)?(?:gcc|clang|cc|ld)(?:-\d+)?: (?:error: )?(?:unrecognized|unknown|unsupported) (?:argument|(?:command[- ]line )?option)s?:? '?(-[\w-]{1,40})|^gcc_\w{1,40}\.S: Assembler messages/,
      // An option may be the user's own; these are what go itself gives for a system, or any where one was named.
      test: ({ log, at, match }) =>
        log.before(at, 6, /^# runtime\/cgo/) !== null &&
        (match[1] === undefined ||
          /^-m(?:threads|arm|thumb|abi|macosx-version-min)/.test(match[1]) ||
          log.find(/\b(?:GOOS|GOARCH)=/) !== null),
      subject: 'CC',
      title: text('cgo needs a C compiler for the target system', 'cgo 需要面向目标系统的 C 编译器'),
      cause: text(
        "GOOS or GOARCH name another system, and CC is this machine's own compiler.",
        'GOOS 或 GOARCH 指向另一个系统，而 CC 仍是本机的编译器。',
      ),
      remedies: [
        {
          title: text(
            'Name a cross compiler, e.g. CC=aarch64-linux-gnu-gcc, or build on the target system',
            '指定交叉编译器，例如 CC=aarch64-linux-gnu-gcc，或在目标系统上构建',
          ),
        },
      ],
      over: ['compile.source-incompatible', 'compile.warning-as-error', 'tool.too-old', 'env.compiler-flags'],
      samples: [
        ['$ GOOS=linux go build\n# runtime/cgo\nld: unknown option: --build-id=none', 'CC'],
        [
          "# runtime/cgo\nlinux_syscall.c:67:13: error: implicit declaration of function 'setresgid' is invalid in C99 [-Werror,-Wimplicit-function-declaration]",
          'CC',
        ],
        ["# runtime/cgo\ngcc: error: unrecognized command-line option '-marm'; did you mean '-mabm'?", 'CC'],
      ],
      misses: [
        'gcc_linux.c:10:3: error: expected expression',
        "$ CGO_CFLAGS=-mfoo go build\n# runtime/cgo\ngcc: error: unrecognized command-line option '-mfoo'",
      ],
    },
    {
      id: 'env.cross-compile/host',
      when: /If you meant to cross compile, use '?--host|configure: error: cannot run (?:C|C\+\+) compiled programs|cannot (?:run test program while|check for file existence when) cross compiling/,
      subject: '--host',
      over: ['tool.broken', 'runtime.wrong-architecture'],
      samples: [
        [
          "configure: error: cannot run C compiled programs.\nIf you meant to cross compile, use `--host'.",
          '--host',
        ],
      ],
    },
    {
      id: 'env.cross-compile/pkg-config',
      when: /pkg-config has not been configured to support cross-compilation|Cross compilation detected\. Use PKG_CONFIG_ALLOW_CROSS=1|PKG_CONFIG_ALLOW_CROSS/,
      unless: /^PKG_CONFIG_ALLOW_CROSS(?:=| = )|(?<!Use )PKG_CONFIG_ALLOW_CROSS=1 |cargo:rerun/,
      subject: 'PKG_CONFIG_ALLOW_CROSS',
      over: ['pkgconfig.module-missing', 'tool.missing'],
      samples: [
        ['pkg-config has not been configured to support cross-compilation.', 'PKG_CONFIG_ALLOW_CROSS'],
        [
          "thread 'main' panicked at 'Cross compilation detected. Use PKG_CONFIG_ALLOW_CROSS=1 to override', build.rs:12:5",
          'PKG_CONFIG_ALLOW_CROSS',
        ],
      ],
    },
    {
      id: 'env.cross-compile/unsafe-path',
      when: /(?:library|include) (?:search )?(?:path|location) "(\/usr\/(?:local\/)?(?:lib|include)\S{0,60})" is unsafe for cross-compilation/,
      subject: '--host',
      tier: 'symptom',
      samples: [
        ['arm-linux-ld: warning: library search path "/usr/lib" is unsafe for cross-compilation', '--host'],
      ],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

const COMMAND_LINE_TOOLS = {
  title: text("Install Apple's command line tools", '安装 Apple 命令行工具'),
  run: [['xcode-select', '--install']],
};

/** What Homebrew, node-gyp and others say of Apple's tools and of the two CPUs of the Mac. */
export default [
  ...family(
    'tool.too-old',
    {
      title: text(
        "Apple's developer tools are too old for this macOS",
        'Apple 开发者工具对当前 macOS 来说太旧',
      ),
      cause: text(
        'macOS was upgraded and its command line tools or Xcode were not.',
        'macOS 已升级，但命令行工具或 Xcode 没有升级。',
      ),
      remedies: [COMMAND_LINE_TOOLS],
    },
    [
      {
        id: 'tool.too-old/command-line-tools',
        // Homebrew's diagnostic.rb.
        when: /Your (?:Command Line Tools|Xcode)(?: \([\w.]{1,20}\))? (?:are|is) (?:too )?outdated|Your (?:Command Line Tools|Xcode)(?: \([\w.]{1,20}\))? does not support macOS|A newer Command Line Tools release is available/,
        unless: /^Warning: A newer/,
        subject: 'xcode',
        samples: [
          ['Error: Your Command Line Tools are too outdated.', 'xcode'],
          ['Error: Your Xcode (12.4) is too outdated.', 'xcode'],
        ],
      },
    ],
  ),
  ...family(
    'tool.missing',
    {
      title: text("Apple's developer tools are not installed", '没有安装 Apple 开发者工具'),
      cause: text(
        'The compiler comes with Xcode or its command line tools, and neither was found.',
        '编译器随 Xcode 或其命令行工具提供，而两者都没有找到。',
      ),
      remedies: [COMMAND_LINE_TOOLS],
    },
    [
      {
        id: 'tool.missing/command-line-tools',
        when: /No Xcode or CLT version detected|No developer tools installed|Xcode alone is not sufficient on|No receipt for 'com\.apple\.pkg\.\w{1,40}' found/,
        unless: /^No receipt/,
        subject: 'clang',
        samples: [
          ['gyp: No Xcode or CLT version detected!', 'clang'],
          ['Error: No developer tools installed.', 'clang'],
          ['Error: Xcode alone is not sufficient on Sonoma.', 'clang'],
        ],
      },
    ],
  ),
  ...family(
    'runtime.wrong-architecture',
    {
      title: (subject) =>
        text(
          `This ${subject} is for the other CPU of the Mac`,
          `这个 ${subject} 是为 Mac 的另一种 CPU 准备的`,
        ),
      cause: text(
        'The terminal runs under Rosetta, or the Homebrew of Intel Macs is used on Apple silicon: their prefixes are not to be mixed.',
        '终端运行在 Rosetta 下，或在 Apple 芯片上使用了 Intel 版 Homebrew：两者的前缀不可混用。',
      ),
      remedies: [
        {
          title: text('Run brew as an ARM program', '以 ARM 程序运行 brew'),
          run: [['arch', '-arm64', 'brew', 'config']],
        },
      ],
    },
    [
      {
        id: 'runtime.wrong-architecture/rosetta',
        when: /Cannot install under Rosetta 2 in ARM default prefix/,
        subject: 'brew',
        samples: [['Error: Cannot install under Rosetta 2 in ARM default prefix (/opt/homebrew)!', 'brew']],
      },
    ],
  ),
  ...family(
    'tool.broken',
    {
      title: text('The SDK that the compiler is told to use is not there', '编译器要使用的 SDK 不存在'),
      cause: text(
        'The interpreter, a cache or CFLAGS name the SDK of another Xcode than the one installed.',
        '解释器、缓存或 CFLAGS 指定的 SDK 属于另一个版本的 Xcode。',
      ),
      remedies: [COMMAND_LINE_TOOLS],
    },
    [
      {
        id: 'tool.broken/apple-sdk',
        // Python's _osx_support of the SDK that it was itself built with; clang of any -isysroot. Only warnings, both.
        when: /^Compiling with an SDK that doesn't seem to exist: |^clang(?:\+\+)?: warning: no such sysroot directory: /,
        test: ({ log, at }) => log.after(at, 400, /\berror: |^\*\*\* |^make.{0,12}: \*\*\*/) !== null,
        subject: 'xcrun',
        samples: [
          [
            "Compiling with an SDK that doesn't seem to exist: /Applications/Xcode.app/SDKs/MacOSX10.14.sdk\nPlease check your Xcode installation\nerror: command 'gcc' failed with exit status 1",
            'xcrun',
          ],
          [
            "clang: warning: no such sysroot directory: '/Library/Developer/CommandLineTools/SDKs/MacOSX10.15.sdk' [-Wmissing-sysroot]\nmain.c:1:10: fatal error: 'stdio.h' file not found\nerror: command 'clang' failed",
            'xcrun',
          ],
        ],
        misses: [
          "clang: warning: no such sysroot directory: '/Library/Developer/CommandLineTools/SDKs/MacOSX10.15.sdk' [-Wmissing-sysroot]\nSuccessfully installed pyzmq-25.1",
        ],
      },
    ],
  ),
] satisfies RuleFamily;

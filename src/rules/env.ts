import { text } from '../core/text.ts';
import { family } from '../explain/family.ts';
import type { RuleFamily } from '../explain/rule.ts';
import { folderOf } from '../explain/subjects/paths.ts';

const flagVariables =
  /\b(CC|CXX|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS|CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|LIBS|GOFLAGS|CGO_CFLAGS|CGO_LDFLAGS|CGO_CXXFLAGS|CGO_CPPFLAGS|LD)="?'?/;

/** The variable in whose value the log shows a word standing. */
const variableOf = (lines: readonly { readonly text: string }[], word: string): string | null => {
  for (const { text: words } of lines) {
    const at = words.indexOf(word);
    if (at < 0) continue;
    const before = words.slice(0, at);
    const found = [...before.matchAll(new RegExp(flagVariables.source, 'g'))].at(-1);
    if (found) return found[1]!;
  }
  return null;
};

/** The loader took a copy that does not fit. */
const FOREIGN =
  /symbol lookup error|undefined symbol|version '[^']{1,60}' not found|Symbol not found|wrong ELF class|links? with version/;
/** Whether a line names a folder of a colon-separated list. */
const within = (words: string, list: string): boolean =>
  list
    .split(':')
    .filter((folder) => folder.startsWith('/'))
    .some((folder) => words.includes(folder.replace(/\/$/, '')));
/** Options that no compiler refuses. */
const ORDINARY = /^(?:\s|["']|-O[0-3sg]?|-g\d?|-pipe|-Wall|-Wextra|-fPIC|-std=\S+|-[ID]\S+)*$/;
const SETTING = /\b(CC|CXX|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS)=("[^"]{0,300}"|'[^']{0,300}'|\S{0,300})/;

/** The variable with an uncommon value that was typed before a line. */
function settingBefore(
  lines: readonly { readonly text: string; readonly kind: string }[],
  at: number,
): string | null {
  for (const { text: words, kind } of lines.slice(0, at)) {
    const found = kind === 'command' ? SETTING.exec(words) : null;
    if (found && !ORDINARY.test(found[2]!)) return found[1]!;
  }
  return null;
}

export default [
  ...family(
    'env.path',
    {
      title: (subject) =>
        text(`${subject ?? 'A needed folder'} is not on PATH`, `PATH 中没有 ${subject ?? '所需目录'}`),
      cause: text(
        'The program is installed, in a folder that the shell does not search (on Debian, /usr/sbin is not on the PATH of ordinary users).',
        '程序已安装，但所在目录不在 shell 的搜索范围（Debian 普通用户的 PATH 不含 /usr/sbin）。',
      ),
      remedies: (subject) => [
        {
          title: text(
            `Call it by its full path, or extend PATH: export PATH="$PATH:${subject ?? '/usr/sbin'}"`,
            `用完整路径调用，或扩展 PATH：export PATH="$PATH:${subject ?? '/usr/sbin'}"`,
          ),
        },
      ],
    },
    [
      {
        id: 'env.path/ldconfig',
        when: /(?:^|[: ])(ldconfig|modprobe|useradd|usermod|chroot|update-\w{1,30}): command not found|dpkg: warning: '(ldconfig|start-stop-daemon)' not found in PATH/,
        test: ({ log, at }) => !/^root@|#\s/.test(log.lines[log.lines[at]!.command]?.shown ?? ''),
        subject: '/usr/sbin',
        over: ['tool.missing'],
        samples: [
          ['setup.sh: line 1: ldconfig: command not found', '/usr/sbin'],
          ["dpkg: warning: 'ldconfig' not found in PATH or not executable", '/usr/sbin'],
        ],
      },
      {
        id: 'env.path/ldconfig-missing',
        when: /(?:^|[: ])(ldconfig): not found/,
        code: 'tool.missing',
        subject: 'ldconfig',
        title: text('ldconfig is not on this system, or not on PATH', '系统没有 ldconfig，或不在 PATH 中'),
        cause: text(
          'musl systems have no loader cache; elsewhere it lies in /sbin.',
          'musl 系统没有加载器缓存；其他系统上它位于 /sbin。',
        ),
        samples: [['/bin/sh: 1: ldconfig: not found', 'ldconfig']],
      },
      {
        id: 'env.path/warning-script-not-on-path',
        when: /(?:is|are) installed in '?(\/\S{1,200}?)'? which is not on PATH/,
        severity: 'warning',
        tier: 'trace',
        test: ({ log }) => log.find(/command not found|not found$/) !== null,
        samples: [
          [
            "WARNING: The script cmake is installed in '/home/dev/.local/bin' which is not on PATH.\nbash: cmake: command not found",
            '/home/dev/.local/bin',
          ],
        ],
      },
      {
        id: 'env.path/seen-elsewhere',
        when: /(?:^|[: ])([\w.+-]{1,60}): command not found$/,
        test: ({ match, log, at }) =>
          log.lines.some(
            ({ text: words, kind, number }) =>
              kind === 'output' &&
              number !== log.lines[at]!.number &&
              new RegExp(
                `^(?:-[rwxs-]{9}.{0,120} )?(/\\S{0,200}/(?:s?bin))/${match[1]!.replace(/[.+]/g, '\\$&')}$`,
              ).test(words),
          ),
        subject: ({ match, log }) => {
          const pattern = new RegExp(`(?:^| )(/\\S{0,200}/s?bin/${match[1]!.replace(/[.+]/g, '\\$&')})$`);
          const path = log.lines
            .map(({ text: words }) => pattern.exec(words)?.[1])
            .find((found) => found !== undefined);
          return path ? folderOf(path) : null;
        },
        over: ['tool.missing'],
        samples: [
          [
            '$ cmake ..\nbash: cmake: command not found\n$ find / -name cmake -type f\n/opt/homebrew/bin/cmake',
            '/opt/homebrew/bin',
          ],
        ],
      },
    ],
  ),
  ...family(
    'env.library-path',
    {
      title: (subject) =>
        text(
          `${subject ?? 'LD_LIBRARY_PATH'} puts a wrong copy in front`,
          `${subject ?? 'LD_LIBRARY_PATH'} 让错误的副本排在前面`,
        ),
      cause: text(
        'The variable names a folder with other versions of libraries, and the loader takes them first.',
        '该变量指向一个含有其他版本库的目录，加载器会优先取用它们。',
      ),
      remedies: (subject) => [
        {
          title: text('Run it without the variable', '去掉该变量再运行'),
          run: [['env', '-u', subject ?? 'LD_LIBRARY_PATH', 'czmq-setup', 'doctor']],
        },
      ],
    },
    [
      {
        id: 'env.library-path/set-and-wrong',
        on: 'command',
        when: /\b(LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|LIBRARY_PATH|LD_PRELOAD|DYLD_INSERT_LIBRARIES)=["']?([^\s"';]{1,400})/,
        test: ({ log, match }) => {
          const folders = match[2]!.split(':').filter((part) => part.startsWith('/'));
          const wrong =
            /symbol lookup error|undefined symbol|version '[^']{1,60}' not found|Symbol not found|wrong ELF class|links? with version/;
          return log.lines.some(
            ({ text: words }) =>
              wrong.test(words) && folders.some((part) => words.includes(part.replace(/\/$/, ''))),
          );
        },
        over: [
          'runtime.symbol-missing',
          'runtime.symbol-version',
          'runtime.version-mismatch',
          'runtime.wrong-architecture',
        ],
        samples: [
          [
            '$ export LD_LIBRARY_PATH=/opt/old/lib\n$ ./app\n./app: symbol lookup error: /opt/old/lib/libczmq.so.4: undefined symbol: zmq_poller_new',
            'LD_LIBRARY_PATH',
          ],
        ],
      },
      {
        id: 'env.library-path/echoed',
        when: /^(?:declare -x )?(LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)=["']?([^\s"';]{1,400})/,
        test: ({ log, match }) => {
          const folders = match[2]!.split(':').filter((part) => part.startsWith('/'));
          const wrong =
            /symbol lookup error|undefined symbol|version '[^']{1,60}' not found|Symbol not found|links? with version/;
          return log.lines.some(
            ({ text: words }) =>
              wrong.test(words) && folders.some((part) => words.includes(part.replace(/\/$/, ''))),
          );
        },
        over: ['runtime.symbol-missing', 'runtime.symbol-version', 'runtime.version-mismatch'],
        samples: [
          [
            'LD_LIBRARY_PATH=/opt/old/lib\n./app: symbol lookup error: /opt/old/lib/libczmq.so.4: undefined symbol: zmq_poller_new',
            'LD_LIBRARY_PATH',
          ],
        ],
      },
      {
        id: 'env.library-path/printed',
        when: /^(\/[^\s;"']{1,400})$/,
        test: ({ log, at, match }) =>
          /^(?:echo|printenv) \$?\{?(?:DYLD_|LD_)?LIBRARY_PATH|^(?:echo|printenv) \$?\{?DYLD_LIBRARY_PATH/.test(
            log.commandOf(at),
          ) && log.lines.some(({ text: words }) => FOREIGN.test(words) && within(words, match[1]!)),
        subject: ({ log, at }) =>
          /(?:DYLD_|LD_)?LIBRARY_PATH/.exec(log.commandOf(at))?.[0] ?? 'LD_LIBRARY_PATH',
        over: ['runtime.symbol-missing', 'runtime.symbol-version', 'runtime.version-mismatch'],
        samples: [
          [
            "$ echo $LD_LIBRARY_PATH\n/opt/old/lib\n$ ./app\n./app: /opt/old/lib/libzmq.so.5: version `ZMQ_4' not found (required by ./app)",
            'LD_LIBRARY_PATH',
          ],
        ],
      },
      {
        id: 'env.library-path/without-it',
        on: 'command',
        // Taking the variable away is the experiment that proves it.
        when: /(?:^|; |&& )(?:unset|env -u) ((?:DYLD_|LD_)LIBRARY_PATH|LD_PRELOAD)\b|^((?:DYLD_|LD_)LIBRARY_PATH)= \S/,
        test: ({ log, at }) =>
          log.before(at, 60, FOREIGN) !== null &&
          log.after(at, 15, FOREIGN) === null &&
          log.after(at, 3, /\S/) !== null,
        subject: ({ match }) => match[1] ?? match[2]!,
        over: [
          'runtime.symbol-missing',
          'runtime.symbol-version',
          'runtime.version-mismatch',
          'runtime.wrong-architecture',
        ],
        samples: [
          [
            './app: symbol lookup error: ./app: undefined symbol: zsock_new_push\n$ unset LD_LIBRARY_PATH; ./app\nsent',
            'LD_LIBRARY_PATH',
          ],
        ],
      },
      {
        id: 'env.library-path/configure-current',
        when: /(LD_LIBRARY_PATH|LIBRARY_PATH) (?:shouldn't|should not|must not) contain the current/,
        samples: [["*** LD_LIBRARY_PATH shouldn't contain the current directory when", 'LD_LIBRARY_PATH']],
      },
    ],
  ),
  ...family(
    'env.compiler-flags',
    {
      title: (subject) =>
        text(`${subject ?? 'A variable'} breaks the build`, `${subject ?? '某个变量'} 使构建失败`),
      cause: (subject) =>
        text(
          `${subject ?? 'The variable'} is set to something that the compiler refuses, or takes away what the build needs.`,
          `${subject ?? '该变量'} 的值被编译器拒绝，或去掉了构建所需的内容。`,
        ),
      remedies: (subject) => [
        {
          title: text('Build again without it', '去掉它重新构建'),
          run: [['env', '-u', subject ?? 'CFLAGS', './configure']],
        },
      ],
    },
    [
      {
        id: 'env.compiler-flags/fortify',
        when: /_FORTIFY_SOURCE requires compiling with optimization/,
        test: ({ line, log, at }) => /Werror|error/.test(line.text) || log.after(at, 2, /-Werror/) !== null,
        over: ['compile.source-incompatible', 'compile.warning-as-error'],
        subject: ({ log }) =>
          log.find(/\bCXXFLAGS=/) ? 'CXXFLAGS' : log.find(/\.(?:cpp|cc|hpp)/) ? 'CXXFLAGS' : 'CFLAGS',
        samples: [
          [
            '/usr/include/features.h:328:4: error: _FORTIFY_SOURCE requires compiling with optimization (-O)',
            'CFLAGS',
          ],
        ],
      },
      {
        id: 'env.compiler-flags/unrecognized',
        when: /(?:unrecognized (?:command[- ]line )?(?:option|argument)|unknown (?:argument|warning option|option|target CPU)|unsupported option|invalid (?:argument|option)|bad value)(?: in)?:? ?\(?['"]?(-[\w=,.+/-]{1,80})['"]?/,
        unless:
          /-std=|npm|javac|configure: (?:WARNING|error: unrecognized)|warning:|cmake_|ld: unrecognized option '--(?:push-state|as-needed)/,
        test: ({ match, log }) => variableOf(log.lines, match[1]!) !== null,
        subject: ({ match, log }) => variableOf(log.lines, match[1]!),
        over: ['tool.broken', 'tool.too-old'],
        samples: [
          [
            "$ CFLAGS=-march=foo ./configure\ncc1: error: unrecognized command-line option '-march=foo'\nconfigure: error: C compiler cannot create executables",
            'CFLAGS',
          ],
        ],
      },
      {
        id: 'env.compiler-flags/bad-march',
        when: /bad value \('?([\w.+-]{1,40})'?\) for '?(-m(?:arch|cpu|tune|fpu|abi))=|unknown target CPU '([\w.+-]{1,40})'|the clang compiler does not support '(-m\w+=\w+)'/,
        subject: ({ match, log }) => variableOf(log.lines, match[1] ?? match[3] ?? match[4]!) ?? 'CFLAGS',
        over: ['tool.broken', 'compile.source-incompatible'],
        samples: [["cc1: error: bad value ('znver9') for '-march=' switch", 'CFLAGS']],
      },
      {
        id: 'env.compiler-flags/set-by-hand',
        when: /(?:C|C\+\+) compiler cannot create executables/,
        tier: 'symptom',
        test: ({ log, at }) => settingBefore(log.lines, at) !== null,
        subject: ({ log, at }) => settingBefore(log.lines, at),
        over: ['tool.broken/cannot-create-executables'],
        samples: [
          [
            '$ CFLAGS="-O2 -mfoo" ./configure\nconfigure: error: C compiler cannot create executables',
            'CFLAGS',
          ],
        ],
        misses: ['$ CFLAGS="-O2 -g" ./configure\nconfigure: error: C compiler cannot create executables'],
      },
      {
        id: 'env.compiler-flags/cpath',
        on: 'command',
        when: /\b(CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|CPPFLAGS|CFLAGS|CXXFLAGS)=["']?(?:-I)?(\/[^\s"':;]{1,300})/,
        test: ({ log, match }) =>
          log.lines.some(
            ({ text: words, kind }) =>
              kind === 'output' && words.startsWith(match[2]!.replace(/\/$/, '')) && /: error: /.test(words),
          ),
        over: ['header.mismatch', 'compile.source-incompatible', 'dependency.too-old', 'dependency.too-new'],
        samples: [
          [
            "$ export CPATH=/opt/old/include\n$ make\n/opt/old/include/zmq.h:10:1: error: unknown type name 'foo'",
            'CPATH',
          ],
        ],
      },
      {
        id: 'env.compiler-flags/cc-wrong',
        when: /(?:checking for gcc\.\.\. (\S{1,100})$)/,
        test: ({ log, match, at }) =>
          /\b(?:CC)=/.test(
            log.lines
              .map(({ text: words }) => words)
              .slice(0, at)
              .join('\n'),
          ) &&
          log.after(
            at,
            12,
            /compiler cannot create executables|command not found|C compiler works\.\.\. no/,
          ) !== null &&
          !/^(?:gcc|cc|no)$/.test(match[1]!),
        subject: 'CC',
        over: ['tool.broken'],
        samples: [
          [
            '$ CC=/opt/nope/gcc ./configure\nchecking for gcc... /opt/nope/gcc\nchecking whether the C compiler works... no\nconfigure: error: C compiler cannot create executables',
            'CC',
          ],
        ],
      },
      {
        id: 'env.compiler-flags/goflags',
        when: /(?:go: )?parsing \$?(GOFLAGS): (?:unknown flag|non-flag)|\$(GOFLAGS|CGO_\w{1,20}): |invalid value .{0,60}\$(GOFLAGS)|inconsistent vendoring in/,
        subject: ({ match }) => match[1] ?? match[2] ?? match[3] ?? 'GOFLAGS',
        samples: [['go: parsing $GOFLAGS: unknown flag -foo', 'GOFLAGS']],
      },
    ],
  ),
  ...family(
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
        id: 'env.cross-compile/host',
        when: /If you meant to cross compile, use '?--host|configure: error: cannot run (?:C|C\+\+) compiled programs|cannot run test program while cross compiling/,
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
        unless: /^PKG_CONFIG_ALLOW_CROSS(?:=| = )|PKG_CONFIG_ALLOW_CROSS=1 |cargo:rerun/,
        subject: 'PKG_CONFIG_ALLOW_CROSS',
        over: ['pkgconfig.module-missing', 'tool.missing'],
        samples: [
          ['pkg-config has not been configured to support cross-compilation.', 'PKG_CONFIG_ALLOW_CROSS'],
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
  ),
  ...family(
    'env.locale',
    {
      title: (subject) =>
        text(
          `The locale (${subject ?? 'LC_ALL'}) breaks a tool`,
          `语言环境（${subject ?? 'LC_ALL'}）使工具出错`,
        ),
      cause: text(
        'The variable names a locale that is not installed here, or one in which the tool reads bytes wrongly.',
        '该变量指定的语言环境没有安装，或会使工具误读字节。',
      ),
      remedies: [
        { title: text('Run it in the C locale', '在 C 语言环境下运行'), run: [['env', 'LC_ALL=C', 'make']] },
      ],
    },
    [
      {
        id: 'env.locale/sed-bytes',
        when: /(?:sed|tr|awk|gawk|sort|perl|m4|cut): (?:RE error: )?(?:illegal byte sequence|[Ii]nvalid or incomplete multibyte|Illegal byte)|unterminated 's' command/,
        unless: /unterminated/,
        subject: 'LC_ALL',
        samples: [['sed: RE error: illegal byte sequence', 'LC_ALL']],
      },
      {
        id: 'env.locale/setting-failed',
        when: /^perl: warning: Setting locale failed|(?:setlocale|cannot set LC_\w+): .{0,40}(?:cannot change locale|No such file)|warning: setlocale: (LC_\w+): cannot change locale/,
        tier: 'trace',
        severity: 'warning',
        test: ({ log }) =>
          log.find(/(?:autom4te|aclocal|m4|sed|perl): .{0,80}(?:error|failed)|Malformed UTF-8/) !== null,
        subject: ({ match }) => match[1] ?? 'LC_ALL',
        samples: [['perl: warning: Setting locale failed.\nautom4te: error: m4 failed', 'LC_ALL']],
      },
      {
        id: 'env.locale/python',
        when: /UnicodeDecodeError: 'ascii' codec can't decode|UnicodeEncodeError: '(?:ascii|latin-1)' codec|Python 3 was configured to use ASCII|Malformed UTF-8 character.{0,60}(?:autom4te|aclocal|perl)|locale\.Error: unsupported locale setting/,
        subject: ({ line }) => (/unsupported locale/.test(line.text) ? 'LC_ALL' : 'LANG'),
        samples: [
          ["UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3 in position 100", 'LANG'],
          ['locale.Error: unsupported locale setting', 'LC_ALL'],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

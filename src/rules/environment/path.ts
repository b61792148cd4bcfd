import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { folderOf } from '../../explain/subjects/paths.ts';

/** The loader took a copy that does not fit. */
const FOREIGN =
  /symbol lookup error|undefined symbol|version '[^']{1,60}' not found|Symbol not found|wrong ELF class|links? with version/;
/** Whether a line names a folder of a colon-separated list. */
const within = (words: string, list: string): boolean =>
  list
    .split(':')
    .filter((folder) => folder.startsWith('/'))
    .some((folder) => words.includes(folder.replace(/\/$/, '')));

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
        test: ({ log, match }) =>
          log.lines.some(({ text: words }) => FOREIGN.test(words) && within(words, match[2]!)),
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
          const wrong =
            /symbol lookup error|undefined symbol|version '[^']{1,60}' not found|Symbol not found|links? with version/;
          return log.lines.some(({ text: words }) => wrong.test(words) && within(words, match[2]!));
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
] satisfies RuleFamily;

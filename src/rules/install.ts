import { text } from '../core/text.ts';
import { family } from '../explain/family.ts';
import type { Match, RuleFamily } from '../explain/rule.ts';
import { absolute, commonFolder, folderOf } from '../explain/subjects/paths.ts';

/**
 * The path that a tool names beside the reason. cp, install, mkdir, ln (coreutils), touch, tar, libtool, CMake, npm, pip,
 * ldconfig, go and shells' redirections all have their own order of words.
 */
const NAMED =
  /(?:cannot (?:create|make|remove|open|touch|stat|move|copy|change|set|write|access|overwrite)|can't (?:create|open|write)|Can't create|Cannot (?:open|create|mkdir|write)|couldn't (?:create|open)|failed to (?:create|open|write|make)|could not (?:create|open|write)|unable to (?:create|open|write|unlink)|mkdir|open|rename|unlink|scandir|access|lstat|symlink)\b[^'"/]{0,60}['"]?((?:[A-Za-z]:)?[^\s'":]*\/[^\s'":,]*)/;
const FIRST_PATH = /['" ]((?:\/|~\/)[^\s'":,)]{1,300})/;

const pathOf = (line: string): string | null => {
  const quoted = /(?:to|target|into) '([^']*\/[^']*)'/.exec(line)?.[1];
  if (quoted?.startsWith('/')) return quoted;
  // The tool's own path stands before the first colon.
  const said = line.replace(/^(?:\S{1,200}: ){1,2}/, '');
  return NAMED.exec(said)?.[1] ?? FIRST_PATH.exec(` ${said}`)?.[1] ?? NAMED.exec(line)?.[1] ?? null;
};

/** Where installation goes: the folder that cannot be written is the prefix that holds it, where that is a usual one. */
const folder =
  (reason: RegExp) =>
  (found: Match): string | null => {
    const paths = found.log.lines
      .slice(found.at, found.at + 40)
      .filter(({ kind, text: words }) => kind === 'output' && reason.test(words))
      .map((line) => {
        const path = pathOf(line.text);
        return path ? absolute(path, line.folder) : null;
      })
      .filter((path): path is string => path?.startsWith('/') === true);
    const first = paths[0];
    if (!first) {
      const own = pathOf(found.line.text);
      return own ? folderOf(absolute(own, found.line.folder)) : null;
    }
    return paths.length > 1
      ? commonFolder(paths) === '/'
        ? folderOf(first)
        : commonFolder(paths)
      : folderOf(first);
  };

const DENIED =
  /[Pp]ermission denied|EACCES|EPERM|Operation not permitted|Access is denied|not writable|[Cc]annot be written|not have (?:write )?permission/;
const READ_ONLY = /[Rr]ead-only file ?system|EROFS/;
const FULL =
  /[Nn]o space left on device|ENOSPC|[Dd]isk quota exceeded|EDQUOT|[Nn]ot enough (?:free )?(?:disk )?space|There is not enough space on the disk|write error: No space|[Dd]isk (?:is )?full|insufficient disk space/;

const KNOWN_MOUNTS =
  /^\/(?:usr|usr\/local|opt|home|tmp|var|boot|root|mnt\/[\w-]+|media\/[\w-]+|Volumes\/[\w-]+|workspace|build|data|srv|nix)(?=\/|$)/;

export default [
  ...family(
    'install.permission',
    {
      title: (subject) =>
        text(`This user cannot write ${subject ?? 'there'}`, `当前用户无权写入 ${subject ?? '该位置'}`),
      cause: text('The folder belongs to root or another user.', '该目录属于 root 或其他用户。'),
      remedies: (subject) => [
        {
          title: text('Install as root', '以 root 身份安装'),
          run: [['sudo', 'make', 'install']],
          root: true,
          risk: 'moderate',
        },
        {
          title: text('Or into a prefix of your own', '或安装到自己的目录'),
          run: [['czmq-setup', 'install', '--prefix', '~/.local']],
          risk: 'safe',
        },
        ...(subject?.includes('node_modules') || subject?.includes('npm')
          ? [
              {
                title: text(
                  "Run npm in the project's own folder, or give npm a prefix of your own",
                  '在项目自己的目录中运行 npm，或为 npm 设置自己的目录',
                ),
                run: [['npm', 'config', 'set', 'prefix', '~/.local']],
              },
            ]
          : []),
      ],
    },
    [
      {
        id: 'install.permission/denied',
        when: DENIED,
        unless:
          /publickey|Permission denied, please try again|\(os error 13\).{0,20}socket|bind\b|dmesg|cannot open shared object|\.\/(?:configure|autogen\.sh)|configure: error|checking|ptrace|bad interpreter|execvp|[Ll]ock(?:ed| file)?\b|docker\.sock|sched|setpriority|\/proc\/|\/sys\/|failed to map segment|mount:|ping:|CPU affinity/,
        test: (match) => pathOf(match.line.text) !== null || /E(?:ACCES|PERM)/.test(match.line.text),
        subject: (found) =>
          folder(DENIED)(found) ??
          (found.log.after(found.at, 6, /path:? '?(\/[^\s',]{1,200})/)?.match[1]
            ? folderOf(found.log.after(found.at, 6, /path:? '?(\/[^\s',]{1,200})/)!.match[1]!)
            : null),
        samples: [
          [
            "/usr/bin/install: cannot create regular file '/usr/local/lib/libzmq.so.5.2.5': Permission denied",
            '/usr/local/lib',
          ],
          ["mkdir: cannot create directory '/usr/local/include': Permission denied", '/usr/local'],
          ["npm ERR! Error: EACCES, mkdir '/home/node_modules'", '/home'],
          [
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/usr/lib/python3/dist-packages/zmq'",
            '/usr/lib/python3/dist-packages',
          ],
          ['open /usr/local/lib/x: permission denied', '/usr/local/lib'],
        ],
        misses: ['git@github.com: Permission denied (publickey).', 'bash: ./autogen.sh: Permission denied'],
      },
      {
        id: 'install.permission/cmake',
        when: /file (?:cannot create directory: (\S{1,300}?)\.?(?:\s+Maybe need|$)|INSTALL cannot (?:copy file|set permissions|make directory|duplicate symlink)(?:.{0,300}? to "([^"]{1,300})"| "([^"]{1,300})")?)/,
        test: ({ log, at, line }) =>
          !READ_ONLY.test(line.text) &&
          !FULL.test(line.text) &&
          log.after(at, 4, READ_ONLY) === null &&
          log.after(at, 4, FULL) === null &&
          log.after(at, 4, /No such file/) === null,
        subject: ({ match, log, at }) => {
          const next = log.after(at, 2, /^"(\/[^"]{1,300})"/)?.match[1];
          const path = match[1] ?? match[2] ?? (/ to$/.test(log.lines[at]!.text) ? next : (match[3] ?? next));
          return path ? folderOf(path) : null;
        },
        samples: [
          [
            'CMake Error at cmake_install.cmake:50 (file):\n  file cannot create directory: /usr/local/lib/pkgconfig.  Maybe need\n  administrative privileges.',
            '/usr/local/lib',
          ],
          [
            '  file INSTALL cannot copy file "/src/build/lib/libzmq.so.5.2.5" to\n  "/usr/local/lib/libzmq.so.5.2.5": Permission denied.',
            '/usr/local/lib',
          ],
        ],
      },
      {
        id: 'install.permission/package-manager',
        when: /are you root\?|you must be root|You (?:need to|have to|must) be (?:the )?(?:root|superuser)|This command has to be run (?:with superuser privileges|under the root user)|requires? (?:root|superuser) privileges|must be run as root|you cannot perform this operation unless you are root|Root privileges are required|need (?:root|administrative) privileges|superuser privileges are required/,
        subject: ({ line, log, at }) =>
          /(\/var\/[\w./-]{1,100}|\/etc\/[\w./-]{1,100})/
            .exec(`${line.text} ${log.before(at, 2, /\/var\/\S/)?.match.input ?? ''}`)?.[1]
            ?.replace(/\/[^/]*\)?$/, '') ?? null,
        remedies: [{ title: text('Run it as root', '以 root 身份运行'), run: [['sudo', '-v']], root: true }],
        over: ['package.locked', 'install.permission/denied'],
        samples: [
          [
            'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
            '/var/lib/dpkg',
          ],
          ['error: you cannot perform this operation unless you are root.', null],
        ],
      },
      {
        id: 'install.permission/pip-brew',
        when: /(?:Error: )?(\/\S{1,200}) is not writable|The following directories are not writable by your user:|Cannot install in Homebrew on .{0,60}prefix/,
        subject: ({ match, log, at }) => match[1] ?? log.after(at, 2, /^(\/\S{1,200})/)?.match[1] ?? null,
        samples: [
          [
            'Error: The following directories are not writable by your user:\n/usr/local/share/man',
            '/usr/local/share/man',
          ],
        ],
      },
      {
        id: 'install.permission/externally-managed',
        when: /externally-managed-environment|This environment is externally managed/,
        subject: null,
        title: text("Python's own packages are managed by the system here", '此处的 Python 软件包由系统管理'),
        cause: text(
          "PEP 668: pip may not write into the system's Python.",
          'PEP 668：pip 不得写入系统的 Python。',
        ),
        remedies: [
          {
            title: text('Use a virtual environment', '使用虚拟环境'),
            install: ['python3-venv'],
            run: [['python3', '-m', 'venv', '.venv']],
          },
        ],
        samples: [['error: externally-managed-environment', null]],
      },
    ],
  ),
  ...family(
    'install.no-sudo',
    {
      title: (subject) =>
        text(
          `Root is needed, and ${subject ?? 'sudo'} cannot give it`,
          `需要 root 权限，但 ${subject ?? 'sudo'} 无法提供`,
        ),
      cause: text(
        'sudo is not installed, wants a password that cannot be asked for, or does not know this user.',
        'sudo 没有安装、需要无法输入的密码，或不认识当前用户。',
      ),
      remedies: [
        {
          title: text(
            'Already root (a container)? Run the command without sudo',
            '已经是 root（容器）？直接运行命令，不要加 sudo',
          ),
        },
        {
          title: text(
            'Or install into a prefix of your own, which needs no root',
            '或安装到无需 root 的自己的目录',
          ),
          run: [['czmq-setup', 'install', '--prefix', '~/.local', '--sudo', 'never']],
        },
      ],
    },
    [
      {
        id: 'install.no-sudo/missing',
        when: /(?:^|[: ])(sudo|doas): (?:command )?not found|env: '?(sudo|doas)'?: No such file|make\S{0,10}: (sudo): (?:Command not found|No such file)|exec: "(sudo)": executable file not found/,
        subject: ({ match }) => (match[1] ?? match[2] ?? match[3] ?? match[4])!,
        over: ['tool.missing'],
        samples: [
          ['./install.sh: line 12: sudo: command not found', 'sudo'],
          ['/bin/sh: 1: sudo: not found', 'sudo'],
        ],
      },
      {
        id: 'install.no-sudo/password',
        when: /^(sudo|doas|su|pkexec): (?:a (?:terminal|password) is required|no (?:tty present|password was provided)|sorry, you must have a tty|\d+ incorrect password|a password is required|Authentication (?:failed|required|failure)|must be run from a terminal|unable to (?:read password|stat)|no new privileges|effective uid is not 0|\/usr\/bin\/sudo must be owned|The "no new privileges")/i,
        samples: [
          [
            'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper',
            'sudo',
          ],
          ['sudo: no tty present and no askpass program specified', 'sudo'],
        ],
      },
      {
        id: 'install.no-sudo/sudoers',
        when: /is not in the sudoers file|may not run sudo on|is not allowed to execute|user \S{1,60} is NOT in sudoers|doas: Operation not permitted/i,
        subject: ({ line }) => (/doas/.test(line.text) ? 'doas' : 'sudo'),
        samples: [['dev is not in the sudoers file.  This incident will be reported.', 'sudo']],
      },
      {
        id: 'install.no-sudo/brew-root',
        when: /Running Homebrew as root is extremely dangerous|Cowardly refusing to 'sudo brew/,
        subject: 'brew',
        title: text('Homebrew refuses to run as root', 'Homebrew 拒绝以 root 身份运行'),
        cause: text('Homebrew installs as an ordinary user.', 'Homebrew 须以普通用户安装。'),
        remedies: [{ title: text('Run brew without sudo', '不要用 sudo 运行 brew') }],
        samples: [
          ['Error: Running Homebrew as root is extremely dangerous and no longer supported.', 'brew'],
        ],
      },
    ],
  ),
  ...family(
    'install.no-space',
    {
      title: (subject) =>
        text(
          `The disk is full${subject ? ` (${subject})` : ''}`,
          `磁盘已满${subject ? `（${subject}）` : ''}`,
        ),
      cause: text('No bytes, or no inodes, are left on the file system.', '文件系统没有剩余空间或 inode。'),
      remedies: [
        {
          title: text('See what is full: bytes, then inodes', '查看哪里满了：先看空间，再看 inode'),
          run: [
            ['df', '-h'],
            ['df', '-i'],
          ],
        },
        {
          title: text('Free what this tool has cached', '清理本工具的缓存'),
          run: [['czmq-setup', 'cache', 'prune']],
          risk: 'safe',
        },
      ],
    },
    [
      {
        id: 'install.no-space/enospc',
        when: FULL,
        unless: /inotify|file watchers|shm_open|semaphore|cgroup/,
        subject: ({ log, at, line }) => {
          const df = log.find(/ (?:100%|9[89]%) +(\/\S{0,200})$/)?.[1];
          if (df) return df;
          const named = /(?:on|in|mount(?:point)?|filesystem) (\/[\w./-]{0,100}?)(?: |\.|$)/.exec(
            line.text,
          )?.[1];
          if (named && named !== '/') return named;
          const path =
            pathOf(line.text) ??
            /(\/tmp)\/\S/.exec(log.before(at, 3, /\/tmp\//)?.match.input ?? '')?.[1] ??
            null;
          return path?.startsWith('/') ? (KNOWN_MOUNTS.exec(path)?.[0] ?? folderOf(path)) : null;
        },
        samples: [
          ['/usr/bin/ld: final link failed: No space left on device', null],
          ['x.c:1: fatal error: error writing to /tmp/ccX.s: No space left on device', '/tmp'],
          [
            "$ df -h\n/dev/sda1        20G   20G     0 100% /\ncp: error writing '/home/dev/x': No space left on device",
            '/',
          ],
        ],
      },
      {
        id: 'install.no-space/apt',
        when: /[Yy]ou don't have enough free space in (\/[\w./-]{1,100}?)\.?\/?\.?$|needs? \d+ ?[KMG]?B.{0,20} on the (\/\S{0,60}) filesystem|At least \d+ ?[KMG]?i?B more space needed on the (\/\S{0,60}) filesystem|Partition (\/\S{0,60}) too full/,
        subject: ({ match }) => (match[1] ?? match[2] ?? match[3] ?? match[4])!.replace(/(.)\/$/, '$1'),
        samples: [
          ["E: You don't have enough free space in /var/cache/apt/archives/.", '/var/cache/apt/archives'],
          ['At least 12MB more space needed on the / filesystem.', '/'],
        ],
      },
    ],
  ),
  ...family(
    'install.read-only',
    {
      title: (subject) =>
        text(
          `${subject ?? 'The target'} is on a read-only file system`,
          `${subject ?? '目标'} 位于只读文件系统`,
        ),
      cause: text(
        'The file system is mounted read-only (an immutable system, a container, a live medium, or after a disk error).',
        '文件系统以只读方式挂载（不可变系统、容器、live 介质，或磁盘出错后）。',
      ),
      remedies: [
        {
          title: text('Install into a folder that can be written', '安装到可写目录'),
          run: [['czmq-setup', 'install', '--prefix', '~/.local']],
          risk: 'safe',
        },
        {
          title: text('Or mount it for writing, where that is meant', '或在允许时重新以可写方式挂载'),
          run: [['findmnt', '-T', '/usr/local']],
        },
      ],
    },
    [
      {
        id: 'install.read-only/erofs',
        when: READ_ONLY,
        unless: /mounted read-only|warning/i,
        subject: folder(READ_ONLY),
        over: ['install.permission'],
        samples: [
          ["mkdir: cannot create directory '/usr/local/include': Read-only file system", '/usr/local'],
          ["touch: cannot touch '/opt/czmq/lib/x': Read-only file system", '/opt/czmq/lib'],
          [
            "/usr/bin/install: cannot create regular file '/usr/lib/libzmq.so.5': Read-only file system",
            '/usr/lib',
          ],
        ],
      },
    ],
  ),
  ...family(
    'install.out-of-memory',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A program'} ran out of memory or was killed for it`,
          `${subject ?? '某个程序'} 内存不足或因此被终止`,
        ),
      cause: text(
        'Too many compilers at once for the memory of this machine or container.',
        '对这台机器或容器的内存来说，同时运行的编译器太多。',
      ),
      remedies: [
        { title: text('Build with fewer jobs', '减少并行任务数'), run: [['make', '-j1']] },
        { title: text('Or add swap', '或增加交换空间') },
      ],
    },
    [
      {
        id: 'install.out-of-memory/killed-compiler',
        when: /internal compiler error: (?:Killed|Terminated|Bus error)(?: signal terminated program (\S{1,40})| \(program (\S{1,40})\))?|fatal error: Killed signal terminated program (\S{1,40})/,
        subject: ({ match, line }) =>
          (
            match[1] ??
            match[2] ??
            match[3] ??
            /^(?:\S{1,80}\/)?([\w+-]{1,30}): /.exec(line.text)?.[1] ??
            'cc1'
          ).replace(/\)$/, ''),
        over: ['tool.broken'],
        samples: [
          ['c++: internal compiler error: Killed (program cc1plus)', 'cc1plus'],
          ['g++: fatal error: Killed signal terminated program cc1plus', 'cc1plus'],
        ],
      },
      {
        id: 'install.out-of-memory/said',
        when: /(?:^|: |[\\/ ])(cc1plus|cc1|ld(?:\.\w+)?|collect2|as|lto1|clang|rustc|node|go|virtual memory|cc1plus\.exe)?(?:\.exe)?:? ?(?:fatal error: |error: )?(?:out of memory (?:allocating|\()|memory exhausted|virtual memory exhausted(?:: Cannot allocate memory)?|Cannot allocate memory|final link failed: [Mm]emory exhausted|LLVM ERROR: out of memory|JavaScript heap out of memory|std::bad_alloc|fatal error C1060)/,
        unless: /mlock|sodium_malloc|fork|free\b|thread/,
        subject: ({ match, line }) =>
          match[1] ??
          (/heap out of memory/.test(line.text)
            ? 'node'
            : /C1060/.test(line.text)
              ? 'cl'
              : /final link|\bld\b/.test(line.text)
                ? 'ld'
                : (/^(?:\S{1,80}\/)?([\w+-]{1,30})(?:\.exe)?: /.exec(line.text)?.[1] ?? null)),
        over: ['tool.broken'],
        samples: [
          ['cc1plus: out of memory allocating 65536 bytes after a total of 500 bytes', 'cc1plus'],
          ['cc1plus: virtual memory exhausted: Cannot allocate memory', 'cc1plus'],
          ['/usr/bin/ld: final link failed: memory exhausted', 'ld'],
        ],
      },
      {
        id: 'install.out-of-memory/signal-9',
        when: /(?:collect2: fatal error: ld terminated with signal 9 \[Killed\]|error: command '?\S{1,80}'? (?:failed|terminated) (?:with|by) (?:exit status |signal )-?9|\(signal: 9, SIGKILL: kill\)|exit(?:ed with)?(?: code| status)?:? 137\b|exit code: 137|Out of memory: Kill(?:ed)? process \d+ \((\S{1,40})\)|oom-kill|OOMKilled|signal: killed)/,
        subject: ({ match, line }) =>
          match[1] ??
          (/\bld terminated/.test(line.text)
            ? 'ld'
            : (/command '?(\S{1,80}?)'? (?:failed|terminated)/.exec(line.text)?.[1] ??
              (/compile: signal: killed/.test(line.text)
                ? 'compile'
                : /link: signal: killed/.test(line.text)
                  ? 'link'
                  : /rustc/.test(line.text)
                    ? 'rustc'
                    : null))),
        samples: [
          ['collect2: fatal error: ld terminated with signal 9 [Killed]', 'ld'],
          ['Out of memory: Killed process 1234 (cc1plus) total-vm:1000kB', 'cc1plus'],
          ['go build: /usr/local/go/pkg/tool/linux_amd64/link: signal: killed', 'link'],
        ],
      },
      {
        id: 'install.out-of-memory/make-killed',
        when: /^\S{0,40}make(?:\[\d+\])?: \*\*\* \[.{1,300}\] (?:Killed|Error 137|Error 9)$/,
        tier: 'symptom',
        subject: ({ log, at }) => {
          const command = log.before(
            at,
            12,
            /(?:^|[/ ])(g\+\+|gcc|c\+\+|cc|clang\+\+|clang|cc1plus)(?:-\d+)? /,
          )?.match[1];
          return command ? (/\+\+/.test(command) ? 'cc1plus' : 'cc1') : null;
        },
        samples: [['make[2]: *** [Makefile:10: src/zmq.lo] Killed', null]],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { folderOf } from '../../explain/subjects/paths.ts';
import { FULL, folderDenied, pathOf, READ_ONLY } from '../../explain/subjects/places.ts';

const KNOWN_MOUNTS =
  /^\/(?:usr|usr\/local|opt|home|tmp|var|boot|root|mnt\/[\w-]+|media\/[\w-]+|Volumes\/[\w-]+|workspace|build|data|srv|nix)(?=\/|$)/;

export default [
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
        subject: folderDenied(READ_ONLY),
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
        when: /internal compiler error: (?:Killed|Terminated|Bus error)(?: signal terminated program (\S{1,40})| \(program (\S{1,40})\))?|fatal error: (?!Segmentation|Aborted|Illegal|Trace)(?:\S{1,20} )?signal terminated program (\S{1,40})/,
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
          // Without a locale's name for the signal.
          ['c++: fatal error: signal terminated program cc1plus', 'cc1plus'],
        ],
      },
      {
        id: 'install.out-of-memory/said',
        when: /(?:^|: |[\\/ ])(cc1plus|cc1|ld(?:\.\w+)?|collect2|as|lto1|clang|rustc|node|go|virtual memory|cc1plus\.exe)?(?:\.exe)?:? ?(?:fatal error: |error: )?(?:out of memory (?:allocating|\()|memory exhausted|virtual memory exhausted(?:: Cannot allocate memory)?|Cannot allocate memory|final link failed: [Mm]emory exhausted|LLVM ERROR: out of memory|JavaScript heap out of memory|std::bad_alloc|fatal error C1060|fatal error LNK1102)/,
        unless: /mlock|sodium_malloc|fork|free\b|thread/,
        subject: ({ match, line }) =>
          match[1] ??
          (/heap out of memory/.test(line.text)
            ? 'node'
            : /C1060/.test(line.text)
              ? 'cl'
              : /LNK1102/.test(line.text)
                ? 'link'
                : /final link|\bld\b/.test(line.text)
                  ? 'ld'
                  : (/^(?:\S{1,80}\/)?([\w+-]{1,30})(?:\.exe)?: /.exec(line.text)?.[1] ?? null)),
        over: ['tool.broken'],
        samples: [
          ['cc1plus: out of memory allocating 65536 bytes after a total of 500 bytes', 'cc1plus'],
          ['cc1plus: virtual memory exhausted: Cannot allocate memory', 'cc1plus'],
          ['/usr/bin/ld: final link failed: memory exhausted', 'ld'],
          ['LINK : fatal error LNK1102: out of memory', 'link'],
        ],
      },
      {
        id: 'install.out-of-memory/scanner',
        // The scanners that flex makes; GNU ld reads its scripts with one.
        when: /^(?:[\w+-]{1,30}: )?out of dynamic memory in yy\w{1,40}\(\)/,
        subject: ({ log, at }) => (log.after(at, 3, /\bld returned \d/) === null ? null : 'ld'),
        samples: [
          ['out of dynamic memory in yy_create_buffer()\ncollect2: error: ld returned 2 exit status', 'ld'],
        ],
      },
      {
        id: 'install.out-of-memory/signal-9',
        when: /(?:collect2: fatal error: ld terminated with signal 9 \[Killed\]|error: command '?\S{1,80}'? (?:failed|terminated) (?:with|by) (?:exit status |signal )-?9|\(signal: 9, SIGKILL: kill\)|exit(?:ed with)?(?: code| status)?:? 137\b|non-zero (?:code|exit status|exit code):? 137\b|exit code: 137|Out of memory: Kill(?:ed)? process \d+ \((\S{1,40})\)|oom-kill|OOMKilled|signal: killed|unable to execute command: Killed)/,
        subject: ({ match, line }) =>
          match[1] ??
          (/unable to execute command/.test(line.text)
            ? (/^(?:\S{1,80}\/)?(clang(?:\+\+)?)/.exec(line.text)?.[1] ?? null)
            : /\bld terminated/.test(line.text)
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
          ["The command '/bin/sh -c make' returned a non-zero code: 137", null],
          ['go build: /usr/local/go/pkg/tool/linux_amd64/link: signal: killed', 'link'],
        ],
      },
      {
        id: 'install.out-of-memory/shell-killed',
        // A shell says of the program that it ran, and of nothing else, that SIGKILL ended it: the kernel's work, mostly.
        when: /^(?:(?:-?\w{2,5}|\S{1,80}\.sh): (?:line \d+: {1,3})?)?(?:\d{1,7} )?Killed(?: {1,40}(\S.{0,200}))?$/,
        tier: 'symptom',
        subject: ({ match, log, at }) =>
          /^(?:sudo )?(?:\S{0,80}\/)?([\w.+-]{1,40})/.exec(match[1] ?? log.commandOf(at))?.[1] ?? null,
        samples: [
          ['$ pip install pyzmq\nCollecting pyzmq\nKilled', 'pip'],
          ['./build.sh: line 12:  4711 Killed                  make -j8', 'make'],
        ],
        misses: ['make: *** [all] Killed by user'],
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

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { folderOf } from '../../explain/subjects/paths.ts';
import { FULL, folderDenied, pathOf, READ_ONLY } from '../../explain/subjects/places.ts';

const KNOWN_MOUNTS =
  /^\/(?:usr\/local|usr|opt|home|tmp|var|boot|root|mnt\/[\w-]+|media\/[\w-]+|Volumes\/[\w-]+|workspace|build|data|srv|nix)(?=\/|$)/;

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
] satisfies RuleFamily;

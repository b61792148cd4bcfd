import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

export default [
  ...family(
    'runtime.address-in-use',
    {
      title: (subject) => text(`The endpoint ${subject ?? ''} is taken`, `端点 ${subject ?? ''} 已被占用`),
      cause: text(
        'Another process, often an earlier run of the same program, is bound to it.',
        '另一个进程（常常是同一程序先前的实例）已绑定该端点。',
      ),
      remedies: (subject) => [
        {
          title: text(
            'See who holds it, end it or choose another endpoint',
            '查看占用者，结束它或换一个端点',
          ),
          run: [
            [
              'ss',
              '-ltnp',
              ...(/:(\d+)$/.test(subject ?? '') ? [`sport = :${/:(\d+)$/.exec(subject!)![1]}`] : []),
            ],
          ],
        },
      ],
    },
    [
      {
        id: 'runtime.address-in-use/errno',
        when: /[Aa]ddress (?:is )?already in use|EADDRINUSE|Only one usage of each socket address|WSAEADDRINUSE/,
        subject: ({ log, at, line }) => {
          const endpoint = /\b((?:tcp|ipc|inproc|udp|pgm|epgm|ws|wss|tipc|vmci):\/\/[^\s'",)\]]{1,200})/;
          const near =
            endpoint.exec(line.text)?.[1] ??
            log.before(at, 3, endpoint)?.match[1] ??
            log.after(at, 3, endpoint)?.match[1];
          if (near) return near.replace(/[.;:]+$/, '');
          return (
            /\b(?:listen|bind|address)\b[^\d.]{0,40}((?:\d{1,3}(?:\.\d{1,3}){3}|\*|\[?::[\w:]*\]?|localhost|0\.0\.0\.0)?:\d{2,5})\b/i.exec(
              line.text,
            )?.[1] ?? null
          );
        },
        samples: [
          ["zmq.error.ZMQError: Address already in use (addr='tcp://*:5555')", 'tcp://*:5555'],
          ['Address already in use (src/tcp_listener.cpp:120)', null],
          ['panic: listen tcp 127.0.0.1:5555: bind: address already in use', '127.0.0.1:5555'],
        ],
      },
    ],
  ),
  ...family(
    'runtime.limit',
    {
      title: (subject) =>
        text(
          `A limit of the system was reached${subject ? `: ${subject}` : ''}`,
          `达到了系统限制${subject ? `：${subject}` : ''}`,
        ),
      cause: text(
        'Each socket and context takes file descriptors and threads; the limit is too low, or sockets are never closed.',
        '每个套接字和上下文都要占用文件描述符和线程；限制过低，或套接字一直没有关闭。',
      ),
      remedies: (subject) => [
        subject === 'max sockets'
          ? {
              title: text(
                'Close sockets that are done, or raise ZMQ_MAX_SOCKETS of the context before its first socket (zmq_ctx_set; 1023 by default)',
                '关闭不再使用的套接字，或在创建第一个套接字之前调高上下文的 ZMQ_MAX_SOCKETS（zmq_ctx_set；默认 1023）',
              ),
            }
          : {
              title: text(
                'Raise the limit for this shell: ulimit -n 4096',
                '提高当前 shell 的限制：ulimit -n 4096',
              ),
            },
        { title: text('See the limits', '查看限制'), run: [['cat', '/proc/self/limits']] },
      ],
    },
    [
      {
        id: 'runtime.limit/open-files',
        when: /Too many open files|\bEMFILE\b|\bENFILE\b/,
        // zmq_socket(3) says EMFILE of its own ZMQ_MAX_SOCKETS too: where the process may open thousands, that one is meant.
        subject: ({ log, at }) =>
          log.before(at, 8, /\bzmq_socket\b|\bSocket\.__cinit__|\.socket\(/) !== null &&
          log.lines.some(
            ({ text: words }, index) =>
              /^\d{5,}$/.test(words) && /\bulimit -n$/.test(log.lines[index - 1]?.text ?? ''),
          )
            ? 'max sockets'
            : 'open files',
        samples: [
          ['Too many open files (signaler.cpp:330)', 'open files'],
          ['zmq.error.ZMQError: Too many open files', 'open files'],
          [
            '    s = [ctx.socket(zmq.PAIR) for i in range(N)]\nzmq.error.ZMQError: Too many open files\n$ ulimit -n\n65536',
            'max sockets',
          ],
        ],
      },
      {
        id: 'runtime.limit/fd-setsize',
        when: /Assertion .{0,120}\bFD_SETSIZE\b|\bFD_SETSIZE\b.{0,60}(?:exceeded|reached|too (?:small|low|many))|(?:exceed|too many).{0,60}\bFD_SETSIZE\b/,
        subject: 'FD_SETSIZE',
        cause: text(
          'This build of libzmq polls with select(), which holds no more descriptors than FD_SETSIZE.',
          '此 libzmq 使用 select() 轮询，而 select() 容纳的描述符不超过 FD_SETSIZE。',
        ),
        remedies: [
          {
            title: text(
              'Build libzmq with another poller (epoll, poll, wepoll) or a larger FD_SETSIZE, or close sockets',
              '以其他轮询方式（epoll、poll、wepoll）或更大的 FD_SETSIZE 构建 libzmq，或关闭套接字',
            ),
          },
        ],
        samples: [['Assertion failed: fds.size () <= FD_SETSIZE (select.cpp:67)', 'FD_SETSIZE']],
      },
      {
        id: 'runtime.limit/threads',
        when: /Resource temporarily unavailable \(.{0,40}thread\.cpp|^what\(\): {1,3}Resource temporarily unavailable|(?:can't start new thread|pthread_create failed|failed to create new OS thread|Cannot create (?:GC )?(?:worker )?thread|unable to create (?:new )?native thread|std::system_error.{0,80}Resource temporarily unavailable|fork: (?:retry: )?(?:Resource temporarily unavailable|Cannot allocate memory|No child processes))/,
        subject: 'threads',
        samples: [
          ['Resource temporarily unavailable (src/thread.cpp:200)', 'threads'],
          ["RuntimeError: can't start new thread", 'threads'],
          ['bash: fork: retry: Resource temporarily unavailable', 'threads'],
        ],
      },
      {
        id: 'runtime.limit/czmq-handle',
        when: /zsock\.c:\d+: \w+: Assertion 'self->handle' failed|zsock_new_checked: Assertion/,
        tier: 'symptom',
        subject: 'open files',
        cause: text(
          'czmq could not get a socket from libzmq: mostly the limit of open files, sometimes a context that is shut down.',
          'czmq 无法从 libzmq 取得套接字：多半是打开文件数达到上限，有时是上下文已关闭。',
        ),
        samples: [
          ["peering3: src/zsock.c:88: zsock_new_checked: Assertion `self->handle' failed.", 'open files'],
        ],
      },
      {
        id: 'runtime.limit/memory-lock',
        when: /(?:mlock|sodium_mlock|sodium_malloc).{0,60}(?:failed|Cannot allocate memory)|RLIMIT_MEMLOCK/,
        subject: 'locked memory',
        samples: [['sodium_malloc failed: Cannot allocate memory', 'locked memory']],
      },
      {
        id: 'runtime.limit/inotify',
        when: /System limit for number of file watchers reached|inotify_add_watch.{0,60}No space left|inotify.{0,30}(?:limit|Too many)/,
        subject: 'file watchers',
        over: ['install.no-space'],
        samples: [
          ['Error: ENOSPC: System limit for number of file watchers reached, watch', 'file watchers'],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';

/** A compile step as make's command, as CMake or as automake's silent rules show it. */
const COMPILE =
  /(?:^|[/ ])(g\+\+|gcc|c\+\+|cc|clang\+\+|clang|cc1plus)(?:-\d+)? |Building (C|CXX) object|^(CC|CXX) {1,12}\S/;

/** GCC's compiler proper that was at work: its driver has a name in the log, cc1 has none. */
const compilerBefore = ({ log, at }: Match): string | null => {
  const step = log.before(at, 12, COMPILE)?.match;
  if (!step) return null;
  return /\+\+|CXX|cc1plus/.test(step[1] ?? step[2] ?? step[3]!) ? 'cc1plus' : 'cc1';
};

/** Who says that memory is out: in the line's own words, else in front of them. */
const saidBy = ({ match, line }: Match): string | null => {
  if (match[1]) return match[1];
  if (/heap out of memory/.test(line.text)) return 'node';
  if (/C1060/.test(line.text)) return 'cl';
  if (/LNK1102/.test(line.text)) return 'link';
  if (/final link|\bld\b/.test(line.text)) return 'ld';
  return /^(?:\S{1,80}\/)?([\w+-]{1,30})(?:\.exe)?: /.exec(line.text)?.[1] ?? null;
};

export default family(
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
      when: /(?:^|: |[\\/ ])(cc1plus|cc1|ld(?:\.\w+)?|collect2|as|lto1|clang|rustc|node|go|cc1plus\.exe)?(?:\.exe)?:? ?(?:fatal error: |error: )?(?:out of memory (?:allocating|\()|memory exhausted|virtual memory exhausted(?:: Cannot allocate memory)?|Cannot allocate memory|final link failed: [Mm]emory exhausted|LLVM ERROR: out of memory|JavaScript heap out of memory|std::bad_alloc|fatal error C1060|fatal error LNK1102)/,
      unless: /mlock|sodium_malloc|fork|free\b|thread/,
      subject: (found) => saidBy(found) ?? compilerBefore(found),
      over: ['tool.broken'],
      samples: [
        ['cc1plus: out of memory allocating 65536 bytes after a total of 500 bytes', 'cc1plus'],
        ['cc1plus: virtual memory exhausted: Cannot allocate memory', 'cc1plus'],
        // GCC's allocator does not say whose it is.
        ['g++-5 -O2 -c -o main.o main.cc\nvirtual memory exhausted: Cannot allocate memory', 'cc1plus'],
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
      subject: compilerBefore,
      samples: [
        ['make[2]: *** [Makefile:10: src/zmq.lo] Killed', null],
        ['  CXX      src/zmq.lo\nmake[2]: *** [Makefile:10: src/zmq.lo] Killed', 'cc1plus'],
      ],
    },
  ],
);

import type { Evidence, Finding, Severity } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { proposal } from './fixes.ts';

/** The limits that stop this stack or its build, by the words of proc_pid_limits(5), and the shell's option for each (bash(1), ulimit). */
const LIMITS = {
  'open files': { option: '-n', enough: '1024', name: text('open files', '打开文件数') },
  'file size': { option: '-f', enough: 'unlimited', name: text('the size of files', '文件大小') },
  'cpu time': { option: '-t', enough: 'unlimited', name: text('processor time', 'CPU 时间') },
  threads: { option: '-u', enough: 'unlimited', name: text('processes and threads', '进程和线程数') },
} as const satisfies Readonly<Record<string, { option: string; enough: string; name: Text }>>;

export type Limit = keyof typeof LIMITS;

/** What compilers and the programs that they start say of a limit: the signal's name (signal(7)) or the errno's words. */
const WORDS: readonly (readonly [RegExp, Limit])[] = [
  [/File size limit exceeded|File too large/, 'file size'],
  [/CPU time limit exceeded/, 'cpu time'],
  [/Too many open files|\bEMFILE\b/, 'open files'],
  [/(?:fork|vfork|pthread_create|spawn)\S*:? .*Resource temporarily unavailable|\bEAGAIN\b/, 'threads'],
];

export const LIMIT_WORDS = new RegExp(WORDS.map(([when]) => when.source).join('|'));

/** The limit that words speak of; null where they speak of none. */
export const limitIn = (words: string): Limit | null => WORDS.find(([when]) => when.test(words))?.[1] ?? null;

/** A limit of the session (setrlimit(2)) under which something of the stack fails. `words`: what shows it. */
export function limitFinding(
  limit: Limit,
  severity: Severity,
  words: string,
  evidence: Evidence = { kind: 'system', where: 'ulimit', text: words },
): Finding {
  const { option, enough, name } = LIMITS[limit];
  return {
    code: 'runtime.limit',
    subject: limit,
    severity,
    title: text(`The limit of ${name.en} is too low`, `${name['zh-CN']}的上限太低`),
    cause: text(
      `This session may not have more (${words}): libzmq ends with an assertion, compilers and linkers with a signal.`,
      `当前会话不能使用更多（${words}）：libzmq 会断言失败，编译器和链接器会被信号终止。`,
    ),
    evidence: [evidence],
    consequences: [],
    fixes: [
      proposal(
        text(
          `Raise it in this shell, and where it is set (the profile, /etc/security/limits.conf, the container): ulimit ${option} ${enough}`,
          `在当前 shell 以及设置它的地方（profile、/etc/security/limits.conf、容器）提高上限：ulimit ${option} ${enough}`,
        ),
        [['ulimit', option, enough]],
      ),
    ],
  };
}

import type { Evidence, Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import type { Trial } from '../facts/compiler-trial.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import type { CompilerFault } from './compiler-fault.ts';
import { proposal } from './fixes.ts';

const COMMAND_LENGTH = 300;

/** The command line that failed, and its decisive words. */
export const evidenceOf = (trial: Trial, words: string): Evidence => ({
  kind: 'command',
  where: trial.line.slice(0, COMMAND_LENGTH),
  text: words,
});

/** A variable of the user's that breaks every program. */
export function variableFinding(
  ask: Ask,
  name: string,
  trial: Trial,
  words: string,
  severity: Severity,
): Finding {
  const value = ask.probe.env[name] ?? '';
  const ofLoader = /^(DY)?LD_/.test(name) || name === 'LIBRARY_PATH';
  return {
    code: ofLoader ? 'env.library-path' : 'env.compiler-flags',
    subject: name,
    severity,
    title: text(`${name} keeps the compiler from working`, `变量 ${name} 使编译器无法工作`),
    cause: text(
      `With ${name}=${value} even the simplest program is not made; without it, it is.`,
      `设置 ${name}=${value} 时，最简单的程序也编译不了；取消后就可以。`,
    ),
    evidence: [{ kind: 'env', where: name, text: value }, evidenceOf(trial, words)],
    consequences: [],
    fixes: [proposal(text(`Unset or correct it: unset ${name}`, `取消或更正该变量：unset ${name}`))],
  };
}

/** The compiler's temporary files: full, or closed to this user. */
export function noTemporary(ask: Ask, trial: Trial, { words }: CompilerFault, severity: Severity): Finding {
  const { env } = ask.probe;
  const named =
    /(?:temporary file in|[Ff]ailed to create (?:directory|temporary file|file)) (\/[^\s:]+)/.exec(
      words,
    )?.[1];
  const folder = named?.replace(/\/+$/, '') ?? (env.TMPDIR?.startsWith('/') ? env.TMPDIR : '/tmp');
  const isFull = /No space left/.test(words);
  const mount = mountPointOf(ask.probe, folder)?.point ?? folder;
  return {
    code: isFull ? 'install.no-space' : 'install.permission',
    subject: isFull ? mount : folder,
    severity,
    title: isFull
      ? text(`${mount} is full`, `${mount} 空间不足`)
      : text(`The compiler cannot write in ${folder}`, `编译器无法写入 ${folder}`),
    cause: text(
      `The compiler keeps its temporary files in ${folder}, and makes no programs without them.`,
      `编译器把临时文件放在 ${folder}，没有它们就无法编译。`,
    ),
    evidence: [evidenceOf(trial, words)],
    consequences: [],
    fixes: [
      proposal(
        text(
          `Make room in ${folder}, or use another folder: export TMPDIR=DIR`,
          `请清理 ${folder}，或改用其他目录：export TMPDIR=目录`,
        ),
      ),
    ],
  };
}

/** The system or a limit ended the compiler. */
export const noMemory = (trial: Trial, { words }: CompilerFault, severity: Severity): Finding => ({
  code: 'install.out-of-memory',
  subject: /\b(cc1plus|cc1|ld|as)\b/.exec(words)?.[1] ?? 'cc1plus',
  severity,
  title: text('The compiler finds no memory', '编译器没有足够的内存'),
  cause: text(
    'Even the simplest program is too much: a limit (ulimit -v, a container) or other programs leave none.',
    '连最简单的程序都编译不了：内存上限（ulimit -v、容器）或其他程序占满了内存。',
  ),
  evidence: [evidenceOf(trial, words)],
  consequences: [],
  fixes: [
    proposal(
      text(
        "Raise the limit (ulimit -v unlimited; the container's memory), or end other programs",
        '请提高上限（ulimit -v unlimited；容器的内存限制），或结束其他程序',
      ),
    ),
  ],
});

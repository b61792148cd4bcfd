import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { BinaryReport } from '../../facts/binary.ts';
import { decode } from '../../formats/bytes.ts';
import { proposal } from '../fixes.ts';
import { blank } from './blank.ts';

/** Linux reads no more of a script's first line (execve(2), "Interpreter scripts"). */
const HEAD = 256;

/** A named script that no shell can start: its first line ends as Windows ends lines, or names what is not there. */
export function scriptFinding({ probe }: Ask, { path }: BinaryReport): Finding | null {
  const head = probe.readRange(path, 0, HEAD);
  const [line = ''] = head.ok ? decode(head.value).split('\n') : [];
  const [, interpreter] = /^#![ \t]*([^\s]+)/.exec(line) ?? [];
  if (interpreter === undefined) return null;
  const evidence = [{ kind: 'file', where: path, line: 1, text: line.trimEnd() }] as const;
  if (line.endsWith('\r'))
    return {
      ...blank,
      code: 'source.line-endings',
      subject: path,
      title: text(`${path} has the line endings of Windows`, `${path} 使用了 Windows 换行符`),
      cause: text(
        `Its first line ends in a carriage return, so that a program "${interpreter}^M" is looked for.`,
        `它的第一行以回车符结尾，系统因此会去找名为“${interpreter}^M”的程序。`,
      ),
      evidence,
      fixes: [
        proposal(text('Take the carriage returns out', '去掉回车符'), [['sed', '-i', 's/\\r$//', path]]),
      ],
    };
  if (probe.stat(interpreter).ok) return null;
  return {
    ...blank,
    code: 'runtime.interpreter-missing',
    subject: interpreter,
    title: text(
      `${path} is run by ${interpreter}, which is not there`,
      `${path} 由 ${interpreter} 执行，而它不存在`,
    ),
    cause: text(
      'The shell says only "No such file or directory" and means the interpreter.',
      'shell 只会说“没有那个文件或目录”，指的其实是这个解释器。',
    ),
    evidence,
    fixes: [
      proposal(
        text('Install it, or name another in the first line of the script', '安装它，或修改脚本的第一行'),
      ),
    ],
  };
}

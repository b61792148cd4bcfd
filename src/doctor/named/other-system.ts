import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { BinaryReport } from '../../facts/binary.ts';
import { blank, nameOf } from './blank.ts';

const SYSTEMS = { windows: ['Windows', 'win32'], macos: ['macOS', 'darwin'] } as const;

/** A named file for another operating system, which no kernel here starts and no loader takes. */
export function otherSystemFinding(
  { probe }: Ask,
  { path }: BinaryReport,
  kind: keyof typeof SYSTEMS,
): Finding | null {
  const [system, os] = SYSTEMS[kind];
  if (probe.self.os === os) return null;
  return {
    ...blank,
    code: 'runtime.wrong-architecture',
    subject: nameOf(path),
    title: text(`${path} is for ${system}`, `${path} 是 ${system} 的程序或库`),
    cause: text(
      'This system neither starts nor loads it ("Exec format error", "invalid ELF header").',
      '本系统既无法启动也无法加载它（Exec format error、invalid ELF header）。',
    ),
    evidence: [{ kind: 'file', where: path, text: `a file of ${system}` }],
  };
}

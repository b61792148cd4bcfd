import type { Evidence, Finding } from '../../core/finding.ts';
import { type Text, text, verbatim } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { BinaryReport } from '../../facts/binary.ts';
import type { Scope } from '../../facts/check.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import { decode } from '../../formats/bytes.ts';
import type { FileFormat } from '../../formats/identify.ts';
import { blank } from './blank.ts';
import { putBack } from './put-back.ts';

const WHAT: Partial<Record<FileFormat, Text>> = {
  empty: text('it is empty', '文件为空'),
  text: text('it is a text, no program and no library', '它是文本，不是程序，也不是库'),
  script: text('it is a script, no library', '它是脚本，不是库'),
  'linker-script': text('it is a script for the linker, no library', '它是链接器脚本，不是库'),
  la: text(
    "it is libtool's description of a library, not the library",
    '它是 libtool 对库的描述，不是库本身',
  ),
  ar: text('it is a static archive, which no loader takes', '它是静态归档，加载器无法加载'),
  'thin-ar': text('it is a static archive, which no loader takes', '它是静态归档，加载器无法加载'),
  unknown: text('its bytes are of no format of programs or libraries', '其内容不是任何程序或库的格式'),
};

const LONGEST = 72;

/** The first words of a text say where it came from: a page of a web server, a pointer that git left. */
function firstWords({ probe }: Ask, { path, format }: BinaryReport): readonly Evidence[] {
  if (format !== 'text' && format !== 'script') return [];
  const head = probe.readRange(path, 0, 4 * LONGEST);
  const [line = ''] = head.ok ? decode(head.value).trimStart().split('\n') : [];
  return [{ kind: 'file', where: path, line: 1, text: line.slice(0, LONGEST) }];
}

/** A named file that is damaged, or is not at all what it is called. */
export async function tornFinding(ask: Ask, scope: Scope, report: BinaryReport): Promise<Finding> {
  const { path, format, fault, detail } = report;
  const what = (fault === 'foreign' ? WHAT[format] : undefined) ?? verbatim(detail || (fault ?? ''));
  const subject = libraryOfName(path);
  const quoted = firstWords(ask, report);
  return {
    ...blank,
    code: 'library.corrupt',
    subject,
    title: text(`${path} is damaged`, `${path} 已损坏`),
    cause: text(`What is in the file: ${what.en}.`, `文件内容：${what['zh-CN']}。`),
    evidence: quoted.length > 0 ? quoted : [{ kind: 'file', where: path, text: what.en }],
    fixes: await putBack(ask, scope, path),
  };
}

import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import { base, finding } from './finding.ts';
import { architectureOf, damageAt } from './read.ts';
import type { Outcome } from './units.ts';

/** A file that is named by its path and is for another machine: the linker ends there ("file in wrong format"). */
export const foreignFile = (ask: Ask, path: string, target: string | null): Finding =>
  finding('library.wrong-architecture', libraryOfName(base(path)), {
    title: text(`${path} is for another architecture`, `${path} 属于另一种体系结构`),
    cause: text(
      `The line makes programs for ${target}, and the linker takes no file for another machine.`,
      `该命令行生成 ${target} 的程序，链接器不接受其他体系结构的文件。`,
    ),
    evidence: [{ kind: 'file', where: path, text: architectureOf(ask, path) ?? '' }],
  });

/** A file that is no input of a linker at all, or was cut off. */
export function damageOf(ask: Ask, path: string): readonly Finding[] {
  const detail = damageAt(ask, path);
  return detail === null
    ? []
    : [
        finding('library.corrupt', libraryOfName(base(path)), {
          title: text(`${path} is damaged`, `${path} 已损坏`),
          cause: text(
            'It is no object, no archive, no library and no linker script that can be read to its end.',
            '它不是可以完整读取的目标文件、归档、库或链接脚本。',
          ),
          evidence: [{ kind: 'file', where: path, text: detail }],
        }),
      ];
}

/** Members that thin archives only point to, and that are wanted and gone. */
export const absentOf = ({ taken }: Outcome): readonly Finding[] =>
  taken.flatMap(({ name, offer: { absent } }) =>
    absent === undefined
      ? []
      : [
          finding('library.corrupt', libraryOfName(base(name)), {
            title: text(
              `${base(name)} points to an object that is gone`,
              `${base(name)} 指向的目标文件已不存在`,
            ),
            cause: text(
              'It is a thin archive, which holds no objects and only says where they are: build it again, or without T.',
              '它是瘦归档，不含目标文件，只记录其位置：请重新构建，或构建时不用 T 选项。',
            ),
            evidence: [{ kind: 'file', where: absent, text: 'is not there' }],
          }),
        ],
  );

import { text } from '../../core/text.ts';
import type { FamilyWords } from '../family.ts';
import { capabilityOfTool } from '../subjects/tools.ts';

/** What rules of `tool.too-old` say. */
export const OLD_TOOL: FamilyWords = {
  cause: (subject) =>
    text(
      `The source asks for a newer ${subject} than the one found.`,
      `源码要求的 ${subject} 版本比找到的新。`,
    ),
  remedies: (subject) => [
    {
      title: text(
        `Install a newer ${subject}, or take a release of the source that accepts this one`,
        `安装更新的 ${subject}，或选用支持当前版本的源码发行版`,
      ),
      install: subject && capabilityOfTool(subject) ? [capabilityOfTool(subject)!] : [],
    },
  ],
};

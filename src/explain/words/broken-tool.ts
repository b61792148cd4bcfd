import { text } from '../../core/text.ts';
import type { FamilyWords } from '../family.ts';
import { capabilityOfTool } from '../subjects/tools.ts';

/** What rules of `tool.broken` say. */
export const BROKEN_TOOL: FamilyWords = {
  title: (subject) => text(`${subject} is there but does not work`, `${subject} 存在，但不能正常工作`),
  cause: (subject) =>
    text(
      `${subject} was found and started, and fails at the simplest task.`,
      `找到并启动了 ${subject}，但它连最简单的任务也完不成。`,
    ),
  remedies: (subject) => [
    {
      title: text(
        `Install or repair ${subject} with what belongs to it`,
        `安装或修复 ${subject} 及其配套软件包`,
      ),
      install: subject && capabilityOfTool(subject) ? [capabilityOfTool(subject)!] : [],
    },
  ],
};

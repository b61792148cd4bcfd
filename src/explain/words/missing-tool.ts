import { text } from '../../core/text.ts';
import type { FamilyWords } from '../family.ts';
import type { Match } from '../rule.ts';
import { packagesOfTool } from '../subjects/system-packages.ts';
import { capabilityOfTool, isBuildTool, packageOfTool, toolName } from '../subjects/tools.ts';

/** The first group as a tool's name. */
export const namedTool = ({ match }: Match): string | null => (match[1] ? toolName(match[1]) : null);

/** Shells say the same of every word; only tools of building are our concern. */
export const isKnownTool = ({ match }: Match): boolean =>
  !/^(?:sudo|doas|ldconfig)$/.test(match[1] ?? '') &&
  (isBuildTool(toolName(match[1] ?? '')) || isBuildTool(match[1] ?? ''));

/** Package managers belong to their system: installing one is no remedy. */
const OTHER_SYSTEMS = /^(?:apt|apt-get|yum|dnf|apk|pacman|zypper|brew|port|pkg|dpkg|rpm)$/;

/** What all rules of `tool.missing` say. */
export const MISSING_TOOL: FamilyWords = {
  cause: (subject) =>
    text(
      `The build calls ${subject ?? 'a tool'}, and no program of that name was found.`,
      `构建过程调用 ${subject ?? '某个工具'}，但找不到这个程序。`,
    ),
  remedies: (subject) => {
    const need = subject === null ? null : capabilityOfTool(subject);
    // autoreconf runs all three; who lacks one mostly lacks the others.
    const tools =
      need === 'autoconf' || need === 'automake' || need === 'libtool'
        ? (['autoconf', 'automake', 'libtool'] as const)
        : need
          ? [need]
          : [];
    if (subject !== null && OTHER_SYSTEMS.test(subject))
      return [
        {
          title: text(
            `This system has no ${subject}: use its own package manager, or another image`,
            `本系统没有 ${subject}：请使用它自己的软件包管理器，或换一个镜像`,
          ),
        },
      ];
    const named = subject === null || tools.length > 0 ? null : packageOfTool(subject);
    const others = subject === null ? null : packagesOfTool(subject);
    return [
      {
        title: text(`Install ${subject ?? 'the tool'}`, `安装 ${subject ?? '该工具'}`),
        install: tools,
        ...(named && { packages: [named] }),
        ...(others && { packagesBy: others }),
      },
    ];
  },
};

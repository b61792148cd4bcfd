import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity, willBuild } from '../doctor/building.ts';
import { neededTools } from '../doctor/needed-tools.ts';
import { toolFixes } from '../doctor/toolchain-fixes.ts';
import type { Check } from '../facts/check.ts';
import { programs } from '../facts/programs.ts';
import { type ToolName, toolKind } from '../facts/tools.ts';

/** Programs that come with a tool and do its work: what the tool says of itself says nothing of them. */
const PARTS: Readonly<Partial<Record<ToolName, readonly string[]>>> = {
  autoconf: ['autom4te', 'autoreconf', 'autoheader'],
  automake: ['aclocal'],
};

/** The autotools have all their programs. */
const toolParts: Check = {
  id: 'tool-parts',
  title: text('the autotools are whole', 'autotools 的各个程序齐全'),
  codes: ['tool.broken'],
  async judge(ask, scope) {
    const severity = toolSeverity(ask, scope);
    if (severity === null || !willBuild(ask, scope)) return [];
    const where = ask.of(programs);
    const isUsable = (name: string) => where.find(name).onPath.some(({ problem }) => problem === null);
    const judged = neededTools(scope, ask.probe.self.os).map(
      async ({ tool, capability }): Promise<readonly Finding[]> => {
        const parts = PARTS[tool] ?? [];
        // One that is nowhere is missed where others of the tool are here.
        const part = parts.find(
          (name) => !isUsable(name) && (where.find(name).onPath.length > 0 || parts.some(isUsable)),
        );
        // Without the tool itself there is nothing that could lack a part.
        if (part === undefined || !toolKind(tool).programs.some(isUsable)) return [];
        const [file] = where.find(part).onPath;
        const seen = file === undefined ? 'not on PATH' : (file.problem ?? '');
        return [
          {
            code: 'tool.broken',
            subject: tool,
            severity,
            title: text(`${part}, which ${tool} runs, cannot be run`, `${tool} 要运行的 ${part} 无法运行`),
            cause: text(
              `${tool} tells its version without it, and does no work.`,
              `没有它，${tool} 仍会报告版本，但什么也做不了。`,
            ),
            evidence: [{ kind: 'file', where: file?.path ?? part, text: seen }],
            consequences: [],
            fixes: await toolFixes(ask, capability, file?.path ?? null),
          },
        ];
      },
    );
    return (await Promise.all(judged)).flat();
  },
};

export default toolParts;

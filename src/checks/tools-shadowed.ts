import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity, willBuild } from '../doctor/building.ts';
import { neededTools } from '../doctor/needed-tools.ts';
import { inOneFolder, shadowFinding } from '../doctor/shadow.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { plainEnvironment } from '../facts/environment.ts';
import type { ProgramFile } from '../facts/programs.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';
import { type Tool, toolchain } from '../facts/toolchain.ts';
import { toolKind } from '../facts/tools.ts';

/** Copies of the tool that stand behind the one in front. */
const behind = (ask: Ask, { allPaths }: Tool, front: ProgramFile): readonly ProgramFile[] =>
  allPaths.filter(
    (file) =>
      file.problem === null &&
      file.path !== front.path &&
      file.real !== front.real &&
      !inOneFolder(ask, front, file),
  );

/** What a program says where it succeeds and says anything. */
const firstWords = async (ask: Ask, argv: readonly string[]): Promise<string | null> => {
  const answer = await ask.probe.run(argv, {
    cwd: '/',
    env: plainEnvironment(ask.probe),
    timeoutMs: 10_000,
    maxBytes: 64 * 1024,
  });
  return answer.code === 0 && answer.stdout.trim() !== '' ? answer.stdout.trim() : null;
};

/** A pkg-config in front that does not know the stack's modules, which another copy behind it knows. */
async function pkgConfig(ask: Ask, scope: Scope): Promise<readonly Finding[]> {
  const tool = await ask.of(toolchain).tool('pkg-config');
  const front = tool.allPaths.find(({ path }) => path === tool.path);
  const others = front === undefined ? [] : behind(ask, tool, front);
  if (front === undefined || others.length === 0 || (ask.probe.env.PKG_CONFIG ?? '') !== '') return [];
  for (const { module } of stackLibraries(ask, scope)) {
    const question = ['--modversion', module];
    const answers = await Promise.all(
      [front, ...others].map(({ path }) => firstWords(ask, [path, ...question])),
    );
    if (answers[0] !== null) continue;
    const at = answers.findIndex((answer) => answer !== null);
    const meant = at < 0 ? undefined : others[at - 1];
    if (meant === undefined) continue;
    const severity = variableSeverity(ask, scope) ?? 'warning';
    const why = text(
      `${front.path} searches folders of its own and does not know ${module}; ${meant.path} knows ${module} ${answers[at]}.`,
      `${front.path} 只搜索自己的目录，不认识 ${module}；${meant.path} 认识 ${module} ${answers[at]}。`,
    );
    const evidence = [
      { kind: 'command', where: `${front.path} ${question.join(' ')}`, text: 'no such module' },
      { kind: 'command', where: `${meant.path} ${question.join(' ')}`, text: answers[at] ?? '' },
    ] as const;
    return [shadowFinding(ask, { subject: 'pkg-config', front, meant, evidence, why }, severity)];
  }
  return [];
}

/** A file of the tool's name in front that has no version to tell, where another copy has: it is not the tool. */
async function impostors(ask: Ask, scope: Scope): Promise<readonly Finding[]> {
  const severity = variableSeverity(ask, scope) ?? 'warning';
  const building = willBuild(ask, scope);
  const tools = neededTools(scope, ask.probe.self.os).filter(
    ({ onlyToGenerate }) => building || !onlyToGenerate,
  );
  const judged = await Promise.all(
    tools.map(async ({ tool: name }): Promise<readonly Finding[]> => {
      const tool = await ask.of(toolchain).tool(name);
      const front = tool.allPaths.find(({ path }) => path === tool.path);
      // What does not start at all is another check's.
      if (front === undefined || tool.problem !== null || tool.version !== null) return [];
      for (const meant of behind(ask, tool, front)) {
        const said = await firstWords(ask, [meant.path, ...(toolKind(name).version ?? [])]);
        if (said === null || !/\d\.\d/.test(said)) continue;
        const why = text(
          `${front.path} tells no version as every ${name} does: it is something else of that name.`,
          `${front.path} 不像正常的 ${name} 那样报告版本：它只是同名的其他东西。`,
        );
        const evidence = [
          { kind: 'command', where: `${meant.path} --version`, text: said.split('\n')[0] ?? '' },
        ] as const;
        const subject = name === 'gmake' ? 'make' : name;
        return [
          shadowFinding(
            ask,
            { subject, front, meant, evidence, why },
            building ? 'error' : severity === 'error' ? 'warning' : severity,
          ),
        ];
      }
      return [];
    }),
  );
  return judged.flat();
}

/** Copies in front on PATH that start and answer, and are not the ones that the stack needs. */
const toolsShadowed: Check = {
  id: 'tools-shadowed',
  title: text('PATH picks the right copies of the build tools', 'PATH 选中的构建工具是正确的'),
  codes: ['tool.shadowed'],
  async judge(ask, scope) {
    if (variableSeverity(ask, scope) === null) return [];
    const [modules, others] = await Promise.all([pkgConfig(ask, scope), impostors(ask, scope)]);
    return [...modules, ...others];
  },
};

export default toolsShadowed;

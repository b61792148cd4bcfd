import type { Finding, Fix, Severity } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { toolSeverity, willBuild } from '../doctor/building.ts';
import { reinstallFix } from '../doctor/fixes.ts';
import { isLinkAlone } from '../doctor/link-alone.ts';
import { neededTools } from '../doctor/needed-tools.ts';
import { lostRunner, withoutRunner } from '../doctor/script-runner.ts';
import { inOneFolder, shadowFinding } from '../doctor/shadow.ts';
import { variablesAgainst } from '../doctor/tool-variables.ts';
import { packagesWithLosses, toolFixes } from '../doctor/toolchain-fixes.ts';
import { capabilityOfTool, packageOfTool } from '../explain/subjects/tools.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { compilersFor } from '../facts/compiler-trial.ts';
import { type ProgramFile, programs } from '../facts/programs.ts';
import { type ToolProblem, toolchain } from '../facts/toolchain.ts';
import { type ToolName, toolKind } from '../facts/tools.ts';

/** The compilers' names, which make and configure call; that they compile is proved elsewhere. */
const COMPILERS = { cc: 'gcc', gcc: 'gcc', 'c++': 'g++', 'g++': 'g++' } as const;

/** What the other tools, scripts most of them, call themselves. */
const CALLED: ReadonlySet<ToolName> = new Set(['sed', 'grep', 'awk']);

function causeOf(problem: ToolProblem): Text {
  const { path } = problem;
  switch (problem.kind) {
    case 'dangling':
      return text(`${path} is a link to a file that does not exist.`, `${path} 是一个指向不存在文件的链接。`);
    case 'not-executable':
      return text(`${path} may not be executed by this user.`, `当前用户无权执行 ${path}。`);
    case 'hangs':
      return text(`${path} gives no answer when asked for its version.`, `询问 ${path} 的版本时它没有响应。`);
    case 'apple-shim':
      return text(
        `${path} is only a stand-in: Apple's command line tools are not installed.`,
        `${path} 只是占位程序：尚未安装 Apple 命令行工具。`,
      );
    case 'fails':
      return text(
        `${path} fails when asked for its version: ${problem.words}`,
        `询问 ${path} 的版本时它出错：${problem.words}`,
      );
    case 'cannot-start':
      return text(`${path} cannot be started (${problem.error}).`, `无法启动 ${path}（${problem.error}）。`);
  }
}

/** What the problem was seen by. */
const wordsOf = (problem: ToolProblem): string =>
  problem.kind === 'fails' ? problem.words : problem.kind === 'cannot-start' ? problem.error : problem.kind;

/** Debian's alternatives (update-alternatives(1)): a dangling one is set anew from what is installed. */
function alternativeFix(ask: Ask, { path }: ProgramFile) {
  const target = ask.probe.readlink(path);
  const name = target.ok ? /^\/etc\/alternatives\/(.+)$/.exec(target.value)?.[1] : undefined;
  if (name === undefined || ask.of(programs).anywhere('update-alternatives') === null) return null;
  return {
    title: text(`Choose the alternative ${name} anew`, `重新选择 ${name} 的替代项`),
    commands: [['update-alternatives', '--auto', name]],
    needsRoot: true,
    automatic: true,
    risk: 'safe',
  } as const;
}

const APPLE: Fix = {
  title: text("Install Apple's command line tools", '安装 Apple 命令行工具'),
  commands: [['xcode-select', '--install']],
  needsRoot: false,
  automatic: false,
  risk: 'safe',
};

async function fixesFor(ask: Ask, subject: string, problem: ToolProblem): Promise<readonly Fix[]> {
  if (problem.kind === 'apple-shim') return [APPLE];
  const file = ask.of(programs).find(problem.path.slice(problem.path.lastIndexOf('/') + 1)).onPath[0];
  const alternative = problem.kind === 'dangling' && file ? alternativeFix(ask, file) : null;
  // A link that leads nowhere although every package has its files was only set wrongly.
  if (alternative !== null && packagesWithLosses(ask).length === 0) return [alternative];
  const capability = capabilityOfTool(subject);
  if (capability !== null) return toolFixes(ask, capability, problem.path);
  const own = packageOfTool(subject);
  return own === null ? [] : reinstallFix(ask, [own]);
}

const broken = async (
  ask: Ask,
  subject: string,
  problem: ToolProblem,
  severity: Severity,
): Promise<Finding> => ({
  code: 'tool.broken',
  subject,
  severity,
  title: text(`${subject} is there but does not work`, `${subject} 存在，但不能正常工作`),
  cause: causeOf(problem),
  evidence: [
    {
      kind: problem.kind === 'dangling' || problem.kind === 'not-executable' ? 'file' : 'command',
      where: problem.path,
      text: wordsOf(problem),
    },
  ],
  consequences: [],
  fixes: await fixesFor(ask, subject, problem),
});

async function judgeTool(ask: Ask, name: ToolName, severity: Severity): Promise<readonly Finding[]> {
  const tool = await ask.of(toolchain).tool(name);
  const { problem, allPaths } = tool;
  const subject = name === 'gmake' ? 'make' : name;
  if (problem === null || allPaths.length === 0) return [];
  const front = allPaths.find(({ path }) => path === problem.path);
  // Another copy behind it that does answer: then the one in front is the fault, not the tool.
  const meant = allPaths.find(
    (other) =>
      front !== undefined &&
      other.problem === null &&
      other.path !== problem.path &&
      other.real !== front.real &&
      !inOneFolder(ask, front, other),
  );
  if (front !== undefined && meant !== undefined) {
    const kind = toolKind(name);
    const answer = await ask.probe.run([meant.path, ...(kind.version ?? [])], {
      cwd: '/',
      timeoutMs: 10_000,
      maxBytes: 64 * 1024,
    });
    if (answer.code === 0)
      return [
        shadowFinding(
          ask,
          {
            subject,
            front,
            meant,
            evidence: [{ kind: 'command', where: front.path, text: wordsOf(problem) }],
            why: causeOf(problem),
            isUseless: true,
          },
          severity,
        ),
      ];
  }
  if (problem.kind === 'fails') {
    const guilty = await variablesAgainst(ask, name, subject, problem);
    if (guilty.length > 0) return guilty;
  }
  const runner = front === undefined ? null : lostRunner(ask, front.path);
  if (runner !== null) return [await withoutRunner(ask, runner, problem.path, wordsOf(problem), severity)];
  return [await broken(ask, subject, problem, severity)];
}

/** Tools that are there and cannot be used: dangling links, no execute permission, wrong interpreter, no answer. */
const toolsBroken: Check = {
  id: 'tools-broken',
  title: text('the build tools can be started', '构建工具能够启动'),
  codes: ['tool.broken', 'tool.missing', 'tool.shadowed', 'env.compiler-flags', 'env.library-path'],
  async judge(ask, scope) {
    const severity = toolSeverity(ask, scope);
    if (severity === null) return [];
    const where = ask.of(programs);
    const compilers = Object.entries(COMPILERS).flatMap(([name, subject]) => {
      const { onPath } = where.find(name);
      const [file] = onPath;
      if (file === undefined || file.problem === null || onPath.some(({ problem }) => problem === null))
        return [];
      // Where no other name leads to a compiler either, it is the compiler that is missing and not the link.
      const language = subject === 'gcc' ? 'c' : 'c++';
      if (
        file.problem === 'dangling' &&
        compilersFor(ask, language, {}).length === 0 &&
        !isLinkAlone(ask, language)
      )
        return [];
      return [broken(ask, subject, { kind: file.problem, path: file.path }, severity)];
    });
    const building = willBuild(ask, scope);
    const tools = neededTools(scope, ask.probe.self.os).filter(
      ({ onlyToGenerate }) => building || !onlyToGenerate,
    );
    // What scripts call comes first: where one of them fails with it, it is the cause.
    const ordered = [...tools].sort((a, b) => Number(CALLED.has(b.tool)) - Number(CALLED.has(a.tool)));
    const others = await Promise.all(ordered.map(({ tool }) => judgeTool(ask, tool, severity)));
    return [...(await Promise.all(compilers)), ...others.flat()];
  },
};

export default toolsBroken;

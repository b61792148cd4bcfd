import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { standing, versionIn } from '../core/version.ts';
import { willBuild } from '../doctor/building.ts';
import { installFix } from '../doctor/fixes.ts';
import { shadowFinding } from '../doctor/shadow.ts';
import { capabilityOfTool } from '../explain/subjects/tools.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { compilersFor } from '../facts/compiler-trial.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { programs } from '../facts/programs.ts';
import { type Tool, toolchain } from '../facts/toolchain.ts';
import { isTool, type ToolName, toolKind } from '../facts/tools.ts';
import { buildBy } from '../recipes/options.ts';

type Limits = { minimum: string | undefined; recommended: string | undefined; by: string };

/** The strictest limits that the recipes set for the usual build. */
function limitsOf({ recipes }: Scope): ReadonlyMap<ToolName, readonly Limits[]> {
  const limits = new Map<ToolName, Limits[]>();
  for (const recipe of recipes) {
    const { name } = recipe;
    const { minimum = {}, recommended = {} } = buildBy(recipe, 'autotools');
    for (const tool of new Set([...Object.keys(minimum), ...Object.keys(recommended)])) {
      if (!isTool(tool)) continue;
      const own = { minimum: minimum[tool], recommended: recommended[tool], by: name };
      limits.set(tool, [...(limits.get(tool) ?? []), own]);
    }
  }
  return limits;
}

/** A gcc that is here and that nothing calls, since CC or cc is another compiler, is nobody's concern. */
function isUsed(ask: Ask, name: ToolName): boolean {
  if (name !== 'gcc' && name !== 'g++') return true;
  const real = ask
    .of(programs)
    .find(name)
    .onPath.find(({ problem }) => problem === null)?.real;
  const called = compilersFor(ask, name === 'gcc' ? 'c' : 'c++')[0]?.[0];
  const its = called?.startsWith('/') ? ask.probe.realpath(called) : null;
  return its === null || called === name || (its.ok && its.value === real);
}

function tooOld(
  ask: Ask,
  { name, version, path, versionLine }: Tool,
  wanted: string,
  by: string,
  severity: Severity,
): Finding {
  const capability = capabilityOfTool(name);
  return {
    code: 'tool.too-old',
    subject: name,
    severity,
    title: text(`${name} ${version} is older than ${wanted}`, `${name} ${version} 低于 ${wanted}`),
    cause:
      severity === 'error'
        ? text(
            `Building ${by} needs ${name} ${wanted} or newer.`,
            `构建 ${by} 需要 ${name} ${wanted} 或更新版本。`,
          )
        : text(
            `${by} builds best with ${name} ${wanted} or newer.`,
            `构建 ${by} 建议使用 ${name} ${wanted} 或更新版本。`,
          ),
    evidence: [{ kind: 'command', where: `${path ?? name} --version`, text: versionLine ?? version ?? '' }],
    consequences: [],
    fixes: severity === 'error' && capability !== null ? installFix(ask, [capability]) : [],
  };
}

/** A copy further behind on PATH that would do: then the one in front is the fault. */
async function newerBehind(ask: Ask, tool: Tool, minimum: string | undefined): Promise<Finding | null> {
  const front = tool.allPaths.find(({ path }) => path === tool.path);
  for (const meant of tool.allPaths) {
    if (front === undefined || meant.problem !== null || meant.real === front.real) continue;
    const answer = await ask.probe.run([meant.path, ...(toolKind(tool.name).version ?? [])], {
      cwd: '/',
      env: plainEnvironment(ask.probe),
      timeoutMs: 10_000,
      maxBytes: 64 * 1024,
    });
    const line = answer.stdout.split('\n')[0] ?? '';
    const stands = await standing(versionIn(line), { minimum });
    if (answer.code !== 0 || stands === 'too-old' || stands === 'unknown') continue;
    const why = text(
      `${front.path} is ${tool.version}, and ${minimum} is needed; ${meant.path} is newer.`,
      `${front.path} 的版本是 ${tool.version}，而需要 ${minimum}；${meant.path} 更新。`,
    );
    const evidence = [{ kind: 'command', where: `${meant.path} --version`, text: line }] as const;
    return shadowFinding(ask, { subject: tool.name, front, meant, evidence, why }, 'error');
  }
  return null;
}

async function oldOnes(ask: Ask, scope: Scope): Promise<readonly Finding[]> {
  const judged = await Promise.all(
    [...limitsOf(scope)].map(async ([name, limits]): Promise<readonly Finding[]> => {
      if (!isUsed(ask, name)) return [];
      const tool = await ask.of(toolchain).tool(name);
      if (tool.path === null) return [];
      for (const limit of limits) {
        const stands = await standing(tool.version, limit);
        if (stands === 'too-old')
          return [
            (await newerBehind(ask, tool, limit.minimum)) ??
              tooOld(ask, tool, limit.minimum ?? '', limit.by, 'error'),
          ];
      }
      for (const limit of limits) {
        const stands = await standing(tool.version, limit);
        if (stands === 'below-recommended')
          return [tooOld(ask, tool, limit.recommended ?? '', limit.by, 'info')];
      }
      return [];
    }),
  );
  return judged.flat();
}

/** Tools older than the recipes' builds accept, or than they recommend. */
const toolsTooOld: Check = {
  id: 'tools-too-old',
  title: text('the build tools are new enough', '构建工具的版本足够新'),
  codes: ['tool.too-old', 'tool.shadowed'],
  async judge(ask, scope) {
    return willBuild(ask, scope) ? oldOnes(ask, scope) : [];
  },
};

export default toolsTooOld;

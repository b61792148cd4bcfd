import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { guiltyVariables, otherVariables } from '../facts/guilty-variables.ts';
import { problemOf, type ToolProblem } from '../facts/toolchain.ts';
import { type ToolName, toolKind } from '../facts/tools.ts';
import { proposal } from './fixes.ts';

type Failing = Extract<ToolProblem, { kind: 'fails' }>;

function finding(ask: Ask, name: string, tool: string, { path, words }: Failing): Finding {
  const value = ask.probe.env[name] ?? '';
  return {
    code: /^(DY)?LD_/.test(name) ? 'env.library-path' : 'env.compiler-flags',
    subject: name,
    severity: 'error',
    title: text(`${name} keeps ${tool} from working`, `变量 ${name} 使 ${tool} 无法工作`),
    cause: text(
      `With ${name}=${value} ${tool} fails (${words}); without it, it answers.`,
      `设置 ${name}=${value} 时 ${tool} 会出错（${words}）；取消后就正常。`,
    ),
    evidence: [
      { kind: 'env', where: name, text: value },
      { kind: 'command', where: path, text: words },
    ],
    consequences: [{ code: 'tool.broken', subject: tool }],
    fixes: [proposal(text(`Unset or correct it: unset ${name}`, `取消或更正该变量：unset ${name}`))],
  };
}

/**
 * The user's variables with which a tool fails and without which it answers: its own settings, or those of what it is
 * written in (PERL5OPT, PYTHONHOME, GOROOT). `tool`: as findings name it. [] where none is to blame.
 */
export async function variablesAgainst(
  ask: Ask,
  name: ToolName,
  tool: string,
  problem: Failing,
): Promise<readonly Finding[]> {
  const { version, env: own } = toolKind(name);
  const guilty = await guiltyVariables(otherVariables(ask), async (env) => {
    const given = Object.entries({ ...plainEnvironment(ask.probe, own), ...env });
    const answer = await ask.probe.run([problem.path, ...(version ?? [])], {
      cwd: '/',
      env: Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined)),
      timeoutMs: 10_000,
      maxBytes: 64 * 1024,
    });
    return problemOf(problem.path, answer) === null;
  });
  return guilty.map((variable) => finding(ask, variable, tool, problem));
}

import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity } from '../doctor/building.ts';
import { compilerFault } from '../doctor/compiler-fault.ts';
import { proposal } from '../doctor/fixes.ts';
import { isSystems, shadowFinding } from '../doctor/shadow.ts';
import { compilesForHere, type StackTrial, tryStack } from '../doctor/stack-trial.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { compilersFor } from '../facts/compiler-trial.ts';
import { guiltyVariables } from '../facts/guilty-variables.ts';
import { programs } from '../facts/programs.ts';

/** Variables that only make and configure read; what compilers read by themselves is seen in the folders they name. */
const VARIABLES = ['CC', 'CPPFLAGS', 'CFLAGS', 'LDFLAGS', 'LIBS', 'LDLIBS'] as const;

const unset = Object.fromEntries(VARIABLES.map((name) => [name, undefined]));

/** Headers and libraries are both those that are found without the variables, or both others; or the linker did not tell. */
const fits = (one: StackTrial, plain: StackTrial): boolean =>
  one.ok && (one.files === '' || (one.headers === plain.headers) === (one.files === plain.files));

function variableFinding(
  ask: Ask,
  name: string,
  user: StackTrial,
  plain: StackTrial,
  severity: Severity,
): Finding {
  const value = ask.probe.env[name] ?? '';
  return {
    code: 'env.compiler-flags',
    subject: name,
    severity,
    title: text(`${name} breaks programs that use this stack`, `变量 ${name} 会破坏使用这套库的程序`),
    cause: user.ok
      ? text(
          `With ${name}=${value} the compiler takes headers ${user.headers} and the linker ${user.files}: they are not of the same release.`,
          `设置 ${name}=${value} 时，编译器用的头文件版本是 ${user.headers}，而链接器用的是 ${user.files}：两者不是同一版本。`,
        )
      : text(
          `With ${name}=${value} a program against the stack is not made; without it, it is.`,
          `设置 ${name}=${value} 时，使用这套库的程序编译不了；取消后就可以。`,
        ),
    evidence: [
      { kind: 'env', where: name, text: value },
      {
        kind: 'command',
        where: user.trial.line.slice(0, 300),
        text: user.ok ? `${user.headers}; ${user.files}` : compilerFault(user.trial, 'c').words,
      },
      { kind: 'system', where: `without ${name}`, text: `${plain.headers}; ${plain.files}` },
    ],
    consequences: [],
    fixes: [proposal(text(`Unset or correct it: unset ${name}`, `取消或更正该变量：unset ${name}`))],
  };
}

/** The compiler in front knows nothing of the folders in which the stack lies, the next one does. */
async function shadowed(
  ask: Ask,
  scope: Scope,
  user: StackTrial,
  severity: Severity,
): Promise<readonly Finding[]> {
  const used = user.trial.argv?.[0] ?? '';
  const { onPath } = ask.of(programs).find(used.slice(used.lastIndexOf('/') + 1));
  const front = onPath.find(({ path }) => path === used);
  const meant = onPath.find((file) => file.problem === null && file.path !== used && isSystems(file));
  if (front === undefined || meant === undefined || !(await tryStack(ask, scope, { argv: [meant.path] })).ok)
    return [];
  const why = text(
    `${front.path} does not find this stack, whose headers and libraries ${meant.path} finds: it searches folders of its own.`,
    `${front.path} 找不到这套库，而 ${meant.path} 能找到：前者只搜索自己的目录。`,
  );
  const evidence = [
    { kind: 'command', where: user.trial.line.slice(0, 300), text: compilerFault(user.trial, 'c').words },
  ] as const;
  return [shadowFinding(ask, { subject: 'gcc', front, meant, evidence, why }, severity)];
}

/** Whether the user's own variables, or another compiler in front, break programs that would be made without them. */
const stackBuild: Check = {
  id: 'stack-build',
  title: text(
    'no variable and no other compiler breaks programs that use the stack',
    '没有变量或其他编译器妨碍编译使用这套库的程序',
  ),
  codes: ['env.compiler-flags', 'tool.shadowed'],
  async judge(ask, scope) {
    const severity = variableSeverity(ask, scope);
    if (severity === null) return [];
    const set = VARIABLES.filter((name) => (ask.probe.env[name] ?? '').trim() !== '');
    const front = compilersFor(ask, 'c', {})[0]?.[0];
    const ofSystem = front === undefined || isSystems({ path: front, real: null, problem: null });
    if (set.length === 0 && ofSystem) return [];
    if (!(await compilesForHere(ask))) return [];
    const plain = await tryStack(ask, scope, { env: unset });
    if (set.length === 0) return plain.ok ? [] : shadowed(ask, scope, plain, severity);
    if (!plain.ok) return [];
    const user = await tryStack(ask, scope);
    if (fits(user, plain)) return [];
    const guilty = await guiltyVariables(set, async (env) =>
      fits(await tryStack(ask, scope, { env }), plain),
    );
    return guilty.map((name) => variableFinding(ask, name, user, plain, severity));
  },
};

export default stackBuild;

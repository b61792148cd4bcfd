import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { guiltyVariables, otherVariables } from '../facts/guilty-variables.ts';
import { programs } from '../facts/programs.ts';

const WORD = 'made';
/** A rule that says one word: make reads its file from standard input (POSIX make, `-f -`). */
const MAKEFILE = `all:\n\t@echo ${WORD}\n`;

/** Whether make does what a file says, and what it said instead. */
async function tryMake(
  ask: Ask,
  path: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<{ readonly ok: boolean; readonly words: string }> {
  const given = Object.entries({ ...plainEnvironment(ask.probe), ...env });
  const answer = await ask.probe.run([path, '-f', '-'], {
    cwd: '/',
    env: Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    input: MAKEFILE,
    timeoutMs: 10_000,
    maxBytes: 64 * 1024,
  });
  const ok = answer.code === 0 && answer.stdout.split('\n').some((line) => line.trim() === WORD);
  return { ok, words: (answer.stderr.trim() || answer.stdout.trim()).split('\n')[0]?.slice(0, 200) ?? '' };
}

/** Variables that make reads by itself (MAKEFLAGS, GNUMAKEFLAGS, MAKEFILES) may keep it from making anything. */
const makeWorks: Check = {
  id: 'make-works',
  title: text('make carries out what a makefile says', 'make 能执行 makefile 中的命令'),
  codes: ['env.compiler-flags'],
  async judge(ask, scope) {
    const severity = variableSeverity(ask, scope);
    const path = ask.of(programs).onPath('make');
    if (severity === null || path === null) return [];
    const { ok, words } = await tryMake(ask, path);
    if (ok) return [];
    const guilty = await guiltyVariables(
      otherVariables(ask),
      async (env) => (await tryMake(ask, path, env)).ok,
    );
    return guilty.map((name): Finding => {
      const value = ask.probe.env[name] ?? '';
      return {
        code: 'env.compiler-flags',
        subject: name,
        severity,
        title: text(`${name} keeps make from making anything`, `变量 ${name} 使 make 什么也不做`),
        cause: text(
          `With ${name}=${value} make does not carry out a rule of one line; without it, it does.`,
          `设置 ${name}=${value} 时，make 连只有一行命令的规则也不执行；取消后就会执行。`,
        ),
        evidence: [
          { kind: 'env', where: name, text: value },
          { kind: 'command', where: `${path} -f -`, text: words },
        ],
        consequences: [],
        fixes: [proposal(text(`Unset or correct it: unset ${name}`, `取消或更正该变量：unset ${name}`))],
      };
    });
  },
};

export default makeWorks;

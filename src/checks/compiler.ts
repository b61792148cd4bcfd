import { type Evidence, type Finding, keyOf, type Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity, variableSeverity } from '../doctor/building.ts';
import { capabilityOf, compilerFault, toolOf } from '../doctor/compiler-fault.ts';
import { proposal } from '../doctor/fixes.ts';
import { shadowedCompiler } from '../doctor/shadow.ts';
import { toolFixes } from '../doctor/toolchain-fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import {
  compilerTrials,
  guiltyVariables,
  type Language,
  type Trial,
  tryCompiler,
  variablesOf,
} from '../facts/compiler-trial.ts';

const COMPILER = { c: 'CC', 'c++': 'CXX' } as const;
const COMMAND_LENGTH = 300;

const evidenceOf = (trial: Trial, words: string): Evidence => ({
  kind: 'command',
  where: trial.line.slice(0, COMMAND_LENGTH),
  text: words,
});

function variableFinding(ask: Ask, name: string, trial: Trial, words: string, severity: Severity): Finding {
  const value = ask.probe.env[name] ?? '';
  const ofLoader = /^(DY)?LD_/.test(name) || name === 'LIBRARY_PATH';
  return {
    code: ofLoader ? 'env.library-path' : 'env.compiler-flags',
    subject: name,
    severity,
    title: text(`${name} keeps the compiler from working`, `变量 ${name} 使编译器无法工作`),
    cause: text(
      `With ${name}=${value} even the simplest program is not made; without it, it is.`,
      `设置 ${name}=${value} 时，最简单的程序也编译不了；取消后就可以。`,
    ),
    evidence: [{ kind: 'env', where: name, text: value }, evidenceOf(trial, words)],
    consequences: [],
    fixes: [proposal(text(`Unset or correct it: unset ${name}`, `取消或更正该变量：unset ${name}`))],
  };
}

async function judgeTrial(
  ask: Ask,
  scope: Scope,
  language: Language,
  trial: Trial,
): Promise<readonly Finding[]> {
  if (trial.ok) return [];
  const fault = compilerFault(trial, language);
  const asVariable = variableSeverity(ask, scope);
  const guilty =
    asVariable === null
      ? []
      : await guiltyVariables(variablesOf(ask, language), async (env) => {
          // A variable that names the compiler is tried by what is taken without it.
          const argv = ask.probe.env[COMPILER[language]] ? undefined : trial.argv;
          return (await tryCompiler(ask, language, { env, ...(argv && { argv }) })).ok;
        });
  if (asVariable !== null && guilty.length > 0)
    return guilty.map((name) => variableFinding(ask, name, trial, fault.words, asVariable));
  const severity = toolSeverity(ask, scope);
  if (severity === null) return [];
  // There is none of any name: the question of another check.
  if (trial.result?.missing === 'program') return [];
  const shadowed = await shadowedCompiler(ask, language, trial, fault, severity);
  if (shadowed !== null) return [shadowed];
  if (fault.kind === 'temporary' || fault.kind === 'memory') return [];
  return [
    {
      code: 'tool.broken',
      subject: fault.subject,
      severity,
      title: text(`${toolOf(language)} makes no programs`, `${toolOf(language)} 无法编译程序`),
      cause: fault.cause,
      evidence: [evidenceOf(trial, fault.words)],
      consequences: [],
      fixes: toolFixes(ask, fault.subject === 'g++' ? 'c++-compiler' : capabilityOf(language)),
    },
  ];
}

/** Each compiler of a language that builds call; what breaks several of them is told once. */
async function judgeLanguage(ask: Ask, scope: Scope, language: Language): Promise<readonly Finding[]> {
  const trials = await ask.of(compilerTrials)(language);
  const judged = await Promise.all(trials.map((trial) => judgeTrial(ask, scope, language, trial)));
  return [...new Map(judged.flat().map((finding) => [keyOf(finding), finding])).values()];
}

/** Compiles and links a C and a C++ program: the only proof that a compiler works. */
const compiler: Check = {
  id: 'compiler',
  title: text('the C and C++ compilers make programs', 'C 与 C++ 编译器能编译程序'),
  codes: ['tool.broken', 'tool.shadowed', 'env.compiler-flags', 'env.library-path'],
  async judge(ask, scope) {
    if (variableSeverity(ask, scope) === null) return [];
    const [c, cxx] = await Promise.all([judgeLanguage(ask, scope, 'c'), judgeLanguage(ask, scope, 'c++')]);
    // What breaks both is told once: C++ needs all that C needs.
    const told = new Set(c.map(keyOf));
    if (told.has('tool.broken:gcc') || told.has('tool.shadowed:gcc')) told.add('tool.broken:g++');
    return [...c, ...cxx.filter((finding) => !told.has(keyOf(finding)))];
  },
};

export default compiler;

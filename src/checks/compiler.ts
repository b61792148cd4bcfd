import { type Finding, keyOf } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity, variableSeverity } from '../doctor/building.ts';
import { closedCache } from '../doctor/closed-cache.ts';
import { capabilityOf, compilerFault, toolOf } from '../doctor/compiler-fault.ts';
import { evidenceOf, noMemory, noTemporary, variableFinding } from '../doctor/compiler-findings.ts';
import { reinstallFix } from '../doctor/fixes.ts';
import { limitFinding, limitIn } from '../doctor/limit-finding.ts';
import { shadowedCompiler } from '../doctor/shadow.ts';
import { straySpecsFix } from '../doctor/stray-specs.ts';
import { packagesWithLosses, toolFixes } from '../doctor/toolchain-fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import {
  compilerTrials,
  type Language,
  type Trial,
  tryCompiler,
  variablesOf,
} from '../facts/compiler-trial.ts';
import { guiltyVariables, otherVariables } from '../facts/guilty-variables.ts';

const COMPILER = { c: 'CC', 'c++': 'CXX' } as const;

/** The variables that break a trial: those that compilers are known to read, else any that a wrapper may read. */
async function guiltyOf(ask: Ask, language: Language, { argv }: Trial): Promise<readonly string[]> {
  const attempt = async (env: Readonly<Record<string, string | undefined>>): Promise<boolean> => {
    // A variable that names the compiler is tried by what is taken without it.
    const same = ask.probe.env[COMPILER[language]] ? undefined : argv;
    return (await tryCompiler(ask, language, { env, ...(same && { argv: same }) })).ok;
  };
  const known = variablesOf(ask, language);
  const guilty = await guiltyVariables(known, attempt);
  return guilty.length > 0 ? guilty : guiltyVariables(otherVariables(ask, known), attempt);
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
  // What never ends is not asked a dozen times more.
  const hangs = trial.result?.timedOut === true;
  const guilty = asVariable === null || hangs ? [] : await guiltyOf(ask, language, trial);
  if (asVariable !== null && fault.kind === 'temporary') return [noTemporary(ask, trial, fault, asVariable)];
  if (asVariable !== null && fault.kind === 'memory') return [noMemory(trial, fault, asVariable)];
  const limit = fault.kind === 'limit' ? limitIn(fault.words) : null;
  if (asVariable !== null && limit !== null)
    return [limitFinding(limit, asVariable, fault.words, evidenceOf(trial, fault.words))];
  if (asVariable !== null && guilty.length > 0)
    // What a variable asks for may be a part that the compiler's packages have lost.
    return guilty
      .map((name) => variableFinding(ask, name, trial, fault.words, asVariable))
      .map((one) => ({ ...one, fixes: [...reinstallFix(ask, packagesWithLosses(ask)), ...one.fixes] }));
  const severity = toolSeverity(ask, scope);
  if (severity === null) return [];
  // There is none of any name: the question of another check.
  if (trial.result?.missing === 'program') return [];
  const closed = closedCache(ask, trial, asVariable ?? severity);
  if (closed !== null) return [closed];
  const shadowed = await shadowedCompiler(ask, language, trial, fault, severity);
  if (shadowed !== null) return [shadowed];
  return [
    {
      code: 'tool.broken',
      subject: fault.subject,
      severity,
      title: text(`${toolOf(language)} makes no programs`, `${toolOf(language)} 无法编译程序`),
      cause: fault.cause,
      evidence: [evidenceOf(trial, fault.words)],
      consequences: [],
      fixes: [
        ...(await straySpecsFix(ask, trial.argv ?? [])),
        ...(await toolFixes(ask, fault.subject === 'g++' ? 'c++-compiler' : capabilityOf(language))),
      ],
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
  codes: [
    'tool.broken',
    'tool.shadowed',
    'env.compiler-flags',
    'env.library-path',
    'install.no-space',
    'install.permission',
    'install.out-of-memory',
    'runtime.limit',
  ],
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

import { type Evidence, type Finding, keyOf, type Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity, variableSeverity } from '../doctor/building.ts';
import { type CompilerFault, capabilityOf, compilerFault, toolOf } from '../doctor/compiler-fault.ts';
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
import { mountPointOf } from '../facts/mount-point.ts';

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

/** The compiler's temporary files: full, or closed to this user. */
function noTemporary(ask: Ask, trial: Trial, { words }: CompilerFault, severity: Severity): Finding {
  const { env } = ask.probe;
  const folder = env.TMPDIR?.startsWith('/') ? env.TMPDIR : '/tmp';
  const isFull = /No space left/.test(words);
  const mount = mountPointOf(ask.probe, folder)?.point ?? folder;
  return {
    code: isFull ? 'install.no-space' : 'install.permission',
    subject: isFull ? mount : folder,
    severity,
    title: isFull
      ? text(`${mount} is full`, `${mount} 空间不足`)
      : text(`The compiler cannot write in ${folder}`, `编译器无法写入 ${folder}`),
    cause: text(
      `The compiler keeps its temporary files in ${folder}, and makes no programs without them.`,
      `编译器把临时文件放在 ${folder}，没有它们就无法编译。`,
    ),
    evidence: [evidenceOf(trial, words)],
    consequences: [],
    fixes: [
      proposal(
        text(
          `Make room in ${folder}, or use another folder: export TMPDIR=DIR`,
          `请清理 ${folder}，或改用其他目录：export TMPDIR=目录`,
        ),
      ),
    ],
  };
}

const noMemory = (trial: Trial, { words }: CompilerFault, severity: Severity): Finding => ({
  code: 'install.out-of-memory',
  subject: /\b(cc1plus|cc1|ld|as)\b/.exec(words)?.[1] ?? 'cc1plus',
  severity,
  title: text('The compiler finds no memory', '编译器没有足够的内存'),
  cause: text(
    'Even the simplest program is too much: a limit (ulimit -v, a container) or other programs leave none.',
    '连最简单的程序都编译不了：内存上限（ulimit -v、容器）或其他程序占满了内存。',
  ),
  evidence: [evidenceOf(trial, words)],
  consequences: [],
  fixes: [
    proposal(
      text(
        "Raise the limit (ulimit -v unlimited; the container's memory), or end other programs",
        '请提高上限（ulimit -v unlimited；容器的内存限制），或结束其他程序',
      ),
    ),
  ],
});

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
  if (asVariable !== null && fault.kind === 'temporary') return [noTemporary(ask, trial, fault, asVariable)];
  if (asVariable !== null && fault.kind === 'memory') return [noMemory(trial, fault, asVariable)];
  if (asVariable !== null && guilty.length > 0)
    return guilty.map((name) => variableFinding(ask, name, trial, fault.words, asVariable));
  const severity = toolSeverity(ask, scope);
  if (severity === null) return [];
  // There is none of any name: the question of another check.
  if (trial.result?.missing === 'program') return [];
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
      fixes: await toolFixes(ask, fault.subject === 'g++' ? 'c++-compiler' : capabilityOf(language)),
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

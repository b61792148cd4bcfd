import type { Finding } from '../core/finding.ts';
import { text, verbatim } from '../core/text.ts';
import type { ProofAnswer } from './program.ts';
import type { ProofCheck, ProofTarget } from './request.ts';

/** A symbol of each library, by which its file in the process is known. */
const OWN_SYMBOL: Readonly<Record<string, string>> = {
  libzmq: 'zmq_version',
  czmq: 'zstr_send',
  libsodium: 'sodium_version_string',
  // It is headers alone; what counts is which libzmq its programs get.
  cppzmq: 'zmq_version',
  zyre: 'zyre_new',
  malamute: 'mlm_client_new',
};

/** Library name as findings spell it: by its file. */
export const subjectOf = (recipe: string): string => SUBJECTS[recipe] ?? recipe;

const SUBJECTS: Readonly<Record<string, string>> = { czmq: 'libczmq', zyre: 'libzyre', malamute: 'libmlm' };

/** File that the loader took for a recipe's own library, as the program saw it. */
export const loadedFile = (recipe: string, answer: ProofAnswer): string | null =>
  answer.loaded[OWN_SYMBOL[recipe] ?? ''] ?? null;

const check = (target: string, id: string, passed: boolean, detail: string): ProofCheck => ({
  target,
  id,
  passed,
  detail,
});

/** Turns a program's answer into checks. `inPrefix`: whether a file, links followed, lies in the prefix. */
export function judgeAnswer(
  target: ProofTarget,
  answer: ProofAnswer,
  staticOnly: boolean,
  inPrefix: (path: string) => boolean,
): ProofCheck[] {
  const name = target.name;
  const loaded = loadedFile(name, answer);
  const wanted = target.version ?? answer.header;
  const checks = [
    check(
      name,
      'version',
      answer.header !== null && answer.header === answer.library && answer.header === wanted,
      `header ${answer.header}, library ${answer.library}${target.version === null ? '' : `, asked ${target.version}`}`,
    ),
    ...answer.passed.map((which) => check(name, `message ${which}`, true, '')),
    ...answer.failed.map((which) => check(name, `message ${which}`, false, which)),
    ...target.mustHave.map((what) =>
      check(name, `has ${what}`, answer.has[what] === true, `zmq_has("${what}")`),
    ),
    ...target.mustLack.map((what) =>
      check(name, `lacks ${what}`, answer.has[what] !== true, `zmq_has("${what}")`),
    ),
  ];
  if (staticOnly) return checks;
  const found = check(name, 'loaded', loaded !== null && inPrefix(loaded), loaded ?? 'not told');
  // Where the loader took another file, all the rest is said of that one.
  return loaded === null ? [...checks, found] : [found, ...checks];
}

/** What a failed check means, for those whose cause the check itself proves. */
export function findingOf(failed: ProofCheck, env: Readonly<Record<string, string | undefined>>): Finding {
  const library = subjectOf(failed.target);
  const base = { severity: 'error', consequences: [], fixes: [], source: 'verify' } as const;
  const evidence = [
    { kind: 'command', where: `verify ${failed.target}`, text: `${failed.id}: ${failed.detail}` },
  ] as const;
  if (failed.id === 'loaded') {
    const variable = ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'LD_PRELOAD'].find((name) => env[name]);
    return variable === undefined
      ? {
          ...base,
          code: 'library.duplicate',
          subject: library,
          title: text(
            `The loader takes another ${library} than the one installed`,
            `加载器选用的不是刚安装的 ${library}`,
          ),
          cause: text(`It took ${failed.detail}.`, `它选用了 ${failed.detail}。`),
          evidence,
        }
      : {
          ...base,
          code: 'env.library-path',
          subject: variable,
          title: text(
            `${variable} puts another ${library} in front of the one installed`,
            `${variable} 让另一份 ${library} 排在了刚安装的之前`,
          ),
          cause: text(
            `With ${variable}=${env[variable]} the loader took ${failed.detail}.`,
            `在 ${variable}=${env[variable]} 的情况下，加载器选用了 ${failed.detail}。`,
          ),
          evidence: [...evidence, { kind: 'env', where: variable, text: env[variable] ?? '' }],
        };
  }
  if (failed.id === 'version') {
    return {
      ...base,
      code: 'header.mismatch',
      subject: library,
      title: text(
        `${library}: header, library and the version asked for are not the same`,
        `${library}：头文件、库与所要求的版本不一致`,
      ),
      cause: verbatim(failed.detail),
      evidence,
    };
  }
  if (failed.id.startsWith('has ') || failed.id.startsWith('lacks ')) {
    const feature = failed.id.split(' ')[1] === 'draft' ? 'drafts' : failed.id.split(' ')[1];
    return {
      ...base,
      code: 'dependency.feature-missing',
      subject: `${library}:${feature}`,
      title: text(
        `${library} was not built as asked: ${failed.id}`,
        `${library} 的构建结果与要求不符：${failed.id}`,
      ),
      cause: text(
        `${failed.detail} gives the opposite answer; configure left the feature out or switched it on unasked.`,
        `${failed.detail} 的回答与要求相反：configure 悄悄略去或自行打开了该功能。`,
      ),
      evidence,
    };
  }
  if (failed.id === 'build' || failed.id === 'run') {
    return {
      ...base,
      code: 'unknown',
      subject: null,
      title: text(
        `A program for ${library} could not be ${failed.id === 'build' ? 'built' : 'run'}`,
        failed.id === 'build' ? `无法构建 ${library} 的测试程序` : `无法运行 ${library} 的测试程序`,
      ),
      cause: verbatim(failed.detail),
      evidence,
    };
  }
  return {
    ...base,
    code: 'test.failed',
    subject: failed.id,
    title: text(`${library}: a message did not come through`, `${library}：消息未能送达`),
    cause: verbatim(failed.detail),
    evidence,
  };
}

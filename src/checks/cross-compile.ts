import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity, variableSeverity } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import { shadowFinding } from '../doctor/shadow.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { compilers } from '../facts/compiler.ts';
import { compilersFor } from '../facts/compiler-trial.ts';
import { isForeignTarget } from '../facts/machine-name.ts';
import { programs } from '../facts/programs.ts';

/** What tells pkg-config of another machine's modules (pkg-config(1), cross build guide of freedesktop.org). */
const PKG_CONFIG_OF_TARGET = ['PKG_CONFIG', 'PKG_CONFIG_LIBDIR', 'PKG_CONFIG_SYSROOT_DIR'] as const;

/** CC names a compiler for another machine on purpose; all that builds look at besides is still this machine's. */
function halfSetUp(ask: Ask, argv: readonly string[], target: string): Finding | null {
  const { env } = ask.probe;
  if (PKG_CONFIG_OF_TARGET.some((name) => (env[name] ?? '') !== '')) return null;
  return {
    code: 'env.cross-compile',
    subject: '--host',
    severity: 'error',
    title: text(
      `CC compiles for ${target}, and nothing else is set up for it`,
      `CC 面向 ${target} 编译，而其余设置仍是本机的`,
    ),
    cause: text(
      `Without --host=${target} configure takes it for this machine's compiler, and pkg-config answers with this machine's libraries, which do not link.`,
      `不加 --host=${target}，configure 会把它当作本机编译器，而 pkg-config 给出的是本机的库，无法链接。`,
    ),
    evidence: [
      { kind: 'env', where: 'CC', text: argv.join(' ') },
      { kind: 'command', where: `${argv.join(' ')} -v`, text: `Target: ${target}` },
    ],
    consequences: [],
    fixes: [
      proposal(
        text(
          `For this machine: unset CC. For ${target}: ./configure --host=${target}, with PKG_CONFIG_LIBDIR naming that machine's .pc files`,
          `为本机构建：unset CC。为 ${target} 构建：./configure --host=${target}，并让 PKG_CONFIG_LIBDIR 指向目标机器的 .pc 文件`,
        ),
      ),
    ],
  };
}

/** Whether the compiler that builds call makes programs for this machine. */
const crossCompile: Check = {
  id: 'cross-compile',
  title: text('the compiler compiles for this machine', '编译器面向本机'),
  codes: ['env.cross-compile', 'tool.shadowed'],
  async judge(ask, scope) {
    if (variableSeverity(ask, scope) === null) return [];
    const { env, self } = ask.probe;
    const argvs = compilersFor(ask, 'c');
    const asked = await Promise.all(argvs.map(async (argv) => ({ argv, is: await ask.of(compilers)(argv) })));
    const foreign = asked.find(({ is }) => is !== null && isForeignTarget(is.target, self));
    if (foreign?.is == null) return [];
    const { argv, is } = foreign;
    if ((env.CC ?? '').trim() !== '') {
      const finding = halfSetUp(ask, argv, is.target);
      return finding === null ? [] : [finding];
    }
    const severity = toolSeverity(ask, scope);
    const used = argv[0] ?? '';
    const { onPath } = ask.of(programs).find(used.slice(used.lastIndexOf('/') + 1));
    const front = onPath.find(({ path }) => path === used);
    const meant = onPath.find(({ path, problem }) => problem === null && path !== used);
    if (severity === null || front === undefined || meant === undefined) return [];
    const why = text(
      `${used} compiles for ${is.target}, which is not this machine.`,
      `${used} 面向 ${is.target} 编译，不是本机。`,
    );
    const evidence = [{ kind: 'command', where: `${used} -v`, text: `Target: ${is.target}` }] as const;
    return [shadowFinding(ask, { subject: 'gcc', front, meant, evidence, why }, severity)];
  },
};

export default crossCompile;

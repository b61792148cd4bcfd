import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { compilerFault } from '../doctor/compiler-fault.ts';
import { goSeverity, settingFinding } from '../doctor/go-finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { compilersFor, type Trial, tryCompiler, wordsOf } from '../facts/compiler-trial.ts';
import { type GoSettings, goSettings } from '../facts/go-settings.ts';
import { guiltyVariables } from '../facts/guilty-variables.ts';

/** What cgo takes for its compiler and gives it (`go help environment`, cmd/cgo). */
const FLAGS = ['CGO_CPPFLAGS', 'CGO_CFLAGS', 'CGO_LDFLAGS'] as const;
/** Go's own name for the compiler; in the environment it is everybody's, and another check's question. */
const COMPILER = 'CC';

/** A C program made as cgo would make it, without the variables that `env` unsets. */
function tryAsCgo(
  ask: Ask,
  go: GoSettings,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Trial> {
  const value = (name: string): string => (name in env ? '' : (go.get(name)?.value ?? ''));
  const argv = wordsOf(value(COMPILER));
  const plain = compilersFor(ask, 'c')[0];
  const used = argv.length > 0 ? argv : plain;
  return tryCompiler(ask, 'c', {
    ...(used && { argv: used }),
    flags: [...wordsOf(value('CGO_CPPFLAGS')), ...wordsOf(value('CGO_CFLAGS'))],
    libraries: wordsOf(value('CGO_LDFLAGS')),
  });
}

const findingOf = (go: GoSettings, name: string, failed: Trial, severity: Severity): Finding => {
  const { words } = compilerFault(failed, 'c');
  const value = go.get(name)?.value ?? '';
  return settingFinding(
    go,
    'env.compiler-flags',
    name,
    name,
    severity,
    text(`${name} keeps Go from building C code`, `${name} 使 Go 无法编译 C 代码`),
    text(
      `With ${name}=${value} the compiler that Go calls makes no program (${words}); without it, it does.`,
      `设置 ${name}=${value} 时，Go 调用的编译器编译不了程序（${words}）；取消后就可以。`,
    ),
  );
};

/** The compiler and the flags that are set for Go alone: what a C build never reads breaks every cgo package. */
const goCompiler: Check = {
  id: 'go-compiler',
  title: text("Go's own compiler settings make programs", 'Go 自己的编译器设置能编译程序'),
  codes: ['env.compiler-flags'],
  async judge(ask, scope) {
    const go = ask.of(goSettings);
    if (go.program === null || go.get('CGO_ENABLED')?.value === '0') return [];
    const set = [
      ...(go.get(COMPILER)?.from === 'file' ? [COMPILER] : []),
      ...FLAGS.filter((name) => go.get(name)),
    ];
    if (set.length === 0) return [];
    const all = await tryAsCgo(ask, go, {});
    if (all.ok) return [];
    const guilty = await guiltyVariables(set, async (env) => (await tryAsCgo(ask, go, env)).ok);
    return guilty.map((name) => findingOf(go, name, all, goSeverity(ask, scope)));
  },
};

export default goCompiler;

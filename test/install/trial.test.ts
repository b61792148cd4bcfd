import { describe, expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { brokenVariable, workingCompiler } from '../../src/install/trial.ts';
import { type CommandSpec, fakeMachine, notFound } from '../support/machine.ts';
import { failureOf, planFor } from '../support/plan.ts';

const ok: CommandSpec = '';
const fails: CommandSpec = { code: 1, stderr: 'error' };
const c = (words: string) => `${words} -o /dev/null`;
const C = '-x c - -x none';
const CXX = '-x c++ - -x none';

const machine = (env: Record<string, string>, commands: Record<string, CommandSpec>) =>
  askOf(fakeMachine({ env, commands }));

describe('a working compiler', () => {
  it('is cc, else gcc, else clang; but what CC names is not replaced', async () => {
    const commands = { [c(`cc ${C}`)]: notFound, [c(`gcc ${C}`)]: ok, [c(`mycc ${C}`)]: fails };
    expect(await workingCompiler(machine({}, commands), 'c-compiler')).toEqual(['gcc']);
    expect(await workingCompiler(machine({ CC: 'mycc' }, commands), 'c-compiler')).toBeNull();
  });
});

describe('a variable that breaks every compilation', () => {
  it('is named, when it is one of several', async () => {
    const ask = machine(
      { CFLAGS: '-m32', LDFLAGS: '-L/opt/lib' },
      {
        [c(`cc ${C} -m32 -L/opt/lib`)]: fails,
        [c(`cc ${C}`)]: ok,
        [c(`cc ${C} -L/opt/lib`)]: ok,
      },
    );
    expect(await brokenVariable(ask)).toBe('CFLAGS');
  });

  it('may be CXX', async () => {
    const ask = machine({ CXX: 'gone' }, { [c(`gone ${CXX}`)]: notFound, [c(`c++ ${CXX}`)]: ok });
    expect(await brokenVariable(ask)).toBe('CXX');
  });

  it('is none where nothing compiles at all, and none is looked for where none is set', async () => {
    const broken = machine({ CFLAGS: '-O2' }, { [c(`cc ${C} -O2`)]: fails, [c(`cc ${C}`)]: fails });
    expect(await brokenVariable(broken)).toBeNull();
    expect(await brokenVariable(machine({}, {}))).toBeNull();
  });

  it('stops an install before anything is changed, and only one that builds', async () => {
    const bad = { brokenVariable: 'CFLAGS', flags: { CFLAGS: '-m32' } };
    const error = await failureOf(planFor({ machine: bad }));
    expect([error.exitCode, error.findings[0]?.code, error.findings[0]?.subject]).toEqual([
      3,
      'env.compiler-flags',
      'CFLAGS',
    ]);
  });
});

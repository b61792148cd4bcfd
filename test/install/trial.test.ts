import { describe, expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { brokenVariable, workingCompiler } from '../../src/install/trial.ts';
import { type CommandSpec, fakeMachine, notFound, program } from '../support/machine.ts';
import { failureOf, planFor } from '../support/plan.ts';

const ok: CommandSpec = '';
const fails: CommandSpec = { code: 1, stderr: 'error' };
const makes = (compiler: string, language: string, after = '') =>
  `${compiler} -x ${language} - -o /dev/null${after && ` -x none ${after}`}`;

const machine = (env: Record<string, string>, commands: Record<string, CommandSpec>) =>
  askOf(
    fakeMachine({
      env: { PATH: '/usr/bin', ...env },
      files: { '/usr/bin/cc': program, '/usr/bin/c++': program },
      commands,
    }),
  );

describe('a working compiler', () => {
  it('is cc, else gcc, else clang; but what CC names is not replaced', async () => {
    const commands = {
      [makes('cc', 'c')]: notFound,
      [makes('gcc', 'c')]: ok,
      [makes('mycc', 'c')]: fails,
    };
    expect(await workingCompiler(machine({}, commands), 'c-compiler')).toEqual(['gcc']);
    expect(await workingCompiler(machine({ CC: 'mycc' }, commands), 'c-compiler')).toBeNull();
  });

  it('is judged without the flags of the user, which are another fault', async () => {
    const commands = { [makes('cc -m99', 'c')]: fails, [makes('cc', 'c')]: ok };
    expect(await workingCompiler(machine({ CFLAGS: '-m99' }, commands), 'c-compiler')).toEqual(['cc']);
  });
});

describe('a variable that breaks every compilation', () => {
  it('is named, when it is one of several', async () => {
    const ask = machine(
      { CFLAGS: '-m32', LDFLAGS: '-L/opt/lib' },
      {
        [makes('cc -m32', 'c', '-L/opt/lib')]: fails,
        [makes('cc -m32', 'c')]: fails,
        [makes('cc', 'c')]: ok,
        [makes('cc', 'c', '-L/opt/lib')]: ok,
      },
    );
    expect(await brokenVariable(ask)).toBe('CFLAGS');
  });

  it('may be CXX', async () => {
    const ask = machine({ CXX: 'gone' }, { [makes('gone', 'c++')]: notFound, [makes('c++', 'c++')]: ok });
    expect(await brokenVariable(ask)).toBe('CXX');
  });

  it('is none where nothing compiles at all, and none is looked for where none is set', async () => {
    const broken = machine(
      { CFLAGS: '-O2' },
      { [makes('cc -O2', 'c')]: fails, [makes('cc', 'c')]: fails, [makes('c++', 'c++')]: fails },
    );
    expect(await brokenVariable(broken)).toBeNull();
    expect(await brokenVariable(machine({}, {}))).toBeNull();
  });

  it('is not one that configure does not read', async () => {
    expect(await brokenVariable(machine({ LDLIBS: '-lgone' }, {}))).toBeNull();
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

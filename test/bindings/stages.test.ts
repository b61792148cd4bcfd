import { describe, expect, test } from 'vitest';
import { readTargets } from '../../src/bindings/catalogue.ts';
import { decideBindings } from '../../src/bindings/decide.ts';
import { goczmq } from '../../src/bindings/goczmq.ts';
import { bindingStages, workOf } from '../../src/bindings/work.ts';
import { askOf } from '../../src/facts/ask.ts';
import type { Stage } from '../../src/install/plan.ts';
import { fakeMachine, type MachineSpec } from '../support/machine.ts';

const AT = {
  toolsAfter: ['packages'],
  libraryAfter: ['verify'],
  prefix: '/opt/zmq',
  offline: false,
  jobs: 2,
};
const { module, sum } = goczmq.versions[goczmq.default]!;
const LINE = `${module} ${goczmq.default} ${sum}`;

function planned(words: readonly string[], spec: MachineSpec, wish: { into?: string; venv?: string } = {}) {
  const ask = askOf(fakeMachine(spec));
  const { bindings } = readTargets(words);
  const decided = decideBindings(
    ask,
    { bindings, into: wish.into ?? null, venv: wish.venv ?? null, prefix: '/opt/zmq', force: false },
    false,
  );
  return { decided: decided.map((one) => one.planned), stages: bindingStages(workOf(ask, decided), AT) };
}

/** Ids of stages that are done when this one starts. */
function doneBefore(stages: readonly Stage[], id: string): ReadonlySet<string> {
  const all = new Set<string>();
  const visit = (one: string): void => {
    for (const needed of stages.find((stage) => stage.id === one)?.after ?? [])
      if (!all.has(needed)) {
        all.add(needed);
        visit(needed);
      }
  };
  visit(id);
  return all;
}

const SELF = { self: { cwd: '/home/user/code' } };
const goMod = { '/home/user/code/go.mod': 'module x\n\ngo 1.20\n' };

describe('goczmq', () => {
  test('in a module works on copies, and changes it only when all is proved', () => {
    const { decided, stages } = planned(['goczmq'], { ...SELF, files: goMod });
    expect(decided[0]).toMatchObject({ place: '/home/user/code', made: false, action: 'add', pin: sum });
    const touching = stages.filter(({ steps }) =>
      steps.some((step) => 'to' in step && step.to.startsWith('/home/user/code')),
    );
    expect(touching.map(({ id }) => id)).toEqual(['goczmq:bind']);
    expect([...doneBefore(stages, 'goczmq:bind')]).toEqual(
      expect.arrayContaining(['goczmq:fetch', 'goczmq:verify', 'verify', 'packages']),
    );
    const get = stages[0]!.steps.find((step) => step.act === 'run');
    expect(get).toMatchObject({ cwd: '/home/user/code' });
    expect(get?.act === 'run' && get.argv.some((word) => /^-modfile=@work@/.test(word))).toBe(true);
    expect(stages[0]!.steps.at(-1)).toMatchObject({ act: 'expect-line', line: LINE });
    expect(touching[0]!.steps[0]).toEqual({
      act: 'guard',
      paths: ['/home/user/code/go.mod', '/home/user/code/go.sum'],
    });
  });

  test('of a folder below a module is for that module; outside one an example is made', () => {
    const below = planned(['goczmq'], { self: { cwd: '/home/user/code/cmd/tool' }, files: goMod });
    expect(below.decided[0]).toMatchObject({ place: '/home/user/code', made: false });
    const outside = planned(['goczmq'], SELF);
    expect(outside.decided[0]).toMatchObject({ place: '/home/user/code/goczmq-example', made: true });
    const named = planned(['goczmq'], { ...SELF, files: goMod }, { into: '/home/user/new' });
    expect(named.decided[0]).toMatchObject({ place: '/home/user/new', made: true });
  });

  test('is there already where go.mod names it and go.sum has the pinned sum', () => {
    const files = {
      '/home/user/code/go.mod': `module x\n\nrequire ${module} ${goczmq.default}\n`,
      '/home/user/code/go.sum': `${LINE}\n`,
    };
    expect(planned(['goczmq'], { ...SELF, files })).toMatchObject({
      decided: [{ action: 'keep' }],
      stages: [],
    });
    const other = { ...files, '/home/user/code/go.sum': `${LINE.replace('5ZF', '6ZF')}\n` };
    expect(planned(['goczmq'], { ...SELF, files: other }).decided[0]?.action).toBe('add');
  });

  test("does not make a module of a folder with somebody's Go files", () => {
    const files = { '/home/user/new/main.go': 'package main\n' };
    expect(() => planned(['goczmq'], { ...SELF, files }, { into: '/home/user/new' })).toThrow(/main\.go/);
  });

  test('asks no network with --offline', () => {
    const ask = askOf(fakeMachine(SELF));
    const { bindings } = readTargets(['goczmq']);
    const wish = { bindings, into: null, venv: null, prefix: '/opt/zmq', force: false };
    const [fetched] = bindingStages(workOf(ask, decideBindings(ask, wish, false)), { ...AT, offline: true });
    const get = fetched!.steps.find((step) => step.act === 'run');
    expect(get).toMatchObject({ env: { GOPROXY: 'off' } });
  });
});

describe('pyzmq', () => {
  test("refuses the system's Python: a virtual environment must be active or named", () => {
    expect(() => planned(['pyzmq'], SELF)).toThrow(/virtual environment/);
    expect(() =>
      planned(['pyzmq'], { ...SELF, files: { '/home/user/v/x': '' } }, { venv: '/home/user/v' }),
    ).toThrow(/no virtual environment/);
  });

  test('is built from the pinned source against the prefix, and installed when it is proved', () => {
    const { decided, stages } = planned(['pyzmq'], SELF, { venv: '/home/user/v' });
    expect(decided[0]).toMatchObject({ place: '/home/user/v', made: true, action: 'add' });
    const runs = stages.flatMap(({ id, steps }) =>
      steps.flatMap((step) => (step.act === 'run' ? [{ id, ...step }] : [])),
    );
    const build = runs.find(({ argv }) => argv.includes('wheel'));
    expect(build?.env).toMatchObject({ ZMQ_PREFIX: '/opt/zmq', PYZMQ_NO_BUNDLE: '1' });
    const requirements = stages[0]!.steps.find(
      (step) => step.act === 'write' && step.path.endsWith('requirements.txt'),
    );
    expect(requirements).toMatchObject({
      text: `pyzmq==${decided[0]?.version} --hash=sha256:${decided[0]?.pin}\n`,
    });
    const installs = runs.filter(({ argv }) => argv.includes('install') && !argv.includes('--target'));
    expect(installs.map(({ id }) => id)).toEqual(['pyzmq:bind']);
    expect(installs[0]?.argv).toContain('--no-index');
    expect(doneBefore(stages, 'pyzmq:bind').has('pyzmq:verify')).toBe(true);
  });

  test('changes nothing before the other binding is proved too', () => {
    const { stages } = planned(['goczmq', 'pyzmq'], SELF, { venv: '/home/user/v' });
    for (const id of ['goczmq:bind', 'pyzmq:bind'])
      expect([...doneBefore(stages, id)]).toEqual(expect.arrayContaining(['goczmq:verify', 'pyzmq:verify']));
  });
});

import { describe, expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { programs, withFault } from '../../fixtures/machines/kit.ts';
import goEnvironment from '../../src/checks/go-environment.ts';
import pythonShadow from '../../src/checks/python-shadow.ts';
import { judge, keys } from '../support/judge.ts';

/** Who asked for the binding. */
const GOCZMQ = { targets: ['goczmq'] };

describe('the go command', () => {
  const withGo = (env: Record<string, string>) =>
    withFault(ubuntu2204, { ...programs('/usr/bin', 'go'), env });

  test('is told to build for another machine', async () => {
    expect(keys(await judge(goEnvironment, withGo({ GOARCH: 'arm64' }), GOCZMQ))).toEqual([
      'error env.compiler-flags GOARCH',
    ]);
    expect(keys(await judge(goEnvironment, withGo({ GOOS: 'windows' }), GOCZMQ))).toEqual([
      'error env.compiler-flags GOOS',
    ]);
  });

  test('is of less concern where nobody builds with it, and of more where a module lies', async () => {
    const system = withGo({ GOARCH: 'arm64' });
    expect(keys(await judge(goEnvironment, system))).toEqual(['warning env.compiler-flags GOARCH']);
    const withModule = withFault(system, { files: { '/home/user/app/go.mod': 'module app\n' } });
    expect(keys(await judge(goEnvironment, withModule))).toEqual(['error env.compiler-flags GOARCH']);
  });

  test('cross builds with cgo on purpose, or for this very machine', async () => {
    expect(await judge(goEnvironment, withGo({ GOARCH: 'arm64', CGO_ENABLED: '1' }))).toEqual([]);
    expect(await judge(goEnvironment, withGo({ GOARCH: 'amd64', GOOS: 'linux' }))).toEqual([]);
  });

  test('works in folders that it can make, but for GOTMPDIR', async () => {
    const named = async (env: Record<string, string>) =>
      keys(await judge(goEnvironment, withGo(env), GOCZMQ));
    expect(await named({ GOTMPDIR: '/home/user/none' })).toEqual(['error env.compiler-flags GOTMPDIR']);
    expect(await named({ GOCACHE: 'cache' })).toEqual(['error env.compiler-flags GOCACHE']);
    expect(await named({ GOMODCACHE: '/root/mod' })).toEqual(['error env.compiler-flags GOMODCACHE']);
    expect(await named({ GOCACHE: '/home/user/a/b', GOPATH: '/home/user/go', GOTMPDIR: '/tmp' })).toEqual([]);
  });

  test('is not here', async () => {
    expect(await judge(goEnvironment, withFault(ubuntu2204, { env: { GOARCH: 'arm64' } }))).toEqual([]);
  });
});

describe('import zmq', () => {
  const home = '/usr/lib/python3/dist-packages/zmq';
  const withBinding = (files: Record<string, string>, env: Record<string, string> = {}) =>
    withFault(ubuntu2204, {
      files: { [`${home}/__init__.py`]: '', [`${home}/backend/cython/_zmq.so`]: '', ...files },
      env,
    });

  test('takes a file of the working folder, or a package of PYTHONPATH', async () => {
    const { cwd = '/home/user' } = ubuntu2204.self;
    expect(keys(await judge(pythonShadow, withBinding({ [`${cwd}/zmq.py`]: '' })))).toEqual([
      'warning python.binding-missing pyzmq',
    ]);
    const listed = withBinding({ '/opt/py2/zmq/__init__.py': '' }, { PYTHONPATH: '/opt/py2' });
    expect(keys(await judge(pythonShadow, listed))).toEqual(['error python.binding-missing pyzmq']);
  });

  test('takes pyzmq itself through PYTHONPATH, and passes over a folder that is no package', async () => {
    const own = { PYTHONPATH: '/usr/lib/python3/dist-packages' };
    expect(await judge(pythonShadow, withBinding({}, own))).toEqual([]);
    expect(
      await judge(pythonShadow, withBinding({ '/opt/x/zmq/notes': '' }, { PYTHONPATH: '/opt/x' })),
    ).toEqual([]);
  });

  test('there is no pyzmq to hide', async () => {
    const system = withFault(ubuntu2204, { files: { '/home/user/zmq.py': '' } });
    expect(await judge(pythonShadow, system)).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { type Fault, headers, programs, withFault } from '../../fixtures/machines/kit.ts';
import goCompiler from '../../src/checks/go-compiler.ts';
import goModules from '../../src/checks/go-modules.ts';
import goSettings from '../../src/checks/go-settings.ts';
import { judge, keys } from '../support/judge.ts';

const GO = programs('/usr/bin', 'go');
/** A machine of somebody who builds with Go. */
const withGo = (fault: Fault = {}) =>
  withFault(ubuntu2204, {
    ...fault,
    files: { ...GO.files, '/home/user/app/go.mod': 'module app\n', ...fault.files },
    answers: (name, args, options) =>
      fault.answers?.(name, args, options) ??
      (name === 'go' && args[0] === 'version' ? 'go version go1.22.2 linux/amd64\n' : null),
  });

test('a plain Go is fine, and so are settings where there is no Go', async () => {
  expect(await judge(goSettings, withGo())).toEqual([]);
  expect(await judge(goSettings, withFault(ubuntu2204, { env: { CGO_ENABLED: '0' } }))).toEqual([]);
});

test('cgo switched off, in the environment and by go env -w', async () => {
  expect(keys(await judge(goSettings, withGo({ env: { CGO_ENABLED: '0' } })))).toEqual([
    'error go.cgo-disabled CGO_ENABLED',
  ]);
  const [finding] = await judge(
    goSettings,
    withGo({ files: { '/home/user/.config/go/env': 'CGO_ENABLED=0\n' } }),
  );
  expect(finding?.evidence[0]).toEqual({
    kind: 'file',
    where: '/home/user/.config/go/env',
    text: 'CGO_ENABLED=0',
  });
  expect(finding?.fixes[0]?.commands).toEqual([['go', 'env', '-u', 'CGO_ENABLED']]);
});

test('the environment wins over the file', async () => {
  const system = withGo({
    env: { CGO_ENABLED: '1' },
    files: { '/home/user/.config/go/env': 'CGO_ENABLED=0\n' },
  });
  expect(await judge(goSettings, system)).toEqual([]);
});

test('GOFLAGS that the go command refuses', async () => {
  const system = withGo({
    env: { GOFLAGS: '-frobnicate' },
    answers: (name, _, { env }) =>
      name === 'go' && env?.GOFLAGS
        ? { code: 1, stderr: 'go: parsing $GOFLAGS: unknown flag -frobnicate\n' }
        : null,
  });
  expect(keys(await judge(goSettings, system))).toEqual(['error env.compiler-flags GOFLAGS']);
});

test('vendored modules are missed where the project needs a binding', async () => {
  const project = (words: string) =>
    withGo({ env: { GOFLAGS: '-mod=vendor' }, files: { '/home/user/go.mod': words } });
  expect(keys(await judge(goSettings, project('require github.com/zeromq/goczmq/v4 v4.2.1\n')))).toEqual([
    'error env.compiler-flags GOFLAGS',
  ]);
  expect(await judge(goSettings, project('module q\n'))).toEqual([]);
});

test('what weakens or forbids fetching is a warning', async () => {
  const env = { GOSUMDB: 'off', GOINSECURE: '*', GOPROXY: 'off', GONOSUMDB: 'git.example.org/*' };
  expect(keys(await judge(goSettings, withGo({ env })))).toEqual([
    'warning go.proxy-unreachable off',
    'warning go.verification-off GOSUMDB',
    'warning go.verification-off GOINSECURE',
  ]);
});

const goMod = (version: string): Fault => ({
  files: { '/home/user/go.mod': `module x\n\nrequire github.com/zeromq/goczmq/v4 ${version}\n` },
});

test('a goczmq/v4 that was never released', async () => {
  expect(keys(await judge(goModules, withGo(goMod('v4.0.0'))))).toEqual([
    'error go.module-not-found github.com/zeromq/goczmq/v4',
  ]);
});

test('a checkout in its place that is there, and one that is not', async () => {
  const replaced = (files: Record<string, string>) =>
    withGo({
      files: {
        '/home/user/go.mod':
          'require github.com/zeromq/goczmq/v4 v4.0.0\nreplace github.com/zeromq/goczmq/v4 => ../goczmq\n',
        ...files,
      },
    });
  expect(keys(await judge(goModules, replaced({})))).toEqual([
    'error go.module-not-found github.com/zeromq/goczmq/v4',
  ]);
  expect(await judge(goModules, replaced({ '/home/goczmq/go.mod': 'module x\n' }))).toEqual([]);
});

test('the one that is there fits czmq 4.2 and no older one', async () => {
  const fault = goMod('v4.2.1-0.20210413114303-4e50cfc0edc9');
  expect(await judge(goModules, withGo(fault))).toEqual([]);
  const old = headers('/usr/include', '4.3.4', '4.1.1').files;
  expect(keys(await judge(goModules, withGo({ files: { ...fault.files, ...old } })))).toEqual([
    'error go.binding-mismatch libczmq',
  ]);
});

const CONFIG = '/home/user/.config/go/env';

test('a compiler that only Go was told of and that is not there', async () => {
  const system = withGo({
    files: { [CONFIG]: 'CC=clang-99\n' },
    answers: (name) => (name === 'clang-99' ? { code: null, spawnError: 'ENOENT' } : null),
  });
  const findings = await judge(goCompiler, system);
  expect(keys(findings)).toEqual(['error env.compiler-flags CC']);
  expect(findings[0]?.fixes[0]?.commands).toEqual([['go', 'env', '-u', 'CC']]);
});

test("flags that only cgo gives the compiler: the one that breaks it, not the one that doesn't", async () => {
  const system = withGo({
    env: { CGO_LDFLAGS: '-lnowhere', CGO_CFLAGS: '-O1' },
    answers: (_, args) =>
      args.includes('-lnowhere') ? { code: 1, stderr: '/usr/bin/ld: cannot find -lnowhere\n' } : null,
  });
  expect(keys(await judge(goCompiler, system))).toEqual(['error env.compiler-flags CGO_LDFLAGS']);
});

test('a compiler that makes nothing even without them is no fault of theirs', async () => {
  const system = withGo({
    env: { CGO_CFLAGS: '-O1' },
    answers: (_, args) => (args.includes('/dev/null') ? { code: 1, stderr: 'cc1: not found\n' } : null),
  });
  expect(await judge(goCompiler, system)).toEqual([]);
});

import { expect, test } from 'vitest';
import { verifyingEnvironment, weakenedBy } from '../../src/bindings/go-verification.ts';
import type { GoSettings } from '../../src/facts/go-settings.ts';

const MODULE = 'github.com/zeromq/goczmq/v4';

function settings(env: Record<string, string>, file: Record<string, string> = {}): GoSettings {
  return {
    program: '/usr/bin/go',
    file: '/home/user/.config/go/env',
    inFile: Object.entries(file),
    get: (name) =>
      env[name]
        ? { value: env[name], from: 'environment' }
        : file[name]
          ? { value: file[name], from: 'file' }
          : null,
  };
}

test('what keeps Go from asking the checksum database for the module is told, and nothing else', () => {
  const weak: [Record<string, string>, string[]][] = [
    [{}, []],
    [{ GOSUMDB: 'off' }, ['GOSUMDB']],
    [{ GOSUMDB: 'sum.example.org' }, []],
    [{ GONOSUMDB: 'example.com,github.com/zeromq' }, ['GONOSUMDB']],
    [{ GONOSUMDB: 'github.com/pebbe/*' }, []],
    [{ GOPRIVATE: 'github.com/*' }, ['GOPRIVATE']],
    [{ GOPRIVATE: 'github.com/*', GONOSUMDB: 'example.com' }, []],
    [{ GONOSUMCHECK: '1' }, ['GONOSUMCHECK']],
    [{ GONOSUMCHECK: '0' }, []],
    [{ GOINSECURE: '*' }, ['GOINSECURE']],
    [{ GOFLAGS: '-v -insecure' }, ['GOFLAGS']],
    [{ GOFLAGS: '-mod=mod -tags=insecure' }, []],
  ];
  for (const [env, names] of weak) expect([env, weakenedBy(settings(env), MODULE)]).toEqual([env, names]);
});

test('the go command of a run asks it all the same, by variables and whatever the settings file says', () => {
  expect(verifyingEnvironment(settings({ GOPROXY: 'https://proxy.example.org' }), MODULE)).toEqual({});
  expect(verifyingEnvironment(settings({ GOSUMDB: 'off', GOFLAGS: '-insecure -v' }), MODULE)).toEqual({
    GOSUMDB: '',
    GOFLAGS: '-v',
  });
  expect(verifyingEnvironment(settings({ GOPRIVATE: 'github.com/*' }), MODULE)).toEqual({
    GONOSUMDB: 'none',
  });
  // The file is switched off as a whole, so that the proxy which it names is passed on.
  expect(
    verifyingEnvironment(settings({}, { GOSUMDB: 'off', GOPROXY: 'https://proxy.example.org' }), MODULE),
  ).toEqual({ GOENV: 'off', GOSUMDB: '', GOPROXY: 'https://proxy.example.org' });
});

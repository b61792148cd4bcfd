import { describe, expect, test } from 'vitest';
import { checkLibrary, librariesOf, readTargets } from '../../src/bindings/catalogue.ts';
import { GOCZMQ_V4 } from '../../src/bindings/goczmq.ts';
import type { SetupError } from '../../src/core/error.ts';

const refused = (act: () => unknown): SetupError => {
  try {
    act();
  } catch (error) {
    return error as SetupError;
  }
  throw new Error('it was taken');
};

describe('target words', () => {
  test('a binding brings the library that it is built on', () => {
    const { libraries, bindings } = readTargets(['goczmq', 'pyzmq@27.1.0', 'libsodium']);
    expect(libraries).toEqual(['czmq', 'libzmq', 'libsodium']);
    expect(bindings.map(({ binding, version }) => `${binding.name} ${version}`)).toEqual([
      `goczmq ${GOCZMQ_V4}`,
      'pyzmq 27.1.0',
    ]);
  });

  test('the only version of goczmq/v4 has several names', () => {
    for (const word of ['goczmq@latest', 'goczmq@master', `goczmq@${GOCZMQ_V4}`, 'GOCZMQ@4e50cfc0edc9'])
      expect(readTargets([word]).bindings[0]?.version).toBe(GOCZMQ_V4);
  });

  test('v4.0.0, which guides ask for, is said not to exist, and what does is named', () => {
    for (const word of ['goczmq@v4.0.0', 'goczmq@4.2.0']) {
      const error = refused(() => readTargets([word]));
      expect(error.exitCode).toBe(2);
      expect(error.findings.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
        'go.module-not-found github.com/zeromq/goczmq/v4',
      ]);
      expect(error.hint?.en).toContain(`goczmq@${GOCZMQ_V4}`);
    }
  });

  test('other words after the @ are no versions either', () => {
    expect(refused(() => readTargets(['goczmq@nonsense'])).exitCode).toBe(2);
    expect(refused(() => readTargets(['pyzmq@27.2'])).exitCode).toBe(2);
    expect(refused(() => readTargets(['pyzmq@27.1.0', 'pyzmq'])).exitCode).toBe(2);
  });

  test('without their versions', () => {
    expect(librariesOf(['goczmq@v4.0.0', 'czmq', 'zyre'])).toEqual(['czmq', 'zyre']);
  });
});

test('a czmq that lacks what goczmq calls is refused by the code that a build would fail with', () => {
  const [wanted] = readTargets(['goczmq']).bindings;
  checkLibrary(wanted!, 'czmq', '4.2.0');
  checkLibrary(wanted!, 'czmq', null);
  const { exitCode, findings } = refused(() => checkLibrary(wanted!, 'czmq', '4.1.1'));
  expect([exitCode, findings[0]?.code, findings[0]?.subject]).toEqual([2, 'go.binding-mismatch', 'libczmq']);
});

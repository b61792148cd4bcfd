import { describe, expect, it } from 'vitest';
import { verbatim } from '../../src/core/text.ts';
import { testPrograms } from '../../src/verify/upstream/automake.ts';
import { leftOut } from '../../src/verify/upstream/conditions.ts';
import { runAll } from '../../src/verify/upstream/run-tests.ts';
import type { UpstreamTest } from '../../src/verify/upstream/suite.ts';

/** A Makefile.am in the manner of libzmq's. */
const MAKEFILE = `
# test_apps = tests/not_this
test_apps = \\
	tests/test_system \\
	tests/test_pair_tcp

tests_test_system_LDADD = src/libzmq.la
UNRELATED = tests/test_other

if HAVE_CURVE
test_apps += tests/test_security_curve
tests_test_security_curve_SOURCES = \\
	tests/test_security_curve.cpp \\
	src/clock.cpp
if USE_TWEETNACL
tests_test_security_curve_SOURCES += src/tweetnacl.c
endif
endif

if !ON_MINGW
if ENABLE_DRAFTS
test_apps += tests/test_poller
else
test_apps += tests/test_stable $(more)
endif
endif
if FUZZING_ENGINE_LIB
tests_test_fuzzer_SOURCES = tests/test_fuzzer.cpp
else
test_apps += tests/test_fuzzer
tests_test_fuzzer_SOURCES = tests/test_fuzzer.cpp
endif
`;

describe('testPrograms', () => {
  const programs = testPrograms(MAKEFILE, 'test_apps');

  it('lists what the variable lists, under the conditionals in which it stands', () => {
    expect(programs.map(({ path, conditions }) => [path, ...conditions])).toEqual([
      ['tests/test_system'],
      ['tests/test_pair_tcp'],
      ['tests/test_security_curve', 'HAVE_CURVE'],
      ['tests/test_poller', '!ON_MINGW', 'ENABLE_DRAFTS'],
      ['tests/test_stable', '!ON_MINGW', '!ENABLE_DRAFTS'],
      ['tests/test_fuzzer', '!FUZZING_ENGINE_LIB'],
    ]);
  });

  it('knows the sources of each, by default the one of its name, and each once', () => {
    const sourcesOf = (name: string) => programs.find(({ path }) => path === `tests/${name}`)?.sources;
    expect(sourcesOf('test_system')).toEqual(['tests/test_system.cpp']);
    expect(sourcesOf('test_security_curve')).toEqual([
      'tests/test_security_curve.cpp',
      'src/clock.cpp',
      'src/tweetnacl.c',
    ]);
    expect(sourcesOf('test_fuzzer')).toEqual(['tests/test_fuzzer.cpp']);
  });
});

describe('leftOut', () => {
  const why = (conditions: readonly string[], has: Readonly<Record<string, boolean>>, os = 'linux') =>
    leftOut(conditions, os, { version: '4.3.5', has })?.en ?? null;

  it('runs what holds here', () => {
    expect(why([], {})).toBeNull();
    expect(why(['HAVE_CURVE'], { curve: true })).toBeNull();
    expect(why(['!ON_MINGW', '!FUZZING_ENGINE_LIB', 'HAVE_FORK', 'ON_LINUX'], {})).toBeNull();
  });

  it('names what the library lacks, or which system it is for', () => {
    expect(why(['HAVE_CURVE'], { curve: false })).toMatch(/CURVE/);
    expect(why(['!ON_MINGW', 'ENABLE_DRAFTS'], {})).toMatch(/DRAFT/);
    expect(why(['ON_LINUX'], {}, 'darwin')).toMatch(/Linux/);
    expect(why(['ON_MINGW'], {})).toMatch(/ON_MINGW/);
  });

  it('leaves out what stands in the other branch', () => {
    expect(why(['!ENABLE_DRAFTS'], { draft: true })).toMatch(/ENABLE_DRAFTS/);
    expect(why(['!ENABLE_DRAFTS'], { draft: false })).toBeNull();
  });

  it('guesses nothing of a condition that it does not know', () => {
    expect(why(['HAVE_TELEPATHY'], {})).toMatch(/HAVE_TELEPATHY/);
    expect(why(['!HAVE_TELEPATHY'], {})).toMatch(/HAVE_TELEPATHY/);
  });
});

describe('runAll', () => {
  /** A test that fails so often before it passes, and how often it was run. */
  const flaky = (name: string, failures: number) => {
    const counted = { runs: 0 };
    const run = async (): Promise<UpstreamTest> => {
      const outcome = counted.runs++ < failures ? 'fail' : 'pass';
      return { name, outcome, detail: verbatim(outcome === 'fail' ? 'exit status 1' : '') };
    };
    return { counted, run };
  };
  const host = { now: () => 0 } as Parameters<typeof runAll>[2]['host'];
  const all = (
    tests: readonly { run: () => Promise<UpstreamTest> }[],
    signal = new AbortController().signal,
  ) => runAll(tests, 2, { host, signal });

  it('keeps their order and runs again only what failed', async () => {
    const tests = [flaky('one', 0), flaky('two', 2), flaky('three', 0)];
    const outcomes = await all(tests);
    expect(outcomes.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'one pass',
      'two pass',
      'three pass',
    ]);
    expect(outcomes[1]?.detail.en).toContain('try 3');
    expect(tests.map(({ counted }) => counted.runs)).toEqual([1, 3, 1]);
  });

  it('says that one failed which fails each time', async () => {
    expect(await all([flaky('broken', Number.POSITIVE_INFINITY)])).toMatchObject([
      { name: 'broken', outcome: 'fail', detail: { en: 'exit status 1' } },
    ]);
  });

  it('counts a race of the test itself as not tried', async () => {
    expect(await all([flaky('test_filter_ipc', Number.POSITIVE_INFINITY)])).toMatchObject([
      { outcome: 'skipped', detail: { en: expect.stringContaining('race') } },
    ]);
  });

  it('begins nothing more when it is told to end', async () => {
    const ended = AbortSignal.abort('SIGINT');
    const test = flaky('late', 0);
    await all([test], ended);
    expect(test.counted.runs).toBe(0);
  });
});

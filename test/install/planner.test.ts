import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../src/core/capability.ts';
import { failureOf, planFor, priorsOf, stageOf, wordsOf } from '../support/plan.ts';

const without = (...missing: string[]) => new Set(CAPABILITIES.filter((one) => !missing.includes(one)));

describe('the graph of stages', () => {
  it('fetches everything at once, beside the system packages', async () => {
    const plan = await planFor({ machine: { present: without('autoconf') } });
    expect(stageOf(plan, 'libzmq:fetch').after).toEqual([]);
    expect(stageOf(plan, 'czmq:fetch').after).toEqual([]);
    expect(priorsOf(plan, 'libzmq:prepare')).toContain('packages');
  });

  it('lets czmq configure and compile while libzmq compiles, and link after it', async () => {
    const plan = await planFor();
    for (const id of ['czmq:configure', 'czmq:build']) {
      expect(priorsOf(plan, id)).toContain('libzmq:fetch');
      expect(priorsOf(plan, id)).not.toContain('libzmq:configure');
      expect(priorsOf(plan, id)).not.toContain('libzmq:build');
    }
    expect(priorsOf(plan, 'czmq:link')).toContain('libzmq:stage');
  });

  it('commits once, after all is staged, and proves at the end', async () => {
    const plan = await planFor();
    expect(plan.stages.filter(({ kind }) => kind === 'commit')).toHaveLength(1);
    expect(priorsOf(plan, 'commit')).toContain('libzmq:stage');
    expect(priorsOf(plan, 'commit')).toContain('czmq:stage');
    expect(priorsOf(plan, 'verify')).toContain('ldconfig');
    expect(plan.stages.at(-1)?.id).toBe('verify');
  });

  it('waits for git only where the source is a git ref', async () => {
    const plan = await planFor({ targets: ['libzmq@master'], machine: { present: without('git') } });
    expect(stageOf(plan, 'libzmq:fetch').after).toEqual(['packages']);
  });

  it('builds libsodium before libzmq where the system is not to bring it', async () => {
    const plan = await planFor({ ownSodium: true });
    expect(priorsOf(plan, 'libzmq:configure')).toContain('libsodium:stage');
    expect(plan.packages.capabilities).not.toContain('libsodium');
    expect(wordsOf(plan, 'libzmq:configure').join(' ')).toMatch(/sodium_CFLAGS=-I@work@\/libsodium/);
  });
});

describe('what configure is told', () => {
  it('says drafts no to both libraries unasked, and yes to both when asked', async () => {
    const off = await planFor();
    const on = await planFor({ features: ['drafts'] });
    for (const id of ['libzmq:configure', 'czmq:configure']) {
      expect(wordsOf(off, id)).toContain('--enable-drafts=no');
      expect(wordsOf(on, id)).toContain('--enable-drafts=yes');
    }
  });

  it('turns CURVE on unasked, and off on wish', async () => {
    expect(wordsOf(await planFor(), 'libzmq:configure')).toContain('--with-libsodium');
    const off = await planFor({ features: ['-curve'] });
    expect(wordsOf(off, 'libzmq:configure')).toContain('--disable-curve');
    expect(off.packages.capabilities).not.toContain('libsodium');
  });

  it('never lets a warning stop the build, and makes no debug information unasked', async () => {
    const words = wordsOf(await planFor(), 'libzmq:configure');
    expect(words).toContain('--disable-Werror');
    expect(words).toContain('CXXFLAGS=-O2');
    const flags = wordsOf(await planFor({ machine: { flags: { CXXFLAGS: '-O1 -g' } } }), 'libzmq:configure');
    expect(flags).toContain('CXXFLAGS=-O1 -g');
  });

  it('cures the known breakage of a compiler, and of one that is not here yet', async () => {
    const words = async (machine: object) =>
      wordsOf(await planFor({ targets: ['libzmq@4.3.5'], machine }), 'libzmq:configure').join(' ');
    expect(await words({ compiler: { family: 'gcc', version: '12.2.0' } })).not.toMatch(/_DEFAULT_SOURCE/);
    expect(await words({ compiler: { family: 'gcc', version: '14.2.0' } })).toMatch(/_DEFAULT_SOURCE/);
    expect(await words({ compiler: null })).toMatch(/_DEFAULT_SOURCE/);
  });

  it('lets the libraries find each other where the loader would not', async () => {
    const searched = await planFor();
    const hidden = await planFor({ wish: { prefix: '/opt/zmq' }, machine: { libdirSearched: false } });
    expect(wordsOf(searched, 'czmq:configure').join(' ')).not.toMatch(/-rpath,/);
    expect(wordsOf(hidden, 'czmq:configure').join(' ')).toMatch(/-Wl,-rpath,\/opt\/zmq\/lib/);
  });
});

describe('a prefix with a blank', () => {
  it('is unknown to configure, and stands in the staged text files', async () => {
    const plan = await planFor({ wish: { prefix: '/opt/my zmq' }, machine: { libdirSearched: false } });
    const words = plan.stages.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.act === 'run' ? step.argv : [])),
    );
    expect(words.some((word) => word.includes('my zmq'))).toBe(false);
    const mended = stageOf(plan, 'commit').steps.filter((step) => step.act === 'substitute');
    expect(mended.map(({ to }) => to)).toContain('/opt/my\\ zmq');
    expect(stageOf(plan, 'commit').steps).toContainEqual(
      expect.objectContaining({ act: 'move', to: '@work@/czmq/stage/opt/my zmq' }),
    );
  });
});

describe('the rights that are needed', () => {
  it('asks for root for packages, commit and ldconfig alone', async () => {
    const plan = await planFor({
      machine: { power: 'elevates', prefixWritable: false, present: without('make') },
    });
    expect(plan.stages.filter(({ root }) => root).map(({ id }) => id)).toEqual([
      'packages',
      'commit',
      'ldconfig',
    ]);
    expect(plan.needsElevation).toBe(true);
  });

  it('asks for none in a prefix of the user that nobody searches', async () => {
    const plan = await planFor({
      wish: { prefix: '/home/user/zmq' },
      machine: { power: 'none', libdirSearched: false },
    });
    expect(plan.needsElevation).toBe(false);
    expect(plan.stages.map(({ id }) => id)).not.toContain('ldconfig');
  });

  it('makes the loader search the default prefix where the distribution does not', async () => {
    const plan = await planFor({ machine: { libdirSearched: false } });
    expect(stageOf(plan, 'commit').steps).toContainEqual({
      act: 'commit',
      loaderConf: '/etc/ld.so.conf.d/czmq-setup.conf',
    });
    expect(stageOf(plan, 'ldconfig').root).toBe(true);
  });

  it('has no ldconfig on musl', async () => {
    const plan = await planFor({ machine: { libc: 'musl' } });
    expect(plan.stages.map(({ id }) => id)).not.toContain('ldconfig');
  });
});

describe('what is missing', () => {
  it('is installed by one command, lists refreshed where they are old', async () => {
    const plan = await planFor({ machine: { present: without('c-compiler', 'libsodium') } });
    const runs = stageOf(plan, 'packages').steps.flatMap((step) => (step.act === 'run' ? [step.argv] : []));
    expect(runs.map(([program, verb]) => `${program} ${verb}`)).toEqual([
      'apt-get update',
      'apt-get install',
    ]);
    expect(runs[1]).toEqual(expect.arrayContaining(['gcc', 'libc6-dev', 'libsodium-dev']));
    expect(runs[1]).not.toContain('make');
  });

  it.each([
    ['nobody may install', { power: 'none' as const }, {}],
    ['the user forbids it', {}, { systemPackages: 'check' as const }],
    ['there is no package manager', { manager: null }, {}],
  ])('is refused before anything is changed where %s', async (_, machine, wish) => {
    const error = await failureOf(planFor({ machine: { present: without('make'), ...machine }, wish }));
    expect(error.exitCode).toBe(3);
    expect(error.findings.map(({ code, subject }) => [code, subject])).toEqual([['tool.missing', 'make']]);
  });

  it('names the command of this machine that would bring it', async () => {
    const error = await failureOf(
      planFor({ machine: { present: without('libtool', 'autoconf'), power: 'none' } }),
    );
    const commands = error.findings[0]?.fixes[0]?.commands ?? [];
    expect(commands.at(-1)).toEqual(expect.arrayContaining(['apt-get', 'install', 'autoconf', 'libtool']));
  });

  it('says what is too old', async () => {
    const error = await failureOf(planFor({ machine: { tools: { 'g++': '4.4.7' } } }));
    expect(error.exitCode).toBe(3);
    expect(error.findings[0]).toMatchObject({ code: 'tool.too-old', subject: 'g++' });
  });
});

describe('what is installed already', () => {
  const installed = async (targets: string[] = []) => {
    const { libraries } = await planFor({ targets });
    return Object.fromEntries(
      libraries.map(({ name, version, fingerprint }) => [name, { version, fingerprint, damaged: false }]),
    );
  };

  it('leaves nothing to do', async () => {
    const plan = await planFor({ installed: await installed() });
    expect(plan.stages).toEqual([]);
    expect(plan.libraries.map(({ action }) => action)).toEqual(['keep', 'keep']);
  });

  it('is built again where it is damaged, alone', async () => {
    const here = await installed();
    const plan = await planFor({ installed: { ...here, czmq: { ...here.czmq!, damaged: true } } });
    expect(plan.libraries.map(({ action }) => action)).toEqual(['keep', 'build']);
    expect(wordsOf(plan, 'czmq:configure').join(' ')).toContain('libzmq_CFLAGS=-I/usr/local/include');
  });

  it('is built again with what it is built on', async () => {
    const plan = await planFor({
      targets: ['libzmq@4.3.4', 'czmq'],
      installed: await installed(['libzmq@4.3.5', 'czmq']),
    });
    expect(plan.libraries.map(({ action, from }) => [action, from])).toEqual([
      ['build', '4.3.5'],
      ['build', '4.2.1'],
    ]);
  });

  it('is built again by force, and with other features', async () => {
    const here = await installed();
    const forced = await planFor({ installed: here, wish: { force: true } });
    expect(forced.libraries.map(({ action }) => action)).toEqual(['build', 'build']);
    const lz4 = await planFor({ installed: here, features: ['lz4'] });
    expect(lz4.libraries.map(({ action }) => action)).toEqual(['keep', 'build']);
  });
});

describe('the cache of products', () => {
  it('takes the place of fetch to stage', async () => {
    const { libraries } = await planFor();
    const key = libraries[0]?.key as string;
    const plan = await planFor({ products: [key] });
    expect(plan.stages.filter(({ library }) => library === 'libzmq').map(({ kind }) => kind)).toEqual([
      'restore',
    ]);
    expect(priorsOf(plan, 'czmq:configure')).toContain('libzmq:restore');
    expect(plan.libraries[1]?.action).toBe('build');
  });

  it('has the same key whether what it is built on is built, restored or there already, and for any number of jobs', async () => {
    const built = await planFor();
    const [libzmq, czmq] = built.libraries;
    const kept = await planFor({
      installed: { libzmq: { version: '4.3.5', fingerprint: libzmq!.fingerprint, damaged: false } },
    });
    expect(kept.libraries.map(({ action }) => action)).toEqual(['keep', 'build']);
    const restored = await planFor({ products: [libzmq!.key!] });
    const jobs = await planFor({ wish: { jobs: 7 } });
    for (const { libraries } of [kept, restored, jobs]) expect(libraries[1]!.key).toBe(czmq!.key);
  });

  it('is not taken for a source that may be another tomorrow, nor for what is built on such', async () => {
    const plan = await planFor({ targets: ['libzmq@master', 'czmq'] });
    expect(plan.libraries.map(({ key }) => key)).toEqual([null, null]);
  });
});

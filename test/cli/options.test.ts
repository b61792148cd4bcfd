import { describe, expect, test } from 'vitest';
import { optionsOf } from '../../src/cli/options.ts';
import { parse } from '../../src/cli/parse.ts';
import type { SetupError } from '../../src/core/error.ts';
import type { Host } from '../../src/host/host.ts';
import { fakeMachine, type MachineSpec } from '../support/machine.ts';

const HOME = '/home/user';
const PROJECT = `${HOME}/project`;

const options = (line: string, machine: MachineSpec = {}): Promise<Record<string, unknown>> => {
  const host = fakeMachine({ ...machine, self: { home: HOME, cwd: PROJECT, uid: 1000, ...machine.self } });
  const words = parse(line.split(' ').filter(Boolean));
  return optionsOf(words, { host: host as unknown as Host }) as never;
};

const failure = async (line: string, machine: MachineSpec): Promise<SetupError> => {
  try {
    await options(line, machine);
  } catch (error) {
    return error as SetupError;
  }
  throw new Error('it was accepted');
};

const own = (content: object | string) => ({
  kind: 'file' as const,
  uid: 1000,
  content: typeof content === 'string' ? content : JSON.stringify(content),
});

describe('defaults and the command line', () => {
  test('nothing said: the contract’s defaults', async () => {
    expect(await options('install')).toMatchObject({
      targets: [],
      prefix: '/usr/local',
      from: 'auto',
      source: {},
      mirror: [],
      offline: false,
      features: {},
      static: true,
      shared: true,
      buildSystem: 'autotools',
      jobs: null,
      systemPackages: 'install',
      sudo: 'auto',
      cache: true,
      keepBuild: false,
      force: false,
      dryRun: false,
      yes: false,
      json: false,
    });
  });

  test('everything said', async () => {
    const line =
      'install czmq@4.2.1 libzmq --prefix ../there --from https://h/x.git#v1 --source czmq=src --source libzmq=~/z ' +
      '--mirror https://a --mirror https://b --offline --features curve,-drafts --features +lz4 --shared ' +
      '--build-system cmake -j4 --system-packages check --sudo never --no-cache --keep-build --force --dry-run -y -q';
    expect(await options(line)).toMatchObject({
      targets: ['czmq@4.2.1', 'libzmq'],
      prefix: `${HOME}/there`,
      from: 'https://h/x.git#v1',
      source: { czmq: `${PROJECT}/src`, libzmq: `${HOME}/z` },
      mirror: ['https://a', 'https://b'],
      offline: true,
      features: { curve: true, drafts: false, lz4: true },
      static: false,
      shared: true,
      buildSystem: 'cmake',
      jobs: 4,
      systemPackages: 'check',
      sudo: 'never',
      cache: false,
      keepBuild: true,
      force: true,
      dryRun: true,
      yes: true,
      quiet: true,
    });
  });

  test('static and shared: both unless one stands alone', async () => {
    expect(await options('plan --static')).toMatchObject({ static: true, shared: false });
    expect(await options('plan --shared')).toMatchObject({ static: false, shared: true });
    expect(await options('plan --static --shared')).toMatchObject({ static: true, shared: true });
  });

  test('doctor: repeatable options, lists, and a link line that is not ours to read', async () => {
    expect(await options('doctor --binary a --binary /b --target czmq zyre --only x y --json')).toMatchObject(
      {
        binary: [`${PROJECT}/a`, '/b'],
        target: ['czmq', 'zyre'],
        only: ['x', 'y'],
        link: null,
        json: true,
      },
    );
    expect(await options('doctor --link --json -- gcc --help -o x main.o')).toMatchObject({
      link: ['gcc', '--help', '-o', 'x', 'main.o'],
      json: true,
    });
  });

  test('options that mean the same everywhere stand before or behind the command', async () => {
    expect(await options('--json -v status')).toMatchObject({ json: true, verbose: true });
  });

  test('explain: - is standard input, a word is a path', async () => {
    expect(await options('explain -')).toMatchObject({ input: '-' });
    expect(await options('explain build.log')).toMatchObject({ input: `${PROJECT}/build.log` });
    expect(await options('explain')).toMatchObject({ input: null, for: null });
  });

  test('the hidden command gets its words untouched', async () => {
    expect(await options('__transaction --json -- x --prefix')).toMatchObject({
      args: ['--json', '--', 'x', '--prefix'],
      json: false,
    });
  });
});

describe('environment and files, in this order after the command line', () => {
  const user = {
    [`${HOME}/.config/czmq-setup/config.json`]: own({ jobs: 1, sudo: 'never', prefix: 'u', lang: 'zh-CN' }),
  };
  const project = { [`${PROJECT}/.czmq-setup.json`]: own({ jobs: 2, prefix: 'p', cache: false }) };

  test('each is asked after the one before', async () => {
    const files = { ...user, ...project };
    expect(await options('install', { files: user })).toMatchObject({
      jobs: 1,
      sudo: 'never',
      lang: 'zh-CN',
    });
    expect(await options('install', { files })).toMatchObject({ jobs: 2, sudo: 'never', cache: false });
    const env = { CZMQ_SETUP_JOBS: '3' };
    expect(await options('install', { files, env })).toMatchObject({ jobs: 3, sudo: 'never' });
    expect(await options('install -j 4', { files, env })).toMatchObject({ jobs: 4, sudo: 'never' });
  });

  test('a relative path starts where it is written', async () => {
    expect(await options('install', { files: user })).toMatchObject({
      prefix: `${HOME}/.config/czmq-setup/u`,
    });
    expect(await options('install', { env: { CZMQ_SETUP_PREFIX: 'e' } })).toMatchObject({
      prefix: `${PROJECT}/e`,
    });
    expect(await options('install', { env: { CZMQ_SETUP_PREFIX: '~/e' } })).toMatchObject({
      prefix: `${HOME}/e`,
    });
  });

  test('XDG_CONFIG_HOME moves the user’s file', async () => {
    const files = { '/cfg/czmq-setup/config.json': own({ jobs: 7 }) };
    expect(await options('install', { files, env: { XDG_CONFIG_HOME: '/cfg' } })).toMatchObject({ jobs: 7 });
  });

  test('flags: 1 and 0, on and off, the negated name; an empty value is no value', async () => {
    const env = {
      CZMQ_SETUP_OFFLINE: 'yes',
      CZMQ_SETUP_NO_CACHE: '1',
      CZMQ_SETUP_FORCE: '0',
      CZMQ_SETUP_KEEP_BUILD: '',
    };
    expect(await options('install', { env })).toMatchObject({
      offline: true,
      cache: false,
      force: false,
      keepBuild: false,
    });
    const wrong = await failure('install', { env: { CZMQ_SETUP_OFFLINE: 'maybe' } });
    expect(wrong).toMatchObject({ exitCode: 2, what: { en: 'CZMQ_SETUP_OFFLINE=maybe: it is 1 or 0' } });
  });

  test('the command line takes back what a file or the environment says', async () => {
    const files = { [`${PROJECT}/.czmq-setup.json`]: own({ offline: true, cache: false }) };
    expect(await options('install --no-offline --cache', { files })).toMatchObject({
      offline: false,
      cache: true,
    });
  });

  test('lists in the environment have commas between them, lists in a file are lists', async () => {
    const env = { CZMQ_SETUP_MIRROR: 'https://a,https://b', CZMQ_SETUP_SOURCE: 'czmq=/c' };
    expect(await options('install', { env })).toMatchObject({
      mirror: ['https://a', 'https://b'],
      source: { czmq: '/c' },
    });
    const files = {
      [`${PROJECT}/.czmq-setup.json`]: own({
        $schema: 'x',
        mirror: 'https://c',
        features: ['curve', '-drafts'],
        source: { libzmq: 'z' },
        'build-system': 'cmake',
      }),
    };
    expect(await options('install', { files })).toMatchObject({
      mirror: ['https://c'],
      features: { curve: true, drafts: false },
      source: { libzmq: `${PROJECT}/z` },
      buildSystem: 'cmake',
    });
  });

  test('a wrong value in the environment is named by its variable', async () => {
    const wrong = await failure('install', { env: { CZMQ_SETUP_JOBS: '0' } });
    expect(wrong).toMatchObject({ exitCode: 2, what: { en: expect.stringContaining('CZMQ_SETUP_JOBS') } });
  });
});

describe('a file that is wrong is an error with file and line', () => {
  const path = `${PROJECT}/.czmq-setup.json`;
  test.each([
    ['{\n  "prefx": "/x"\n}', `${path}:2: unknown key "prefx"`, 'Did you mean "prefix"?'],
    ['{"buildSystem": "cmake"}', `${path}:1: unknown key "buildSystem"`, 'Did you mean "build-system"?'],
    ['{\n\n  "jobs": "many"\n}', `${path}:3: "jobs" must be`, ''],
    ['{\n  "jobs": 0\n}', `${path}:2: jobs 0: it must be a whole number`, ''],
    ['{"offline": "yes"}', `${path}:1: "offline" must be true | false`, ''],
    ['{"source": {"czmq": 3}}', `${path}:1: "source" must be`, ''],
    ['{"mirror": {"a": "b"}}', `${path}:1: "mirror" must be`, ''],
    ['{\n"jobs": \n}', `${path}:3: this is no JSON object`, ''],
    ['[]', `${path}:1: this is no JSON object`, ''],
    ['', `${path}:1: this is no JSON object`, ''],
  ])('%s', async (content, what, hint) => {
    const error = await failure('plan', { files: { [path]: own(content) } });
    expect(error.exitCode).toBe(2);
    expect(error.what.en).toContain(what);
    expect(error.hint?.en ?? '').toContain(hint);
  });

  test('a key of another command is known, and a comment is no error', async () => {
    const files = { [path]: own('{ // our machines\n "strict": true, "jobs": 2, }') };
    expect(await options('install', { files })).toMatchObject({ jobs: 2 });
  });
});

describe('where the project’s file is looked for', () => {
  const deep = { self: { cwd: `${PROJECT}/a/b` } };
  const jobs = { [`${PROJECT}/.czmq-setup.json`]: own({ jobs: 5 }) };

  test('up to the root of the git work tree', async () => {
    const files = { ...jobs, [`${PROJECT}/.git/HEAD`]: '', [`${PROJECT}/a/b/x`]: '' };
    expect(await options('install', { ...deep, files })).toMatchObject({ jobs: 5 });
  });

  test('not above it, and not upwards at all outside of one', async () => {
    expect(
      await options('install', { ...deep, files: { ...jobs, [`${PROJECT}/a/.git/HEAD`]: '' } }),
    ).toMatchObject({ jobs: null });
    expect(await options('install', { ...deep, files: jobs })).toMatchObject({ jobs: null });
  });

  test('one that any user can write or could have put there is refused', async () => {
    const path = '/shared/.czmq-setup.json';
    const self = { cwd: '/shared', uid: 0 };
    const open = { kind: 'directory' as const, mode: 0o1777 };
    const planted = { [path]: { ...own({ jobs: 1 }), uid: 1001 }, '/shared': open };
    expect((await failure('install', { self, files: planted })).what.en).toContain('not trusted');
    const writable = { [path]: { ...own({ jobs: 1 }), uid: 0, mode: 0o666 } };
    expect((await failure('install', { self, files: writable })).what.en).toContain('not trusted');
    // A container that runs as root in a checkout of its user.
    const mounted = { [path]: own({ jobs: 6 }) };
    expect(await options('install', { self, files: mounted })).toMatchObject({ jobs: 6 });
  });
});

import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { libc } from '../../src/facts/libc.ts';
import { platform } from '../../src/facts/platform.ts';
import { powers } from '../../src/facts/powers.ts';
import { toolchain } from '../../src/facts/toolchain.ts';
import { liveHost } from '../../src/host/live.ts';
import { NotRecorded } from '../../src/host/tape/document.ts';
import { parseTape, printTape } from '../../src/host/tape/parse.ts';
import { record } from '../../src/host/tape/record.ts';
import { replay } from '../../src/host/tape/replay.ts';
import { fakeMachine, type MachineSpec, program } from '../support/machine.ts';

const HOME = '/home/alice';
const spec: MachineSpec = {
  self: { home: HOME, user: 'alice', cwd: `${HOME}/czmq` },
  env: {
    PATH: `${HOME}/bin:/usr/bin`,
    PKG_CONFIG_PATH: `${HOME}/opt/lib/pkgconfig`,
    HTTPS_PROXY: 'http://alice:hunter2@proxy.example:3128',
    GIT_TOKEN: 'hunter2',
    MY_BANK_ACCOUNT: '12345',
  },
  files: {
    [`${HOME}/bin/gcc`]: program,
    '/usr/bin/gcc': program,
    [`${HOME}/opt/lib/pkgconfig/libzmq.pc`]: `prefix=${HOME}/opt\nurl=https://bob:hunter2@git.example/\n`,
    '/lib/libzmq.so.5': new Uint8Array([0, 1, 2, 3, 255, 254, ...Buffer.from(`${HOME}/opt/lib\0`), 9, 8, 7]),
    '/empty': '',
    '/lib/other.so': new Uint8Array([0, 1, 2, 255]),
  },
  links: { '/lib/libzmq.so': 'libzmq.so.5', '/lib/gone': '/nowhere' },
  commands: { 'gcc --version': `gcc (of alice in ${HOME}) 13.2.0\n` },
  sites: { 'https://git.example/': { ok: false, status: null, error: 'ENOTFOUND', message: 'x' } },
};

/** A tape of these questions, by way of its words. */
async function taped(
  ask: (probe: ReturnType<typeof record>['probe']) => unknown,
  machine = fakeMachine(spec),
) {
  const recorder = record(machine);
  await ask(recorder.probe);
  const words = printTape(recorder.tape());
  return { words, probe: replay(parseTape(words)) };
}

test('facts of a replayed machine are those of the recorded one', async () => {
  const facts = async (probe: ReturnType<typeof record>['probe']) => {
    const ask = askOf(probe);
    const gcc = await ask.of(toolchain).tool('gcc');
    return [ask.of(platform), gcc.version, gcc.allPaths.length, await ask.of(powers)];
  };
  const live = await facts(fakeMachine(spec));
  const { probe } = await taped(facts);
  expect(await facts(probe)).toEqual(live);
});

test('this very machine: its C library, tools and platform survive the way through JSON', async () => {
  const recorder = record(liveHost('/x'));
  const asked = (probe: typeof recorder.probe) => {
    const ask = askOf(probe);
    return [ask.of(libc), ask.of(platform)];
  };
  const live = asked(recorder.probe);
  expect(asked(replay(parseTape(printTape(recorder.tape()))))).toEqual(live);
});

test('a question that was not asked is no answer but NotRecorded', async () => {
  const { probe } = await taped(() => {});
  expect(() => probe.stat('/usr/bin/gcc')).toThrow(NotRecorded);
  expect(() => probe.readText('/etc/os-release')).toThrow(NotRecorded);
  expect(() => probe.access('/usr', 'write')).toThrow(NotRecorded);
  await expect(probe.run(['gcc', '--version'])).rejects.toThrow(NotRecorded);
  await expect(probe.reach('https://git.example/', 1)).rejects.toThrow(NotRecorded);
});

test('every kind of answer comes back, faults too', async () => {
  const questions = async (probe: ReturnType<typeof record>['probe']) => [
    probe.stat('/usr/bin/gcc'),
    probe.stat('/lib/gone'),
    probe.lstat('/lib/gone'),
    probe.readlink('/lib/libzmq.so'),
    probe.realpath('/lib/libzmq.so'),
    probe.readdir('/lib'),
    probe.readFile('/lib/other.so'),
    probe.readFile('/lib/other.so', 3),
    probe.readFile('/usr'),
    probe.readText('/empty'),
    probe.access('/usr/bin/gcc', 'execute'),
    probe.access('/usr/bin/gcc', 'write'),
    probe.space('/'),
    (await probe.run(['gcc', '--version'])).stdout.includes('13.2.0'),
    await probe.reach('https://git.example/', 1),
    probe.now(),
  ];
  const { probe } = await taped(questions);
  expect(await questions(probe)).toEqual(await questions(fakeMachine(spec)));
});

test('parts of a file are merged, and what lies between them stays unknown', async () => {
  const whole = Uint8Array.from({ length: 100 }, (_, index) => index);
  const machine = fakeMachine({ files: { '/f': whole } });
  const { words, probe } = await taped((asked) => {
    asked.readRange('/f', 0, 10);
    asked.readRange('/f', 20, 10);
    asked.readRange('/f', 5, 10);
    asked.readRange('/f', 95, 10);
  }, machine);
  const part = (offset: number, length: number) => {
    const answer = probe.readRange('/f', offset, length);
    return answer.ok ? [...answer.value] : answer.fault;
  };
  expect(part(0, 15)).toEqual([...whole.slice(0, 15)]);
  expect(part(22, 3)).toEqual([22, 23, 24]);
  expect(part(96, 50)).toEqual([96, 97, 98, 99]);
  expect(part(200, 5)).toEqual([]);
  expect(() => part(14, 2)).toThrow(NotRecorded);
  expect(() => probe.readFile('/f')).toThrow(NotRecorded);
  expect(JSON.parse(words).files['/f'].ranges).toHaveLength(3);
});

test('secrets, home path and name leave no trace, in text, bytes, paths, environment and commands', async () => {
  const { words } = await taped(async (probe) => {
    probe.readText(`${HOME}/opt/lib/pkgconfig/libzmq.pc`);
    probe.readFile('/lib/libzmq.so.5');
    probe.readdir('/home');
    probe.stat(`${HOME}/bin/gcc`);
    await probe.run(['gcc', '--version'], { cwd: HOME, env: { X_TOKEN: 'hunter2' } });
  });
  expect(words).not.toMatch(/alice|hunter2|12345/);
  const bytes = JSON.parse(words).files['/lib/libzmq.so.5'].base64;
  expect(Buffer.from(bytes, 'base64').toString('latin1')).toContain('/home/user_/opt/lib\0');
});

test('a command with another environment, folder or input is another question', async () => {
  const { probe } = await taped((asked) =>
    asked.run(['gcc', '--version'], { env: { ...spec.env, LC_ALL: 'C' }, cwd: '/' }),
  );
  const env = { ...probe.env, LC_ALL: 'C' } as Record<string, string>;
  const { HOME: _, ...without } = env;
  await expect(probe.run(['gcc', '--version'], { env, cwd: '/' })).rejects.toThrow(NotRecorded);
  expect((await probe.run(['gcc', '--version'], { env: without, cwd: '/' })).code).toBe(0);
  await expect(probe.run(['gcc', '--version'], { env: without })).rejects.toThrow(NotRecorded);
});

test.each([
  ['', 'no JSON'],
  ['[]', 'did not write it'],
  ['{"format":"czmq-setup-tape","version":2}', 'version is 2'],
  ['{"format":"czmq-setup-tape","version":1}', '"self"'],
])('a file that is no tape is refused by name: %s', (words, reason) => {
  expect(() => parseTape(words)).toThrow(reason);
});

test('a damaged or hostile tape is refused, whichever part is wrong', async () => {
  const { words } = await taped((probe) => [probe.stat('/usr'), probe.readRange('/lib/libzmq.so.5', 0, 4)]);
  const damaged = (
    // biome-ignore lint/suspicious/noExplicitAny: it is damaged on purpose.
    change: (tape: Record<string, any>) => void,
  ) => {
    const tape = JSON.parse(words);
    change(tape);
    return () => parseTape(JSON.stringify(tape));
  };
  expect(damaged(() => {})).not.toThrow();
  expect(
    damaged((tape) => {
      tape.self.cpus = '4';
    }),
  ).toThrow('"self"');
  expect(
    damaged((tape) => {
      tape.env.PATH = 7;
    }),
  ).toThrow('"env"');
  expect(
    damaged((tape) => {
      tape.paths.stat['/usr'] = [{ kind: 'file' }];
    }),
  ).toThrow('"paths"');
  expect(
    damaged((tape) => {
      tape.paths.readdir['/usr'] = ['x'];
    }),
  ).toThrow('"paths"');
  expect(
    damaged((tape) => {
      tape.files['/x'] = { ranges: [[-1, '']] };
    }),
  ).toThrow('"files"');
  expect(
    damaged((tape) => {
      tape.files['/x'] = { ranges: [[1e300, '']] };
    }),
  ).toThrow('"files"');
  expect(
    damaged((tape) => {
      tape.commands.push({ argv: 'rm -rf /' });
    }),
  ).toThrow('"commands"');
  const polluted = parseTape(words.replace('"env": {', '"env": {"__proto__": "x", '));
  expect(Object.getPrototypeOf(replay(polluted).env)).toBe(Object.prototype);
});

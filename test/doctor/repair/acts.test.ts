import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fix } from '../../../src/core/finding.ts';
import { act } from '../../../src/doctor/repair/acts.ts';
import { movedBack, movesOf } from '../../../src/doctor/repair/moves.ts';
import type { Host } from '../../../src/host/host.ts';
import { liveHost } from '../../../src/host/live.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'repair-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** This machine, with a home and a shell of the test's; uid 1000, so that no cache of the machine is touched. */
const host = (shell = '/bin/bash'): Host => {
  const live = liveHost('test');
  return { ...live, env: { HOME: home, SHELL: shell }, self: { ...live.self, home, uid: 1000 } };
};
const at = (name: string): string => join(home, name);

describe('move-aside', () => {
  test('the undo that is told beforehand names what it was kept as, and brings it back', async () => {
    const fix = { commands: [['tool', '__repair', 'move-aside', at('a')]] } as unknown as Fix;
    writeFileSync(at('a'), 'old');
    await act(host(), ['move-aside', at('a')]);
    writeFileSync(at('a'), 'new');
    const moves = movesOf(host(), fix);
    await act(host(), ['move-aside', at('a')]);
    const undo = movedBack(host(), moves);
    expect(undo).toHaveLength(1);
    execFileSync(undo[0]?.[0] ?? '', undo[0]?.slice(1));
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
  });

  test('a fix that moved nothing has nothing to undo', () => {
    const fix = { commands: [['tool', '__repair', 'move-aside', at('gone')], ['true']] } as unknown as Fix;
    expect(movesOf(host(), fix)).toEqual([]);
  });

  test('keeps every earlier file', async () => {
    for (const words of ['first', 'second']) {
      writeFileSync(at('libzmq.so.5'), words);
      expect((await act(host(), ['move-aside', at('libzmq.so.5')])).code).toBe(0);
    }
    // ldconfig makes links for every name that begins with `lib` and holds `.so`.
    expect(readdirSync(home)).toEqual(['czmq-setup-aside-1.libzmq.so.5', 'czmq-setup-aside-2.libzmq.so.5']);
    expect(readFileSync(at('czmq-setup-aside-1.libzmq.so.5'), 'utf8')).toBe('first');
  });
  test('fails where nothing is', async () => {
    expect((await act(host(), ['move-aside', at('gone')])).code).toBe(1);
  });
});

describe('link', () => {
  test('mends a link and makes the folders above it', async () => {
    await act(host(), ['link', 'libzmq.so.5.2.5', at('lib/libzmq.so.5')]);
    expect(readlinkSync(at('lib/libzmq.so.5'))).toBe('libzmq.so.5.2.5');
  });
  test('keeps what stood there, and gives it back', async () => {
    writeFileSync(at('libzmq.so'), 'mine');
    const { moved } = await act(host(), ['link', 'other', at('libzmq.so')]);
    expect(moved).toEqual([{ from: at('libzmq.so'), to: at('czmq-setup-aside-1.libzmq.so') }]);
    await act(host(), ['unlink', at('libzmq.so')]);
    expect(readFileSync(at('libzmq.so'), 'utf8')).toBe('mine');
  });
  test('a second time changes nothing', async () => {
    symlinkSync('a', at('l'));
    expect((await act(host(), ['link', 'a', at('l')])).moved).toEqual([]);
    expect(readdirSync(home)).toEqual(['l']);
  });
  test('no file is unlinked that is none of ours', async () => {
    writeFileSync(at('file'), '');
    await expect(act(host(), ['unlink', at('file')])).rejects.toThrow('no such repair');
    expect(existsSync(at('file'))).toBe(true);
  });
});

describe('the profile', () => {
  test.each([
    ['/bin/bash', '.profile'],
    ['/bin/zsh', '.zprofile'],
    ['/usr/bin/fish', '.config/fish/conf.d/czmq-setup.fish'],
  ])('%s: the block comes once and goes without a trace', async (shell, file) => {
    mkdirSync(at('.config/fish/conf.d'), { recursive: true });
    writeFileSync(at(file), 'export MINE=1', { mode: 0o600 });
    await act(host(shell), ['profile-add', '/opt/zmq']);
    await act(host(shell), ['profile-add', '/opt/other']);
    await act(host(shell), ['profile-add', '/opt/zmq']);
    const words = readFileSync(at(file), 'utf8');
    expect(words.match(/>>> czmq-setup \/opt\/zmq >>>/g)).toHaveLength(1);
    expect(words).toContain('/opt/zmq/lib/pkgconfig');
    expect(lstatSync(at(file)).mode & 0o777).toBe(0o600);
    await act(host(shell), ['profile-remove', '/opt/zmq']);
    await act(host(shell), ['profile-remove', '/opt/other']);
    expect(readFileSync(at(file), 'utf8').trimEnd()).toBe('export MINE=1');
  });
});

test.each([
  [[]],
  [['rm', '/']],
  [['move-aside', 'relative']],
  [['move-aside', '/tmp/']],
  [['link', 'a', 'relative']],
  [['link', 'a']],
])('%j is refused', async (words) => {
  await expect(act(host(), words)).rejects.toThrow('no such repair');
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILD_TOOLS } from '../support/layers.ts';
import type { Machine, Ran } from '../support/machine.ts';
import { unpacked } from '../support/releases.ts';
import { CACHED, machineWith } from '../support/stack.ts';
import { changedTool } from '../support/tool.ts';
import { treeOf } from '../support/tree.ts';

const UPSTREAM = 'https://github.com/zeromq/';

/** As a company sends its people to its own copies, git-config(1): the tool leaves the user's settings alone. */
const SETTINGS = `[url "git://127.0.0.1/"]\n\tinsteadOf = ${UPSTREAM}\n`;

/** `git`, with each argument vector written down: to see what is asked of the server. */
const WATCHED_GIT = '#!/bin/sh\necho "$*" >> /tmp/git.log\nexec /usr/bin/git "$@"\n';

/** A repository with a history, served by git's own daemon on loopback; the machine reaches nothing else. */
describe('from a git repository', () => {
  let machine: Machine;
  let commit: string;
  let daemon: ReturnType<Machine['start']>;
  beforeAll(async () => {
    machine = await machineWith({
      packages: BUILD_TOOLS,
      extra: ['git'],
      network: false,
    });
    await unpacked(machine, 'libzmq 4.3.4', '/srv/work');
    const made = await machine.must([
      'sh',
      '-ec',
      `cd /srv/work
       export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0=lab GIT_CONFIG_KEY_1=user.email GIT_CONFIG_VALUE_1=lab@localhost
       git init -q -b master
       git add AUTHORS && git commit -q -m first
       git add -f . && git commit -q -m release && git tag -a v4.3.4 -m v4.3.4
       echo later >> AUTHORS && git commit -q -a -m later
       git clone -q --bare . /srv/libzmq.git
       git rev-parse 'v4.3.4^{commit}'`,
    ]);
    commit = made.stdout.trim();
    machine.write('/opt/watched/git', WATCHED_GIT, 0o755);
    machine.write('/root/.gitconfig', SETTINGS);
    daemon = machine.start([
      'git',
      'daemon',
      '--base-path=/srv',
      '--export-all',
      '--listen=127.0.0.1',
      '--reuseaddr',
    ]);
    await machine.must([
      'sh',
      '-c',
      `for i in 1 2 3 4 5 6 7 8 9; do git ls-remote ${UPSTREAM}libzmq >/dev/null 2>&1 && exit; sleep 0.3; done; exit 1`,
    ]);
  });
  afterAll(async () => {
    daemon?.kill();
    await machine?.stop();
  });

  /** The tool with a recipe that names `pinned` for the commit of the tag, and with a cache in which nothing lies yet. */
  const install = (pinned: string, args: readonly string[]): Promise<Ran> => {
    const tool = changedTool(machine, 'libzmq', (recipe) => {
      recipe.versions['4.3.4'].commit = pinned;
    });
    return machine.run([...tool, 'install', '--yes', ...args], {
      env: { ...CACHED, XDG_CACHE_HOME: '/tmp/cache', PATH: '/opt/watched:/usr/sbin:/usr/bin:/sbin:/bin' },
    });
  };
  const origin = () =>
    JSON.parse(readFileSync(machine.path('/usr/local/share/czmq-setup/manifest.json'), 'utf8')).products[0]
      .origin;

  it('refuses another commit than the pinned one: exit 5, and nothing is used', async () => {
    const before = treeOf(machine.path('/usr/local'));
    const ran = await install('0123456789abcdef0123456789abcdef01234567', ['libzmq@4.3.4']);
    expect(ran.code, ran.stderr).toBe(5);
    expect(ran.stderr).toContain(commit);
    expect(treeOf(machine.path('/usr/local'))).toEqual(before);
  });

  it('takes the tag, no more of its history than that, and records the commit', async () => {
    const ran = await install(commit, ['libzmq@4.3.4']);
    expect(ran.code, ran.stderr).toBe(0);
    expect(origin()).toMatchObject({ kind: 'git', where: `${UPSTREAM}libzmq#v4.3.4`, commit, pinned: true });
    expect(readFileSync(machine.path('/tmp/git.log'), 'utf8')).toMatch(/fetch .*--depth=1 .*v4\.3\.4/);
    const version = await machine.sh('pkg-config --modversion libzmq');
    expect(version.stdout).toBe('4.3.4\n');
  });

  it('takes master when it is asked for, and says that nothing pins it', async () => {
    const ran = await install(commit, ['libzmq@master']);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr + ran.stdout).toMatch(/unpinned|not pinned/i);
    const head = await machine.must(['git', '--git-dir', '/srv/libzmq.git', 'rev-parse', 'master']);
    expect(origin()).toMatchObject({ kind: 'git', commit: head.stdout.trim(), pinned: false });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Machine, Ran } from '../support/machine.ts';
import { newerLibzmq, unpacked } from '../support/releases.ts';
import { cachedTool, preparedMachine, userProgram } from '../support/stack.ts';
import { changedTool } from '../support/tool.ts';
import { treeOf } from '../support/tree.ts';

/** A stack that works; what would replace it is not what it should be, and nothing of it stays. */
describe('what cannot be trusted or proved', () => {
  let machine: Machine;
  let before: string[];
  beforeAll(async () => {
    machine = await preparedMachine();
    const ran = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4', 'czmq@4.2.1']);
    expect(ran.code, ran.stderr).toBe(0);
    await machine.must(['sh', '-c', 'mkdir -p /opt/other && cp -a /usr/local/lib/libzmq.so* /opt/other']);
    before = treeOf(machine.path('/usr/local'));
  }, 1_800_000);
  afterAll(() => machine?.stop());

  const refused = (ran: Ran, code: number): void => {
    expect(ran.code, ran.stderr).toBe(code);
    expect(treeOf(machine.path('/usr/local'))).toEqual(before);
  };

  it('an archive of another digest: exit 5, and it is not kept either', async () => {
    const tool = changedTool(machine, 'libzmq', (recipe) => {
      for (const archive of recipe.versions['4.3.4'].archives) archive.sha256 = '0'.repeat(64);
    });
    const args = ['install', '--yes', '--force', '--json', 'libzmq@4.3.4'];
    const ran = await machine.run([...tool, ...args], { env: { XDG_CACHE_HOME: '/tmp/empty' } });
    refused(ran, 5);
    expect(JSON.parse(ran.stdout).findings[0]).toMatchObject({ code: 'source.checksum-mismatch' });
    expect((await machine.sh('find /tmp/empty -type f -size +100k')).stdout).toBe('');
  });

  it('a library that is not of its headers’ version: exit 4, and the old one is back', async () => {
    await unpacked(machine, 'libzmq 4.3.4', '/tmp/lie/zeromq-4.3.4');
    await machine.must(
      [
        'sh',
        '-ec',
        `sed -i 's/\\*patch_ = ZMQ_VERSION_PATCH;/*patch_ = 99;/' zeromq-4.3.4/src/zmq.cpp
         grep -q 'patch_ = 99' zeromq-4.3.4/src/zmq.cpp
         tar -czf ../lie.tar.gz zeromq-4.3.4`,
      ],
      { cwd: '/tmp/lie' },
    );
    const args = ['install', '--yes', '--source', 'libzmq=/tmp/lie.tar.gz', 'libzmq@4.3.4'];
    const ran = await cachedTool(machine, args);
    refused(ran, 4);
    expect(ran.stderr).toMatch(/4\.3\.99/);
    expect(await userProgram(machine)).toMatchObject({ code: 0, stdout: 'it works\n' });
  });

  it('another libzmq that the user’s environment puts in front: exit 4, and the old one is back', async () => {
    const args = ['install', '--yes', ...(await newerLibzmq(machine))];
    const ran = await cachedTool(machine, args, { env: { LD_PRELOAD: '/opt/other/libzmq.so.5' } });
    refused(ran, 4);
    expect(ran.stderr).toContain('LD_PRELOAD');
  });
});

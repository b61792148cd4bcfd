import { cpSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CACHED, preparedMachine, USER_PROGRAM } from '../support/stack.ts';
import { packedTool } from '../support/tool.ts';

/** Everything of the user's lies in folders whose names have a blank: tool, home, cache, state, prefix, working folder. */
it('works where every path has a blank', async () => {
  const machine = await preparedMachine();
  try {
    await machine.must(['mkdir', '-p', '/home/my user/a project']);
    cpSync(packedTool(), machine.path('/opt/my tools/czmq-setup'), { recursive: true });
    await machine.must(['chown', '-R', 'user:', '/home/my user']);
    const options = {
      user: 'user' as const,
      cwd: '/home/my user/a project',
      env: { CFLAGS: CACHED.CFLAGS, CXXFLAGS: CACHED.CXXFLAGS, HOME: '/home/my user' },
    };
    const tool = ['/usr/bin/node', '/opt/my tools/czmq-setup/bin/czmq-setup.js'];
    const ran = await machine.run([...tool, 'install', '--yes', '--prefix', 'my zmq'], options);
    expect(ran.code, ran.stderr).toBe(0);
    const lines = await machine.run([...tool, 'env', '--prefix', 'my zmq', '--shell', 'bash'], options);
    expect(lines.code, lines.stderr).toBe(0);
    machine.write('/tmp/lines.sh', lines.stdout);
    machine.write('/tmp/user.c', USER_PROGRAM);
    const compiled = await machine.sh(
      '. /tmp/lines.sh && eval cc -o hello /tmp/user.c $(pkg-config --cflags --libs libczmq) && ./hello && ldd hello',
      options,
    );
    expect(compiled.code, compiled.stderr).toBe(0);
    expect(compiled.stdout).toContain('=> /home/my user/a project/my zmq/lib/libczmq.so.4');
    const gone = await machine.run([...tool, 'uninstall', '--yes', '--prefix', 'my zmq'], options);
    expect(gone.code, gone.stderr).toBe(0);
    expect((await machine.run(['ls', '-A', '/home/my user/a project/my zmq'], options)).stdout).toBe('');
  } finally {
    await machine.stop();
  }
});

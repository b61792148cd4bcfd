import { expect, it } from 'vitest';
import { machineWith, tool } from '../support/stack.ts';

const COMPILERS = ['gcc', 'g++', 'make', 'autoconf', 'automake', 'libtool', 'pkg-config'];
const PREFIX = '/home/user/zmq';

/** No root, no sudo, and neither libsodium nor libuuid: libsodium is built too, libuuid is done without. */
it('a user with nothing but compilers gets CURVE from our libsodium and is told what was left out', async () => {
  const machine = await machineWith({ packages: COMPILERS });
  try {
    const ran = await tool(machine, ['install', '--yes', '--prefix', PREFIX], { user: 'user' });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toMatch(/czmq is built without uuid/);
    machine.write('/tmp/has.c', '#include <zmq.h>\nint main(void) { return !zmq_has("curve"); }\n');
    const has = await machine.sh(
      `export PKG_CONFIG_PATH=${PREFIX}/lib/pkgconfig LD_LIBRARY_PATH=${PREFIX}/lib
       cc -o has /tmp/has.c $(pkg-config --cflags --libs libzmq) && ./has && ldd ${PREFIX}/lib/libzmq.so.5`,
      { user: 'user' },
    );
    expect(has.code, has.stderr).toBe(0);
    expect(has.stdout).toMatch(/libsodium\.so\.\d+ => \/home\/user\/zmq\/lib/);
    const again = await tool(machine, ['install', '--yes', '--prefix', PREFIX, '--json'], { user: 'user' });
    expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, nothingToDo: true });
    const asked = await tool(machine, ['install', '--yes', '--prefix', PREFIX, '--features', 'uuid'], {
      user: 'user',
    });
    expect(asked.code).toBe(3);
    expect(asked.stderr).toMatch(/libuuid/);
  } finally {
    await machine.stop();
  }
});

import { expect, test } from 'vitest';
import { LIBDIR, ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { withFault } from '../../fixtures/machines/kit.ts';
import closedToOthers from '../../src/checks/closed-to-others.ts';
import { judge, keys } from '../support/judge.ts';

const root = { self: { uid: 0, gid: 0, groups: [0], user: 'root', home: '/root' } };
const asRoot = withFault(ubuntu2204, root);

const [zmq = '', bytes] =
  Object.entries(ubuntu2204.files).find(([path]) => path.startsWith(`${LIBDIR}/libzmq.so.5.`)) ?? [];

test('root is told of a library that nobody else may read, and how to open it', async () => {
  const whole = typeof bytes === 'string' || bytes instanceof Uint8Array ? { content: bytes } : bytes;
  const closed = withFault(asRoot, { files: { [zmq]: { ...whole, mode: 0o600 } } });
  const findings = await judge(closedToOthers, closed);
  expect(keys(findings)).toEqual(['warning library.unreadable libzmq']);
  const shared = withFault(closed, {
    files: { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\n' },
  });
  expect(keys(await judge(closedToOthers, shared))).toEqual(['error library.unreadable libzmq']);
  expect(findings[0]?.fixes[0]).toMatchObject({ commands: [['chmod', 'a+r', zmq]], risk: 'safe' });
});

test('a header counts too', async () => {
  const whole = ubuntu2204.files['/usr/include/zmq.h'];
  const content = typeof whole === 'string' ? whole : '';
  expect(content).toContain('ZMQ_VERSION');
  const header = withFault(asRoot, { files: { '/usr/include/zmq.h': { content, mode: 0o640 } } });
  expect(keys(await judge(closedToOthers, header))).toEqual(['warning header.missing zmq.h']);
});

test('nothing is said where all may read, nor to a user, whom the loader itself shuts out', async () => {
  expect(await judge(closedToOthers, asRoot)).toEqual([]);
  expect(await judge(closedToOthers, ubuntu2204)).toEqual([]);
});

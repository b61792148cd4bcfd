import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Machine } from './support/machine.ts';
import { machineWith, tool, USER_PROGRAM } from './support/stack.ts';

/** A pasted log shows a symptom; on the machine where it happened, explain asks the doctor why. */
let machine: Machine;
const LIBRARIES = '/usr/lib/x86_64-linux-gnu';

beforeAll(async () => {
  machine = await machineWith({ packages: ['gcc', 'libc6-dev', 'libczmq-dev'] });
  await machine.must(
    [
      'sh',
      '-c',
      'mkdir -p /srv/app /opt/other/lib && cat > /srv/app/app.c && gcc /srv/app/app.c -o /srv/app/app -lczmq -lzmq',
    ],
    {
      input: USER_PROGRAM,
    },
  );
});
afterAll(() => machine?.stop());

const explained = async (complaint: string, ...args: string[]) => {
  const ran = await tool(machine, ['explain', '--json', ...args], { input: complaint, cwd: '/srv/app' });
  return JSON.parse(ran.stdout).findings[0] as { code: string; subject: string; consequences: unknown[] };
};

test('a library in a folder that is not searched', async () => {
  await machine.must(['sh', '-c', `mv ${LIBRARIES}/libzmq.so* /opt/other/lib/; ldconfig`]);
  const complaint = (await machine.run(['/srv/app/app'])).stderr;
  expect(complaint).toContain('cannot open shared object file');
  expect(await explained(complaint)).toMatchObject({
    code: 'library.dir-not-searched',
    subject: 'libzmq',
    consequences: expect.arrayContaining([{ code: 'runtime.library-not-found', subject: 'libzmq.so.5' }]),
  });
  // Named relative to where the tool runs.
  expect((await explained(complaint.replaceAll('/srv/app/app', './app'))).code).toBe(
    'library.dir-not-searched',
  );
});

test('a log of another machine, or said to be, keeps to what it shows', async () => {
  const complaint = (await machine.run(['/srv/app/app'])).stderr;
  expect((await explained(complaint, '--for', 'fedora')).code).toBe('runtime.library-not-found');
  expect((await explained(complaint.replaceAll('/srv/app/app', '/home/dev/app'))).code).toBe(
    'runtime.library-not-found',
  );
});

test('the loader finds all again: an old log keeps to what it shows', async () => {
  const complaint = (await machine.run(['/srv/app/app'])).stderr;
  await machine.must(['sh', '-c', `mv /opt/other/lib/libzmq.so* ${LIBRARIES}/; ldconfig`]);
  expect((await explained(complaint)).code).toBe('runtime.library-not-found');
});

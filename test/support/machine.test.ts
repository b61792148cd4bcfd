import { expect, test } from 'vitest';
import { fakeMachine, notFound, program } from './machine.ts';

const machine = fakeMachine({
  files: {
    '/usr/bin/gcc': program,
    '/etc/os-release': 'ID=debian\n',
    '/root': { kind: 'directory', mode: 0o700 },
    '/root/secret': 'x',
    '/home/user': { kind: 'directory', uid: 1000, gid: 1000 },
  },
  links: { '/bin': 'usr/bin', '/usr/bin/cc': '/bin/gcc', '/a': '/b', '/b': '/a', '/dangling': '/nowhere' },
  commands: { 'gcc --version': 'gcc 12\n', '/opt/gcc --version': 'gcc 13\n', 'brew --version': notFound },
});

test('symlinks in the middle and at the end of a path are followed, relative and absolute ones', () => {
  expect(machine.realpath('/bin/cc')).toEqual({ ok: true, value: '/usr/bin/gcc' });
  expect(machine.lstat('/bin')).toMatchObject({ value: { kind: 'symlink' } });
  expect(machine.readlink('/bin')).toEqual({ ok: true, value: 'usr/bin' });
});

test('faults are those of the kernel', () => {
  expect(machine.stat('/a')).toEqual({ ok: false, fault: 'loop' });
  expect(machine.stat('/dangling')).toEqual({ ok: false, fault: 'missing' });
  expect(machine.stat('/etc/os-release/x')).toEqual({ ok: false, fault: 'not-directory' });
  expect(machine.readText('/root/secret')).toEqual({ ok: false, fault: 'denied' });
  expect(machine.readFile('/etc')).toEqual({ ok: false, fault: 'io' });
});

test('access goes by owner, mode and root', () => {
  expect(machine.access('/usr/bin/gcc', 'execute')).toBe(true);
  expect(machine.access('/etc/os-release', 'execute')).toBe(false);
  expect(machine.access('/usr/bin', 'write')).toBe(false);
  expect(machine.access('/home/user', 'write')).toBe(true);
  expect(fakeMachine({ self: { uid: 0 } }).access('/', 'write')).toBe(true);
});

test('a command is found by name or path; what is not in the script fails the test', async () => {
  expect((await machine.run(['/usr/bin/gcc', '--version'])).stdout).toBe('gcc 12\n');
  expect((await machine.run(['/opt/gcc', '--version'])).stdout).toBe('gcc 13\n');
  expect(await machine.run(['brew', '--version'])).toMatchObject({ code: null, spawnError: 'ENOENT' });
  await expect(machine.run(['rm', '-rf', '/'])).rejects.toThrow('unexpected command: rm -rf /');
});

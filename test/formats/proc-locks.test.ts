import { expect, test } from 'vitest';
import { parseProcLocks } from '../../src/formats/proc-locks.ts';

test('takes write locks that are held, with the device as stat(2) numbers it', () => {
  const words = `1: POSIX  ADVISORY  WRITE 4711 fe:01:131073 0 EOF
2: POSIX  ADVISORY  READ 12 fe:01:5 128 128
2: -> POSIX  ADVISORY  WRITE 13 fe:01:5 0 EOF
3: FLOCK  ADVISORY  WRITE 14 00:1a:77 0 EOF
4: OFDLCK ADVISORY  WRITE -1 103:02:9 0 EOF
`;
  expect(parseProcLocks(words)).toEqual([
    { pid: 4711, dev: 0xfe01, ino: 131073 },
    { pid: 14, dev: 0x1a, ino: 77 },
    // makedev(0x103, 2): the low eight bits of the minor, then twelve of the major (gnu/sysmacros of glibc).
    { pid: -1, dev: 0x10302, ino: 9 },
  ]);
});

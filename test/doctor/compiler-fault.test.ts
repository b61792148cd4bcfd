import { expect, test } from 'vitest';
import { compilerFault } from '../../src/doctor/compiler-fault.ts';
import type { RunResult } from '../../src/host/host.ts';

const said = (stderr: string, more: Partial<RunResult> = {}) => ({
  argv: ['/usr/bin/cc'],
  ok: false,
  line: '/usr/bin/cc -x c -',
  result: {
    code: 1,
    signal: null,
    spawnError: null,
    stdout: '',
    stderr,
    timedOut: false,
    truncated: false,
    durationMs: 1,
    ...more,
  },
});

/** Words of gcc 4.8 to 14, clang and their linkers, as they print them in the C locale. */
test.each([
  [
    'c++: internal compiler error: File size limit exceeded signal terminated program cc1plus',
    'limit',
    'gcc',
  ],
  ['collect2: fatal error: ld terminated with signal 25 [File size limit exceeded]', 'limit', 'gcc'],
  ['cc: fatal error: cannot execute ‘as’: vfork: Resource temporarily unavailable', 'limit', 'gcc'],
  ["cc: fatal error: cannot execute 'cc1': execvp: No such file or directory", 'part', 'gcc'],
  ["gcc: error trying to exec 'cc1plus': execvp: No such file or directory", 'part', 'g++'],
  ["cc: fatal error: cannot execute 'as': execvp: No such file or directory", 'part', 'as'],
  ["collect2: fatal error: cannot find 'ld'\ncompilation terminated.", 'part', 'ld'],
  ['clang: error: unable to execute command: Executable "ld" doesn\'t exist!', 'part', 'ld'],
  ['/usr/bin/ld: cannot find Scrt1.o: No such file or directory', 'start-files', 'gcc'],
  ['/usr/bin/ld: cannot find -lc\ncollect2: error: ld returned 1 exit status', 'start-files', 'gcc'],
  ['ld.lld: error: cannot open crt1.o: No such file or directory', 'start-files', 'gcc'],
  ['ld: warning: cannot find entry symbol _start; defaulting to 0000000000001050', 'start-files', 'gcc'],
  ['ld.lld: warning: cannot find entry symbol _start; not setting start address', 'start-files', 'gcc'],
  ['<stdin>:1:10: fatal error: stdio.h: No such file or directory', 'headers', 'gcc'],
  ["<stdin>:1:10: fatal error: 'stdio.h' file not found", 'headers', 'gcc'],
  [
    '/usr/lib/gcc/x86_64-linux-gnu/12/cc1: error while loading shared libraries: libmpc.so.3: cannot open shared object file',
    'runtime',
    'gcc',
  ],
  ['as: error while loading shared libraries: libz.so.1: file too short', 'runtime', 'as'],
  ['Cannot create temporary file in /tmp/: No space left on device', 'temporary', 'gcc'],
  ['gcc: fatal error: Killed signal terminated program cc1', 'memory', 'gcc'],
  ['cc: internal compiler error: Bus error signal terminated program cc1', 'part', 'gcc'],
  ['c++: internal compiler error: Segmentation fault signal terminated program cc1plus', 'part', 'g++'],
  ['xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools)', 'apple', 'xcrun'],
  ['this is not a compiler', 'other', 'gcc'],
] as const)('%s', (stderr, kind, subject) => {
  expect(compilerFault(said(stderr), 'c')).toMatchObject({ kind, subject });
});

test('a file that cannot be started', () => {
  const fault = compilerFault(said('', { code: null, spawnError: 'ENOENT', missing: 'interpreter' }), 'c++');
  expect(fault).toMatchObject({ kind: 'other', subject: 'g++', words: '/usr/bin/cc: ENOENT' });
  expect(fault.cause.en).toContain('interpreter');
});

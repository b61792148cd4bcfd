import { expect, test } from 'vitest';
import { closedCache } from '../../src/doctor/closed-cache.ts';
import { askOf } from '../../src/facts/ask.ts';
import type { Trial } from '../../src/facts/compiler-trial.ts';
import type { RunResult } from '../../src/host/host.ts';
import { fakeMachine, program } from '../support/machine.ts';

const ROOTS = { kind: 'directory', mode: 0o755, uid: 0 } as const;
const ask = askOf(
  fakeMachine({
    files: {
      '/usr/bin/ccache': program,
      '/usr/bin/x86_64-linux-gnu-gcc-12': program,
      '/home/user': { kind: 'directory', uid: 1000 },
      '/home/user/.cache': ROOTS,
      '/srv/cache': ROOTS,
    },
    links: { '/usr/lib/ccache/gcc': '/usr/bin/ccache', '/usr/bin/gcc': 'x86_64-linux-gnu-gcc-12' },
  }),
);
const trial = (argv: readonly string[], stderr: string): Trial => ({
  argv,
  ok: false,
  line: `${argv.join(' ')} -c x.c`,
  result: { code: 1, signal: null, stdout: '', stderr, spawnError: null, timedOut: false } as RunResult,
});
const refused = (path: string): string =>
  `ccache: error: Failed to create directory ${path}: Permission denied\n`;

test("root's folder in the user's home is given back to him", () => {
  const finding = closedCache(
    ask,
    trial(['/usr/lib/ccache/gcc'], refused('/home/user/.cache/ccache/tmp')),
    'error',
  );
  expect(finding).toMatchObject({ code: 'install.permission', subject: '/home/user/.cache' });
  expect(finding?.fixes[0]).toMatchObject({
    automatic: true,
    needsRoot: true,
    commands: [['chown', '-R', '1000:1000', '/home/user/.cache']],
  });
});

test('a folder elsewhere is nobody’s to give away', () => {
  const finding = closedCache(ask, trial(['ccache', 'gcc'], refused('/srv/cache/tmp')), 'error');
  expect(finding?.subject).toBe('/srv/cache');
  expect(finding?.fixes.some(({ automatic }) => automatic)).toBe(false);
});

test('a compiler of its own, another complaint, or a folder that is open are something else', () => {
  expect(closedCache(ask, trial(['gcc'], refused('/srv/cache/tmp')), 'error')).toBeNull();
  expect(closedCache(ask, trial(['ccache', 'gcc'], 'ccache: error: no space\n'), 'error')).toBeNull();
  expect(closedCache(ask, trial(['ccache', 'gcc'], refused('/home/user/x')), 'error')).toBeNull();
});

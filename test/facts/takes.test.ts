import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { headerVersion } from '../../src/facts/header-version.ts';
import { includeFolders, parseIncludeFolders } from '../../src/facts/include-folders.ts';
import { loaderTakes } from '../../src/facts/loader/takes.ts';
import { liveHost } from '../../src/host/live.ts';

const host = liveHost('/nowhere');
const root = mkdtempSync(join(tmpdir(), 'czmq-takes-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('what the loader takes', () => {
  const hasLdd = existsSync('/usr/bin/ldd') && host.self.os === 'linux';
  const glibc = hasLdd ? it : it.skip;
  const why = hasLdd ? '' : ' (no ldd here)';
  const fromLdd = (): string =>
    /libc\.so\.6 => (\S+)/.exec(execFileSync('/usr/bin/ldd', ['/bin/sh'], { encoding: 'utf8' }))?.[1] ?? '';

  glibc(`is what ld.so takes${why}`, () => {
    const taken = askOf(host).of(loaderTakes)('libc.so.6');
    expect(taken).toEqual({ path: fromLdd(), reason: expect.stringMatching(/^(cache|default)$/) });
  });

  glibc(`goes by LD_LIBRARY_PATH${why}`, () => {
    symlinkSync(realpathSync(fromLdd()), join(root, 'libc.so.6'));
    const ask = askOf({ ...host, env: { ...host.env, LD_LIBRARY_PATH: root } });
    expect(ask.of(loaderTakes)('libc.so.6')).toEqual({
      path: join(root, 'libc.so.6'),
      reason: 'LD_LIBRARY_PATH',
    });
  });

  it('is nothing where there is nothing', () => {
    expect(askOf(host).of(loaderTakes)('libnothing-at-all.so.9')?.path ?? null).toBeNull();
  });
});

describe('where the compiler looks for headers', () => {
  it('is read from gcc', () => {
    // gcc 12.2.0 of Debian 12, `gcc -x c -E -v -` with CPATH set.
    const words = `ignoring nonexistent directory "/usr/local/include/x86_64-linux-gnu"
#include "..." search starts here:
#include <...> search starts here:
 /opt/with blank/include
 /usr/lib/gcc/x86_64-linux-gnu/12/include
 /usr/local/include
 /usr/include/x86_64-linux-gnu
 /usr/include
End of search list.
COMPILER_PATH=/usr/lib/gcc/x86_64-linux-gnu/12/
`;
    expect(parseIncludeFolders(words)).toEqual([
      '/opt/with blank/include',
      '/usr/lib/gcc/x86_64-linux-gnu/12/include',
      '/usr/local/include',
      '/usr/include/x86_64-linux-gnu',
      '/usr/include',
    ]);
  });

  it('is read from clang on macOS, without frameworks', () => {
    const words = `#include "..." search starts here:
#include <...> search starts here:
 /usr/local/include
 /Library/Developer/CommandLineTools/SDKs/MacOSX.sdk/usr/include
 /Library/Developer/CommandLineTools/SDKs/MacOSX.sdk/System/Library/Frameworks (framework directory)
End of search list.
`;
    expect(parseIncludeFolders(words)).toEqual([
      '/usr/local/include',
      '/Library/Developer/CommandLineTools/SDKs/MacOSX.sdk/usr/include',
    ]);
  });

  it('is not known of other words, or without a compiler', async () => {
    expect(parseIncludeFolders('cc: error: unrecognized option')).toBeNull();
    expect(await askOf({ ...host, env: { PATH: '' } }).of(includeFolders)).toBeNull();
  });
});

describe('the version of a header', () => {
  const versionOf = (words: string): string | null => {
    writeFileSync(join(root, 'h.h'), words);
    return headerVersion(host, join(root, 'h.h'));
  };

  it.each([
    ['#define SODIUM_VERSION_STRING "1.0.18"\n#define SODIUM_LIBRARY_VERSION_MAJOR 10\n', '1.0.18'],
    ['#define CZMQ_VERSION_MAJOR 4\n#define CZMQ_VERSION_MINOR 2\n#define CZMQ_VERSION_PATCH 1\n', '4.2.1'],
    [
      '#  define  ZMQ_VERSION_MAJOR 4 /* x */\n# define ZMQ_VERSION_MINOR 3\n#define ZMQ_VERSION_PATCH 5',
      '4.3.5',
    ],
    ['#define ZMQ_VERSION_MAJOR 4\n', null],
    ['', null],
  ])('of %j', (words, version) => {
    expect(versionOf(words)).toBe(version);
  });
});

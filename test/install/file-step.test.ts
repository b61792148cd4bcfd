import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import { liveHost } from '../../src/host/live.ts';
import { definesMacro, fileStep } from '../../src/install/file-step.ts';

const host = liveHost('');
let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'file-step-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

describe('substitute', () => {
  it('takes both texts literally and replaces every occurrence', () => {
    writeFileSync(join(work, 'x.la'), "libs=' -L/w/link -lzmq'\nagain -L/w/link -lzmq\n");
    fileStep(
      host,
      { act: 'substitute', path: '@work@/x.la', from: '-L/w/link -lzmq', to: "$& $1 it's" },
      work,
      null,
    );
    expect(readFileSync(join(work, 'x.la'), 'utf8')).toBe("libs=' $& $1 it's'\nagain $& $1 it's\n");
  });

  it('leaves a file alone that a product lacks', () => {
    fileStep(host, { act: 'substitute', path: '@work@/none', from: 'a', to: 'b' }, work, null);
    expect(host.lstat(join(work, 'none')).ok).toBe(false);
  });
});

describe('what configure took up', () => {
  it.each([
    ['#define HAVE_UUID 1', true],
    ['# define  HAVE_UUID', true],
    ['#define HAVE_UUID 0', false],
    ['/* #undef HAVE_UUID */', false],
    ['#define HAVE_UUID_EXTRA 1', false],
    ['// HAVE_UUID 1', false],
  ])('%s: %s', (line, defined) => {
    expect(definesMacro(`#define OTHER 1\n${line}\n`, 'HAVE_UUID')).toBe(defined);
  });

  it('is an error where it lacks an asked feature', () => {
    writeFileSync(join(work, 'platform.h'), '/* #undef HAVE_NSS */\n');
    const act = () =>
      fileStep(
        host,
        { act: 'expect-macro', path: '@work@/platform.h', macro: 'HAVE_NSS', feature: 'nss' },
        work,
        'czmq',
      );
    expect(act).toThrow(SetupError);
    try {
      act();
    } catch (error) {
      expect((error as SetupError).exitCode).toBe(4);
      expect((error as SetupError).findings[0]).toMatchObject({
        code: 'dependency.feature-missing',
        subject: 'czmq:nss',
      });
    }
  });
});

describe('symlink', () => {
  it('takes the place of an older one', () => {
    for (const target of ['one', 'two'])
      fileStep(host, { act: 'symlink', target, path: '@work@/link/libzmq.so' }, work, null);
    expect(host.readlink(join(work, 'link/libzmq.so'))).toEqual({ ok: true, value: 'two' });
  });
});

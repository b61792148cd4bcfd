import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UninstallOptions } from '../../src/commands/options.ts';
import { run } from '../../src/commands/uninstall.ts';
import type { Event } from '../../src/core/event.ts';
import type { Context } from '../../src/host/context.ts';
import { holderOf } from '../../src/install/lock.ts';
import { commit, finish } from '../../src/install/transaction/transaction.ts';
import { live, photograph, plant, product, request, tempFolder } from '../install/transaction/kit.ts';

const me = holderOf(live, 'test');

/** A prefix with libzmq and czmq, which needs it, and a machine whose state folder is a temporary one. */
async function scene(ended = true) {
  const folder = tempFolder();
  const prefix = join(folder, 'prefix');
  plant(prefix, { 'include/zmq.h': 'by hand' });
  const before = photograph(prefix);
  plant(join(folder, 'zmq', prefix), { 'include/zmq.h': 'ours', 'lib/libzmq.so': 'zmq' });
  plant(join(folder, 'czmq', prefix), { 'lib/libczmq.so': 'czmq' });
  await commit(
    live,
    request(prefix, ended ? me : { ...me, pid: 4_194_303 }, product('libzmq', '4.3.5', join(folder, 'zmq')), {
      ...product('czmq', '4.2.1', join(folder, 'czmq')),
      dependsOn: ['libzmq', 'libsodium'],
    }),
  );
  if (ended) await finish(live, { prefix, holder: me });
  const events: Event[] = [];
  const asked: string[] = [];
  const uninstall = (targets: string[], more: Partial<UninstallOptions> = {}, answer?: boolean) => {
    const context: Context = {
      host: { ...live, env: { ...live.env, XDG_STATE_HOME: join(folder, 'state') } },
      emit: (event) => events.push(event),
      ask:
        answer === undefined
          ? null
          : {
              confirm: async (question) => {
                asked.push(question.en);
                return answer;
              },
              select: () => Promise.reject(new Error('not asked')),
              input: () => Promise.reject(new Error('not asked')),
            },
      lang: 'en',
      signal: new AbortController().signal,
      stdin: null,
      packageRoot: new URL('../../', import.meta.url).pathname,
      version: '0.1.0',
    };
    return run(context, {
      yes: answer === undefined,
      quiet: false,
      verbose: false,
      json: false,
      into: null,
      venv: null,
      sudo: 'never',
      force: false,
      prefix,
      targets,
      ...more,
    });
  };
  return { prefix, before, uninstall, events, asked };
}

describe('uninstall', () => {
  it('removes everything when nothing is named, and puts back what had been in the way', async () => {
    const { prefix, before, uninstall } = await scene();
    expect(await uninstall([])).toMatchObject({
      exitCode: 0,
      findings: [],
      data: {
        removed: [
          { name: 'czmq', version: '4.2.1' },
          { name: 'libzmq', version: '4.3.5' },
        ],
        remaining: [],
        filesRemoved: 3,
        restored: [join(prefix, 'include/zmq.h')],
        loaderCache: 'done',
      },
    });
    expect(photograph(prefix)).toEqual(before);
  });

  it('does nothing the second time', async () => {
    const { uninstall, prefix } = await scene();
    await uninstall([]);
    expect(await uninstall([])).toMatchObject({ exitCode: 0, data: { removed: [], filesRemoved: 0 } });
    expect(await uninstall(['czmq'])).toMatchObject({ exitCode: 0, data: { notInstalled: ['czmq'] } });
    expect(existsSync(join(prefix, 'share'))).toBe(false);
  });

  it('refuses to remove what another library needs, and says how', async () => {
    const { prefix, uninstall } = await scene();
    await expect(uninstall(['libzmq'])).rejects.toMatchObject({
      exitCode: 3,
      message: 'Nothing was removed: czmq needs libzmq',
      hint: { en: 'Remove both: czmq-setup uninstall libzmq czmq — or add --force.' },
    });
    expect(existsSync(join(prefix, 'lib/libzmq.so'))).toBe(true);
  });

  it('removes it with --force, or with both named', async () => {
    const one = await scene();
    expect((await one.uninstall(['libzmq'], { force: true })).data.remaining).toEqual([
      { name: 'czmq', version: '4.2.1' },
    ]);
    const both = await scene();
    expect((await both.uninstall(['zmq', 'czmq@4.2.1'])).data.remaining).toEqual([]);
  });

  it('asks, naming what goes and what would break, and takes no for an answer', async () => {
    const { prefix, uninstall, asked } = await scene();
    expect(await uninstall(['libzmq'], {}, false)).toMatchObject({
      exitCode: 0,
      data: { declined: true, removed: [] },
    });
    expect(asked).toEqual([`czmq needs libzmq. Remove libzmq 4.3.5 from ${prefix}?`]);
    expect(existsSync(join(prefix, 'lib/libzmq.so'))).toBe(true);
    expect((await uninstall(['libzmq'], {}, true)).data.removed).toEqual([
      { name: 'libzmq', version: '4.3.5' },
    ]);
  });

  it.each([
    ['libzmk', 'unknown target libzmk', 'Did you mean libzmq?'],
    ['libzmq@4.3.4', 'libzmq 4.3.4 is not installed; 4.3.5 is', undefined],
  ])('refuses %s', async (target, message, hint) => {
    const { uninstall } = await scene();
    const error: unknown = await uninstall([target]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 2, message });
    expect((error as { hint?: { en: string } }).hint?.en).toBe(hint);
  });

  it('leaves what others changed, and warns', async () => {
    const { prefix, uninstall } = await scene();
    writeFileSync(join(prefix, 'lib/libzmq.so'), 'changed');
    const { data, findings } = await uninstall([]);
    expect(data.left).toEqual([join(prefix, 'lib/libzmq.so')]);
    expect(findings).toMatchObject([
      {
        code: 'install.file-changed',
        subject: prefix,
        severity: 'warning',
        evidence: [{ where: join(prefix, 'lib/libzmq.so') }],
      },
    ]);
    expect(readFileSync(join(prefix, 'lib/libzmq.so'), 'utf8')).toBe('changed');
  });

  it('ends an interrupted installation first', async () => {
    const { prefix, before, uninstall } = await scene(false);
    expect(await uninstall([])).toMatchObject({ data: { recovered: 'undone', removed: [] } });
    expect(photograph(prefix)).toEqual(before);
  });
});

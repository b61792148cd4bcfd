import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { pkgConfigReport, pkgConfigSearch } from '../../src/facts/pkgconfig.ts';
import { liveHost } from '../../src/host/live.ts';

const PATH = '/usr/local/bin:/usr/bin:/bin';

const pkgconf = (...args: string[]): string | null => {
  const { stdout, status } = spawnSync('pkgconf', args, { encoding: 'utf8', env: { PATH } });
  return status === 0 ? stdout.trim() : null;
};

it('answers for every module of this machine what pkgconf answers', { timeout: 300_000 }, () => {
  const ask = askOf({ ...liveHost('test'), env: { PATH } });
  const wrong: string[] = [];
  const modules = (pkgconf('--list-package-names') ?? '').split('\n').filter(Boolean);
  let ours = 0;
  for (const module of modules) {
    const start = performance.now();
    const { cflags, libs, staticLibs, found } = pkgConfigReport(ask, module);
    ours += performance.now() - start;
    for (const [mine, ...args] of [
      [cflags.ok ? cflags.text : null, '--cflags'],
      [libs.ok ? libs.text : null, '--libs'],
      [staticLibs.ok ? staticLibs.text : null, '--static', '--libs'],
      [libs.ok ? (found?.version ?? null) : null, '--modversion'],
    ] as const) {
      const theirs = pkgconf(...(args as readonly string[]), module);
      if (mine !== theirs) wrong.push(`${args.join(' ')} ${module}: ours ${mine}, theirs ${theirs}`);
    }
  }
  console.log(`${modules.length} modules compared, ${Math.round(ours)} ms for ours`);
  expect(modules.length).toBe(ask.of(pkgConfigSearch).all().length);
  expect(wrong).toEqual([]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooserOf } from '../../src/install/build-system.ts';
import { compilerFirst } from '../../src/install/compiler-first.ts';
import type { Machine } from '../../src/install/input.ts';
import type { Prepared } from '../../src/install/preparation.ts';
import { leaveToSystem, select } from '../../src/install/select.ts';
import { NO_STORES } from '../../src/install/store/second.ts';
import { resolve } from '../../src/recipes/resolve.ts';
import { DEBIAN, planFor, recipes, WISH } from '../support/plan.ts';
import { fillCache, host, pathsIn } from './store/kit.ts';

/** A machine as a container image leaves it. */
const BARE: Partial<Machine> = { compiler: null, toolchain: null, tools: {}, present: new Set() };

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'compiler-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function partOf(
  machine: Partial<Machine>,
  more: Partial<Prepared> = {},
  targets: string[] = ['czmq@4.2.1'],
) {
  const resolved = leaveToSystem(resolve(recipes, targets, []), () => true);
  const whole = { ...DEBIAN, ...machine };
  const prepared = {
    plan: await planFor({ targets, machine }),
    selected: await select(resolved, new Map(), [], host, chooserOf(WISH, null, whole)),
    machine: whole,
    request: { cache: true, force: false },
    stores: NO_STORES,
    ...more,
  } as unknown as Prepared;
  return compilerFirst(host, pathsIn(home), prepared);
}
const stages = (part: Awaited<ReturnType<typeof partOf>>) => part?.stages.map(({ id }) => id) ?? null;
const packages = (part: Awaited<ReturnType<typeof partOf>>) =>
  part?.packages.missing.map(({ capability }) => capability).sort();

describe('a machine without a compiler', () => {
  it('gets all packages first, and the sources meanwhile, where the cache can have nothing', async () => {
    const part = await partOf(BARE);
    expect(stages(part)).toEqual(['packages', 'libzmq:fetch', 'czmq:fetch']);
    expect(packages(part)).toContain('autoconf');
  });

  it('gets no more than using takes where the cache may have it', async () => {
    await fillCache(home);
    const part = await partOf(BARE);
    expect(stages(part)).toEqual(['packages']);
    expect(packages(part)).toEqual(['c++-compiler', 'c-compiler', 'libsodium', 'libuuid', 'pkg-config']);
  });

  it('goes the whole way at once where the cache is not asked, or the source may be another tomorrow', async () => {
    expect(
      stages(await partOf(BARE, { request: { cache: false, force: false } as Prepared['request'] })),
    ).toBeNull();
    expect(
      stages(await partOf(BARE, { request: { cache: true, force: true } as Prepared['request'] })),
    ).toBeNull();
    expect(stages(await partOf(BARE, {}, ['libzmq@master']))).toBeNull();
  });
});

it('a machine with a compiler goes the whole way at once', async () => {
  expect(await partOf({ present: new Set() })).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live.ts';
import { select } from '../../src/install/select.ts';
import { withConfigureInside } from '../../src/install/without-autotools.ts';
import type { From } from '../../src/origins/from.ts';
import { resolve } from '../../src/recipes/resolve.ts';
import { recipes } from '../support/plan.ts';

const all = resolve(recipes, ['libzmq', 'czmq'], ['-curve']);

describe('a machine without autotools', () => {
  it('takes only archives with configure inside, and then needs none', async () => {
    const { resolved, sources } = withConfigureInside(all, new Map());
    const selected = await select(resolved, sources, [], liveHost(''), () => ({
      buildSystem: 'autotools',
      why: null,
    }));
    for (const { source } of selected) {
      expect(source.generated).toBe(true);
      expect(source.options.length).toBeGreaterThan(0);
      expect(source.options.every(({ kind, configure }) => kind !== 'git' && configure)).toBe(true);
    }
  });

  it('is the same release, so that an install with autotools has nothing to do after it', async () => {
    const identity = async (resolved: typeof all, sources: ReadonlyMap<string, From>) =>
      (
        await select(resolved, sources, [], liveHost(''), () => ({ buildSystem: 'autotools', why: null }))
      ).map(({ source }) => source.identity);
    const { resolved, sources } = withConfigureInside(all, new Map());
    expect(await identity(resolved, sources)).toEqual(await identity(all, new Map()));
  });

  it('leaves a source alone that the user named', () => {
    const own: From = { kind: 'repository', url: 'https://git.example/czmq', ref: 'main' };
    const { resolved, sources } = withConfigureInside(all, new Map([['czmq', own]]));
    expect(sources.get('czmq')).toBe(own);
    expect(resolved.find(({ recipe }) => recipe.name === 'czmq')).toBe(all.at(-1));
  });
});

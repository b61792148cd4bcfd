import { describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import { EXIT } from '../../src/core/exit.ts';
import { verbatim } from '../../src/core/text.ts';
import { liveHost } from '../../src/host/live.ts';
import type { Manifest } from '../../src/install/manifest.ts';
import { olderRelease, settledBefore, settledFor } from '../../src/install/settle.ts';
import { SourceNowhere } from '../../src/origins/nowhere.ts';
import type { SourceRequest } from '../../src/origins/request.ts';
import { loadRecipes } from '../../src/recipes/load.ts';
import { resolve } from '../../src/recipes/resolve.ts';

const recipes = await loadRecipes(liveHost('test'), new URL('../..', import.meta.url).pathname);
const libzmq = recipes.get('libzmq')!;

/** The engine and the logs stand around it, as in a real run. */
function failed(version: string, answered: boolean): Error {
  const request = { recipe: libzmq, version } as SourceRequest;
  const inner = new SourceNowhere(request, answered, EXIT.cannot, verbatim('could not be had'));
  return new SetupError(EXIT.cannot, inner.what, { cause: inner });
}

describe('olderRelease', () => {
  const resolved = resolve(recipes, []);

  it('takes the next older release where a mirror answered without the default', () => {
    expect(olderRelease(failed('4.3.5', true), resolved, [])).toMatchObject({
      library: 'libzmq',
      version: '4.3.4',
    });
  });

  it('gives up where no place answered: there is no network, not another release', () => {
    expect(olderRelease(failed('4.3.5', false), resolved, [])).toBeNull();
  });

  it.each(['libzmq@4.3.5', 'zeromq@4.3.5'])('never replaces what the user named: %s', (target) => {
    expect(olderRelease(failed('4.3.5', true), resolve(recipes, [target]), [target])).toBeNull();
  });

  it('gives up after the oldest', () => {
    expect(olderRelease(failed('4.2.5', true), resolved, [])).toBeNull();
  });

  it('leaves every other failure alone', () => {
    expect(olderRelease(new SetupError(EXIT.integrity, verbatim('wrong digest')), resolved, [])).toBeNull();
  });
});

describe('what was settled for', () => {
  const manifest = (insteadOf: string): Manifest =>
    ({ products: [{ name: 'libzmq', version: '4.3.4', insteadOf }] }) as unknown as Manifest;

  it('is asked for again at the next run, so that there is nothing to do', () => {
    const settled = new Map(settledBefore(manifest(libzmq.default), recipes));
    expect(settled).toEqual(new Map([['libzmq', '4.3.4']]));
    const resolved = resolve(recipes, [], [], settled);
    expect(resolved.find(({ recipe }) => recipe === libzmq)?.version).toBe('4.3.4');
    expect(settledFor(resolved, settled)).toEqual(new Map([['libzmq', libzmq.default]]));
  });

  it('is forgotten when the recipes have a newer default, or the user names a version', () => {
    expect(settledBefore(manifest('4.3.1'), recipes)).toEqual([]);
    const settled = new Map([['libzmq', '4.3.4']]);
    expect(settledFor(resolve(recipes, ['libzmq@4.3.5'], [], settled), settled)).toEqual(new Map());
  });
});

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { holderOf } from '../../../src/install/lock.ts';
import { commit, finish, recover, uninstall } from '../../../src/install/transaction/transaction.ts';
import {
  deadHolder,
  Killed,
  live,
  mortalHost,
  photograph,
  plant,
  product,
  request,
  tempFolder,
} from './kit.ts';

/**
 * Kill -9 at every act: a host that dies at the n-th act, for every n, then a recover that is itself killed at every
 * act, then a recover that lives. What stands then is exactly the old or exactly the new.
 */
const me = holderOf(live, 'test');

const V1 = {
  'lib/libzmq.so.5.2.4': 'old library',
  'lib/libzmq.so.5': '-> libzmq.so.5.2.4',
  'include/zmq.h': 'old header',
  'lib/cmake/Zmq/gone.cmake': 'only in the old',
};
const V2 = {
  'lib/libzmq.so.5.2.5': 'new library',
  'lib/libzmq.so.5': '-> libzmq.so.5.2.5',
  'include/zmq.h': 'new header',
  'lib/pkgconfig/libzmq.pc': 'pc',
};

interface Scene {
  /** Makes the prefix as it is before; called once. */
  readonly before: (folder: string) => Promise<void>;
  readonly act: (host: typeof live, folder: string) => Promise<unknown>;
}

const prefixIn = (folder: string): string => join(folder, 'opt/my prefix');
const stagedIn = (folder: string, tree: Record<string, string>, name: string): string => {
  const root = join(folder, 'staged', name);
  plant(join(root, prefixIn(folder)), tree);
  return root;
};

const install = async (
  host: typeof live,
  folder: string,
  version: '1' | '2',
  holder = deadHolder,
): Promise<void> => {
  const prefix = prefixIn(folder);
  await commit(host, request(prefix, holder, product('libzmq', version, join(folder, 'staged', version))));
  await finish(host, { prefix, holder });
};

const stageBoth = (folder: string): void => {
  stagedIn(folder, V1, '1');
  stagedIn(folder, V2, '2');
};

const scenes: Record<string, Scene> = {
  'first install, prefix missing': {
    before: async () => {},
    act: (host, folder) => install(host, folder, '2'),
  },
  'first install over files of others': {
    before: async (folder) => {
      plant(prefixIn(folder), {
        'include/zmq.h': 'by hand',
        'lib/libzmq.so.5': '-> libzmq.so.5.9.9',
        'share/doc/x': 'x',
        // The same as ours, and still not ours.
        'lib/pkgconfig/libzmq.pc': 'pc',
      });
    },
    act: (host, folder) => install(host, folder, '2'),
  },
  upgrade: {
    before: (folder) => install(live, folder, '1', me),
    act: (host, folder) => install(host, folder, '2'),
  },
  'uninstall of everything': {
    before: async (folder) => {
      plant(prefixIn(folder), { 'include/zmq.h': 'by hand' });
      await install(live, folder, '1', me);
    },
    act: (host, folder) =>
      uninstall(host, { prefix: prefixIn(folder), holder: deadHolder, products: [], waitMs: 0 }),
  },
};

/** The tree that is judged. The manifest tells the time of its installation, which differs. */
const look = (folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(photograph(join(folder, 'opt'))).map(([path, seen]) => [
      path,
      path.endsWith('manifest.json') ? seen.replace(/ \d{13} .*/s, '') : seen,
    ]),
  );

describe.each(Object.entries(scenes))('kill -9 during: %s', { timeout: 60_000 }, (_, scene) => {
  let origin: string;
  let before: Record<string, string>;
  let after: Record<string, string>;
  let acts: readonly string[];
  let total: number;

  beforeAll(async () => {
    origin = tempFolder();
    plant(origin, { 'opt/other': 'a file beside' });
    stageBoth(origin);
    await scene.before(origin);
    before = look(origin);
    const whole = await fresh();
    const immortal = mortalHost(Number.POSITIVE_INFINITY);
    await scene.act(immortal.host, whole);
    acts = immortal.acts();
    total = acts.length;
    after = look(whole);
  });

  /** The scene as before, at the same absolute path, which manifests and staging name. */
  const fresh = async (): Promise<string> => {
    const [from, to] = [join(origin, 'backup'), join(origin, 'opt')];
    const exactly = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true };
    if (!live.stat(from).ok) cpSync(to, from, exactly);
    rmSync(to, { recursive: true });
    cpSync(from, to, exactly);
    return origin;
  };

  const dies = async (host: typeof live, folder: string): Promise<void> => {
    await expect(scene.act(host, folder)).rejects.toThrow(Killed);
  };

  it.each([
    ['before it', false],
    ['in the midst of writing', true],
  ])('at every act, %s', async (_, torn) => {
    let last = 'old';
    for (let n = 1; n <= total; n++) {
      if (torn && !/^(writeFile|copyFile)$/.test(acts[n - 1] ?? '')) continue;
      const folder = await fresh();
      await dies(mortalHost(n, torn).host, folder);
      await recover(live, { prefix: prefixIn(folder), holder: me, waitMs: 0 });
      const found = JSON.stringify(look(folder));
      // Once the new is what recovery makes of it, no later kill may bring the old back.
      if (last === 'old' && found === JSON.stringify(after)) last = 'new';
      expect(found, `killed at act ${n} of ${total}`).toBe(JSON.stringify(last === 'old' ? before : after));
    }
    if (!torn) expect(last).toBe('new');
  });

  it('and again at every act of the recovery', async () => {
    for (let n = 1; n <= total; n += 11) {
      for (let m = 1; ; m += 4) {
        const folder = await fresh();
        await dies(mortalHost(n).host, folder);
        const call = { prefix: prefixIn(folder), waitMs: 0 };
        const died = await recover(mortalHost(m).host, {
          ...call,
          holder: { ...deadHolder, pid: 4_194_302 },
        }).then(
          () => false,
          () => true,
        );
        await recover(live, { ...call, holder: me });
        const found = look(folder);
        const isNew = JSON.stringify(found) === JSON.stringify(after);
        expect(found, `killed at ${n}, recovery at ${m}`).toEqual(isNew ? after : before);
        if (!died) break;
      }
    }
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILD_TOOLS } from '../support/layers.ts';
import { dynamic, exported } from '../support/library.ts';
import type { Machine } from '../support/machine.ts';
import { cachedTool, machineWith, sharedCache } from '../support/stack.ts';
import { treeOf } from '../support/tree.ts';

const BY = { autotools: '/opt/by-autotools', cmake: '/opt/by-cmake' } as const;
const PREFIXES = Object.values(BY);

/** The product of CMake is that of autotools: who builds against it cannot tell by which it was made. */
describe('the same product by CMake', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await machineWith({
      packages: BUILD_TOOLS,
      extra: ['cmake', 'ninja-build'],
      binds: [sharedCache()],
    });
    for (const [system, prefix] of Object.entries(BY)) {
      const ran = await cachedTool(machine, [
        'install',
        '--yes',
        '--build-system',
        system,
        '--prefix',
        prefix,
        'libzmq@4.3.4',
        'czmq@4.2.1',
      ]);
      expect(ran.code, `${system}: ${ran.stderr}`).toBe(0);
    }
  }, 1_800_000);
  afterAll(() => machine?.stop());

  it('has the same files of the same kind and mode', () => {
    const [one, other] = PREFIXES.map((prefix) =>
      treeOf(machine.path(prefix)).map((line) => line.replace(/ [0-9a-f]{64}$/, '')),
    );
    expect(other).toEqual(one);
    expect(one?.join('\n')).toMatch(/lib\/libczmq\.so\.4\.2\.1/);
  });

  it.each(['libzmq.so.5', 'libczmq.so.4'])('%s: same soname, needs and symbols', (name) => {
    const [one, other] = PREFIXES.map((prefix) => machine.path(`${prefix}/lib/${name}`)) as [string, string];
    const of = (path: string) => dynamic(path).map((line) => line.replace(/by-(autotools|cmake)/g, 'by'));
    expect(of(other)).toEqual(of(one));
    expect(exported(other)).toEqual(exported(one));
  });

  it.each(['include/zmq.h', 'include/czmq.h', 'include/zsock.h'])('%s: the same bytes', (name) => {
    const [one, other] = PREFIXES.map((prefix) => readFileSync(machine.path(`${prefix}/${name}`), 'utf8'));
    expect(other).toBe(one);
  });

  it.each(['libzmq', 'libczmq'])('%s.pc means the same', async (module) => {
    const asked = await Promise.all(
      PREFIXES.map((prefix) =>
        machine.sh(
          `pkg-config --modversion ${module}; pkg-config --cflags --libs ${module}; pkg-config --static --libs ${module} | tr ' ' '\\n' | sort -u`,
          { env: { PKG_CONFIG_PATH: `${prefix}/lib/pkgconfig` } },
        ),
      ),
    );
    const [one, other] = asked.map(({ stdout }) => stdout.replace(/by-(autotools|cmake)/g, 'by'));
    expect(one).not.toBe('');
    expect(other).toBe(one);
  });
});

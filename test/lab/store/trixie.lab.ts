import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HANDMADE, makeByHand } from '../support/handmade.ts';
import { BUILD_TOOLS } from '../support/layers.ts';
import { dynamic, exported } from '../support/library.ts';
import type { Machine } from '../support/machine.ts';
import { cachedTool, machineWith, sharedCache, USER_PROGRAM } from '../support/stack.ts';
import { treeOf } from '../support/tree.ts';

const BY = { autotools: '/opt/by-autotools', auto: '/opt/by-cmake' } as const;
const PREFIXES = Object.values(BY);
const ALL = [...PREFIXES, HANDMADE.prefix];

/** Paths that name a prefix, and nothing else, tell the three apart. */
const alike = (words: string): string =>
  words.replaceAll(/\/opt\/(by-autotools|by-cmake|handmade)/g, 'PREFIX');

/** Debian 13: a newer gcc, libtool and CMake than those with which the recipes were made. */
describe('the same product on Debian 13, by autotools, by CMake and by hand', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await machineWith({
      suite: 'trixie',
      packages: BUILD_TOOLS,
      extra: ['cmake'],
      binds: [sharedCache()],
    });
    for (const [system, prefix] of Object.entries(BY)) {
      const ran = await cachedTool(
        machine,
        ['install', '--yes', '--build-system', system, '--prefix', prefix, 'libzmq@4.3.4', 'czmq@4.2.1'],
        { timeoutMs: 1_200_000 },
      );
      expect(ran.code, `${system}: ${ran.stderr}`).toBe(0);
      expect(ran.stderr).not.toContain('is built by autotools:');
    }
    await makeByHand(machine);
  }, 2_400_000);
  afterAll(() => machine?.stop());

  it('was built by the two ways', async () => {
    const systems = PREFIXES.map((prefix) => {
      const manifest = JSON.parse(
        readFileSync(machine.path(`${prefix}/share/czmq-setup/manifest.json`), 'utf8'),
      );
      return manifest.products.map(({ buildSystem }: { buildSystem: string }) => buildSystem);
    });
    expect(systems).toEqual([
      ['autotools', 'autotools'],
      ['cmake', 'cmake'],
    ]);
  });

  it('has the same files of the same kind and mode by both', () => {
    const [one, other] = PREFIXES.map((prefix) =>
      treeOf(machine.path(prefix)).map((line) => line.replace(/ [0-9a-f]{64}$/, '')),
    );
    expect(other).toEqual(one);
    expect(one?.join('\n')).toMatch(/lib\/libczmq\.so\.4\.2\.1/);
  });

  it.each(['libzmq.so.5', 'libczmq.so.4'])('%s: same soname, needs and symbols by all three', (name) => {
    const paths = ALL.map((prefix) => machine.path(`${prefix}/lib/${name}`));
    const [symbols, ...others] = paths.map(exported);
    expect(symbols?.length).toBeGreaterThan(50);
    for (const other of others) expect(other).toEqual(symbols);
    const [autotools, cmake, hand] = paths.map((path) => dynamic(path).map(alike));
    expect(cmake).toEqual(autotools);
    const withoutPath = (lines: string[] = []) => lines.filter((line) => !/^R(UN)?PATH/.test(line));
    expect(withoutPath(autotools)).toEqual(withoutPath(hand));
  });

  it('libzmq.pc means the same by all three, libczmq.pc by both', async () => {
    const asked = async (module: string, prefix: string) => {
      const { stdout } = await machine.sh(
        `pkg-config --modversion ${module}; pkg-config --cflags --libs ${module}; pkg-config --static --libs ${module} | tr ' ' '\\n' | sort -u`,
        { env: { PKG_CONFIG_PATH: `${prefix}/lib/pkgconfig` } },
      );
      expect(stdout).toMatch(/^\d+\.\d+\.\d+\n/);
      return alike(stdout);
    };
    const [one, ...others] = await Promise.all(ALL.map((prefix) => asked('libzmq', prefix)));
    for (const other of others) expect(other).toBe(one);
    const [czmq, another] = await Promise.all(PREFIXES.map((prefix) => asked('libczmq', prefix)));
    expect(another).toBe(czmq);
  });

  it('runs a program that was built against one with the libraries of another', async () => {
    machine.write('/tmp/user.c', USER_PROGRAM);
    for (const built of PREFIXES) {
      await machine.must(['sh', '-c', 'cc -o /tmp/user /tmp/user.c $(pkg-config --cflags --libs libczmq)'], {
        env: { PKG_CONFIG_PATH: `${built}/lib/pkgconfig` },
      });
      for (const prefix of ALL) {
        const env = { LD_LIBRARY_PATH: `${prefix}/lib` };
        const ran = await machine.run(['/tmp/user'], { env });
        expect(ran.stdout, `${built} with ${prefix}: ${ran.stderr}`).toBe('it works\n');
        const { stdout } = await machine.run(['ldd', '/tmp/user'], { env });
        expect(stdout).toContain(`${prefix}/lib/libczmq.so.4`);
      }
    }
  });

  it('goes on one by one where a batch does not compile', async () => {
    // What a compiler that the kernel killed for its memory looks like to CMake.
    machine.write(
      '/opt/small/c++',
      `#!/bin/sh
case "$*" in *nity_*) echo "c++: fatal error: Killed signal terminated program cc1plus" >&2; exit 1;; esac
exec /usr/bin/c++ "$@"
`,
      0o755,
    );
    const ran = await cachedTool(
      machine,
      ['install', '--yes', '--build-system', 'cmake', '--no-cache', '--prefix', '/opt/small', 'libzmq@4.3.4'],
      { env: { CXX: '/opt/small/c++', XDG_STATE_HOME: '/tmp/state' }, timeoutMs: 1_200_000 },
    );
    expect(ran.code, ran.stderr).toBe(0);
    const { stdout } = await machine.sh('cat /tmp/state/czmq-setup/logs/*/*-libzmq-build.log');
    expect(stdout).toContain('Killed signal');
    expect(stdout).toContain('Again, each source by itself');
    const [apart, batched] = ['/opt/small', BY.auto].map((prefix) =>
      exported(machine.path(`${prefix}/lib/libzmq.so.5`)),
    );
    expect(apart).toEqual(batched);
  });
});

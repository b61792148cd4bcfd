import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { liveHost } from '../../src/host/live.ts';
import type { BuildContext } from '../../src/install/build-context.ts';
import { includeFor } from '../../src/install/cmake-include.ts';
import { libtoolArchive } from '../../src/install/libtool-archive.ts';
import { loadRecipes } from '../../src/recipes/load.ts';
import { resolve } from '../../src/recipes/resolve.ts';

const recipes = await loadRecipes(liveHost(''), fileURLToPath(new URL('../..', import.meta.url)));

/** As much of a build as these two look at. */
function contextOf(target: string, switches: string[] = [], more: Partial<BuildContext> = {}): BuildContext {
  const library = resolve(recipes, [target], switches).find(({ named }) => named);
  const part = {
    library,
    libdir: '/opt/zmq/lib',
    jobs: 2,
    providers: [],
    machine: { os: 'linux' },
    wish: { linkage: { shared: true, static: true } },
    ...more,
  };
  return part as unknown as BuildContext;
}

const textOf = (context: BuildContext): string => {
  const step = libtoolArchive(context).find(({ act }) => act === 'write');
  return step?.act === 'write' ? step.text : '';
};

describe("what CMake's build leaves out", () => {
  // CURRENT:REVISION:AGE as upstream's configure.ac gives it to libtool (LTVER) for these releases.
  test.each([
    ['libzmq@4.3.5', '7:5:2'],
    ['libzmq@4.3.4', '7:4:2'],
    ['czmq@4.2.1', '6:1:2'],
    ['czmq@4.2.0', '6:0:2'],
  ])('a .la file has the interface numbers of libtool: %s is %s', (target, ltver) => {
    const [current, revision, age] = ltver.split(':');
    expect(textOf(contextOf(target))).toContain(`\ncurrent=${current}\nage=${age}\nrevision=${revision}\n`);
  });

  test('a .la file names what is there: both kinds, or one', () => {
    expect(textOf(contextOf('libzmq@4.3.5'))).toContain(
      "library_names='libzmq.so.5.2.5 libzmq.so.5 libzmq.so'\nold_library='libzmq.a'",
    );
    const only = (linkage: { shared: boolean; static: boolean }) =>
      textOf(contextOf('libzmq@4.3.5', [], { wish: { linkage } as BuildContext['wish'] }));
    expect(only({ shared: false, static: true })).toContain("library_names=''\nold_library='libzmq.a'");
    expect(only({ shared: true, static: false })).toContain("old_library=''");
  });

  test('a .la file leads to the library of the same prefix, which is not named twice', () => {
    const sodium = { name: 'libsodium', linkName: 'sodium' } as BuildContext['providers'][number];
    const needs = /dependency_libs='(.*)'/.exec(
      textOf(contextOf('libzmq@4.3.5', [], { providers: [sodium] })),
    )?.[1];
    expect(needs).toBe(' /opt/zmq/lib/libsodium.la -lpthread');
  });

  test('libX.so leads straight to the real file, as libtool makes it', () => {
    expect(libtoolArchive(contextOf('czmq@4.2.1'))).toContainEqual({
      act: 'symlink',
      target: 'libczmq.so.4.2.1',
      path: '@work@/czmq/stage/opt/zmq/lib/libczmq.so',
    });
  });

  test('where files are named otherwise, nothing is made up', () => {
    expect(
      libtoolArchive(contextOf('czmq@4.2.1', [], { machine: { os: 'darwin' } as BuildContext['machine'] })),
    ).toEqual([]);
  });
});

describe("what CMake's build is told beside its options", () => {
  test('a source that only a feature needs is compiled only with it', () => {
    const without = /"external\/sha1\/sha1\.c" PROPERTIES HEADER_FILE_ONLY ON/;
    expect(includeFor(contextOf('libzmq@4.3.5'))).toMatch(without);
    expect(includeFor(contextOf('libzmq@4.3.5', ['ws']))).not.toMatch(without);
  });

  test('batches are only for the proved sources, and leave alone what must be alone', () => {
    const { unity } = recipes.get('czmq')?.build ?? {};
    const lines = includeFor(contextOf('czmq@4.2.1'));
    for (const sum of Object.values(unity?.proved ?? {})) expect(lines).toContain(sum.replace('-', ' '));
    const [, alone = ''] = /set_source_files_properties\((.*) PROPERTIES SKIP_UNITY/.exec(lines) ?? [];
    expect(alone.split(' ')).toEqual(unity?.alone.map((name) => `"src/${name}"`));
    expect(lines.indexOf('CMAKE_UNITY_BUILD ON')).toBeGreaterThan(lines.indexOf('if(czmq_setup_sum MATCHES'));
  });
});

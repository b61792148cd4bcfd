import { type Text, text, verbatim } from '../../core/text.ts';
import { tellingLine } from '../check.ts';
import { pkgConfigFlags, said } from '../compile.ts';
import { handFlags } from '../hand.ts';
import { type TestProgram, testPrograms } from './automake.ts';
import { type Capabilities, capabilitiesOf } from './capabilities.ts';
import { leftOut } from './conditions.ts';
import { runAll, runTest } from './run-tests.ts';
import { sourceOf, type Upstream, type UpstreamSite } from './site.ts';
import type { SuiteReport, UpstreamTest } from './suite.ts';

const COMPILE_MS = 240_000;
const HELPERS = [
  'tests/testutil.cpp',
  'tests/testutil_unity.cpp',
  'tests/testutil_monitoring.cpp',
  'tests/testutil_security.cpp',
];
const UNITY = 'external/unity/unity.c';

/** configure's word for what zmq_has(3) tells. */
const MACROS: Readonly<Record<string, string>> = {
  ipc: 'ZMQ_HAVE_IPC',
  pgm: 'ZMQ_HAVE_OPENPGM',
  norm: 'ZMQ_HAVE_NORM',
  tipc: 'ZMQ_HAVE_TIPC',
  vmci: 'ZMQ_HAVE_VMCI',
  curve: 'ZMQ_HAVE_CURVE',
  gssapi: 'HAVE_LIBGSSAPI_KRB5',
  draft: 'ZMQ_BUILD_DRAFT_API',
};

/** What configure would have written of this machine, as far as the tests ask. */
const platformHeader = (os: string, { has }: Capabilities): string =>
  [
    `#define ${os === 'darwin' ? 'ZMQ_HAVE_OSX' : os === 'freebsd' ? 'ZMQ_HAVE_FREEBSD' : 'ZMQ_HAVE_LINUX'} 1`,
    '#define ZMQ_HAVE_UIO 1',
    '#define HAVE_MKDTEMP 1',
    '#define HAVE_FORK 1',
    os === 'linux' ? '#define ZMQ_HAVE_SO_PEERCRED 1' : '#define ZMQ_HAVE_LOCAL_PEERCRED 1',
    ...(os === 'linux' ? ['#define ZMQ_HAVE_SO_PRIORITY 1'] : []),
    ...Object.entries(MACROS).flatMap(([name, macro]) => (has[name] ? [`#define ${macro} 1`] : [])),
    '',
  ].join('\n');

const unittests = text(
  "they are linked with the library's own objects, which an installed copy has not",
  '它们与库自身的目标文件链接，已安装的副本没有这些',
);

/** Why a test is not compiled from outside; null where it can be. */
function whyNot(program: TestProgram, os: string, capabilities: Capabilities): Text | null {
  if (program.path.startsWith('unittests/')) return unittests;
  const inside = program.sources.find((source) => !source.startsWith('tests/') && source.startsWith('src/'));
  if (inside !== undefined)
    return text(`it is built from the library's own ${inside}`, `它由库自身的 ${inside} 构建`);
  return leftOut(program.conditions, os, capabilities);
}

/** Compiles with the tree's helpers; headers and library are the installed ones. */
function compilerOf(site: UpstreamSite, tree: string, flags: readonly string[]) {
  const { host, cxx, signal } = site;
  const includes = [`-I${tree}/external/unity`, `-I${tree}/tests`, `-I${tree}/src`];
  const defines = ['-DUNITY_USE_COMMAND_LINE_ARGS', '-DUNITY_EXCLUDE_FLOAT', '-D_GNU_SOURCE'];
  return async (words: readonly string[]): Promise<{ ok: boolean; log: string }> => {
    const argv = [...(cxx ?? []), '-O0', '-w', ...defines, ...includes, ...words, ...flags, '-lpthread'];
    const ran = await host.run(argv, { env: site.env, cwd: tree, timeoutMs: COMPILE_MS, signal });
    return { ok: ran.code === 0, log: said(argv, ran) };
  };
}

/** libzmq's `tests/`: only they are compiled, against what is installed. */
export const libzmqSuite: Upstream = async (site) => {
  const { host, recipes, signal, env } = site;
  const recipe = recipes.get('libzmq');
  const capabilities = await capabilitiesOf(site);
  if (recipe === undefined || capabilities === null) return [];
  const version = site.versions.get('libzmq') ?? capabilities.version;
  const whole = (detail: Text): SuiteReport[] => [
    { target: 'libzmq', suite: 'tests', version, tests: [{ name: 'tests', outcome: 'skipped', detail }] },
  ];
  if (site.cxx === null)
    return whole(text('there is no C++ compiler to build them with', '没有可用于构建它们的 C++ 编译器'));
  const { dir: tree } = await sourceOf(site, recipe, version);
  const listed = host.readText(`${tree}/Makefile.am`);
  if (!listed.ok) return whole(text('the source has no Makefile.am', '源代码中没有 Makefile.am'));
  // The tests name the tree's own header by path: it leads to the installed one.
  for (const header of ['zmq.h', 'zmq_utils.h'])
    host.writeFile(`${tree}/include/${header}`, `#include <${header}>\n`);
  host.writeFile(`${tree}/src/platform.hpp`, platformHeader(host.self.os, capabilities));

  const asked = await pkgConfigFlags(host, ['libzmq'], site, site.staticOnly);
  const compile = compilerOf(site, tree, asked.flags ?? handFlags(host, site.prefix, ['libzmq']));
  const helpers = [...HELPERS, UNITY].filter((source) => host.stat(`${tree}/${source}`).ok);
  const objects = helpers.map((source) => `${site.folder}/${source.replace(/\W/g, '_')}.o`);
  for (const [index, source] of helpers.entries()) {
    // Unity is C, and so are the names that it exports.
    const language = source === UNITY ? ['-x', 'c'] : [];
    const made = await compile(['-c', ...language, source, '-o', objects[index] as string]);
    signal.throwIfAborted();
    if (!made.ok) return whole(verbatim(`${source}: ${tellingLine(made.log)}`));
  }
  const programs = testPrograms(listed.value, 'test_apps');
  const tests = programs.map((program) => {
    const name = program.path.replace(/^\w+\//, '');
    const left = whyNot(program, host.self.os, capabilities);
    let built: string | null = null;
    const run = async (): Promise<UpstreamTest> => {
      if (left !== null) return { name, outcome: 'skipped', detail: left };
      const to = `${site.folder}/${name}`;
      if (built === null) {
        const made = await compile([
          ...program.sources.filter((one) => one.endsWith('.cpp')),
          ...objects,
          '-o',
          to,
        ]);
        if (!made.ok) return { name, outcome: 'fail', detail: verbatim(tellingLine(made.log)) };
        built = to;
      }
      return runTest(name, [to], { host, env: { ...env, TMPDIR: site.folder }, cwd: tree, signal });
    };
    return { run };
  });
  return [{ target: 'libzmq', suite: 'tests', version, tests: await runAll(tests, site.jobs, site) }];
};

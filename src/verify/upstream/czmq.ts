import { type Text, text, verbatim } from '../../core/text.ts';
import { tellingLine } from '../check.ts';
import { pkgConfigFlags, said } from '../compile.ts';
import { handFlags } from '../hand.ts';
import { readAnswer } from '../program.ts';
import { runAll, runTest } from './run-tests.ts';
import { sourceOf, type Upstream, type UpstreamSite } from './site.ts';
import type { SuiteReport } from './suite.ts';

const COMPILE_MS = 240_000;
const MODULES = ['libczmq', 'libzmq'];

const VERSION = `#include <stdio.h>
#include <czmq.h>
int main(void) {
  int major, minor, patch;
  zsys_version(&major, &minor, &patch);
  printf("library %d.%d.%d\\n", major, minor, patch);
  return 0;
}
`;

/** The network devices that this machine has beside the loopback one; null where the system does not tell. */
function networkDevices({ host }: UpstreamSite): readonly string[] | null {
  const devices = host.readdir('/sys/class/net');
  return devices.ok ? devices.value.filter((name) => name !== 'lo') : null;
}

/** Classes whose selftest speaks to a network, which a machine may lack. */
const NETWORK = ['zbeacon', 'ziflist'];

/** czmq_selftest: each class's own test lies in the installed library; only the program that calls them is compiled. */
export const czmqSuite: Upstream = async (site) => {
  const { host, recipes, compiler, signal } = site;
  const recipe = recipes.get('czmq');
  if (recipe === undefined) return [];
  const asked = await pkgConfigFlags(host, MODULES, site, site.staticOnly);
  const flags = asked.flags ?? handFlags(host, site.prefix, MODULES);
  const make = async (words: readonly string[], cwd: string): Promise<{ ok: boolean; log: string }> => {
    const argv = [...compiler, '-O0', '-w', ...words, ...flags];
    const ran = await host.run(argv, { env: site.env, cwd, timeoutMs: COMPILE_MS, signal });
    return { ok: ran.code === 0, log: said(argv, ran) };
  };
  const version = site.versions.get('czmq') ?? (await installedVersion(site, make));
  const whole = (outcome: 'skipped' | 'fail', detail: Text): SuiteReport[] => [
    {
      target: 'czmq',
      suite: 'czmq_selftest',
      version: version ?? '?',
      tests: [{ name: 'czmq_selftest', outcome, detail }],
    },
  ];
  if (version === null)
    return whole('skipped', text('no program can be built against it', '无法针对它构建程序'));
  const { dir: tree } = await sourceOf(site, recipe, version);
  // The program names the tree's own header by path: it leads to the installed one.
  host.writeFile(`${tree}/include/czmq.h`, '#include <czmq.h>\n');
  if (!host.stat(`${tree}/src/platform.h`).ok) host.writeFile(`${tree}/src/platform.h`, '\n');
  for (const folder of ['selftest-rw', 'selftest-ro']) host.mkdir(`${tree}/src/${folder}`);
  const program = `${site.folder}/czmq_selftest`;
  const made = await make(['-Isrc', '-o', program, 'src/czmq_selftest.c'], tree);
  signal.throwIfAborted();
  if (!made.ok) return whole('fail', verbatim(tellingLine(made.log)));
  // A beacon on a real device would be heard by others.
  const env = { ...site.env, ZSYS_INTERFACE: 'lo', TMPDIR: site.folder };
  const list = await host.run([program, '--list'], { env, cwd: tree, timeoutMs: 60_000, signal });
  const names = [...list.stdout.matchAll(/^ {4}(\w+) /gm)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'private_classes');
  if (names.length === 0) return whole('fail', verbatim(tellingLine(list.stderr || list.stdout)));
  const alone = networkDevices(site)?.length === 0;
  const tests = names.map((name) => ({
    run: async () =>
      alone && NETWORK.includes(name)
        ? {
            name,
            outcome: 'skipped' as const,
            detail: text('this machine has no network device', '本机没有网络设备'),
          }
        : runTest(name, [program, '--test', name], { host, env, cwd: tree, signal }),
  }));
  // They write to the same files and use fixed ports: one at a time.
  return [{ target: 'czmq', suite: 'czmq_selftest', version, tests: await runAll(tests, 1, site) }];
};

async function installedVersion(
  { host, folder, env, signal }: UpstreamSite,
  make: (words: readonly string[], cwd: string) => Promise<{ ok: boolean }>,
): Promise<string | null> {
  host.writeFile(`${folder}/czmq-version.c`, VERSION);
  const program = `${folder}/czmq-version`;
  if (!(await make(['-o', program, 'czmq-version.c'], folder)).ok) return null;
  const ran = await host.run([program], { env, cwd: folder, timeoutMs: 60_000, signal });
  return readAnswer(ran.stdout).library;
}

import { verifyingEnvironment } from '../../bindings/go-verification.ts';
import { goczmq } from '../../bindings/goczmq.ts';
import { type Text, text, verbatim } from '../../core/text.ts';
import { askOf } from '../../facts/ask.ts';
import { goSettings } from '../../facts/go-settings.ts';
import { tellingLine } from '../check.ts';
import { said } from '../compile.ts';
import { runAll, runTest } from './run-tests.ts';
import type { Upstream } from './site.ts';
import type { SuiteReport } from './suite.ts';

const DOWNLOAD_MS = 240_000;
const COMPILE_MS = 600_000;

/**
 * goczmq's `go test` against the installed czmq: the sources are the module cache's, compared with the pinned sum. Each
 * test runs in a process of its own, since they share ports and czmq's one state.
 */
export const goczmqSuite: Upstream = async (site) => {
  const { host, env, signal, folder } = site;
  const version = goczmq.default;
  const { module, sum } = goczmq.versions[version]!;
  const whole = (outcome: 'skipped' | 'fail', detail: Text): SuiteReport[] => [
    { target: 'goczmq', suite: 'go test', version, tests: [{ name: 'go test', outcome, detail }] },
  ];
  const settings = askOf(host).of(goSettings);
  const { program: go } = settings;
  if (go === null) return whole('skipped', text('Go is not installed', '没有安装 Go'));
  const all = { ...env, ...verifyingEnvironment(settings, module), GOWORK: 'off' };
  const run = (argv: readonly string[], cwd: string, timeoutMs: number) =>
    host.run(argv, { env: all, cwd, timeoutMs, signal });

  const asked = [go, 'mod', 'download', '-json', `${module}@${version}`];
  const downloaded = await run(asked, folder, DOWNLOAD_MS);
  signal.throwIfAborted();
  const told = readDownload(downloaded.stdout);
  if (downloaded.code !== 0 || told === null)
    return whole('skipped', verbatim(tellingLine(said(asked, downloaded))));
  if (told.sum !== sum)
    return whole(
      'fail',
      text(`its sum is ${told.sum}, not the pinned one`, `其校验和为 ${told.sum}，与固定值不符`),
    );

  // The module cache is read-only, and the tests write beside their sources.
  const tree = `${folder}/goczmq-source`;
  await run(['cp', '-R', told.folder, tree], folder, DOWNLOAD_MS);
  await run(['chmod', '-R', 'u+w', tree], folder, DOWNLOAD_MS);
  const program = `${folder}/goczmq-test`;
  const build = [go, 'test', '-vet=off', '-c', '-o', program, '.'];
  const built = await run(build, tree, COMPILE_MS);
  signal.throwIfAborted();
  if (built.code !== 0) return whole('fail', verbatim(tellingLine(said(build, built))));

  const list = await run([program, '-test.list', '^(Test|Example)'], tree, COMPILE_MS);
  const names = list.stdout.split('\n').filter((line) => /^(Test|Example)\w/.test(line));
  if (names.length === 0) return whole('fail', verbatim(tellingLine(said([program], list))));
  // A beacon on a real device would be heard by others.
  const at = { host, env: { ...all, ZSYS_INTERFACE: 'lo', TMPDIR: folder }, cwd: tree, signal };
  const tests = names.map((name) => ({
    run: () => runTest(name, [program, '-test.run', `^${name}$`], at),
  }));
  return [{ target: 'goczmq', suite: 'go test', version, tests: await runAll(tests, 1, site) }];
};

/** What `go mod download -json` says of one module (`go help mod download`); null where it says nothing. */
function readDownload(words: string): { readonly folder: string; readonly sum: string } | null {
  try {
    const { Dir, Sum } = JSON.parse(words) as { Dir?: unknown; Sum?: unknown };
    return typeof Dir === 'string' && Dir.startsWith('/') && typeof Sum === 'string'
      ? { folder: Dir, sum: Sum }
      : null;
  } catch {
    return null;
  }
}

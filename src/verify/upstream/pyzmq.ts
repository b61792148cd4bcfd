import { environmentWithPyzmq } from '../../bindings/known-environment.ts';
import { pyzmq } from '../../bindings/pyzmq.ts';
import { type Text, text, verbatim } from '../../core/text.ts';
import { askOf } from '../../facts/ask.ts';
import { pathsOf } from '../../host/paths.ts';
import { tellingLine } from '../check.ts';
import { said } from '../compile.ts';
import type { Upstream } from './site.ts';
import type { SuiteReport, UpstreamTest } from './suite.ts';

const FETCH_MS = 600_000;
const TESTS_MS = 1_200_000;
const ONE_TEST_SECONDS = 60;

/** What the tests import beside pytest is optional to them: what is not there they skip by themselves. */
const PYTEST = ['pytest>=7,<9', 'pytest-asyncio>=0.23,<1', 'tornado', 'pytest-timeout'];

/** Tests of tools and not of the library: a type checker, a compiler of extensions, a measurement of memory. */
const LEFT_OUT = ['test_mypy.py', 'test_cython.py', 'test_cffi_backend.py', 'test_ssh.py'];

/** pyzmq's own tests, of the source distribution with the pinned digest, against the pyzmq of an environment. */
export const pyzmqSuite: Upstream = async (site) => {
  const { host, env, signal, folder } = site;
  const there = environmentWithPyzmq(askOf(host), pathsOf(host.env, host.self), site.prefix);
  const whole = (version: string, outcome: 'skipped' | 'fail', detail: Text): SuiteReport[] => [
    { target: 'pyzmq', suite: 'pytest', version, tests: [{ name: 'pytest', outcome, detail }] },
  ];
  if (there === null)
    return whole(
      '?',
      'skipped',
      text('no active or known virtual environment has pyzmq', '已激活或已知的虚拟环境中都没有 pyzmq'),
    );
  const { version } = there;
  const pin = pyzmq.versions[version];
  if (pin === undefined)
    return whole(version, 'skipped', text('no digest of its source is known', '不知道其源码的摘要'));
  const python = `${there.folder}/bin/python`;
  const quiet = {
    ...env,
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
    PIP_REQUIRE_VIRTUALENV: '0',
  };
  const run = (argv: readonly string[], cwd: string, more: Record<string, string> = {}) =>
    host.run(argv, { env: { ...quiet, ...more }, cwd, timeoutMs: FETCH_MS, signal });

  const work = `${folder}/pyzmq`;
  host.mkdir(`${work}/source`);
  host.writeFile(`${work}/requirements.txt`, `pyzmq==${version} --hash=sha256:${pin.sha256}\n`);
  const steps: readonly (readonly string[])[] = [
    [
      ...[python, '-m', 'pip', 'download', '--no-deps', '--no-binary', 'pyzmq', '--require-hashes'],
      ...['-r', `${work}/requirements.txt`, '-d', `${work}/sdist`],
    ],
    ['tar', '-xzf', `${work}/sdist/pyzmq-${version}.tar.gz`, '-C', `${work}/source`, '--strip-components=1'],
    // Beside the environment, which stays as it is.
    [python, '-m', 'pip', 'install', '--target', `${work}/pytest`, ...PYTEST],
    // What is imported as zmq must be the installed one.
    ['rm', '-rf', `${work}/source/zmq`],
  ];
  for (const argv of steps) {
    const ran = await run(argv, work);
    signal.throwIfAborted();
    if (ran.code !== 0) return whole(version, 'skipped', verbatim(tellingLine(said(argv, ran))));
  }
  const report = `${work}/report.xml`;
  const argv = [
    ...[python, '-m', 'pytest', '-q', '-p', 'no:cacheprovider', '-p', 'no:rerunfailures'],
    ...[`--timeout=${ONE_TEST_SECONDS}`, `--junit-xml=${report}`],
    ...LEFT_OUT.map((name) => `--ignore=tests/${name}`),
    ...['-m', 'not large and not new_console', 'tests'],
  ];
  const ran = await host.run(argv, {
    env: { ...quiet, PYTHONPATH: `${work}/pytest`, PYTHONDONTWRITEBYTECODE: '1', TMPDIR: folder },
    cwd: `${work}/source`,
    timeoutMs: TESTS_MS,
    signal,
  });
  signal.throwIfAborted();
  const read = host.readText(report);
  const tests = read.ok ? testsOf(read.value) : [];
  if (tests.length === 0) return whole(version, 'fail', verbatim(tellingLine(said(argv, ran))));
  return [{ target: 'pyzmq', suite: 'pytest', version, tests: [...tests, ...left] }];
};

const left: readonly UpstreamTest[] = LEFT_OUT.map((name) => ({
  name,
  outcome: 'skipped',
  detail: text('it tests a tool, not the library', '它测试的是工具而不是库'),
}));

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const plain = (words: string): string =>
  words.replace(/&(lt|gt|quot|apos|amp|#\d+);/g, (all, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (ENTITIES[name] ?? all),
  );

/** Test cases of a JUnit report as pytest writes it (pytest documentation, `--junit-xml`). */
export function testsOf(xml: string): UpstreamTest[] {
  const cases = [...xml.matchAll(/<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)];
  return cases.map(([, attributes = '', body = '']): UpstreamTest => {
    const of = (name: string): string =>
      plain(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    const name = `${of('classname').replace(/^tests\./, '')}::${of('name')}`;
    const [, kind, message = ''] =
      /<(failure|error|skipped)\b(?:[^>]*?\bmessage="([^"]*)")?/.exec(body) ?? [];
    const detail = verbatim(plain(message).split('\n')[0]?.slice(0, 300) ?? '');
    if (kind === undefined) return { name, outcome: 'pass', detail: verbatim('') };
    return { name, outcome: kind === 'skipped' ? 'skipped' : 'fail', detail };
  });
}

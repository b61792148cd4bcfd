import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { machine, withFault } from '../../fixtures/machines/kit.ts';
import check from '../../src/checks/stack-program.ts';
import type { Finding } from '../../src/core/finding.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { scopeOf } from '../../src/doctor/scope.ts';
import { askOf } from '../../src/facts/ask.ts';
import { judge, keys, recipes } from '../support/judge.ts';

/** A user's program against the stack is not made, while the compiler's own trials are. */
const refusing = (stderr: string, files: Readonly<Record<string, string>> = {}) =>
  withFault(ubuntu2204, {
    files,
    answers: (_, args) => (args.some((word) => word.startsWith('-lczmq')) ? { code: 1, stderr } : null),
  });
const PC = '/usr/lib/x86_64-linux-gnu/pkgconfig/libczmq.pc';
const STALE =
  'Name: libczmq\nVersion: 4.2.1\nDescription: d\nLibs: -L/usr/lib -lczmq -lgone\nRequires: libzmq\n';

test('a machine on which it is made is left alone', async () => {
  expect(await judge(check, ubuntu2204)).toEqual([]);
});

test("a library that only a module's own words name is that module's fault", async () => {
  const said =
    '/usr/bin/ld: cannot find -lgone: No such file or directory\ncollect2: error: ld returned 1 exit status\n';
  const [finding] = await judge(check, refusing(said, { [PC]: STALE }));
  expect(finding).toMatchObject({ code: 'pkgconfig.stale', subject: 'libczmq', severity: 'error' });
  expect(finding?.evidence[0]).toMatchObject({ where: PC, text: '-lgone' });
  expect(finding?.consequences).toEqual([{ code: 'link.library-not-found', subject: 'libgone' }]);
});

test('an error inside a header of the stack is about that header', async () => {
  const said = '/usr/include/zmq.h:211:9: error: unterminated #ifndef\n';
  expect(keys(await judge(check, refusing(said)))).toEqual(['error header.mismatch libzmq']);
});

test('other words are explained as a log of them would be', async () => {
  const said = '<stdin>:1:10: fatal error: sys/uio.h: No such file or directory\ncompilation terminated.\n';
  expect(keys(await judge(check, refusing(said)))).toEqual(['error header.missing sys/uio.h']);
});

test('words that nobody knows claim no cause', async () => {
  const said = 'cc: error: the moon is in the wrong place\n';
  const [finding] = await judge(check, refusing(said));
  expect(finding?.code).toBe('unknown');
  expect(finding?.evidence.map(({ text }) => text).join()).toContain('the moon is in the wrong place');
});

test('what another check has said is not said again, and a warning is no such thing', async () => {
  const known = (severity: Finding['severity']): Finding => ({
    code: 'header.missing',
    subject: 'zmq.h',
    severity,
    title: { en: 't', 'zh-CN': 't' },
    cause: { en: 'c', 'zh-CN': 'c' },
    evidence: [],
    consequences: [],
    fixes: [],
  });
  const findingsBeside = async (severity: Finding['severity']) => {
    const other = { ...check, id: 'other', lastResort: false, judge: () => [known(severity)] };
    const ask = askOf(machine(refusing('/usr/include/zmq.h:2:1: error: x\n')));
    const scope = scopeOf(recipes, { targets: [], prefix: '/usr/local', online: false });
    const reports = await runChecks([check, other], ask, scope);
    return reports[0]?.findings.length;
  };
  expect(await findingsBeside('error')).toBe(0);
  expect(await findingsBeside('warning')).toBe(1);
});

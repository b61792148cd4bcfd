import { describe, expect, test } from 'vitest';
import { explainBytes } from '../../src/explain/explain.ts';

/**
 * The same log as it comes through terminals, loggers, CI services and containers: what it says does not change. The
 * logs are those whose meaning hangs on neighbouring lines, blank lines and indentation.
 */
const LOGS: readonly string[] = [
  `CMake Error at CMakeLists.txt:12 (find_package):
  By not providing "FindZeroMQ.cmake" in CMAKE_MODULE_PATH this project has
  asked CMake to find a package configuration file provided by "ZeroMQ", but
  CMake did not find one.

  Could not find a package configuration file provided by "ZeroMQ" with any
  of the following names:

    ZeroMQConfig.cmake
    zeromq-config.cmake

-- Configuring incomplete, errors occurred!`,
  `/usr/bin/ld: main.o: in function \`main':
main.c:(.text+0x1e): undefined reference to \`zmq_ctx_new'
/usr/bin/ld: main.c:(.text+0x2a): undefined reference to \`zmq_socket'
collect2: error: ld returned 1 exit status
make: *** [Makefile:9: app] Error 1`,
  `The following packages have unmet dependencies:
 libzmq3-dev : Depends: libzmq5 (= 4.3.4-6) but 4.3.5-1 is to be installed
E: Unable to correct problems, you have held broken packages.`,
  `checking for czmq.h... no
configure: error: czmq.h not found:
   install czmq's development files`,
  `Traceback (most recent call last):
  File "app.py", line 3, in <module>
    import zmq
ModuleNotFoundError: No module named 'zmq'`,
];

const answer = (log: string): string => {
  const [finding] = explainBytes(new TextEncoder().encode(log), { where: 'log', manager: null });
  return `${finding?.code} ${finding?.subject}`;
};

const each = (decorate: (line: string, at: number) => string) => (log: string) =>
  log.split('\n').map(decorate).join('\n');
const second = (at: number) => String(at % 60).padStart(2, '0');

const DECORATIONS: Readonly<Record<string, (log: string) => string>> = {
  "GitHub's stamps": each((line, at) => `2024-01-02T03:04:${second(at)}.1234567Z ${line}`),
  '`gh run view --log`': each(
    (line, at) => `build (ubuntu-22.04)\tInstall it\t2024-01-02T03:04:${second(at)}.1234567Z ${line}`,
  ),
  "GitLab's stamps": each((line, at) => `2024-01-02T03:04:${second(at)}.123456Z 01O ${line}`),
  "BuildKit's progress": each((line, at) => `#12 ${(at * 0.31).toFixed(3)} ${line}`),
  "BuildKit's summary": (log) =>
    `------\n > [4/9] RUN ./build.sh:\n${each((line, at) => `${(at * 0.31).toFixed(3)} ${line}`)(log)}\n------\nERROR: failed to solve: process "/bin/sh -c ./build.sh" did not complete successfully: exit code: 1`,
  "compose's service": each((line) => `web_1  | ${line}`.trimEnd()),
  'clock times': each((line, at) => `03:04:${second(at)} ${line}`.trimEnd()),
  "Netlify's clock": each((line, at) => `3:04:${second(at)} PM: ${line}`),
  TeamCity: each((line, at) => `[03:04:${second(at)}]W:\t [Step 2/3] ${line}`),
  syslog: each((line, at) => `Jan  2 03:04:${second(at)} host build[1234]: ${line}`),
  '`journalctl -o short-iso`': each(
    (line, at) => `2024-01-02T03:04:${second(at)}+0100 host build[12]: ${line}`,
  ),
  "turborepo's task": each((line) => `app:build: ${line}`),
  Terraform: each((line) => `aws_instance.web (remote-exec): ${line}`),
  Vagrant: each((line) => `    default: ${line}`),
  'Visual Studio': each((line) => `1>${line}`),
  'a quoted mail': each((line) => `> ${line}`.trimEnd()),
  '`cat -n`': each((line, at) => `${String(at + 1).padStart(6)}\t${line}`),
  'a fence in an issue': (log) => `I get this:\n\`\`\`\n${log}\n\`\`\`\nAny idea?`,
  'CR LF': (log) => log.replaceAll('\n', '\r\n'),
  'line ends twice': (log) => log.replaceAll('\n', '\r\r\n'),
  'an empty line after each': (log) => log.replaceAll('\n', '\n\n'),
  "Ansible's JSON": (log) =>
    `fatal: [host]: FAILED! => {"changed": true, "msg": "non-zero return code", "rc": 2, "stderr": ${JSON.stringify(log)}, "stdout": ""}`,
  "Docker's json-file": each((line) =>
    JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2024-01-02T03:04:05.123456789Z' }),
  ),
  "Python's bytes": (log) =>
    `RuntimeError: Command failed: b'${JSON.stringify(`${log}\n`).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`,
  "HTML's entities": (log) =>
    log
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
};

describe.each(Object.entries(DECORATIONS))('%s', (_name, decorate) => {
  test.each(LOGS.map((log) => [log.split('\n')[0]!.slice(0, 40), log]))('%s', (_first, log) => {
    expect(answer(decorate(log))).toBe(answer(log));
  });
});

test('the logs themselves are understood', () => {
  expect(LOGS.map(answer)).toEqual([
    'dependency.missing libzmq',
    'link.library-not-linked libzmq',
    'package.broken libzmq3-dev',
    'header.missing czmq.h',
    'python.binding-missing pyzmq',
  ]);
});

test('a C string in a log is no wrapped output', () => {
  const log = `conftest.c:5:3: error: expected ';' before 'return'
    5 |   printf("a\\nb\\n")
      |                  ^`;
  expect(answer(log)).toBe(answer(log.replaceAll('\\n', '')));
});

import { expect, test } from 'vitest';
import { Explainer, explainBytes, explainLines } from '../../src/explain/explain.ts';
import { PACKAGE_MANAGERS } from '../../src/generated/packages.ts';

const options = { where: 'build.log', manager: null };
const LINKER = '/usr/bin/ld: cannot find -lzmq: No such file or directory';
const first = (words: string) => explainLines(words.split('\n'), options)[0];
const key = (words: string) => {
  const finding = first(words);
  return finding && [finding.code, finding.subject];
};
const FOUND = ['link.library-not-found', 'libzmq'];

test('a log without a failure has no finding', () => {
  expect(
    first('checking for sodium_init in -lsodium... no\nconfigure: creating ./config.status'),
  ).toBeUndefined();
  expect(
    first("libtool: warning: relinking `libczmq.la'\nmain.c:3:5: warning: unused variable 'x'"),
  ).toBeUndefined();
  expect(first('make: [Makefile:4: install] Error 1 (ignored)')).toBeUndefined();
});

test('a failure that no rule knows is unknown, with its decisive lines and no claim', () => {
  const finding = first('frobnicating\nfrob: fatal: the frob is out of range\nmake: *** [all] Error 1')!;
  expect(finding).toMatchObject({ code: 'unknown', subject: null });
  expect(finding.evidence[0]).toMatchObject({ line: 2, text: 'frob: fatal: the frob is out of range' });
});

test('the first failure that is a cause wins over all that complain after it', () => {
  expect(
    key(
      `bash: ./configure: No such file or directory\n${LINKER}\nmake: *** [all] Error 1\nmake: *** No rule to make target 'install'.  Stop.`,
    ),
  ).toEqual(FOUND);
});

test('what a build finds missing before it takes another way, and is then installed, is no failure', () => {
  const probe = 'build/scratch/vers.c:4:10: fatal error: zmq.h: No such file or directory';
  const done = 'Successfully installed pyzmq-22.0.3';
  expect(first(`${probe}\nUsing bundled libzmq\n${done}`)).toBeUndefined();
  // Whoever gave up was not saved by what was installed later, nor by what another command installed.
  expect(key(`${probe}\nerror: command 'gcc' failed with exit status 1\n${done}`)).toEqual([
    'header.missing',
    'zmq.h',
  ]);
  expect(key(`$ make\n${probe}\n$ pip install pyzmq\n${done}`)).toEqual(['header.missing', 'zmq.h']);
});

test("configure's error on the line of the check that it ends", () => {
  expect(key('checking for java... configure: error: javac is required but was not found')).toEqual([
    'tool.missing',
    'javac',
  ]);
});

test.each([
  ['Docker', `#12 34.56 ${LINKER}`],
  ['a CI time stamp', `2024-01-01T10:00:00.1234567Z ${LINKER}`],
  ['GitHub', `##[error]${LINKER}`],
  ['ninja', `[3/40] ${LINKER}`],
  ['cargo', `  = note: ${LINKER}`],
  ['npm', `npm ERR! ${LINKER}`],
  ['pip', `      ${LINKER}`],
  ['compose', `builder_1  | ${LINKER}`],
  ['nested', `2024-01-01T10:00:00Z #9 1.25 npm error ${LINKER}`],
  ['colours', `\u001b[1m\u001b[31m${LINKER}\u001b[0m`],
  ['a title sequence', `\u001b]0;make\u0007${LINKER}`],
  ['progress', `Receiving 10%\rReceiving 100%\r${LINKER}`],
  ['CRLF', `make\r\n${LINKER}\r`],
])("%s' own words are no part of the line", (_, words) => {
  expect(key(words)).toEqual(FOUND);
});

test('UTF-16 as PowerShell writes it', () => {
  const words = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`PS> make\r\n${LINKER}\r\n`, 'utf16le'),
  ]);
  expect(explainBytes(words, options)[0]).toMatchObject({
    code: 'link.library-not-found',
    evidence: [{ line: 2 }],
  });
});

test('evidence holds no escapes and no secrets', () => {
  const finding = first(
    "fatal: unable to access 'https://me:hunter2@git.example/x.git/': \u001b[31mCould not resolve host: git.example\u001b[0m",
  )!;
  expect(finding.code).toBe('fetch.network');
  expect(finding.evidence[0]!.text).toBe(
    "fatal: unable to access 'https://***@git.example/x.git/': Could not resolve host: git.example",
  );
});

test('a huge log is read whole, its lines counted, however it is cut into pieces', () => {
  const noise = 'libtool: compile:  gcc -DHAVE_CONFIG_H -I. -Wall -g -O2 -c zcert.c -o zcert.o\n'.repeat(
    100_000,
  );
  const log = new TextEncoder().encode(`${noise}${LINKER}\n${noise}`);
  const explainer = new Explainer();
  for (let at = 0; at < log.length; at += 65_521) explainer.push(log.subarray(at, at + 65_521));
  expect(explainer.end(options)[0]).toMatchObject({
    code: 'link.library-not-found',
    evidence: [{ line: 100_001 }],
  });
});

test("fixes speak the platform's package manager", () => {
  for (const manager of PACKAGE_MANAGERS) {
    const [finding] = explainLines([LINKER], { where: 'log', manager });
    const packages = manager.provides.libzmq;
    if (packages) expect(JSON.stringify(finding!.fixes), manager.id).toContain(packages[0]);
  }
});

test('of config.log only the check that stopped configure counts', () => {
  const log = `This file contains any messages produced by compilers while
configure:3000: checking for C compiler version
gcc: error: unrecognized command-line option '-V'
configure:3020: checking for strlcpy in -lbsd
/usr/bin/ld: cannot find -lbsd: No such file or directory
configure:3040: checking whether the C compiler works
/usr/bin/ld: cannot find crt1.o: No such file or directory
configure:3112: error: C compiler cannot create executables
ac_cv_lib_bsd_strlcpy=no`;
  expect(key(log)).toEqual(['tool.broken', 'gcc']);
  expect(first(log)!.evidence[0]!.line).toBe(7);
  expect(first(log.split('\n').slice(0, 5).join('\n'))).toBeUndefined();
});

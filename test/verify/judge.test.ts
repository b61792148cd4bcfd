import { describe, expect, it } from 'vitest';
import { findingOf, judgeAnswer } from '../../src/verify/judge.ts';
import { readAnswer } from '../../src/verify/program.ts';
import type { ProofTarget } from '../../src/verify/request.ts';
import { splitFlags } from '../../src/verify/words.ts';

const target: ProofTarget = { name: 'libzmq', version: '4.3.5', mustHave: ['curve'], mustLack: ['draft'] };

/** What the program of src/verify/programs/libzmq.ts prints on a machine where all is well. */
const GOOD = `header 4.3.5
library 4.3.5
loaded zmq_version /usr/local/lib/libzmq.so.5
has curve 1
has draft 0
passed req-rep inproc
passed curve ipc
`;

const judge = (stdout: string, staticOnly = false) =>
  judgeAnswer(target, readAnswer(stdout), staticOnly, (path) => path.startsWith('/usr/local/'));
const failed = (stdout: string): string[] => judge(stdout).flatMap(({ id, passed }) => (passed ? [] : [id]));

describe('judgeAnswer', () => {
  it('passes what is as asked', () => {
    expect(failed(GOOD)).toEqual([]);
  });

  it.each([
    ['the header of another version', 'header 4.3.5', 'header 4.3.4', 'version'],
    ['a library of another version', 'library 4.3.5', 'library 4.3.4', 'version'],
    ['a copy outside the prefix', '/usr/local/lib/', '/usr/lib/', 'loaded'],
    ['CURVE left out', 'has curve 1', 'has curve 0', 'has curve'],
    ['drafts switched on unasked', 'has draft 0', 'has draft 1', 'lacks draft'],
    [
      'a message that got lost',
      'passed req-rep inproc',
      'failed req-rep inproc Resource busy',
      'message req-rep inproc Resource busy',
    ],
  ])('fails %s', (_what, good, bad, id) => {
    expect(failed(GOOD.replace(good, bad))).toEqual([id]);
  });

  it('fails a program that said nothing', () => {
    expect(failed('')).toEqual(['version', 'has curve', 'loaded']);
  });

  it('asks a static program for no file in memory', () => {
    expect(judge(GOOD.replace(/^loaded.*\n/m, ''), true).every(({ passed }) => passed)).toBe(true);
  });
});

describe('findingOf', () => {
  const [wrongCopy] = judge(GOOD.replace('/usr/local/lib/', '/usr/lib/')).filter(({ passed }) => !passed);

  it('blames the variable that puts another copy in front', () => {
    expect(findingOf(wrongCopy!, { LD_LIBRARY_PATH: '/opt/old' })).toMatchObject({
      code: 'env.library-path',
      subject: 'LD_LIBRARY_PATH',
    });
  });

  it('names the other copy where no variable is set', () => {
    expect(findingOf(wrongCopy!, {})).toMatchObject({ code: 'library.duplicate', subject: 'libzmq' });
  });
});

describe('splitFlags', () => {
  it('splits as pkgconf quotes: a backslash keeps a blank', () => {
    expect(splitFlags('-I/opt/my\\ zmq/include  -lzmq\n')).toEqual(['-I/opt/my zmq/include', '-lzmq']);
  });
});

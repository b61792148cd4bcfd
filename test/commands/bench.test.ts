import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/core/exit.ts';
import { tool } from '../support/world.ts';

// A scripted machine on which no command may be run: what is refused here is refused before anything is measured.

describe('bad input is refused before anything is measured', () => {
  test.each([
    [['--sizes', '0'], 'is no size from 1 to 64M'],
    [['--sizes', '65M'], 'is no size from 1 to 64M'],
    [['--sizes', '1,,2'], 'is no size from 1 to 64M'],
    [['--sizes', '1G'], 'is no size from 1 to 64M'],
    [['--patterns', 'pushpull'], 'did you mean push-pull?'],
    [
      ['--patterns', 'push-pull,surveyor'],
      '“surveyor”: it is one of push-pull, pub-sub, pair, dealer-router, req-rep',
    ],
    [['--transports', 'udp'], 'it is one of inproc, ipc, tcp'],
    [['--duration', '0'], 'it is a time from 0.001 to 600 seconds'],
    [['--duration', '1h'], 'it is a time from 0.001 to 600 seconds'],
    [['--duration', '-1'], '--duration'],
    [['--warm-up', '700'], 'it is a time from 0 to 600 seconds'],
    [['--runs', '0'], 'it must be a whole number of 1 or more'],
    [['--runs', '101'], 'it must be 100 or less'],
    [['zmq'], 'did you mean'],
    [['--html', '/none/page.html'], 'there is no folder /none'],
    [['--html', '/etc'], 'it is no file'],
    [['--baseline', '/none.json'], 'there is no such file'],
    [['--baseline', '/etc/hosts'], 'it is no JSON document'],
  ])('%j', async (argv, words) => {
    const { code, stdout, stderr } = await tool(['bench', ...argv], {
      files: { '/etc/hosts': '127.0.0.1\n' },
    });
    expect(stderr.replace(/\s+/g, ' ')).toContain(words);
    expect({ code, stdout }).toEqual({ code: EXIT.usage, stdout: '' });
  });

  test('a baseline that has nothing in common', async () => {
    const document = { command: 'bench', schemaVersion: 1, results: [] };
    const { code, stderr } = await tool(['bench', '--baseline', '/b.json'], {
      files: { '/b.json': JSON.stringify(document) },
    });
    expect(stderr).toContain('it holds no figure that this run would measure');
    expect(code).toBe(EXIT.usage);
  });
});

test('a prefix that was named and holds no libzmq', async () => {
  const files = { '/proc/loadavg': '0.10 0.10 0.10 1/100 1000\n', '/opt/z/lib/libother.so': '' };
  const { code, stderr } = await tool(['bench', '--prefix', '/opt/z'], { files });
  expect(stderr).toContain('There is no libzmq in /opt/z');
  expect(code).toBe(EXIT.cannot);
});

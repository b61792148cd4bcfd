import { describe, expect, it } from 'vitest';
import { tool } from '../support/world.ts';

describe('a second cache', () => {
  it.each([
    ['on the command line', ['install', '--cache-from', '/srv/zmq'], {}],
    ['in the environment', ['plan'], { CZMQ_SETUP_CACHE_FROM: 'https://cache.example.org/zmq' }],
  ])('without a key is refused, %s', async (_, argv, env) => {
    const { code, stderr } = await tool(argv, { env });
    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('--cache-from needs --cache-key FILE');
  });

  it.each(['ftp://example.org/zmq', 'https://example.org/zmq?token=1', 'ssh://example.org/zmq'])(
    'is no %s',
    async (address) => {
      const { code, stderr } = await tool(['install', '--cache-from', address, '--cache-key', '/k.pub']);
      expect(code).toBe(2);
      expect(stderr).toContain('--cache-from');
    },
  );
});

describe('cache', () => {
  it.each([
    [['cache', 'export'], 'cache export needs a file or folder'],
    [['cache', 'import'], 'cache import needs a file or folder'],
    [['cache', 'ls', 'x'], 'cache ls takes no argument'],
    [['cache', 'prune', '--cache-limit', 'much'], '--cache-limit much'],
  ])('%j is a usage error', async (argv, words) => {
    const { code, stderr } = await tool(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

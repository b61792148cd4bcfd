import { expect, test } from 'vitest';
import { isExcepted, wayTo } from '../../src/core/proxy.ts';

const SITE = new URL('https://git.example.org/x');

test.each([
  ['git.example.org', true],
  ['example.org', true],
  ['.example.org', true],
  ['*.example.org', true],
  ['ample.org', false],
  ['other.org, Git.Example.ORG', true],
  ['other.org git.example.org', true],
  ['git.example.org:443', true],
  ['git.example.org:8443', false],
  ['*', true],
  ['', false],
  [',,', false],
])('NO_PROXY=%s', (list, excepted) => {
  expect(isExcepted(SITE, list)).toBe(excepted);
});

test('NO_PROXY and addresses', () => {
  expect(isExcepted(new URL('http://127.0.0.1:3000/'), 'localhost,127.0.0.1')).toBe(true);
  expect(isExcepted(new URL('http://[::1]:3000/'), '::1')).toBe(true);
  expect(isExcepted(new URL('http://[::1]:3000/'), '[::1]:3001')).toBe(false);
});

test('the variable of the scheme, in small letters first, then the one for all', () => {
  const via = (env: Record<string, string>, url = SITE) => {
    const way = wayTo(url, env);
    return way.kind === 'proxy' ? [way.variable, way.url.host] : way.kind;
  };
  expect(via({})).toBe('direct');
  expect(via({ HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:1' })).toEqual(['https_proxy', 'b:1']);
  expect(via({ https_proxy: '', HTTPS_PROXY: 'http://a:1' })).toEqual(['HTTPS_PROXY', 'a:1']);
  expect(via({ http_proxy: 'http://a:1' })).toBe('direct');
  expect(via({ ALL_PROXY: 'http://a:1' })).toEqual(['ALL_PROXY', 'a:1']);
  expect(via({ http_proxy: 'http://a:1' }, new URL('http://x.example/'))).toEqual(['http_proxy', 'a:1']);
  expect(via({ https_proxy: 'http://a:1', no_proxy: 'example.org' })).toBe('direct');
});

test('a proxy without a scheme is an HTTP one; SOCKS and rubbish are unusable and named', () => {
  expect(wayTo(SITE, { https_proxy: 'proxy.example:3128' })).toMatchObject({
    url: { href: 'http://proxy.example:3128/' },
  });
  expect(wayTo(SITE, { https_proxy: 'bob:word@proxy.example:3128' })).toMatchObject({
    url: { username: 'bob' },
  });
  expect(wayTo(SITE, { ALL_PROXY: 'socks5://127.0.0.1:1080' })).toEqual({
    kind: 'unusable',
    variable: 'ALL_PROXY',
  });
  expect(wayTo(SITE, { https_proxy: 'http://:::' })).toEqual({ kind: 'unusable', variable: 'https_proxy' });
});

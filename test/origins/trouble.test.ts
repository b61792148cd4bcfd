import { describe, expect, it } from 'vitest';
import { deepest, type Trouble, troubleOfDownload, troubleOfGit } from '../../src/origins/trouble.ts';

const URL_ = 'https://github.com/x/y';
const brief = ({ code, subject }: Trouble): string => `${code} ${subject}`;

describe("git's words (git 2.39, libcurl 7.88 and OpenSSH 9.2 said them)", () => {
  const git = (stderr: string, env: Record<string, string> = {}, url = URL_) =>
    brief(troubleOfGit(url, 'v1', stderr, env));
  it.each([
    [
      "fatal: unable to access 'https://github.com/x/y/': Could not resolve host: github.com",
      'fetch.network github.com',
    ],
    [
      "fatal: unable to access 'https://github.com/x/y/': Failed to connect to github.com port 443 after 130 ms: Couldn't connect to server",
      'fetch.network github.com',
    ],
    [
      "fatal: unable to access 'https://github.com/x/y/': server certificate verification failed. CAfile: /etc/ssl/certs/ca-certificates.crt CRLfile: none",
      'fetch.tls github.com',
    ],
    [
      "fatal: unable to access 'https://github.com/x/y/': CONNECT tunnel failed, response 403",
      'fetch.proxy http.proxy',
    ],
    [
      "fatal: unable to access 'https://github.com/x/y/': Could not resolve proxy: proxy.invalid",
      'fetch.proxy http.proxy',
    ],
    [
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      `fetch.protocol ${URL_}`,
    ],
    [
      "fatal: unable to access 'https://github.com/x/y/': The requested URL returned error: 403",
      `fetch.protocol ${URL_}`,
    ],
    ["fatal: repository 'https://github.com/x/y/' not found", `fetch.not-found ${URL_}`],
    ["fatal: couldn't find remote ref refs/tags/v1", 'fetch.not-found v1'],
    [
      "fatal: detected dubious ownership in repository at '/srv/libzmq'\nTo add an exception for this directory, call:\n",
      'fetch.git-ownership /srv/libzmq',
    ],
    ["fatal: transport 'ext' not allowed", `fetch.protocol ${URL_}`],
    [
      'error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: early EOF',
      'fetch.network github.com',
    ],
  ])('%s', (stderr, expected) => {
    expect(git(stderr)).toBe(expected);
  });
  it('of ssh', () => {
    const tail =
      '\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n';
    const at = 'git@h.invalid:x';
    expect(git(`ssh: Could not resolve hostname h.invalid: Name or service not known${tail}`, {}, at)).toBe(
      'fetch.network h.invalid',
    );
    expect(git(`git@h.invalid: Permission denied (publickey).${tail}`, {}, at)).toBe(`fetch.protocol ${at}`);
  });
  it('blame the proxy where its address stands in them', () => {
    const env = { https_proxy: 'http://127.0.0.1:1' };
    const words =
      "fatal: unable to access 'https://github.com/x/y/': Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server";
    expect(git(words, env)).toBe('fetch.proxy https_proxy');
    expect(git(words, { ...env, no_proxy: '.github.com,localhost' })).toBe('fetch.network github.com');
  });
  it('are shown without the secrets of the address', () => {
    const url = 'https://me:token@github.com/x/y';
    const trouble = troubleOfGit(url, 'v1', `fatal: repository '${url}' not found`, {});
    expect(JSON.stringify(trouble)).not.toContain('token');
  });
});

describe("a download's words (Node 20, undici 6 said them)", () => {
  const download = (error: string, env: Record<string, string> = {}, status: number | null = null) =>
    brief(troubleOfDownload(URL_, { ok: false, status, error, retryable: false }, env));
  const env = { https_proxy: 'http://proxy.invalid:3128' };
  it.each<[string, Record<string, string>, number | null, string]>([
    ['ENOTFOUND: getaddrinfo ENOTFOUND github.com', {}, null, 'fetch.network github.com'],
    ['ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1', {}, null, 'fetch.network github.com'],
    ['UND_ERR_CONNECT_TIMEOUT: Connect Timeout Error', {}, null, 'fetch.network github.com'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate', {}, null, 'fetch.tls github.com'],
    [
      "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames",
      {},
      null,
      'fetch.tls github.com',
    ],
    [
      'UND_ERR_ABORTED: Proxy response (407) !== 200 when HTTP Tunneling',
      env,
      null,
      'fetch.proxy https_proxy',
    ],
    ['ENOTFOUND: getaddrinfo ENOTFOUND proxy.invalid', env, null, 'fetch.proxy https_proxy'],
    [
      'ENOTFOUND: getaddrinfo ENOTFOUND proxy.invalid',
      { HTTPS_PROXY: 'proxy.invalid:3128' },
      null,
      'fetch.proxy HTTPS_PROXY',
    ],
    ['HTTP 404', env, 404, `fetch.not-found ${URL_}`],
    ['HTTP 403', {}, 403, `fetch.protocol ${URL_}`],
    ['HTTP 403', env, 403, 'fetch.proxy https_proxy'],
    ['HTTP 503', {}, 503, 'fetch.network github.com'],
  ])('%s', (error, environment, status, expected) => {
    expect(download(error, environment, status)).toBe(expected);
  });
});

it('the deepest of several is the one that stands in the way of all', () => {
  const of = (code: Trouble['code']): Trouble => ({
    code,
    subject: code,
    words: '',
    passing: false,
    hostDown: false,
  });
  expect(deepest([of('fetch.not-found'), of('fetch.network'), of('fetch.proxy')])?.code).toBe('fetch.proxy');
  expect(deepest([of('fetch.not-found'), of('fetch.network')])?.code).toBe('fetch.network');
});

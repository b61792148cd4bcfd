import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, request, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { download, reach } from '../../src/host/net.ts';
import { LOCALHOST } from '../support/localhost.ts';

const BODY = Buffer.from('x'.repeat(100_000));
const DIGEST = createHash('sha256').update(BODY).digest('hex');

const SITE: RequestListener = (question, answer) => {
  seen.push(`${question.method} ${question.url}`);
  headers = question.headers;
  const to = (location: string, status = 302) => answer.writeHead(status, { location }).end('moved');
  const pages: Record<string, () => unknown> = {
    '/file': () => answer.writeHead(200, { 'content-length': BODY.length }).end(BODY),
    '/chunked': () => answer.writeHead(200).end(BODY),
    '/old': () => to('/older', 301),
    '/older': () => to('file'),
    '/loop': () => to('/loop'),
    '/elsewhere': () => to(`${other}/file`),
    '/ftp': () => to('ftp://localhost/file'),
    '/busy': () => answer.writeHead(503).end('busy'),
    '/many': () => answer.writeHead(429).end(),
    '/secret': () => answer.writeHead(403).end(),
    '/short': () => {
      answer.writeHead(200, { 'content-length': BODY.length }).write(BODY.subarray(0, 1000));
      setTimeout(() => answer.destroy(), 20);
    },
    '/stall': () => answer.writeHead(200, { 'content-length': BODY.length }).write('x'),
    '/silent': () => {},
  };
  (pages[question.url ?? ''] ?? (() => answer.writeHead(404).end()))();
};

let seen: string[] = [];
let headers: NodeJS.Dict<string | string[]> = {};
let plain = '';
let other = '';
let secure = '';
let proxy = '';
let proxied: string[] = [];
let folder = '';
const servers: Server[] = [];

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

/** An HTTP proxy that wants `bob:word`: tunnels by CONNECT to anywhere, passes on plain requests. */
function proxyServer(): Server {
  const wanted = `Basic ${Buffer.from('bob:word').toString('base64')}`;
  const server = createServer((question, answer) => {
    proxied.push(`${question.method} ${question.url}`);
    if (question.headers['proxy-authorization'] !== wanted) return answer.writeHead(407).end();
    const { 'proxy-authorization': _, ...rest } = question.headers;
    question.pipe(
      request(question.url ?? '', { method: question.method ?? 'GET', headers: rest }, (reply) => {
        answer.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(answer);
      }),
    );
  });
  server.on('connect', (question, socket) => {
    proxied.push(`CONNECT ${question.url}`);
    if (question.headers['proxy-authorization'] !== wanted) return socket.end('HTTP/1.1 407 No\r\n\r\n');
    const [host = '', port] = (question.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket);
      socket.pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  return server;
}

beforeAll(async () => {
  plain = `http://127.0.0.1:${await listen(createServer(SITE))}`;
  other = `http://localhost:${await listen(createServer(SITE))}`;
  secure = `https://localhost:${await listen(createTlsServer(LOCALHOST, SITE))}`;
  proxy = `127.0.0.1:${await listen(proxyServer())}`;
});

beforeEach(() => {
  seen = [];
  proxied = [];
  folder = mkdtempSync(join(tmpdir(), 'czmq-net-'));
  for (const name of ['http', 'https', 'all', 'no']) {
    vi.stubEnv(`${name}_proxy`, '');
    vi.stubEnv(`${name.toUpperCase()}_PROXY`, '');
  }
  vi.stubEnv('SSL_CERT_FILE', '');
  vi.stubEnv('NODE_EXTRA_CA_CERTS', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const get = (url: string, more: Partial<Parameters<typeof download>[2]> = {}, file = 'file') =>
  download(url, join(folder, file), {
    connectTimeoutMs: 2000,
    stallTimeoutMs: 300,
    maxBytes: 1e6,
    ...more,
  });

test.each(['/file', '/chunked'])('%s: bytes, digest and progress', async (path) => {
  const progress: (number | null)[][] = [];
  const outcome = await get(plain + path, { onProgress: (...figures) => progress.push(figures) });
  expect(outcome).toEqual({ ok: true, bytes: BODY.length, sha256: DIGEST });
  expect(readFileSync(join(folder, 'file'))).toEqual(BODY);
  expect(progress.at(-1)).toEqual([BODY.length, path === '/file' ? BODY.length : null]);
});

test('redirects are followed, relative ones too', async () => {
  expect((await get(`${plain}/old`)).ok).toBe(true);
  expect(seen).toEqual(['GET /old', 'GET /older', 'GET /file']);
});

test('credentials of an address go to its host and not to where it redirects', async () => {
  await get(`${plain.replace('//', '//bob:word@')}/file`);
  expect(headers.authorization).toBe(`Basic ${Buffer.from('bob:word').toString('base64')}`);
  expect((await get(`${plain.replace('//', '//bob:word@')}/elsewhere`)).ok).toBe(true);
  expect(headers.authorization).toBeUndefined();
});

test.each([
  ['/nowhere', 404, false],
  ['/secret', 403, false],
  ['/busy', 503, true],
  ['/many', 429, true],
])('%s: HTTP %i', async (path, status, retryable) => {
  expect(await get(plain + path)).toEqual({ ok: false, status, error: `HTTP ${status}`, retryable });
});

test('what fails gives its reason', async () => {
  const failures = [
    ['/loop', /redirects/, false],
    ['/ftp', /ftp/, false],
    ['/short', /./, true],
    ['/stall', /TIMEOUT/, true],
    ['/silent', /TIMEOUT/, true],
  ] as const;
  // All at once: some of them wait for a time to run out.
  const outcomes = await Promise.all(failures.map(([path]) => get(plain + path, {}, path.slice(1))));
  for (const [index, [path, error, retryable]] of failures.entries())
    expect(outcomes[index], path).toMatchObject({
      ok: false,
      status: null,
      retryable,
      error: expect.stringMatching(error),
    });
});

test('more bytes than allowed are refused, and not asked for again', async () => {
  expect(await get(`${plain}/file`, { maxBytes: 1000 })).toMatchObject({
    ok: false,
    retryable: false,
    error: expect.stringContaining('EFBIG'),
  });
});

test('a folder that cannot be written is our fault and not the network’s', async () => {
  const outcome = await download(`${plain}/file`, join(folder, 'no', 'file'), {
    connectTimeoutMs: 2000,
    stallTimeoutMs: 300,
    maxBytes: 1e6,
  });
  expect(outcome).toMatchObject({ ok: false, retryable: false, error: expect.stringMatching(/^ENOENT/) });
});

test('nobody there, no such name, no address', async () => {
  const closed = createTcpServer();
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
  const { port } = closed.address() as AddressInfo;
  await new Promise((done) => closed.close(done));
  const words = async (url: string) => JSON.stringify(await get(url));
  expect(await words(`http://127.0.0.1:${port}/`)).toMatch(/ECONNREFUSED.*"retryable":true/);
  expect(await words('not an address')).toMatch(/ERR_INVALID_URL.*"retryable":false/);
});

test('an abort throws its own reason', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort('SIGINT'), 50);
  await expect(get(`${plain}/stall`, { signal: controller.signal, stallTimeoutMs: 5000 })).rejects.toBe(
    'SIGINT',
  );
});

test('a self-signed certificate is refused, and taken where the user trusts it', async () => {
  expect(await get(`${secure}/file`)).toMatchObject({
    ok: false,
    retryable: false,
    error: expect.stringMatching(/SELF_SIGNED/),
  });
  const bundle = join(folder, 'bundle.pem');
  writeFileSync(bundle, LOCALHOST.cert);
  vi.stubEnv('SSL_CERT_FILE', bundle);
  expect((await get(`${secure}/file`)).ok).toBe(true);
  writeFileSync(bundle, 'rubbish');
  expect((await get(`${secure}/file`)).ok).toBe(false);
});

test('HTTPS goes through the proxy by a tunnel, with its password and the user’s certificates', async () => {
  const bundle = join(folder, 'bundle.pem');
  writeFileSync(bundle, LOCALHOST.cert);
  vi.stubEnv('SSL_CERT_FILE', bundle);
  vi.stubEnv('https_proxy', `http://bob:word@${proxy}`);
  expect((await get(`${secure}/file`)).ok).toBe(true);
  expect(proxied).toEqual([`CONNECT ${new URL(secure).host}`]);
});

test('plain HTTP is asked of the proxy without a tunnel, and a proxy may lack its scheme', async () => {
  vi.stubEnv('HTTP_PROXY', `bob:word@${proxy}`);
  expect(await get(`${plain}/file`)).toEqual({ ok: true, bytes: BODY.length, sha256: DIGEST });
  expect(proxied).toEqual([`GET ${plain}/file`]);
});

test('NO_PROXY goes past it', async () => {
  vi.stubEnv('HTTP_PROXY', `http://bob:word@${proxy}`);
  vi.stubEnv('NO_PROXY', '127.0.0.1');
  expect((await get(`${plain}/file`)).ok).toBe(true);
  expect(proxied).toEqual([]);
});

test('a proxy that refuses, is not there, or is no proxy is named as such', async () => {
  vi.stubEnv('http_proxy', `http://${proxy}`);
  vi.stubEnv('https_proxy', `http://${proxy}`);
  expect(await get(`${plain}/file`)).toMatchObject({ ok: false, error: expect.stringMatching(/407/) });
  expect(await get(`${secure}/file`)).toMatchObject({
    ok: false,
    error: expect.stringMatching(/[Pp]roxy.*407/),
  });
  vi.stubEnv('http_proxy', 'socks5://127.0.0.1:1');
  expect(await get(`${plain}/file`)).toMatchObject({
    retryable: false,
    error: expect.stringMatching(/http_proxy/),
  });
});

test('reach: any answer proves the way; no answer says why', async () => {
  expect(await reach(`${plain}/nowhere`, 1000)).toEqual({ ok: true, status: 404, error: null, message: '' });
  expect(await reach(`${plain}/busy`, 1000)).toMatchObject({ ok: false, status: 503 });
  expect(await reach(`${secure}/file`, 1000)).toMatchObject({
    ok: false,
    error: expect.stringMatching(/SELF_SIGNED/),
  });
  expect(await reach('http://127.0.0.1:1/', 1000)).toMatchObject({
    ok: false,
    status: null,
    error: 'ECONNREFUSED',
  });
  expect(await reach(`${plain}/silent`, 100)).toMatchObject({ ok: false, status: null });
});

test('a server that closes the connection behind its answer, as small ones do, gave all of it', async () => {
  // undici fails outside of our promise where the connection ends while it waits for us: a matter of milliseconds.
  const body = Buffer.alloc(200_000, 'y');
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      socket.write(`HTTP/1.0 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const { port } = server.address() as AddressInfo;
    const one = (name: number) =>
      download(`http://127.0.0.1:${port}/`, join(folder, String(name)), {
        connectTimeoutMs: 2000,
        stallTimeoutMs: 5000,
        maxBytes: body.length,
      });
    for (let round = 0; round < 5; round++)
      for (const outcome of await Promise.all([1, 2, 3, 4].map(one)))
        expect(outcome).toMatchObject({ ok: true, bytes: body.length });
  } finally {
    server.close();
  }
});

test('with sameScheme a redirect to the other one is not followed', async () => {
  const bundle = join(folder, 'ca.pem');
  writeFileSync(bundle, LOCALHOST.cert);
  vi.stubEnv('SSL_CERT_FILE', bundle);
  expect(await get(`${secure}/elsewhere`, { sameScheme: true })).toMatchObject({
    ok: false,
    error: expect.stringContaining('EPROTOCOL'),
  });
  expect(await get(`${plain}/old`, { sameScheme: true })).toMatchObject({ ok: true });
  expect(await get(`${plain}/elsewhere`, { sameScheme: true })).toMatchObject({ ok: true });
});

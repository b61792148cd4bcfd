import { createHash } from 'node:crypto';
import { createWriteStream, openSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import { wayTo } from '../core/proxy.ts';
import type { DownloadOptions, DownloadOutcome, NetAnswer } from './host.ts';
import { trust } from './trust.ts';

type Undici = typeof import('undici');

interface Patience {
  /** Milliseconds until a connection must stand. */
  readonly connect: number;
  /** Milliseconds without a byte. */
  readonly stall: number;
}

const MOST_REDIRECTS = 5;

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });

const basic = ({ username, password }: URL): string =>
  `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;

/** A client for one address: direct, or through the proxy that the environment names, which Node's own fetch ignores. */
function clientFor({ Agent, ProxyAgent }: Undici, url: URL, { connect: timeout }: Patience): Dispatcher {
  const way = wayTo(url, process.env);
  if (way.kind === 'unusable')
    throw failure('EPROXY', `the value of ${way.variable} is no usable proxy address`);
  const isSecure = url.protocol === 'https:' || (way.kind === 'proxy' && way.url.protocol === 'https:');
  const tls = { timeout, ...(isSecure && { secureContext: trust(process.env) }) };
  // Node 18 would give up where the first address, often IPv6, leads nowhere.
  const common = { connect: tls, autoSelectFamily: true };
  if (way.kind === 'direct') return new Agent(common);
  const { username, origin } = way.url;
  return new ProxyAgent({
    ...common,
    uri: origin,
    ...(username !== '' && { token: basic(way.url) }),
    requestTls: tls,
    proxyTls: tls,
    // Proxies tunnel to port 443 and often to no other; plain HTTP they are asked for.
    proxyTunnel: url.protocol === 'https:',
  });
}

type Answer = Dispatcher.ResponseData;

interface Question {
  readonly method: 'GET' | 'HEAD';
  readonly patience: Patience;
  readonly signal?: AbortSignal | undefined;
  readonly sameScheme?: boolean | undefined;
  /** Most bytes of an answer. */
  readonly most?: number;
}

/** Asks an address, follows redirects, and hands the last answer to `use` while its connection stands. */
async function ask<T>(address: string, question: Question, use: (answer: Answer) => Promise<T>): Promise<T> {
  // A bundled CommonJS package has its default export and no other when it is imported on demand.
  const undici = (await import('undici')).default as unknown as Undici;
  const { method, patience, signal, sameScheme, most } = question;
  let url = new URL(address);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw failure('EPROTOCOL', `${url.protocol} is no HTTP`);
    const dispatcher = clientFor(undici, url, patience);
    try {
      const answer = await undici.request(url.origin + url.pathname + url.search, {
        method,
        dispatcher,
        signal: signal ?? null,
        headersTimeout: patience.stall,
        bodyTimeout: patience.stall,
        // undici (client-h1.js, finish) asserts that nothing waits to be read when the other side closes its connection:
        // an answer has room as a whole, so that reading never pauses.
        ...(most !== undefined && { highWaterMark: most + 1 }),
        headers: {
          'user-agent': 'czmq-setup',
          'accept-encoding': 'identity',
          // For the host that the user wrote them to, and no other: a redirect's address has its own or none.
          ...(url.username !== '' && { authorization: basic(url) }),
        },
      });
      const { location } = answer.headers;
      const moved = [301, 302, 303, 307, 308].includes(answer.statusCode) && typeof location === 'string';
      if (!moved) return await use(answer);
      await answer.body.dump();
      const next = new URL(location, url);
      if (sameScheme === true && next.protocol !== url.protocol)
        throw failure('EPROTOCOL', `a redirect from ${url.protocol} to ${next.protocol} is not followed`);
      url = next;
    } finally {
      await dispatcher.destroy().catch(() => {});
    }
  }
  throw failure('EREDIRECT', `more than ${MOST_REDIRECTS} redirects`);
}

/** The innermost error of undici's wrapped ones. */
function reason(error: unknown): { code: string; message: string } {
  let inner = error as NodeJS.ErrnoException & { cause?: unknown; errors?: unknown[] };
  for (let depth = 0; depth < 10; depth++) {
    const next = inner.cause ?? inner.errors?.[0];
    if (!(next instanceof Error)) break;
    inner = next;
  }
  return { code: inner.code ?? inner.name ?? 'EIO', message: inner.message };
}

/** Errors that the same again would meet again: the name, the certificate, the address, the proxy, our own disk. */
const PERMANENT =
  /^(ENOTFOUND|EPROXY|EPROTOCOL|EREDIRECT|EFBIG|ENOSPC|EDQUOT|EACCES|EPERM|EROFS|EISDIR|ENOENT|ENOTDIR|ERR_INVALID_URL|UND_ERR_ABORTED|UND_ERR_INVALID_ARG|.*CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*|ERR_TLS.*|ERR_SSL.*|EPROTO)$/;

/** GET into a file. A partial file is removed by the caller, who chose its name. Throws only the reason of an abort. */
export async function download(url: string, to: string, options: DownloadOptions): Promise<DownloadOutcome> {
  const { signal, maxBytes, onProgress, sameScheme } = options;
  const patience = { connect: options.connectTimeoutMs, stall: options.stallTimeoutMs };
  try {
    return await ask(url, { method: 'GET', patience, signal, sameScheme, most: maxBytes }, async (answer) => {
      const { statusCode: status, headers, body } = answer;
      if (status !== 200) {
        await body.dump();
        const retryable = status >= 500 || status === 429 || status === 408;
        return { ok: false, status, error: `HTTP ${status}`, retryable };
      }
      const length = headers['content-length'];
      const total = typeof length === 'string' && /^\d+$/.test(length) ? Number(length) : null;
      const hash = createHash('sha256');
      let bytes = 0;
      // The pipeline hears of a failure, and until it listens somebody must.
      body.on('error', () => {});
      // Opened first, and at once: a stream that fails while it still opens its file would leave one after the caller has
      // cleaned up, and while we waited for it nobody would hear the answer's own failure.
      const file = createWriteStream(to, { fd: openSync(to, 'w') });
      await pipeline(
        body,
        async function* (source: AsyncIterable<Buffer>) {
          for await (const chunk of source) {
            bytes += chunk.length;
            if (bytes > maxBytes) throw failure('EFBIG', 'larger than allowed');
            hash.update(chunk);
            onProgress?.(bytes, total);
            yield chunk;
          }
        },
        file,
        { ...(signal && { signal }) },
      );
      return { ok: true, bytes, sha256: hash.digest('hex') };
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const { code, message } = reason(error);
    const words = message === '' || message.startsWith(code) ? message || code : `${code}: ${message}`;
    return { ok: false, status: null, error: words, retryable: !PERMANENT.test(code) };
  }
}

/** HEAD, for reachability: any HTTP answer below 500 proves the way there. */
export async function reach(url: string, timeoutMs: number): Promise<NetAnswer> {
  const patience = { connect: timeoutMs, stall: timeoutMs };
  // Redirects may go on for ever, each within its time.
  const signal = AbortSignal.timeout(2 * timeoutMs);
  try {
    return await ask(url, { method: 'HEAD', patience, signal }, async ({ statusCode: status, body }) => {
      await body.dump();
      return { ok: status < 500, status, error: null, message: '' };
    });
  } catch (error) {
    const { code, message } = reason(error);
    return { ok: false, status: null, error: code, message };
  }
}

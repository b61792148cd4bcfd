import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { rootCertificates } from 'node:tls';
import type { DownloadOptions, DownloadOutcome, NetAnswer } from './host.ts';

/** Where distributions keep the certificates that the user's other tools trust (Go's crypto/x509 reads the same list). */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Node trusts only its own list; behind a company's proxy the system's list is the one that works. */
function trusted(): string[] {
  const bundle = [process.env['SSL_CERT_FILE'], process.env['NODE_EXTRA_CA_CERTS'], ...SYSTEM_BUNDLES].find(
    (path): path is string => path !== undefined && path !== '' && existsSync(path),
  );
  return bundle === undefined ? [...rootCertificates] : [...rootCertificates, readFileSync(bundle, 'utf8')];
}

/** A client that keeps HTTP_PROXY, HTTPS_PROXY and NO_PROXY, which Node's own fetch ignores. */
async function client(connectTimeoutMs: number, stallTimeoutMs: number) {
  const { EnvHttpProxyAgent, request, interceptors } = await import('undici');
  const agent = new EnvHttpProxyAgent({
    connect: { timeout: connectTimeoutMs, ca: trusted() },
    headersTimeout: stallTimeoutMs,
    bodyTimeout: stallTimeoutMs,
  }).compose(interceptors.redirect({ maxRedirections: 5 }));
  return { agent, request };
}

/** The innermost error code of undici's wrapped errors. */
function reason(error: unknown): { code: string; message: string } {
  let inner = error as NodeJS.ErrnoException & { cause?: unknown; errors?: unknown[] };
  while (inner.cause !== undefined || inner.errors?.length) {
    inner = (inner.cause ?? inner.errors?.[0]) as typeof inner;
  }
  return { code: inner.code ?? inner.name ?? 'EIO', message: inner.message };
}

const PERMANENT = new Set(['ENOTFOUND', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED']);

/** GET into a file. A partial file is removed by the caller, who chose its name. */
export async function download(url: string, to: string, options: DownloadOptions): Promise<DownloadOutcome> {
  const { agent, request } = await client(options.connectTimeoutMs, options.stallTimeoutMs);
  try {
    const answer = await request(url, {
      dispatcher: agent,
      ...(options.signal && { signal: options.signal }),
      headers: { 'user-agent': 'czmq-setup', 'accept-encoding': 'identity' },
    });
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      const retryable = answer.statusCode >= 500 || answer.statusCode === 429;
      return { ok: false, status: answer.statusCode, error: `HTTP ${answer.statusCode}`, retryable };
    }
    const length = Number(answer.headers['content-length']);
    const total = Number.isFinite(length) ? length : null;
    const hash = createHash('sha256');
    let bytes = 0;
    await pipeline(
      answer.body,
      async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          bytes += chunk.length;
          if (bytes > options.maxBytes)
            throw Object.assign(new Error('larger than allowed'), { code: 'EFBIG' });
          hash.update(chunk);
          options.onProgress?.(bytes, total);
          yield chunk;
        }
      },
      createWriteStream(to),
    );
    if (total !== null && bytes !== total) {
      return { ok: false, status: 200, error: `${bytes} of ${total} bytes`, retryable: true };
    }
    return { ok: true, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    const { code, message } = reason(error);
    const local = code === 'ENOSPC' || code === 'EFBIG' || code === 'EACCES' || code === 'EROFS';
    return {
      ok: false,
      status: null,
      error: message === '' ? code : `${code}: ${message}`,
      retryable: !local && !PERMANENT.has(code),
    };
  } finally {
    await agent.close().catch(() => {});
  }
}

/** HEAD, for reachability: any HTTP answer proves the way there. */
export async function reach(url: string, timeoutMs: number): Promise<NetAnswer> {
  const { agent, request } = await client(timeoutMs, timeoutMs);
  try {
    const answer = await request(url, { dispatcher: agent, method: 'HEAD' });
    await answer.body.dump();
    return { ok: answer.statusCode < 500, status: answer.statusCode, error: null, message: '' };
  } catch (error) {
    const { code, message } = reason(error);
    return { ok: false, status: null, error: code, message };
  } finally {
    await agent.close().catch(() => {});
  }
}

import { join } from 'node:path';
import { type Text, text } from '../../core/text.ts';
import type { Host } from '../../host/host.ts';
import { below, pathOf, shown } from '../../origins/address.ts';

/** Where a store lies: a folder of this machine (a network mount too), or an address behind which its files are. */
export type StorePlace =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'web'; readonly url: string };

/** `word` as the options give it: an absolute path, or an http, https or file address. */
export function placeOfStore(word: string): StorePlace {
  const local = pathOf(word);
  if (local !== null) return { kind: 'folder', path: local };
  return /^https?:\/\//i.test(word) ? { kind: 'web', url: word } : { kind: 'folder', path: word };
}

/** For people, without secrets. */
export const nameOf = (place: StorePlace): string =>
  place.kind === 'folder' ? place.path : shown(place.url);

const CONNECT_MS = 10_000;
const STALL_MS = 20_000;
/** A file that comes slower than this, in bytes a second, is sooner built: a server may drip for ever. */
const SLOWEST = 64 * 1024;

/** Why a file of a store is not here. `missing`: the store says that it has none. */
export interface Miss {
  readonly kind: 'missing' | 'too-large' | 'unreachable';
  readonly why: Text;
}

const miss = (kind: Miss['kind'], en: string, zh: string): Miss => ({ kind, why: text(en, zh) });

/**
 * Copies one file of a store to `to`; null, or why it could not. A folder's file must be one (links may lead anywhere);
 * an address is asked with time and size limited, and may send us on only within its scheme.
 */
export async function bring(
  host: Host,
  place: StorePlace,
  file: string,
  to: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Miss | null> {
  if (place.kind === 'folder') {
    const path = join(place.path, file);
    const stat = host.lstat(path);
    if (!stat.ok)
      return stat.fault === 'missing' || stat.fault === 'not-directory'
        ? miss('missing', `there is no ${path}`, `没有 ${path}`)
        : miss('unreachable', `${path}: ${stat.fault}`, `${path}：${stat.fault}`);
    if (stat.value.kind !== 'file') return miss('missing', `${path} is no file`, `${path} 不是文件`);
    if (stat.value.size > maxBytes) return miss('too-large', `${path} is too large`, `${path} 过大`);
    try {
      host.copyFile(path, to);
      return null;
    } catch (error) {
      const { code = 'EIO' } = error as NodeJS.ErrnoException;
      return miss('unreachable', `${path}: ${code}`, `${path}：${code}`);
    }
  }
  const url = below(place.url, file);
  const own = new AbortController();
  const stop = (): void => own.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const patience = CONNECT_MS + STALL_MS + (maxBytes / SLOWEST) * 1000;
  const over = new AbortController();
  host.sleep(patience, over.signal).then(
    () => own.abort(new Error('too slow')),
    () => {},
  );
  try {
    const outcome = await host.download(url, to, {
      connectTimeoutMs: CONNECT_MS,
      stallTimeoutMs: STALL_MS,
      sameScheme: true,
      maxBytes,
      signal: own.signal,
    });
    if (outcome.ok) return null;
    const where = shown(url);
    if (outcome.status === 404 || outcome.status === 410)
      return miss('missing', `there is no ${where}`, `没有 ${where}`);
    if (outcome.error.startsWith('EFBIG')) return miss('too-large', `${where} is too large`, `${where} 过大`);
    return miss('unreachable', `${where}: ${outcome.error}`, `${where}：${outcome.error}`);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return miss('unreachable', `${shown(url)}: ${(error as Error).message}`, `${shown(url)}：过慢`);
  } finally {
    over.abort();
    signal.removeEventListener('abort', stop);
  }
}

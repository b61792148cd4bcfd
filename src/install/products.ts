import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { unpack } from '../origins/unpack.ts';
import { checkCard, isKey, type ProductCard } from './store/card.ts';
import { packTree, productRules } from './store/tree.ts';

const LARGEST_CARD = 64 * 1024;

export const cardPath = (folder: string, key: string): string => join(folder, `${key}.json`);

/** Bytes stand under their own digest: what two runs write at once cannot be mixed, and a reader has what it opened. */
export const archivePath = (folder: string, { sha256 }: Pick<ProductCard, 'sha256'>): string =>
  join(folder, `${sha256}.tar.gz`);

function readCard(host: Pick<Host, 'readText'>, folder: string, key: string): ProductCard | null {
  const read = isKey(key) ? host.readText(cardPath(folder, key), LARGEST_CARD) : null;
  if (!read?.ok) return null;
  try {
    const value: unknown = JSON.parse(read.value);
    return checkCard(value, 'card') === null ? (value as ProductCard) : null;
  } catch {
    return null;
  }
}

/** The card of a product that is there, at least by its size; null where there is none. */
export function productCard(
  host: Pick<Host, 'readText' | 'lstat'>,
  folder: string,
  key: string,
): ProductCard | null {
  const card = readCard(host, folder, key);
  const stat = card === null ? null : host.lstat(archivePath(folder, card));
  return stat?.ok && stat.value.kind === 'file' && stat.value.size === card?.size ? card : null;
}

/** Whether the cache holds a product of this library and prefix, whatever built it. */
export function holdsProductOf(
  host: Pick<Host, 'readdir' | 'readText' | 'lstat'>,
  folder: string,
  { name, version, prefix }: Pick<ProductCard, 'name' | 'version' | 'prefix'>,
): boolean {
  const names = host.readdir(folder);
  return (names.ok ? names.value : []).some((file) => {
    const card = file.endsWith('.json') ? productCard(host, folder, file.slice(0, -'.json'.length)) : null;
    return card?.name === name && card.version === version && card.prefix === prefix;
  });
}

/** Throws away a product and its card; one that is not there is as good. */
export function dropProduct(host: Host, folder: string, key: string): void {
  if (!isKey(key)) return;
  const card = readCard(host, folder, key);
  host.remove(cardPath(folder, key));
  if (card !== null) host.remove(archivePath(folder, card));
}

/**
 * Unpacks a product into the new folder `into`; its card. Null where it is another than expected, not what its card says,
 * or has what no product has: it is thrown away, and nothing of it is used.
 */
export async function restoreProduct(
  host: Host,
  folder: string,
  key: string,
  expected: Pick<ProductCard, 'name' | 'version' | 'prefix'>,
  into: string,
  signal: AbortSignal,
): Promise<ProductCard | null> {
  const card = productCard(host, folder, key);
  try {
    if (card === null) throw new Error('there is none');
    const { name, version, prefix } = expected;
    if (card.name !== name || card.version !== version || card.prefix !== prefix)
      throw new Error('it is the product of something else');
    const path = archivePath(folder, card);
    if ((await host.sha256(path)) !== card.sha256) throw new Error('damaged');
    await unpack(host, path, into, signal, productRules(prefix));
    const now = host.now();
    // `cache prune` goes by this time.
    host.utimes(cardPath(folder, key), now, now);
    return card;
  } catch (error) {
    if (signal.aborted) throw error;
    dropProduct(host, folder, key);
    return null;
  }
}

/** Puts bytes under a card; the card is written last, by rename, so that an entry without one is none. */
export function keepProduct(host: Host, folder: string, key: string, card: ProductCard, part: string): void {
  host.rename(part, archivePath(folder, card));
  const draft = join(folder, `.${key}.${host.pid}.part.json`);
  try {
    host.writeFile(draft, `${JSON.stringify(card, null, 1)}\n`);
    host.rename(draft, cardPath(folder, key));
  } finally {
    host.remove(draft);
  }
}

/** Keeps a staged tree. A failure only means that the cache stays as it was. */
export async function storeProduct(
  host: Host,
  folder: string,
  key: string,
  stageRoot: string,
  about: Pick<ProductCard, 'name' | 'version' | 'prefix' | 'origin' | 'compiler'>,
): Promise<boolean> {
  const part = join(folder, `.${key}.${host.pid}.part`);
  try {
    host.mkdir(folder);
    const bytes = await packTree(host, stageRoot);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    host.writeFile(part, bytes);
    const old = productCard(host, folder, key);
    keepProduct(host, folder, key, { schemaVersion: 2, ...about, sha256, size: bytes.length }, part);
    if (old !== null && old.sha256 !== sha256) host.remove(archivePath(folder, old));
    return true;
  } catch {
    return false;
  } finally {
    host.remove(part);
  }
}

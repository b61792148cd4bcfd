import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { unpack } from '../origins/unpack.ts';
import type { ProductOrigin } from './manifest.ts';

/** What is said of a product beside its bytes: `products/<key>.json` next to `products/<key>.tar.gz`. */
export interface ProductCard {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly size: number;
  readonly origin: ProductOrigin;
  readonly compiler: string | null;
}

const KEY = /^[0-9a-f]{64}$/;
const LARGEST_CARD = 64 * 1024;

const archivePath = (folder: string, key: string): string => join(folder, `${key}.tar.gz`);
const cardPath = (folder: string, key: string): string => join(folder, `${key}.json`);

const isCard = (value: unknown): value is ProductCard => {
  const card = value as ProductCard | null;
  return (
    card?.schemaVersion === 1 &&
    [card.name, card.version, card.sha256, card.origin?.where].every((word) => typeof word === 'string') &&
    KEY.test(card.sha256) &&
    Number.isInteger(card.size)
  );
};

/** The card of a product that is there, at least by its size; null where there is none. */
export function productCard(
  host: Pick<Host, 'readText' | 'stat'>,
  folder: string,
  key: string,
): ProductCard | null {
  const read = KEY.test(key) ? host.readText(cardPath(folder, key), LARGEST_CARD) : null;
  if (!read?.ok) return null;
  try {
    const card: unknown = JSON.parse(read.value);
    const stat = host.stat(archivePath(folder, key));
    return isCard(card) && stat.ok && stat.value.size === card.size ? card : null;
  } catch {
    return null;
  }
}

/** Throws away a product and its card; one that is not there is as good. */
function dropProduct(host: Host, folder: string, key: string): void {
  for (const path of [cardPath(folder, key), archivePath(folder, key)]) host.remove(path);
}

/**
 * Unpacks a product into the new folder `into`. False where it is not what its card says: it is thrown away, and
 * nothing of it is used.
 */
export async function restoreProduct(
  host: Host,
  folder: string,
  key: string,
  into: string,
  signal: AbortSignal,
): Promise<boolean> {
  const card = productCard(host, folder, key);
  const path = archivePath(folder, key);
  try {
    if (card === null || (await host.sha256(path)) !== card.sha256) throw new Error('damaged');
    await unpack(host, path, into, signal);
    const now = host.now();
    // `cache prune` goes by this time.
    host.utimes(cardPath(folder, key), now, now);
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    dropProduct(host, folder, key);
    return false;
  }
}

/**
 * Keeps a staged tree. tar(1) packs it below one top folder, which unpacking takes off. The card is written last, by
 * rename, so that an entry without one is none. A failure only means that the cache stays as it was.
 */
export async function storeProduct(
  host: Host,
  folder: string,
  key: string,
  stageRoot: string,
  about: Pick<ProductCard, 'name' | 'version' | 'origin' | 'compiler'>,
): Promise<boolean> {
  const cut = stageRoot.lastIndexOf('/');
  const part = join(folder, `.${key}.${host.pid}.part`);
  try {
    host.mkdir(folder);
    const argv = ['tar', '-czf', part, '-C', stageRoot.slice(0, cut), '--', stageRoot.slice(cut + 1)];
    const packed = await host.run(argv, { nice: 10 });
    const stat = host.stat(part);
    if (packed.code !== 0 || !stat.ok) return false;
    const card: ProductCard = {
      schemaVersion: 1,
      ...about,
      sha256: await host.sha256(part),
      size: stat.value.size,
    };
    dropProduct(host, folder, key);
    host.rename(part, archivePath(folder, key));
    host.writeFile(`${part}.json`, `${JSON.stringify(card, null, 1)}\n`);
    host.rename(`${part}.json`, cardPath(folder, key));
    return true;
  } catch {
    return false;
  } finally {
    host.remove(part);
    host.remove(`${part}.json`);
  }
}

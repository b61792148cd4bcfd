import type { ProductOrigin } from '../manifest.ts';
import { isAbsoluteNormal, productFields, sha256 } from '../manifest-check.ts';
import { exactly, integer, object, orNull } from '../validate.ts';

/** What is said of a product beside its bytes: `products/<key>.json`, of which `products/<sha256>.tar.gz` has the bytes. */
export interface ProductCard {
  readonly schemaVersion: 2;
  readonly name: string;
  readonly version: string;
  /** Under which its files belong; its tree has nothing beside. */
  readonly prefix: string;
  readonly sha256: string;
  readonly size: number;
  readonly origin: ProductOrigin;
  readonly compiler: string | null;
}

/** As large as a product may be: some fifty times czmq's. */
export const LARGEST_PRODUCT = 128 << 20;

const { name, version, origin, compiler } = productFields;

const card = object({
  schemaVersion: exactly(2),
  name,
  version,
  prefix: (value, at) =>
    typeof value === 'string' && isAbsoluteNormal(value) ? null : `${at} is not an absolute path`,
  sha256,
  size: integer(LARGEST_PRODUCT),
  origin,
  compiler: orNull(compiler),
});

/** What is wrong with a card; null where nothing is. */
export const checkCard = (value: unknown, at: string): string | null => card(value, at);

/** A product's name in the cache: SHA-256 of all that shapes its bytes (fingerprint.ts). */
export const isKey = (word: string): boolean => /^[0-9a-f]{64}$/.test(word);

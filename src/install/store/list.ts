import { sha256 } from '../manifest-check.ts';
import { exactly, integer, list, object, string } from '../validate.ts';
import { checkCard, isKey, LARGEST_PRODUCT, type ProductCard } from './card.ts';

/** A product that a store has: under which key, and what its card says. */
export interface ListedProduct extends ProductCard {
  readonly key: string;
}

/** A file of the cache's sources: an archive under its digest, or what git gave for a commit. */
export interface ListedSource {
  readonly file: string;
  readonly sha256: string;
  readonly size: number;
}

/**
 * What a store holds: the one file that is signed. A store is this list with `products/<sha256>.tar.gz` and
 * `sources/<file>` beside it, as a folder, behind an address, or in one archive.
 */
export interface StoreList {
  readonly schemaVersion: 1;
  /** ISO 8601, UTC: of two lists of one store the newer one holds. */
  readonly created: string;
  readonly products: readonly ListedProduct[];
  readonly sources: readonly ListedSource[];
}

export const LIST = 'list.json';
export const SIGNATURE = 'list.json.sig';
/** Some thousand entries. */
export const LARGEST_LIST = 4 << 20;
export const LARGEST_SIGNATURE = 64 << 10;
export const LARGEST_SOURCE = 256 << 20;

export const productFile = ({ sha256: digest }: Pick<ProductCard, 'sha256'>): string =>
  `products/${digest}.tar.gz`;
export const sourceFile = ({ file }: Pick<ListedSource, 'file'>): string => `sources/${file}`;

/** `<sha256>`, `git-<commit>-<sha256>.tar` (origins/cache.ts): the digest stands in the name. */
export const digestInName = (file: string): string | null =>
  /^(?:git-[0-9a-f]{40,64}-)?([0-9a-f]{64})(?:\.tar)?$/.exec(file)?.[1] ?? null;

const MOST = 10_000;

const product = (value: unknown, at: string): string | null => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return `${at} is no object`;
  const { key, ...card } = value as { key?: unknown };
  if (typeof key !== 'string' || !isKey(key)) return `${at}.key is not a key`;
  return checkCard(card, at);
};

const source = object({ file: string(200), sha256, size: integer(LARGEST_SOURCE) });

const whole = object({
  schemaVersion: exactly(1),
  created: string(24, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  products: list(product, MOST),
  sources: list(source, MOST),
});

const firstTwice = (words: readonly string[]): string | undefined =>
  words.find((word, index) => words.indexOf(word) !== index);

/** The list in a file's text, or what is wrong with it. */
export function parseList(text: string): { readonly list: StoreList } | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'it is not JSON' };
  }
  const fault = whole(value, 'list');
  if (fault !== null) return { fault };
  const parsed = value as StoreList;
  const misnamed = parsed.sources.find(({ file, sha256: digest }) => digestInName(file) !== digest);
  if (misnamed !== undefined) return { fault: `source ${misnamed.file} is not named by its digest` };
  const twice =
    firstTwice(parsed.products.map(({ key }) => key)) ?? firstTwice(parsed.sources.map(({ file }) => file));
  if (twice !== undefined) return { fault: `${twice} is there twice` };
  if (Number.isNaN(Date.parse(parsed.created))) return { fault: 'list.created is no date' };
  return { list: parsed };
}

export const formatList = (content: StoreList): string => `${JSON.stringify(content, null, 1)}\n`;

/** The largest file that a store may have. */
export const LARGEST_FILE = Math.max(LARGEST_PRODUCT, LARGEST_SOURCE);

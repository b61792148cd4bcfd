import { join } from 'node:path';
import { SetupError } from '../../core/error.ts';
import type { Emit } from '../../core/event.ts';
import { EXIT } from '../../core/exit.ts';
import { type Text, text } from '../../core/text.ts';
import type { Host } from '../../host/host.ts';
import type { Paths } from '../../host/paths.ts';
import { faultOf } from '../../origins/read-tar.ts';
import { inspect } from '../../origins/unpack.ts';
import { keepProduct } from '../products.ts';
import type { ProductCard } from './card.ts';
import {
  LARGEST_LIST,
  LARGEST_SIGNATURE,
  LIST,
  type ListedProduct,
  parseList,
  productFile,
  SIGNATURE,
  type StoreList,
} from './list.ts';
import { bring, type Miss, nameOf, placeOfStore, type StorePlace } from './place.ts';
import { newestSeen, remember } from './seen.ts';
import { whyNotSigned } from './signature.ts';
import { productRules } from './tree.ts';

/** What the user said of second stores. */
export interface StoreWish {
  /** --cache-from, in order. */
  readonly cacheFrom: readonly string[];
  /** --cache-key. */
  readonly cacheKey: string | null;
  readonly offline: boolean;
  /** Only looks: a plan leaves nothing behind, not even what it has seen. */
  readonly onlyLooks?: boolean;
}

/** Why an entry was not taken. `damaged`: it is not what the signed list says. */
export interface NotTaken {
  readonly kind: 'damaged' | 'unreachable';
  /** Where, for people. */
  readonly where: string;
  readonly why: Text;
}

/** Read-only stores beside the cache, whose lists are signed by a key that the user named. */
export interface SecondStores {
  /** What a store has under a key. */
  find(key: string): ProductCard | null;
  /** Whether one has a product of this library and prefix, whatever built it. */
  holds(what: Pick<ProductCard, 'name' | 'version' | 'prefix'>): boolean;
  /** What it has under a key is not wanted any more. */
  forget(key: string): void;
  /** Brings it into the cache's folder of products; null, or why not: then it is not found again. */
  take(key: string, signal: AbortSignal): Promise<NotTaken | null>;
}

export const NO_STORES: SecondStores = {
  find: () => null,
  holds: () => false,
  forget: () => {},
  take: async () => ({ kind: 'unreachable', where: '', why: text('there is no store', '没有二级缓存') }),
};

/** A list that must not be believed (exit 5). */
function distrusted(where: string, title: Text, evidence: string, hint: Text): SetupError {
  return new SetupError(EXIT.integrity, title, {
    hint,
    findings: [
      {
        code: 'source.signature-invalid',
        subject: where,
        severity: 'error',
        title,
        cause: text(
          'Nothing of a second store is used unless its list is signed by a key that you named.',
          '只有清单由您指定的密钥签署时，才会使用二级缓存中的内容。',
        ),
        evidence: [{ kind: 'file', where, text: evidence }],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

const HINT = text(
  'Ask whoever keeps the store, or leave out --cache-from to build from source.',
  '请联系该缓存的维护者，或去掉 --cache-from 从源码构建。',
);

/** List and signature as they lie there; null where there is no store or it cannot be reached. */
async function readSigned(
  host: Host,
  place: StorePlace,
  signal: AbortSignal,
): Promise<{ readonly list: string; readonly signature: string } | Miss> {
  const folder = host.tempDir('czmq-setup-list-');
  try {
    const [list, signature] = [join(folder, 'list'), join(folder, 'signature')];
    const noList = await bring(host, place, LIST, list, LARGEST_LIST, signal);
    if (noList !== null) return noList;
    const unsigned = await bring(host, place, SIGNATURE, signature, LARGEST_SIGNATURE, signal);
    if (unsigned?.kind === 'unreachable') return unsigned;
    const [words, made] = [
      host.readText(list, LARGEST_LIST),
      unsigned === null ? host.readText(signature, LARGEST_SIGNATURE) : null,
    ];
    if (!words.ok) return { kind: 'unreachable', why: text(words.fault, words.fault) };
    return { list: words.value, signature: made?.ok ? made.value : '' };
  } finally {
    host.remove(folder);
  }
}

/** A list and its signature are two files: somebody may be replacing them just now. */
const AGAIN_MS = 500;

/** The signed list of one store; null where there is none or it cannot be had. Throws SetupError (exit 5) where it is not to be trusted. */
async function openStore(
  host: Host,
  paths: Pick<Paths, 'seenLists'>,
  place: StorePlace,
  { key, onlyLooks }: { readonly key: string; readonly onlyLooks: boolean },
  emit: Emit,
  signal: AbortSignal,
): Promise<StoreList | null> {
  const where = nameOf(place);
  const without = (why: Text): null => {
    emit({
      type: 'note',
      level: 'warning',
      text: text(
        `Going on without the store ${where}: ${why.en}`,
        `不使用二级缓存 ${where}：${why['zh-CN']}`,
      ),
    });
    return null;
  };
  for (let tries = 0; ; tries++) {
    const read = await readSigned(host, place, signal);
    if ('why' in read) return without(read.why);
    const fault =
      read.signature === ''
        ? 'there is no signature'
        : await whyNotSigned(host, read.list, read.signature, key);
    if (fault !== null && tries === 0 && place.kind === 'web') {
      await host.sleep(AGAIN_MS, signal);
      continue;
    }
    if (fault !== null) {
      const title =
        read.signature === ''
          ? text(`The store ${where} is not signed`, `二级缓存 ${where} 没有签名`)
          : text(
              `The list of the store ${where} is not signed by a key of ${key}`,
              `二级缓存 ${where} 的清单不是由 ${key} 中的密钥签署的`,
            );
      throw distrusted(where, title, fault, HINT);
    }
    const parsed = parseList(read.list);
    // Its signer may use a newer tool.
    if ('fault' in parsed)
      return without(text(`its list cannot be read: ${parsed.fault}`, `清单无法读取：${parsed.fault}`));
    const { created } = parsed.list;
    const seen = newestSeen(host, paths.seenLists, where);
    if (seen !== null && created < seen)
      throw distrusted(
        where,
        text(
          `The store ${where} shows a list of ${created}, older than the one of ${seen} that was seen here`,
          `二级缓存 ${where} 给出的清单日期为 ${created}，早于此前见过的 ${seen}`,
        ),
        `created ${created}, seen ${seen}`,
        text(
          `If it was put back on purpose, remove ${paths.seenLists}.`,
          `如果是有意回退，请删除 ${paths.seenLists}。`,
        ),
      );
    if (!onlyLooks) remember(host, paths.seenLists, where, created);
    return parsed.list;
  }
}

/**
 * Opens the stores that the user named. One that is not there or does not answer is left out with a warning, since all
 * can be built; one that is not to be trusted is a SetupError (exit 5).
 */
export async function openStores(
  host: Host,
  paths: Paths,
  { cacheFrom, cacheKey, offline, onlyLooks = false }: StoreWish,
  emit: Emit,
  signal: AbortSignal,
): Promise<SecondStores> {
  if (cacheFrom.length === 0 || cacheKey === null) return NO_STORES;
  const listed = new Map<string, { readonly place: StorePlace; readonly product: ListedProduct }>();
  const open = cacheFrom.map(placeOfStore).filter(({ kind }) => !(offline && kind === 'web'));
  const lists = await Promise.all(
    open.map(async (place) => ({
      place,
      list: await openStore(host, paths, place, { key: cacheKey, onlyLooks }, emit, signal),
    })),
  );
  for (const { place, list } of lists)
    for (const product of list?.products ?? [])
      if (!listed.has(product.key)) listed.set(product.key, { place, product });
  return {
    find: (key) => listed.get(key)?.product ?? null,
    holds: ({ name, version, prefix }) =>
      [...listed.values()].some(
        ({ product }) => product.name === name && product.version === version && product.prefix === prefix,
      ),
    forget: (key) => void listed.delete(key),
    take: async (key, stop) => {
      const found = listed.get(key);
      if (found === undefined) return NO_STORES.take(key, stop);
      const fault = await takeOne(host, paths.products, found.place, found.product, stop);
      if (fault !== null) listed.delete(key);
      return fault;
    },
  };
}

/** Copies a product into the cache if it is, byte for byte, what the list says. */
async function takeOne(
  host: Host,
  folder: string,
  place: StorePlace,
  { key, ...card }: ListedProduct,
  signal: AbortSignal,
): Promise<NotTaken | null> {
  const file = productFile(card);
  const where = `${nameOf(place)}: ${file}`;
  const damaged = (en: string, zh: string): NotTaken => ({ kind: 'damaged', where, why: text(en, zh) });
  const part = join(folder, `.${key}.${host.pid}.part`);
  try {
    host.mkdir(folder);
    const missed = await bring(host, place, file, part, card.size, signal);
    if (missed !== null)
      return { kind: missed.kind === 'unreachable' ? 'unreachable' : 'damaged', where, why: missed.why };
    const stat = host.stat(part);
    if (!stat.ok || stat.value.size !== card.size)
      return damaged('its size is not the one listed', '大小与清单不符');
    if ((await host.sha256(part)) !== card.sha256)
      return damaged('its digest is not the one listed', '摘要与清单不符');
    await inspect(host, part, signal, productRules(card.prefix));
    keepProduct(host, folder, key, card, part);
    return null;
  } catch (error) {
    if (signal.aborted) throw error;
    const { message } = faultOf(error as NodeJS.ErrnoException);
    return damaged(message, message);
  } finally {
    host.remove(part);
  }
}

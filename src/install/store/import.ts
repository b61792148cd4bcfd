import { join } from 'node:path';
import type { ReadEntry } from 'tar';
import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Host } from '../../host/host.ts';
import type { Paths } from '../../host/paths.ts';
import { ArchiveFault, hostile, partsOf } from '../../origins/archive-fault.ts';
import { faultOf, read } from '../../origins/read-tar.ts';
import { inspect } from '../../origins/unpack.ts';
import { archivePath, keepProduct, productCard } from '../products.ts';
import { STORE } from './export.ts';
import {
  LARGEST_FILE,
  LARGEST_LIST,
  LARGEST_SIGNATURE,
  LIST,
  type ListedProduct,
  type ListedSource,
  parseList,
  productFile,
  SIGNATURE,
  type StoreList,
  sourceFile,
} from './list.ts';
import { whyNotSigned } from './signature.ts';
import { productRules } from './tree.ts';

export interface Imported {
  readonly products: readonly ListedProduct[];
  readonly sources: readonly ListedSource[];
  /** What the cache had already. */
  readonly skipped: number;
  /** The key file by which the list was verified; null where the user vouches for what he named. */
  readonly verifiedBy: string | null;
}

/** A cache that somebody would carry around is far smaller. */
const MOST_BYTES = 4 * 1024 ** 3;
const MOST_ENTRIES = 20_000;

/** Nothing of what was named is taken over (exit 5). */
function refused(from: string, why: string, isSignature = false): SetupError {
  const title = text(`${from} is not imported: ${why}`, `拒绝导入 ${from}：${why}`);
  return new SetupError(EXIT.integrity, title, {
    hint: text('The cache is as it was.', '缓存保持原样。'),
    findings: [
      {
        code: isSignature ? 'source.signature-invalid' : 'source.checksum-mismatch',
        subject: from,
        severity: 'error',
        title,
        cause: text(
          'All entries are compared with the list, and looked into, before one of them is kept.',
          '在保留任何条目之前，所有条目都要与清单核对并检查其结构。',
        ),
        evidence: [{ kind: 'file', where: from, text: why }],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

/** The store's own name of an entry; null for a folder. Throws for what no store has. */
function fileOf({ path, type, size }: ReadEntry): string | null {
  const parts = partsOf(path);
  const file = (parts[0] === STORE ? parts.slice(1) : parts).join('/');
  if (type === 'Directory' && ['', 'products', 'sources'].includes(file)) return null;
  if (type !== 'File' && type !== 'OldFile') hostile(`"${path}" is a ${type}`);
  const most = file === LIST ? LARGEST_LIST : file === SIGNATURE ? LARGEST_SIGNATURE : LARGEST_FILE;
  if (file !== LIST && file !== SIGNATURE && !/^(products|sources)\/[\w.-]+$/.test(file))
    hostile(`"${path}" is no part of a store`);
  if (size > most) hostile(`"${path}" is too large`);
  return file;
}

/** Unpacks an archive of a store; only names that a store has, each once, as plain files. Returns them. */
async function unpackStore(
  host: Host,
  archive: string,
  into: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  let bytes = 0;
  for (const folder of ['products', 'sources']) host.mkdir(join(into, folder));
  await read(
    host,
    archive,
    {
      accept: (entry) => {
        const file = fileOf(entry);
        if (file === null) return 'done';
        if (seen.has(file)) hostile(`"${entry.path}" is there twice`);
        seen.add(file);
        bytes += entry.size;
        if (bytes > MOST_BYTES || seen.size > MOST_ENTRIES) hostile('it is larger than any cache');
        return 'body';
      },
      file: (entry, content) => host.writeFile(join(into, fileOf(entry)!), content, { exclusive: true }),
    },
    signal,
  );
  return seen;
}

/** Compares one file with what the list says of it. */
async function compare(
  host: Host,
  folder: string,
  file: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
): Promise<void> {
  const path = join(folder, file);
  const stat = host.lstat(path);
  if (!stat.ok) throw new ArchiveFault('truncated', `${file} is missing`);
  if (stat.value.kind !== 'file') hostile(`${file} is no plain file`);
  if (stat.value.size !== size) throw new ArchiveFault('damaged', `${file} has not the size that is listed`);
  if ((await host.sha256(path)) !== sha256)
    throw new ArchiveFault('damaged', `${file} has not the digest that is listed`);
}

/** The list of an unpacked store, its files compared with it and looked into. */
async function checkStore(host: Host, folder: string, signal: AbortSignal): Promise<StoreList> {
  const words = host.readText(join(folder, LIST), LARGEST_LIST);
  if (!words.ok) throw new ArchiveFault('damaged', `there is no ${LIST} in it`);
  const parsed = parseList(words.value);
  if ('fault' in parsed) throw new ArchiveFault('damaged', `${LIST}: ${parsed.fault}`);
  const { products, sources } = parsed.list;
  for (const product of products) {
    const file = productFile(product);
    await compare(host, folder, file, product);
    try {
      await inspect(host, join(folder, file), signal, productRules(product.prefix));
    } catch (error) {
      if (signal.aborted || !(error instanceof ArchiveFault)) throw error;
      throw new ArchiveFault(error.kind, `${file}: ${error.message}`);
    }
  }
  for (const source of sources) await compare(host, folder, sourceFile(source), source);
  return parsed.list;
}

/** A store in a folder, copied: what is compared and what is kept are then the same bytes. */
function copyStore(host: Host, from: string, into: string): void {
  for (const folder of ['products', 'sources']) host.mkdir(join(into, folder));
  const copy = (file: string): void => {
    const stat = host.lstat(join(from, file));
    if (stat.ok && stat.value.kind === 'file') host.copyFile(join(from, file), join(into, file));
  };
  copy(LIST);
  copy(SIGNATURE);
  const words = host.readText(join(into, LIST), LARGEST_LIST);
  const parsed = words.ok ? parseList(words.value) : null;
  if (parsed === null || 'fault' in parsed) return;
  for (const product of parsed.list.products) copy(productFile(product));
  for (const source of parsed.list.sources) copy(sourceFile(source));
}

/**
 * Takes over what `cache export` wrote: an archive or a folder. `key`: then its list must be signed by one of these
 * keys. Throws SetupError (exit 5) with the cache as it was where anything in it is not what it should be.
 */
export async function importStore(
  host: Host,
  paths: Pick<Paths, 'cache' | 'products' | 'sources'>,
  from: string,
  key: string | null,
  signal: AbortSignal,
): Promise<Imported> {
  const stat = host.stat(from);
  if (!stat.ok)
    throw new SetupError(
      EXIT.usage,
      text(`There is no such file or folder: ${from}`, `没有这样的文件或目录：${from}`),
    );
  for (const folder of [paths.products, paths.sources]) host.mkdir(folder);
  // Beside the cache's folders, so that what is good is only renamed.
  const folder = host.tempDir('.import-', paths.cache);
  try {
    const isFolder = stat.value.kind === 'directory';
    if (isFolder) copyStore(host, from, folder);
    const unpacked = isFolder ? null : await unpackStore(host, from, folder, signal);
    if (key !== null) {
      const [words, signature] = [LIST, SIGNATURE].map((name) =>
        host.readText(join(folder, name), LARGEST_LIST),
      );
      const why = signature?.ok
        ? await whyNotSigned(host, words?.ok ? words.value : '', signature.value, key)
        : 'there is no signature';
      if (why !== null) throw refused(from, `it is not signed by a key of ${key} (${why})`, true);
    }
    const list = await checkStore(host, folder, signal);
    const listed = new Set([
      LIST,
      SIGNATURE,
      ...list.products.map(productFile),
      ...list.sources.map(sourceFile),
    ]);
    for (const file of unpacked ?? []) if (!listed.has(file)) hostile(`${file} is not listed`);
    return { ...land(host, paths, folder, list), verifiedBy: key };
  } catch (error) {
    if (signal.aborted || error instanceof SetupError) throw error;
    const fault = faultOf(error as NodeJS.ErrnoException);
    throw fault instanceof ArchiveFault ? refused(from, fault.message) : error;
  } finally {
    host.remove(folder);
  }
}

/** All is good: it becomes part of the cache. What is there already stays. */
function land(
  host: Host,
  paths: Pick<Paths, 'products' | 'sources'>,
  folder: string,
  list: StoreList,
): Omit<Imported, 'verifiedBy'> {
  const products = list.products.filter(({ key }) => productCard(host, paths.products, key) === null);
  const sources = list.sources.filter(({ file }) => !host.stat(join(paths.sources, file)).ok);
  for (const { key, ...card } of products) {
    const part = join(folder, productFile(card));
    // Two keys may have the same bytes.
    if (!host.stat(part).ok) host.copyFile(archivePath(paths.products, card), part);
    keepProduct(host, paths.products, key, card, part);
  }
  for (const { file } of sources) host.rename(join(folder, sourceFile({ file })), join(paths.sources, file));
  return {
    products,
    sources,
    skipped: list.products.length + list.sources.length - products.length - sources.length,
  };
}

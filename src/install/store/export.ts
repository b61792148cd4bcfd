import { gzipSync } from 'node:zlib';
import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Host } from '../../host/host.ts';
import type { Paths } from '../../host/paths.ts';
import { TAR_END, tarEntry } from '../../origins/write-tar.ts';
import { archivePath, productCard } from '../products.ts';
import {
  digestInName,
  formatList,
  LARGEST_FILE,
  LARGEST_SOURCE,
  LIST,
  type ListedProduct,
  type ListedSource,
  productFile,
  SIGNATURE,
  type StoreList,
  sourceFile,
} from './list.ts';

/** The top folder in an archive. */
export const STORE = 'czmq-setup-cache';

export interface ExportWish {
  /** Ends in a slash, or is a folder: a store for `--cache-from`. Else the name of one archive. */
  readonly to: string;
  readonly sources: boolean;
  /** Signs a list's text. */
  readonly sign: ((list: string) => Promise<string>) | null;
}

export interface Exported {
  readonly products: readonly ListedProduct[];
  readonly sources: readonly ListedSource[];
  readonly bytes: number;
}

const namesIn = (host: Host, folder: string): readonly string[] => {
  const names = host.readdir(folder);
  return names.ok ? names.value : [];
};

/** What of the cache is whole; what is not stays behind, and its owner will build it again. */
async function wholeProducts(host: Host, folder: string): Promise<ListedProduct[]> {
  const whole: ListedProduct[] = [];
  for (const name of namesIn(host, folder)) {
    const key = /^([0-9a-f]{64})\.json$/.exec(name)?.[1] ?? '';
    const card = productCard(host, folder, key);
    if (card !== null && (await host.sha256(archivePath(folder, card))) === card.sha256)
      whole.push({ key, ...card });
  }
  return whole;
}

async function wholeSources(host: Host, folder: string): Promise<ListedSource[]> {
  const whole: ListedSource[] = [];
  for (const file of namesIn(host, folder)) {
    const digest = digestInName(file);
    const stat = host.lstat(`${folder}/${file}`);
    if (digest === null || !stat.ok || stat.value.kind !== 'file' || stat.value.size > LARGEST_SOURCE)
      continue;
    if ((await host.sha256(`${folder}/${file}`)) === digest)
      whole.push({ file, sha256: digest, size: stat.value.size });
  }
  return whole;
}

/**
 * Writes what the cache holds as a store. The list is written last, and by rename: whoever reads meanwhile sees the old
 * store or the new one. Throws SetupError (exit 3) where there is nothing to write.
 */
export async function exportStore(
  host: Host,
  paths: Pick<Paths, 'products' | 'sources'>,
  { to, sources: withSources, sign }: ExportWish,
): Promise<Exported> {
  const products = await wholeProducts(host, paths.products);
  const sources = withSources ? await wholeSources(host, paths.sources) : [];
  if (products.length === 0 && sources.length === 0)
    throw new SetupError(EXIT.cannot, text('The cache holds nothing to export.', '缓存中没有可导出的内容。'));
  const content: StoreList = {
    schemaVersion: 1,
    created: new Date(host.now()).toISOString(),
    products,
    sources,
  };
  const list = formatList(content);
  const signature = sign === null ? null : await sign(list);
  const files = [
    ...products.map((one) => ({ file: productFile(one), from: archivePath(paths.products, one) })),
    ...sources.map((one) => ({ file: sourceFile(one), from: `${paths.sources}/${one.file}` })),
  ];
  const stat = host.stat(to);
  if (to.endsWith('/') || (stat.ok && stat.value.kind === 'directory'))
    writeFolder(host, to.replace(/\/+$/, ''), files, list, signature);
  else await writeArchive(host, to, files, list, signature);
  const bytes = [...products, ...sources].reduce((sum, { size }) => sum + size, 0);
  return { products, sources, bytes };
}

type Files = readonly { readonly file: string; readonly from: string }[];

function writeFolder(host: Host, to: string, files: Files, list: string, signature: string | null): void {
  for (const { file } of files) host.mkdir(`${to}/${file.slice(0, file.lastIndexOf('/'))}`);
  host.mkdir(to);
  const put = (path: string, write: (part: string) => void): void => {
    const part = `${path}.${host.pid}.part`;
    try {
      write(part);
      host.rename(part, path);
    } finally {
      host.remove(part);
    }
  };
  for (const { file, from } of files)
    if (!host.stat(`${to}/${file}`).ok) put(`${to}/${file}`, (part) => host.copyFile(from, part));
  if (signature === null) host.remove(`${to}/${SIGNATURE}`);
  else put(`${to}/${SIGNATURE}`, (part) => host.writeFile(part, signature));
  put(`${to}/${LIST}`, (part) => host.writeFile(part, list));
}

/** .tar.gz, a gzip member for each entry, which readers join (RFC 1952, 2.2): so that no more than one file is in memory. */
async function writeArchive(
  host: Host,
  to: string,
  files: Files,
  list: string,
  signature: string | null,
): Promise<void> {
  const part = `${to}.${host.pid}.part`;
  const add = async (file: string, content: Uint8Array): Promise<void> =>
    host.appendFile(
      part,
      gzipSync(
        await tarEntry({ path: `${STORE}/${file}`, mode: 0o644, mtimeMs: host.now(), content }),
        // What is in it is compressed already.
        { level: 1 },
      ),
    );
  try {
    host.writeFile(part, '');
    await add(LIST, Buffer.from(list));
    if (signature !== null) await add(SIGNATURE, Buffer.from(signature));
    for (const { file, from } of files) {
      const read = host.readFile(from, LARGEST_FILE);
      // Another run has just thrown it away.
      if (!read.ok)
        throw new SetupError(
          EXIT.cannot,
          text(`${from} cannot be read (${read.fault})`, `无法读取 ${from}（${read.fault}）`),
        );
      await add(file, read.value);
    }
    host.appendFile(part, gzipSync(TAR_END));
    host.rename(part, to);
  } finally {
    host.remove(part);
  }
}

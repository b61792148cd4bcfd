import { resolve as absolute } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { nearest } from '../core/nearest.ts';
import { text } from '../core/text.ts';
import type { Probe } from '../host/host.ts';
import type { Resolved } from '../recipes/resolve.ts';

/** Where a library's source is to come from. */
export type From =
  | { readonly kind: 'auto' | 'git' | 'archive' }
  /** The user's own: not pinned unless it happens to be what the recipe knows. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'repository'; readonly url: string; readonly ref: string | null }
  | { readonly kind: 'download'; readonly url: string };

const usage = (en: string, zh: string, hint?: readonly [string, string]): SetupError =>
  new SetupError(EXIT.usage, text(en, zh), hint && { hint: text(hint[0], hint[1]) });

/** What git's transports take that touch no program of the user's (`ext::` runs one). */
const TRANSPORTS = ['http:', 'https:', 'ssh:', 'git:', 'file:'];
const ARCHIVE = /\.(tar|tar\.gz|tgz)$/i;
const OTHER_ARCHIVE = /\.(zip|7z|tar\.(xz|bz2|zst|lz)|txz|tbz2?)$/i;

function remote(word: string): From | null {
  const [, address, ref] = /^([^#]*)(?:#(.*))?$/s.exec(word)!;
  const url = address!.replace(/^git\+/, '');
  // git's scp-like `user@host:path`.
  const scp = /^[\w.-]+@[\w.-]+:[^\\]+$/.test(url);
  if (!scp && !/^[a-z][a-z0-9+.-]*:/i.test(url)) return null;
  if (!scp) {
    const { protocol, pathname } = new URL(url);
    if (!TRANSPORTS.includes(protocol) || url.includes('::')) {
      throw usage(`This kind of address is not taken: ${protocol}`, `不支持这种地址：${protocol}`);
    }
    const web = protocol === 'http:' || protocol === 'https:' || protocol === 'file:';
    if (web && !address!.startsWith('git+') && ARCHIVE.test(pathname)) return { kind: 'download', url };
    if (web && OTHER_ARCHIVE.test(pathname)) throw unsupported(pathname);
  }
  if (
    ref !== undefined &&
    (ref === '' || ref.startsWith('-') || /[\s~^:?*[\\\x00-\x1f]|\.\.|@\{/.test(ref))
  ) {
    throw usage(`"${ref}" cannot be a git ref`, `"${ref}" 不能作 git 引用`);
  }
  return { kind: 'repository', url, ref: ref ?? null };
}

const unsupported = (name: string): SetupError =>
  usage(
    `Only .tar.gz, .tgz and .tar archives are taken: ${name}`,
    `只支持 .tar.gz、.tgz 和 .tar 归档：${name}`,
  );

/**
 * Reads what stands after --from or --source TARGET=: `auto`, `git`, `archive`, a folder, a file, or an address with
 * an optional `#ref`. A path that does not exist is a SetupError (exit 2).
 */
export function parseFrom(word: string, probe: Probe): From {
  if (word === 'auto' || word === 'git' || word === 'archive') return { kind: word };
  if (word === '') throw usage('No source is named', '没有指定源');
  const path = absolute(probe.self.cwd, word.replace(/^~(?=\/|$)/, probe.self.home));
  const stat = probe.stat(path);
  if (stat.ok && stat.value.kind === 'directory') {
    // A bare repository has no files to build from, but git can read it.
    const bare = probe.stat(`${path}/HEAD`).ok && probe.stat(`${path}/objects`).ok;
    return bare
      ? { kind: 'repository', url: new URL(`file://${encodeURI(path)}`).href, ref: null }
      : { kind: 'folder', path };
  }
  if (stat.ok && stat.value.kind === 'file') {
    if (OTHER_ARCHIVE.test(path)) throw unsupported(path);
    return { kind: 'file', path };
  }
  let address: From | null = null;
  try {
    address = remote(word);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw usage(`This is no address: ${word}`, `不是合法的地址：${word}`);
  }
  if (address !== null) return address;
  throw usage(`There is no such folder or file: ${word}`, `没有这样的文件夹或文件：${word}`, [
    'A source is auto, git, archive, a folder, a .tar.gz file, or an address (URL#ref).',
    '源可以是 auto、git、archive、文件夹、.tar.gz 文件或地址（URL#引用）。',
  ]);
}

/**
 * The source of each library. `from` (--from) counts for all where it is `auto`, `git` or `archive`; one's own folder,
 * file or address is that of the one library which the user named. `sources` (--source) are `TARGET=WHERE`.
 */
export function assignSources(
  libraries: readonly Resolved[],
  from: string,
  sources: readonly string[],
  probe: Probe,
): ReadonlyMap<string, From> {
  const assigned = new Map<string, From>();
  const general = parseFrom(from, probe);
  const named = libraries.filter((library) => library.named);
  const own = general.kind !== 'auto' && general.kind !== 'git' && general.kind !== 'archive';
  if (own && named.length !== 1) {
    throw usage(
      `--from ${from} can be the source of one library, and ${named.map(({ recipe }) => recipe.name).join(', ')} were named`,
      `--from ${from} 只能作一个库的源，而指定了 ${named.map(({ recipe }) => recipe.name).join('、')}`,
      ['Say --source TARGET=WHERE for each.', '请对每个库使用 --source 目标=来源。'],
    );
  }
  for (const library of libraries) {
    assigned.set(library.recipe.name, own && !library.named ? { kind: 'auto' } : general);
  }
  for (const word of sources) {
    const [, target, where] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    const library = libraries.find(
      ({ recipe }) => recipe.name === target || recipe.aliases?.includes(target ?? ''),
    );
    if (where === undefined)
      throw usage(`--source takes TARGET=WHERE: ${word}`, `--source 的形式是 目标=来源：${word}`);
    if (library === undefined) {
      const names = libraries.map(({ recipe }) => recipe.name);
      const near = nearest(target!, names);
      throw usage(
        `--source ${word}: ${target} is not among what is installed here (${names.join(', ')})`,
        `--source ${word}：${target} 不在此次安装之列（${names.join('、')}）`,
        near === null ? undefined : [`Did you mean ${near}?`, `是否想输入 ${near}？`],
      );
    }
    assigned.set(library.recipe.name, parseFrom(where, probe));
  }
  return assigned;
}

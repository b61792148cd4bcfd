import { gzipSync } from 'node:zlib';
import type { ReadEntry } from 'tar';
import type { Host } from '../../host/host.ts';
import { hostile } from '../../origins/archive-fault.ts';
import { LIMITS, type Rules } from '../../origins/unpack.ts';
import { TAR_END, tarEntry } from '../../origins/write-tar.ts';

/** The top folder of a product's archive, which unpacking takes off. */
const TOP = 'stage';

/**
 * A staged tree as .tar.gz: files and links in order of their names, as they will be installed. Folders have no entries;
 * unpacking makes them. Throws where something else stands in the tree.
 */
export async function packTree(host: Host, root: string): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  const visit = async (path: string, name: string): Promise<void> => {
    const stat = host.lstat(path);
    if (!stat.ok) throw new Error(`${path}: ${stat.fault}`);
    const { kind, mode, mtimeMs } = stat.value;
    if (kind === 'directory') {
      const names = host.readdir(path);
      if (!names.ok) throw new Error(`${path}: ${names.fault}`);
      for (const one of names.value) await visit(`${path}/${one}`, `${name}/${one}`);
      return;
    }
    const content = kind === 'file' ? host.readFile(path, LIMITS.fileBytes) : null;
    const target = kind === 'symlink' ? host.readlink(path) : null;
    if (content?.ok)
      blocks.push(
        await tarEntry({
          path: name,
          mode: (mode & 0o111) === 0 ? 0o644 : 0o755,
          mtimeMs,
          content: content.value,
        }),
      );
    else if (target?.ok)
      blocks.push(await tarEntry({ path: name, mode: 0o777, mtimeMs, content: { target: target.value } }));
    else throw new Error(`${path} is neither a file nor a link that can be read`);
  };
  await visit(root, TOP);
  return gzipSync(Buffer.concat([...blocks, TAR_END]));
}

const KINDS: readonly string[] = ['File', 'Directory', 'SymbolicLink'];

/**
 * What a product's archive may hold: files, folders and links below the prefix, each name once, none with set-id or
 * sticky bits. Whoever made it otherwise was not us.
 */
export function productRules(prefix: string): Rules {
  const inside = [TOP, ...prefix.split('/').filter((part) => part !== '')];
  const seen = new Set<string>();
  const links = new Set<string>();
  const judge = ({ type, path, mode = 0 }: ReadEntry, parts: readonly string[]): void => {
    if (!KINDS.includes(type)) hostile(`"${path}" is a ${type}`);
    if ((mode & 0o7000) !== 0) hostile(`"${path}" has set-id bits`);
    const isAbove = type === 'Directory' && parts.every((part, index) => (inside[index] ?? part) === part);
    const isBelow = parts.length > inside.length && inside.every((part, index) => parts[index] === part);
    if (!isAbove && !isBelow) hostile(`"${path}" lies outside ${prefix}`);
    const name = parts.join('/');
    if (type !== 'Directory' && seen.has(name)) hostile(`"${path}" is there twice`);
    seen.add(name);
    if (parts.some((_, index) => links.has(parts.slice(0, index).join('/'))))
      hostile(`"${path}" lies behind a link`);
    if (type === 'SymbolicLink') {
      links.add(name);
      if ([...seen].some((one) => one.startsWith(`${name}/`))) hostile(`"${path}" is a link and a folder`);
    }
  };
  return { ...LIMITS, judge };
}

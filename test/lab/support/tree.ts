import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder as lines, one an entry: path, kind, mode, owner, and the digest or link target. Two trees that give the
 * same lines are the same byte for byte; times are left out, since a folder's change with every visitor.
 */
export function treeOf(folder: string): string[] {
  const lines: string[] = [];
  const visit = (path: string, name: string): void => {
    const stat = lstatSync(path);
    const owner = `${(stat.mode & 0o7777).toString(8)} ${stat.uid}:${stat.gid}`;
    if (stat.isSymbolicLink()) lines.push(`${name} -> ${readlinkSync(path)}`);
    else if (stat.isDirectory()) {
      lines.push(`${name}/ ${owner}`);
      for (const entry of readdirSync(path).sort()) visit(join(path, entry), `${name}/${entry}`);
    } else if (stat.isFile()) {
      lines.push(`${name} ${owner} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
    } else lines.push(`${name} special`);
  };
  visit(folder, '.');
  return lines;
}

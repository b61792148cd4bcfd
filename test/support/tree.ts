import type { Answer, FileStat } from '../../src/host/host.ts';

/** A file's bytes, or those with whatever of its stat(2) matters. */
export type FileSpec =
  | string
  | Uint8Array
  | {
      readonly content?: string | Uint8Array;
      readonly kind?: 'file' | 'directory' | 'other';
      readonly mode?: number;
      readonly uid?: number;
      readonly gid?: number;
      readonly mtimeMs?: number;
    };

/** A program that is there and may be run; what it answers stands under `commands`. */
export const program: FileSpec = { mode: 0o755 };

type Stat = Pick<FileStat, 'kind' | 'mode' | 'uid' | 'gid' | 'mtimeMs' | 'ino'>;
export type Node = Stat & { readonly bytes: Uint8Array; readonly target: string; entries: Map<string, Node> };

/** Who asks. */
export interface Asking {
  readonly uid: number;
  readonly groups: readonly number[];
}

const LONGEST_CHAIN = 40;

/** Permission bits as path_resolution(7) applies them; root may do all but execute a file without any x. */
export function allowed(node: Node, bit: 4 | 2 | 1, who: Asking): boolean {
  if (who.uid === 0) return bit !== 1 || node.kind === 'directory' || (node.mode & 0o111) !== 0;
  const shift = who.uid === node.uid ? 6 : who.groups.includes(node.gid) ? 3 : 0;
  return ((node.mode >> shift) & bit) !== 0;
}

/** A file tree in memory that resolves paths as the kernel does. */
export class Tree {
  readonly root: Node;
  #next = 2;

  constructor() {
    this.root = this.#node('directory', 0o755);
  }

  #node(kind: Stat['kind'], mode: number, more: Partial<Node> = {}): Node {
    const rest = { uid: 0, gid: 0, mtimeMs: 1.7e12, bytes: new Uint8Array(), target: '', ...more };
    return { kind, mode, ino: this.#next++, entries: new Map(), ...rest };
  }

  /** Adds a node, and its parents where they are missing; parents that are symlinks are followed. */
  #put(path: string, node: Node): void {
    const parts = path.split('/').filter((part) => part !== '');
    const name = parts.pop();
    if (name === undefined) {
      this.root.entries = node.entries;
      return;
    }
    let here = this.root;
    for (const [index, part] of parts.entries()) {
      const next = here.entries.get(part) ?? this.#node('directory', 0o755);
      here.entries.set(part, next);
      const found = this.resolve(`/${parts.slice(0, index + 1).join('/')}`, true, { uid: 0, groups: [] });
      if (!found.ok) throw new Error(`fake machine: the parent of ${path} is no folder`);
      here = found.value.node;
    }
    const old = here.entries.get(name);
    if (old?.kind === 'directory' && node.kind === 'directory') node.entries = old.entries;
    here.entries.set(name, node);
  }

  file(path: string, spec: FileSpec): void {
    const {
      content = '',
      kind = 'file',
      mode,
      ...rest
    } = typeof spec === 'string' || spec instanceof Uint8Array ? { content: spec } : spec;
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.#put(path, this.#node(kind, mode ?? (kind === 'directory' ? 0o755 : 0o644), { bytes, ...rest }));
  }

  link(path: string, target: string): void {
    this.#put(path, this.#node('symlink', 0o777, { target }));
  }

  /** The node at an absolute path, and its path without symlinks. */
  resolve(path: string, follow: boolean, who: Asking): Answer<{ node: Node; path: string }> {
    if (!path.startsWith('/')) throw new Error(`fake machine: relative path ${path}`);
    let todo = path.split('/').filter((part) => part !== '' && part !== '.');
    let trail: { name: string; node: Node }[] = [];
    let links = 0;
    while (todo.length > 0) {
      const [part = '', ...rest] = todo;
      todo = rest;
      const here = trail.at(-1)?.node ?? this.root;
      if (here.kind !== 'directory') return { ok: false, fault: 'not-directory' };
      if (!allowed(here, 1, who)) return { ok: false, fault: 'denied' };
      if (part === '..') {
        trail.pop();
        continue;
      }
      const node = here.entries.get(part);
      if (node === undefined) return { ok: false, fault: 'missing' };
      if (node.kind === 'symlink' && (follow || todo.length > 0)) {
        if (++links > LONGEST_CHAIN) return { ok: false, fault: 'loop' };
        todo = [...node.target.split('/').filter((word) => word !== '' && word !== '.'), ...todo];
        if (node.target.startsWith('/')) trail = [];
        continue;
      }
      trail.push({ name: part, node });
    }
    const real = `/${trail.map(({ name }) => name).join('/')}`;
    return { ok: true, value: { node: trail.at(-1)?.node ?? this.root, path: real } };
  }
}

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Probe, Self } from '../../src/host/host.ts';
import { liveHost } from '../../src/host/live.ts';

/** A machine of real files below a folder of its own, with the environment and self that a test gives it. */
export interface Rooted {
  readonly probe: Probe;
  /** Puts a file there; its folders come by themselves. */
  write(path: string, content: string | Uint8Array): void;
  link(target: string, path: string): void;
  folder(path: string): void;
  remove(): void;
}

export function rooted(env: Record<string, string> = {}, self: Partial<Self> = {}): Rooted {
  const root = mkdtempSync(join(tmpdir(), 'rooted-'));
  const live = liveHost('test');
  const below = (path: string) => join(root, path);
  const parent = (path: string) => mkdirSync(dirname(below(path)), { recursive: true });
  const probe: Probe = {
    ...live,
    env,
    self: { ...live.self, home: '/root', cwd: '/', ...self },
    stat: (path) => live.stat(below(path)),
    lstat: (path) => live.lstat(below(path)),
    readlink: (path) => live.readlink(below(path)),
    realpath: (path) => {
      const real = live.realpath(below(path));
      return real.ok ? { ok: true, value: real.value.slice(root.length) || '/' } : real;
    },
    readdir: (path) => live.readdir(below(path)),
    readFile: (path, most) => live.readFile(below(path), most),
    readText: (path, most) => live.readText(below(path), most),
    readRange: (path, offset, length) => live.readRange(below(path), offset, length),
    access: (path, mode) => live.access(below(path), mode),
    space: (path) => live.space(below(path)),
  };
  return {
    probe,
    write: (path, content) => {
      parent(path);
      writeFileSync(below(path), content);
    },
    // Links stay inside the machine: an absolute target is one of its own.
    link: (target, path) => {
      parent(path);
      symlinkSync(target.startsWith('/') ? below(target) : target, below(path));
    },
    folder: (path) => void mkdirSync(below(path), { recursive: true }),
    remove: () => rmSync(root, { recursive: true }),
  };
}

import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from './host.ts';

function fsync(path: string): void {
  const fd = fs.openSync(path, fs.constants.O_RDONLY);
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** `flags` as open(2) takes them in Node's letters. */
function put(path: string, data: string | Uint8Array, flags: string, mode: number, sync: boolean): void {
  const fd = fs.openSync(path, flags, mode);
  try {
    fs.writeFileSync(fd, data);
    if (sync) fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  if (sync) fsync(dirname(path));
}

/** The file acts of a live machine. */
export const liveActs: Pick<
  Host,
  | 'mkdir'
  | 'writeFile'
  | 'appendFile'
  | 'rename'
  | 'copyFile'
  | 'symlink'
  | 'unlink'
  | 'rmdir'
  | 'remove'
  | 'chmod'
  | 'chown'
  | 'utimes'
  | 'fsync'
  | 'tempDir'
  | 'sha256'
> = {
  mkdir: (path, mode) => {
    fs.mkdirSync(path, mode === undefined ? { recursive: true } : { recursive: true, mode });
  },
  writeFile: (path, data, { mode = 0o644, sync = false, exclusive = false } = {}) =>
    put(path, data, exclusive ? 'wx' : 'w', mode, sync),
  appendFile: (path, data, { sync = false } = {}) => put(path, data, 'a', 0o644, sync),
  rename: fs.renameSync,
  copyFile: (from, to, { exclusive = false } = {}) =>
    fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE | (exclusive ? fs.constants.COPYFILE_EXCL : 0)),
  symlink: (target, path) => fs.symlinkSync(target, path),
  unlink: fs.unlinkSync,
  rmdir: fs.rmdirSync,
  remove: (path) => fs.rmSync(path, { recursive: true, force: true }),
  chmod: fs.chmodSync,
  chown: fs.lchownSync,
  utimes: (path, atimeMs, mtimeMs) => fs.lutimesSync(path, atimeMs / 1000, mtimeMs / 1000),
  fsync,
  tempDir: (prefix, parent = tmpdir()) => fs.mkdtempSync(join(parent, prefix)),
  // Node's cryptography and streams take longer to load than most of what is asked.
  sha256: async (path) => (await import('./digest.ts')).sha256(path),
};

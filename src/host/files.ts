import * as fs from 'node:fs';
import type { Answer, FileFault, FileStat, Probe } from './host.ts';
import { textOf } from './text-of.ts';

const DEFAULT_LIMIT = 16 * 1024 * 1024;

const FAULTS: Record<string, FileFault> = {
  ENOENT: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  ENOTDIR: 'not-directory',
  ELOOP: 'loop',
  ENAMETOOLONG: 'missing',
};

const faultOf = (error: unknown): FileFault => FAULTS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'io';

/** Runs one file question; every errno becomes a fault. */
function ask<T>(question: () => T): Answer<T> {
  try {
    return { ok: true, value: question() };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

const kindOf = (stat: fs.Stats): FileStat['kind'] =>
  stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : stat.isSymbolicLink() ? 'symlink' : 'other';

const toStat = (stat: fs.Stats): FileStat => ({
  kind: kindOf(stat),
  size: stat.size,
  mode: stat.mode & 0o7777,
  uid: stat.uid,
  gid: stat.gid,
  mtimeMs: stat.mtimeMs,
  dev: stat.dev,
  ino: stat.ino,
});

/** Opens regular files only: a pipe would hang us, and opening a device may already act (a tape, a watchdog). */
function withFile<T>(path: string, use: (fd: number, size: number) => Answer<T>): Answer<T> {
  let fd: number | undefined;
  try {
    if (!fs.statSync(path).isFile()) return { ok: false, fault: 'io' };
    // It may have become something else since.
    fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY);
    const stat = fs.fstatSync(fd);
    return stat.isFile() ? use(fd, stat.size) : { ok: false, fault: 'io' };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

/** At most `length` bytes from `offset`, fewer at the end. */
function readFully(fd: number, offset: number, length: number): Uint8Array {
  // Not zeroed: what is not filled is cut off.
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const count = fs.readSync(fd, bytes, filled, length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

const PIECE = 64 * 1024;

/** Files of /proc and /sys say size 0 and have content: read to their end, at most `limit` bytes of them. */
function readUnsized(fd: number, offset: number, limit: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let done = 0; done < limit; ) {
    const piece = readFully(fd, offset + done, Math.min(PIECE, limit - done));
    pieces.push(piece);
    done += piece.length;
    if (piece.length < PIECE) break;
  }
  return Buffer.concat(pieces);
}

const readFile: Probe['readFile'] = (path, maxBytes = DEFAULT_LIMIT) =>
  withFile(path, (fd, size) => {
    if (size > maxBytes) return { ok: false, fault: 'too-large' };
    const bytes = size === 0 ? readUnsized(fd, 0, maxBytes + 1) : readFully(fd, 0, size);
    return bytes.length > maxBytes ? { ok: false, fault: 'too-large' } : { ok: true, value: bytes };
  });

const readRange: Probe['readRange'] = (path, offset, length) =>
  withFile(path, (fd, size) => {
    if (!(offset >= 0) || !(length > 0)) return { ok: true, value: new Uint8Array() };
    const value =
      size === 0
        ? readUnsized(fd, offset, length)
        : readFully(fd, offset, Math.max(0, Math.min(length, size - offset)));
    return { ok: true, value };
  });

/** The file questions of a live machine. */
export const liveFiles: Pick<
  Probe,
  | 'stat'
  | 'lstat'
  | 'readlink'
  | 'realpath'
  | 'readdir'
  | 'readFile'
  | 'readText'
  | 'readRange'
  | 'access'
  | 'space'
> = {
  stat: (path) => ask(() => toStat(fs.statSync(path))),
  lstat: (path) => ask(() => toStat(fs.lstatSync(path))),
  readlink: (path) => ask(() => fs.readlinkSync(path)),
  realpath: (path) => ask(() => fs.realpathSync.native(path)),
  readdir: (path) => ask(() => fs.readdirSync(path).sort()),
  readFile,
  readText: (path, maxBytes) => {
    const answer = readFile(path, maxBytes);
    return answer.ok ? { ok: true, value: textOf(answer.value) } : answer;
  },
  readRange,
  access: (path, mode) => {
    const bits = { read: fs.constants.R_OK, write: fs.constants.W_OK, execute: fs.constants.X_OK };
    try {
      fs.accessSync(path, bits[mode]);
      return true;
    } catch {
      return false;
    }
  },
  space: (path) =>
    ask(() => {
      const stat = fs.statfsSync(path);
      return { freeBytes: stat.bavail * stat.bsize, freeInodes: stat.ffree, totalInodes: stat.files };
    }),
};

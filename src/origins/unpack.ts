import { dirname, join } from 'node:path';
import type { ReadEntry } from 'tar';
import type { Host } from '../host/host.ts';

/** Far above any release of these libraries, far below what fills a disk. */
export interface Limits {
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
}
const LIMITS: Limits = { entries: 50_000, fileBytes: 128 << 20, totalBytes: 512 << 20 };

/** Bytes of the archive per step: what a bomb makes of them still fits in memory. */
const STEP = 64 * 1024;

/** Why an archive was not unpacked. `hostile`: it would write where it must not. */
export class ArchiveFault extends Error {
  constructor(
    readonly kind: 'truncated' | 'damaged' | 'hostile',
    message: string,
  ) {
    super(message);
  }
}

const hostile = (message: string): never => {
  throw new ArchiveFault('hostile', message);
};

/** The parts of an entry's name; throws for one that leaves the folder. */
function partsOf(name: string): readonly string[] {
  if (name.startsWith('/') || name.includes('\0')) hostile(`"${name}" is no path inside the archive`);
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) hostile(`"${name}" leaves the folder`);
  return parts;
}

/**
 * Throws for a link that may lead out of the archive's top folder. Only leading `..` are counted off: after a name, which
 * can itself be a link, a `..` may lead anywhere.
 */
function checkLink(at: readonly string[], target: string): void {
  const steps = target.split('/').filter((part) => part !== '' && part !== '.');
  const name = steps.findIndex((part) => part !== '..');
  const rises = name < 0 ? steps.length : name;
  const room = Math.max(0, at.length - 2);
  if (target === '' || target.startsWith('/') || rises > room || steps.slice(rises).includes('..')) {
    hostile(`the link "${at.join('/')}" -> "${target}" leaves the folder`);
  }
}

/** What one archive turns into: folders and files as they come, links last, so that nothing is written through one. */
class Writer implements Sink {
  readonly #links = new Map<string, { parts: readonly string[]; target: string }>();
  readonly #files = new Set<string>();
  #entries = 0;
  #bytes = 0;

  constructor(
    private readonly host: Host,
    private readonly root: string,
    private readonly limits: Limits,
  ) {}

  /** Throws for what must not be, before any of its bytes are read. */
  accept(entry: ReadEntry): 'body' | 'done' {
    if (++this.#entries > this.limits.entries) hostile(`more than ${this.limits.entries} entries`);
    this.#bytes += entry.size;
    if (entry.size > this.limits.fileBytes || this.#bytes > this.limits.totalBytes) {
      hostile(`"${entry.path}" makes it larger than any source archive`);
    }
    const parts = partsOf(entry.path);
    switch (entry.type) {
      case 'Directory':
        this.host.mkdir(join(this.root, ...parts), 0o755);
        return 'done';
      case 'File':
      case 'OldFile':
      case 'ContiguousFile':
        if (parts.length === 0) hostile('a file without a name');
        return 'body';
      case 'SymbolicLink':
        checkLink(parts, entry.linkpath ?? '');
        this.#links.set(parts.join('/'), { parts, target: entry.linkpath! });
        return 'done';
      case 'Link': {
        const source = partsOf(entry.linkpath ?? '').join('/');
        if (!this.#files.has(source))
          hostile(`the link "${entry.path}" -> "${entry.linkpath}" points to no file before it`);
        this.#put(parts, (path) => this.host.copyFile(join(this.root, source), path));
        return 'done';
      }
      default:
        return hostile(`"${entry.path}" is a ${entry.type}`);
    }
  }

  file(entry: ReadEntry, bytes: Uint8Array): void {
    this.#put(partsOf(entry.path), (path) => {
      this.host.writeFile(path, bytes);
      this.host.chmod(path, ((entry.mode ?? 0) & 0o111) === 0 ? 0o644 : 0o755);
      // make compares times; one that lies in the future would make it loop.
      const now = this.host.now();
      const time = Math.min(entry.mtime?.getTime() ?? now, now);
      this.host.utimes(path, time, time);
    });
  }

  links(): void {
    for (const { parts, target } of this.#links.values()) {
      const path = join(this.root, ...parts);
      if (this.host.lstat(path).ok) hostile(`"${parts.join('/')}" is a link and something else`);
      this.host.mkdir(dirname(path), 0o755);
      this.host.symlink(target, path);
    }
  }

  #put(parts: readonly string[], write: (path: string) => void): void {
    const path = join(this.root, ...parts);
    this.host.mkdir(dirname(path), 0o755);
    write(path);
    this.#files.add(parts.join('/'));
  }
}

/** What a file system says to an archive that contradicts itself (a file that is also a folder, a name too long). */
const CONTRADICTIONS = ['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL'];

/** Sorts out what tar's reader and the file system complain of; what is no fault of the archive's stays as it is. */
function faultOf(error: NodeJS.ErrnoException): Error {
  if (error instanceof ArchiveFault) return error;
  const code = error.code ?? '';
  if (error.syscall !== undefined) {
    return CONTRADICTIONS.includes(code) ? new ArchiveFault('hostile', error.message) : error;
  }
  if (/ratio/i.test(error.message)) return new ArchiveFault('hostile', error.message);
  const cut = /unexpected end of file|Truncated|Z_BUF_ERROR/i.test(`${code} ${error.message}`);
  return new ArchiveFault(cut ? 'truncated' : 'damaged', error.message);
}

/** What becomes of an archive's entries. */
interface Sink {
  /** `body`: the bytes are wanted. */
  accept(entry: ReadEntry): 'body' | 'done';
  file(entry: ReadEntry, bytes: Uint8Array): void;
}

/** Hands the archive to `tar`'s reader in small steps. */
async function read(host: Host, archive: string, sink: Sink, signal: AbortSignal): Promise<void> {
  const { Parser } = await import('tar');
  const stat = host.stat(archive);
  if (!stat.ok) throw new ArchiveFault('damaged', `it cannot be read (${stat.fault})`);
  await new Promise<void>((done, failed) => {
    let over = false;
    const fail = (error: unknown): void => {
      over = true;
      failed(error);
    };
    const parser = new Parser({ strict: true });
    parser.on('error', fail);
    parser.on('end', done);
    parser.on('ignoredEntry', ({ path, type }: ReadEntry) =>
      fail(new ArchiveFault('hostile', `"${path}" is a ${type}`)),
    );
    parser.on('entry', (entry: ReadEntry) => {
      try {
        if (over || sink.accept(entry) === 'done') {
          entry.resume();
          return;
        }
      } catch (error) {
        fail(error);
        entry.resume();
        return;
      }
      const chunks: Buffer[] = [];
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () => {
        if (over) return;
        try {
          sink.file(entry, Buffer.concat(chunks));
        } catch (error) {
          fail(error);
        }
      });
    });
    const step = (offset: number): void => {
      if (over) return;
      const chunk = host.readRange(archive, offset, STEP);
      if (signal.aborted || !chunk.ok) {
        fail(signal.aborted ? signal.reason : new ArchiveFault('damaged', 'it cannot be read'));
        return;
      }
      if (chunk.value.length === 0) {
        parser.end();
        return;
      }
      const next = (): void => void setImmediate(step, offset + chunk.value.length);
      if (parser.write(Buffer.from(chunk.value))) next();
      else parser.once('drain', next);
    };
    step(0);
  });
}

const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0xfd, 0x37, 0x7a, 0x58], 'xz'],
  [[0x42, 0x5a, 0x68], 'bzip2'],
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
];

/**
 * Unpacks a .tar or .tar.gz into the new folder `into`; a single top folder is taken off. Files become 0644 or 0755 and
 * keep their times. Refused as a whole, with nothing left behind: paths and links that lead out, devices and pipes,
 * absurd sizes, and what is cut short (ArchiveFault). Formats: pax and ustar (POSIX.1-2001), GNU, as `tar` reads them.
 */
export async function unpack(
  host: Host,
  archive: string,
  into: string,
  signal: AbortSignal,
  limits: Limits = LIMITS,
): Promise<void> {
  const head = host.readRange(archive, 0, 4);
  if (head.ok && head.value.length === 0) throw new ArchiveFault('truncated', 'it is empty');
  const other = MAGIC.find(([magic]) => head.ok && magic.every((byte, index) => head.value[index] === byte));
  if (other !== undefined) throw new ArchiveFault('damaged', `it is a ${other[1]} file, not a .tar.gz`);
  const parts = `${into}.parts`;
  host.remove(parts);
  host.mkdir(parts, 0o755);
  try {
    const writer = new Writer(host, parts, limits);
    await read(host, archive, writer, signal);
    writer.links();
    const names = host.readdir(parts);
    const only = names.ok && names.value.length === 1 ? join(parts, names.value[0]!) : null;
    const top = only === null ? null : host.lstat(only);
    if (!names.ok || names.value.length === 0) throw new ArchiveFault('truncated', 'there is nothing in it');
    host.remove(into);
    host.rename(only !== null && top?.ok && top.value.kind === 'directory' ? only : parts, into);
  } catch (error) {
    throw signal.aborted ? error : faultOf(error as NodeJS.ErrnoException);
  } finally {
    host.remove(parts);
  }
}

/** Reads an archive to its end and writes nothing: an ArchiveFault says what is wrong with it. */
export async function inspect(host: Host, archive: string, signal: AbortSignal): Promise<void> {
  try {
    await read(host, archive, { accept: () => 'done', file: () => {} }, signal);
  } catch (error) {
    throw signal.aborted ? error : faultOf(error as NodeJS.ErrnoException);
  }
}

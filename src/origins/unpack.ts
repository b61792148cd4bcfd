import { dirname, join } from 'node:path';
import type { ReadEntry } from 'tar';
import type { Host } from '../host/host.ts';
import { ArchiveFault, checkLink, hostile, partsOf } from './archive-fault.ts';
import { faultOf, read, type Sink } from './read-tar.ts';

/** Far above any release of these libraries, far below what fills a disk. */
export interface Limits {
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
}
const LIMITS: Limits = { entries: 50_000, fileBytes: 128 << 20, totalBytes: 512 << 20 };

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

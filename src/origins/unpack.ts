import { dirname, join } from 'node:path';
import type { ReadEntry } from 'tar';
import type { Host } from '../host/host.ts';
import { ArchiveFault, checkLink, hostile, partsOf } from './archive-fault.ts';
import { faultOf, read, type Sink } from './read-tar.ts';

/** What an archive may hold. */
export interface Rules {
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Throws (`hostile`) for an entry that has no business in an archive of this kind. */
  readonly judge?: (entry: ReadEntry, parts: readonly string[]) => void;
}
/** Far above any release of these libraries, far below what fills a disk. */
export const LIMITS: Rules = { entries: 50_000, fileBytes: 128 << 20, totalBytes: 512 << 20 };

/** Counts entries and bytes; throws for what must not be, before any bytes are read. */
class Gate {
  #entries = 0;
  #bytes = 0;

  constructor(private readonly rules: Rules) {}

  /** The parts of the entry's name. */
  pass(entry: ReadEntry): readonly string[] {
    const { entries, fileBytes, totalBytes, judge } = this.rules;
    if (++this.#entries > entries) hostile(`more than ${entries} entries`);
    this.#bytes += entry.size;
    if (entry.size > fileBytes || this.#bytes > totalBytes)
      hostile(`"${entry.path}" makes it larger than any archive of its kind`);
    const parts = partsOf(entry.path);
    judge?.(entry, parts);
    return parts;
  }
}

/** What one archive turns into: folders and files as they come, links last, so that nothing is written through one. */
class Writer implements Sink {
  readonly #links = new Map<string, { parts: readonly string[]; target: string }>();
  readonly #files = new Set<string>();
  readonly #gate: Gate;

  constructor(
    private readonly host: Host,
    private readonly root: string,
    rules: Rules,
  ) {
    this.#gate = new Gate(rules);
  }

  accept(entry: ReadEntry): 'body' | 'done' {
    const parts = this.#gate.pass(entry);
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
  rules: Rules = LIMITS,
): Promise<void> {
  refuseOther(host, archive);
  const parts = `${into}.parts`;
  host.remove(parts);
  host.mkdir(parts, 0o755);
  try {
    const writer = new Writer(host, parts, rules);
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

/** Reads an archive to its end under the rules and writes nothing. Throws as `unpack` does. */
export async function inspect(
  host: Host,
  archive: string,
  signal: AbortSignal,
  rules: Rules = LIMITS,
): Promise<void> {
  refuseOther(host, archive);
  const gate = new Gate(rules);
  const accept = (entry: ReadEntry): 'done' => {
    gate.pass(entry);
    if (entry.type === 'SymbolicLink') checkLink(partsOf(entry.path), entry.linkpath ?? '');
    return 'done';
  };
  try {
    await read(host, archive, { accept, file: () => {} }, signal);
  } catch (error) {
    throw signal.aborted ? error : faultOf(error as NodeJS.ErrnoException);
  }
}

function refuseOther(host: Host, archive: string): void {
  const head = host.readRange(archive, 0, 4);
  if (head.ok && head.value.length === 0) throw new ArchiveFault('truncated', 'it is empty');
  const other = MAGIC.find(([magic]) => head.ok && magic.every((byte, index) => head.value[index] === byte));
  if (other !== undefined) throw new ArchiveFault('damaged', `it is a ${other[1]} file, not a .tar.gz`);
}

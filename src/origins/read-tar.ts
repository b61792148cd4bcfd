import type { ReadEntry } from 'tar';
import type { Host } from '../host/host.ts';
import { ArchiveFault } from './archive-fault.ts';

/** Bytes of the archive per step: what a bomb makes of them still fits in memory. */
const STEP = 64 * 1024;

/** What a file system says to an archive that contradicts itself (a file that is also a folder, a name too long). */
const CONTRADICTIONS = ['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL'];

/** Sorts out what tar's reader and the file system complain of; what is no fault of the archive's stays as it is. */
export function faultOf(error: NodeJS.ErrnoException): Error {
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
export interface Sink {
  /** `body`: the bytes are wanted. */
  accept(entry: ReadEntry): 'body' | 'done';
  file(entry: ReadEntry, bytes: Uint8Array): void;
}

/** Hands the archive to `tar`'s reader in small steps. */
export async function read(host: Host, archive: string, sink: Sink, signal: AbortSignal): Promise<void> {
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

import type { DownloadOutcome } from '../host/host.ts';
import { pathOf, shown } from './address.ts';
import { ArchiveFault } from './archive-fault.ts';
import { keep, temporary } from './cache.ts';
import { localFailure, mismatch } from './failure.ts';
import { type Trouble, troubleOfDownload } from './trouble.ts';
import { inspect } from './unpack.ts';
import { type Attempt, gone, isDown, remember, stillDown, type Work } from './work.ts';

const CONNECT_MS = 5000;
const STALL_MS = 20_000;
const MOST_BYTES = 256 << 20;
/** Waits before the second and the third try. */
const PAUSES_MS = [500, 2000];

/** A file in the cache, and what it is. */
export interface Kept {
  readonly path: string;
  readonly sha256: string;
}

/** One download of one address, tried again where that may help. The file lies at `to` afterwards. */
async function get(work: Work, url: string, to: string): Promise<Attempt<string>> {
  const { host, emit, stage, signal } = work;
  const local = pathOf(url);
  if (local !== null) {
    const stat = host.stat(local);
    if (!stat.ok || stat.value.kind !== 'file') {
      return gone({
        code: 'fetch.not-found',
        subject: shown(url),
        words: 'there is no such file',
        passing: false,
        hostDown: false,
      });
    }
    host.copyFile(local, to);
    return { ok: true, value: await host.sha256(to) };
  }
  let painted = 0;
  for (let tries = 0; ; tries++) {
    const outcome: DownloadOutcome = await host.download(url, to, {
      connectTimeoutMs: CONNECT_MS,
      stallTimeoutMs: STALL_MS,
      maxBytes: MOST_BYTES,
      signal,
      onProgress: (done, total) => {
        const now = host.now();
        if (now - painted < 100 && done !== total) return;
        painted = now;
        emit({ type: 'stage-progress', stage, done, total, unit: 'bytes' });
      },
    });
    if (outcome.ok) return { ok: true, value: outcome.sha256 };
    const disk = localFailure(/^[A-Z]+/.exec(outcome.error)?.[0], work.cacheDir);
    if (disk !== null) throw disk;
    const trouble = troubleOfDownload(url, outcome, host.env);
    const pause = PAUSES_MS[tries];
    if (!trouble.passing || pause === undefined) return gone(trouble);
    await host.sleep(pause, signal);
  }
}

/** What the wrong bytes are: another whole archive is somebody's doing, a page or half a file is an accident. */
async function wrongBytes(work: Work, url: string, path: string, file: string): Promise<Trouble | null> {
  const trouble = { subject: file, passing: false, hostDown: false };
  try {
    await inspect(work.host, path, work.signal);
    return null;
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    if (error.kind === 'hostile') return null;
    return error.kind === 'truncated'
      ? { ...trouble, code: 'source.incomplete', words: `the archive is cut short (${error.message})` }
      : { ...trouble, code: 'source.checksum-mismatch', words: `what ${shown(url)} gave is no archive` };
  }
}

/**
 * Gets an archive into the cache. `accepted`: the digests that it may have, [] where the user vouches for it. Another
 * whole archive than these is a SetupError (exit 5); bytes are only ever kept under their own digest.
 */
export async function download(
  work: Work,
  url: string,
  file: string,
  accepted: readonly string[],
): Promise<Attempt<Kept>> {
  const { host, cacheDir } = work;
  if (isDown(work, 'web', url)) return stillDown(url);
  host.mkdir(cacheDir);
  const part = temporary(host, cacheDir);
  try {
    const got = await get(work, url, part);
    if (!got.ok) {
      remember(work, 'web', url, got.trouble);
      return got;
    }
    if (accepted.length > 0 && !accepted.includes(got.value)) {
      const trouble = await wrongBytes(work, url, part, file);
      if (trouble !== null) return gone(trouble);
      throw mismatch(file, shown(url), accepted[0]!, got.value);
    }
    return { ok: true, value: { path: keep(host, cacheDir, part, got.value), sha256: got.value } };
  } finally {
    host.remove(part);
  }
}

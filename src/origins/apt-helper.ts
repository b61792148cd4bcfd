import { keep, temporary } from './cache.ts';
import type { Kept } from './download.ts';
import type { Work } from './work.ts';

const HELPER = '/usr/lib/apt/apt-helper';

/**
 * Lets apt itself fetch a file of its mirror: it knows of a proxy or a login that only its own configuration holds
 * (apt.conf(5), apt_auth.conf(5)). It compares the digest too. Null where that does not work either.
 */
export async function downloadByApt(work: Work, url: string, sha256: string): Promise<Kept | null> {
  const { host, cacheDir, signal } = work;
  if (!host.access(HELPER, 'execute')) return null;
  host.mkdir(cacheDir);
  const part = temporary(host, cacheDir);
  try {
    const { code } = await host.run(
      [
        HELPER,
        ...[
          '-o',
          'Acquire::http::Timeout=10',
          '-o',
          'Acquire::https::Timeout=10',
          '-o',
          'Acquire::Retries=1',
        ],
        ...['download-file', url, part, `SHA256:${sha256}`],
      ],
      { signal, timeoutMs: 120_000 },
    );
    if (code !== 0 || (await host.sha256(part).catch(() => '')) !== sha256) return null;
    return { path: keep(host, cacheDir, part, sha256), sha256 };
  } finally {
    host.remove(part);
    // The name that apt gives to what it refuses.
    host.remove(`${part}.FAILED`);
  }
}

import { shown } from './address.ts';
import { downloadByApt } from './apt-helper.ts';
import { cached, cachedCommit } from './cache.ts';
import { download } from './download.ts';
import { clone } from './git.ts';
import type { SourceOption } from './options.ts';
import { poolBases } from './pool.ts';
import { digestsOf, type Found, releaseOf, type SourceRequest } from './request.ts';
import { deepest, type Trouble } from './trouble.ts';
import { type Attempt, gone, type Work } from './work.ts';

/** The pinned source as it lies in the cache, whatever it came from; best first. */
export async function fromCache(work: Work, request: SourceRequest): Promise<Found | null> {
  const { kind } = request.from;
  const release = releaseOf(request);
  if (release === undefined || (kind !== 'auto' && kind !== 'git' && kind !== 'archive')) return null;
  for (const { sha256, file } of kind === 'git' ? [] : release.archives) {
    const path = await cached(work.host, work.emit, work.cacheDir, sha256);
    if (path !== null) return { path, origin: { kind: 'archive', where: file, sha256, pinned: true } };
  }
  const { commit, tag } = release;
  const path = kind === 'archive' ? null : await cachedCommit(work.host, work.cacheDir, commit);
  if (path === null) return null;
  return {
    path,
    origin: { kind: 'git', where: `${request.recipe.repository}#${tag}`, commit, pinned: true },
  };
}

async function fromPool(
  work: Work,
  option: Extract<SourceOption, { kind: 'pool' }>,
  accepted: readonly string[],
): Promise<Attempt<Found>> {
  const troubles: Trouble[] = [];
  for (const { url: base, distribution } of poolBases(work.host)) {
    const url = `${base}/pool/${option.component[distribution]}/${option.pool}`;
    const got = await download(work, url, option.file, accepted);
    const byApt =
      got.ok || got.trouble.code === 'fetch.not-found' || option.sha256 === null
        ? null
        : await downloadByApt(work, url, option.sha256);
    const kept = got.ok ? got.value : byApt;
    if (kept !== null) {
      const { path, sha256 } = kept;
      return {
        ok: true,
        value: { path, origin: { kind: 'archive', where: shown(url), sha256, pinned: true } },
      };
    }
    if (!got.ok) troubles.push(got.trouble);
  }
  const none = {
    subject: option.pool,
    words: 'apt is not configured with a mirror',
    passing: false,
    hostDown: false,
  };
  return gone(deepest(troubles) ?? { ...none, code: 'fetch.not-found' });
}

/** One way to the source. */
export async function attempt(
  work: Work,
  request: SourceRequest,
  option: SourceOption,
): Promise<Attempt<Found>> {
  const accepted = digestsOf(request);
  switch (option.kind) {
    case 'folder':
      return {
        ok: true,
        value: { path: option.path, origin: { kind: 'folder', where: option.path, pinned: false } },
      };
    case 'file': {
      const sha256 = await work.host.sha256(option.path);
      const origin = {
        kind: 'archive',
        where: option.path,
        sha256,
        pinned: accepted.includes(sha256),
      } as const;
      return { ok: true, value: { path: option.path, origin } };
    }
    case 'pool':
      return fromPool(work, option, accepted);
    case 'url': {
      const got = await download(work, option.url, option.file, option.sha256 === null ? [] : accepted);
      if (!got.ok) return got;
      const { path, sha256 } = got.value;
      const pinned = accepted.includes(sha256);
      return {
        ok: true,
        value: { path, origin: { kind: 'archive', where: shown(option.url), sha256, pinned } },
      };
    }
    case 'git': {
      const { recipe } = request;
      const release = releaseOf(request);
      const name = `${recipe.name}-${request.version.replace(/[^\w.-]/g, '-')}`;
      const got = await clone(work, { ...option, tag: release?.tag ?? null, name });
      if (!got.ok) return got;
      const { path, commit, ref } = got.value;
      const where = `${shown(option.url)}#${ref}`;
      return {
        ok: true,
        value: { path, origin: { kind: 'git', where, commit, pinned: commit === release?.commit } },
      };
    }
  }
}

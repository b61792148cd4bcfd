import { basename, join } from 'node:path';
import { SetupError } from '../core/error.ts';
import type { Emit } from '../core/event.ts';
import { EXIT } from '../core/exit.ts';
import type { Recipe } from '../core/recipe.ts';
import { type Text, text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { shown } from './address.ts';
import { downloadByApt } from './apt-helper.ts';
import { cached, cachedCommit } from './cache.ts';
import { download } from './download.ts';
import { finding, incomplete, localFailure, refused } from './failure.ts';
import { copyFolder } from './folder.ts';
import type { From } from './from.ts';
import { clone } from './git.ts';
import { type SourceOption, sourceOptions } from './options.ts';
import { poolBases } from './pool.ts';
import { deepest, type Trouble } from './trouble.ts';
import { ArchiveFault, unpack } from './unpack.ts';
import { type Attempt, gone, type Work } from './work.ts';

export interface SourceRequest {
  readonly recipe: Recipe;
  /** A version of the recipe, or a git ref that the user named. */
  readonly version: string;
  readonly from: From;
  /** --mirror, in order. */
  readonly mirrors: readonly string[];
  readonly offline: boolean;
  /** The stage whose progress this is. */
  readonly stage: string;
  /** Becomes the source tree; replaced where it exists. Its parent exists. */
  readonly intoDir: string;
  readonly signal: AbortSignal;
  /** `sources` of the caches. */
  readonly cacheDir: string;
  /** Shared by the libraries of one run, so that a host which does not answer is not asked for each of them. */
  readonly down?: Set<string>;
}

/** A source tree, and where it came from. */
export interface ObtainedSource {
  readonly dir: string;
  readonly hasConfigure: boolean;
  readonly origin: {
    readonly kind: 'git' | 'archive' | 'folder';
    /** For people: without secrets. */
    readonly where: string;
    readonly sha256?: string;
    readonly commit?: string;
    /** It is what the recipe pins. */
    readonly pinned: boolean;
  };
}

type Origin = ObtainedSource['origin'];

/** An archive on this disk that is the source, or a folder that is copied. */
interface Found {
  readonly path: string;
  readonly origin: Origin;
}

const releaseOf = ({ recipe, version }: SourceRequest) => recipe.versions[version];
const digestsOf = (request: SourceRequest): readonly string[] =>
  (releaseOf(request)?.archives ?? []).map(({ sha256 }) => sha256);
const titleOf = ({ recipe, version }: SourceRequest): string => `${recipe.name} ${version}`;

/** The pinned source as it lies in the cache, whatever it came from; best first. */
async function fromCache(work: Work, request: SourceRequest): Promise<Found | null> {
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
async function attempt(work: Work, request: SourceRequest, option: SourceOption): Promise<Attempt<Found>> {
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

const label = (option: SourceOption): Text => {
  switch (option.kind) {
    case 'git':
      return text(`git, ${shown(option.url)}`, `git，${shown(option.url)}`);
    case 'pool':
      return text("the system's package mirror", '系统的软件包镜像');
    case 'url':
      return text(shown(option.url), shown(option.url));
    default:
      return text(option.path, option.path);
  }
};

/** Goes from one way to the next, each time with a line that says why. */
async function search(work: Work, request: SourceRequest): Promise<Found> {
  const { host, emit, stage, signal } = work;
  const git = request.from.kind !== 'auto' || (await host.run(['git', '--version'], { signal })).code === 0;
  const options = sourceOptions({ ...request, git });
  const troubles: { option: SourceOption; trouble: Trouble }[] = [];
  for (const [index, option] of options.entries()) {
    const got = await attempt(work, request, option);
    if (signal.aborted) throw signal.reason;
    if (got.ok) return got.value;
    troubles.push({ option, trouble: got.trouble });
    const next = options[index + 1];
    // A mirror that lacks a guess is no news.
    if (next === undefined || (got.trouble.code === 'fetch.not-found' && index < request.mirrors.length))
      continue;
    const from = label(option);
    const to = label(next);
    const { words } = got.trouble;
    emit({
      type: 'note',
      level: 'info',
      stage,
      text: text(
        `${titleOf(request)}: not from ${from.en} (${words}); trying ${to.en}`,
        `${titleOf(request)}：无法从 ${from['zh-CN']} 获取（${words}）；改试 ${to['zh-CN']}`,
      ),
    });
  }
  throw nowhere(request, troubles);
}

function nowhere(
  request: SourceRequest,
  troubles: readonly { option: SourceOption; trouble: Trouble }[],
): SetupError {
  const title = titleOf(request);
  const wrong = troubles.find(({ trouble }) => trouble.code.startsWith('source.'))?.trouble;
  const { code, subject, words } = wrong ?? deepest(troubles.map(({ trouble }) => trouble))!;
  const one = finding(
    code,
    subject,
    text(`${title} could not be had`, `无法获取 ${title}`),
    text(`${subject}: ${words}`, `${subject}：${words}`),
    troubles.map(({ option, trouble }) => ({
      kind: 'system',
      where: label(option).en,
      text: trouble.words,
    })),
  );
  const own = troubles.length === 1 && troubles[0]!.option.kind !== 'pool';
  return new SetupError(wrong === undefined ? EXIT.cannot : EXIT.integrity, one.title, {
    findings: [one],
    hint: own
      ? text('Is the address right, and can this machine reach it?', '地址是否正确？本机能否访问它？')
      : text(
          'Name a place that this machine can reach: --mirror BASE, or --source TARGET=FILE for an archive that you bring.',
          '请指定本机能访问的来源：--mirror 基址，或用 --source 目标=文件 指定自带的归档。',
        ),
  });
}

/** Offline, and the source is not in the cache: says exactly what is missing and where it belongs. */
function missing(request: SourceRequest): SetupError {
  const title = titleOf(request);
  const release = releaseOf(request);
  const { cacheDir } = request;
  const wanted = (release?.archives ?? []).flatMap(({ file, sha256, places }) => {
    const url = places.find((place) => 'url' in place);
    return [`${file} (sha256 ${sha256}${url === undefined ? '' : `, ${url.url}`})`];
  });
  const list = wanted.join('; ');
  const hint =
    release === undefined
      ? text('A git ref can only be had with a network.', '只有联网才能获取 git 引用。')
      : text(
          `Any one of these, as ${join(cacheDir, '<sha256>')} or in a folder named with --mirror: ${list}`,
          `以下任一文件，放在 ${join(cacheDir, '<sha256>')} 或用 --mirror 指定的文件夹中：${list}`,
        );
  return new SetupError(
    EXIT.cannot,
    text(`Offline, and the source of ${title} is not in the cache`, `离线模式，而缓存中没有 ${title} 的源码`),
    { hint },
  );
}

/** Needs no network: a path of the user's, or a mirror on this disk. */
const isLocal = (option: SourceOption): boolean =>
  option.kind === 'file' ||
  option.kind === 'folder' ||
  ((option.kind === 'url' || option.kind === 'git') && option.url.startsWith('file:'));

async function offline(work: Work, request: SourceRequest): Promise<Found> {
  for (const option of sourceOptions({ ...request, git: true }).filter(isLocal)) {
    const got = await attempt(work, request, option);
    if (got.ok) return got.value;
  }
  throw missing(request);
}

/** Whether a tree is this library's: its first header lies where the three keep theirs. */
function checkTree(host: Host, { recipe, intoDir }: SourceRequest, where: string): void {
  const header = recipe.provides.headers[0];
  if (header === undefined) return;
  const places = ['include', `src/${recipe.name}/include`, 'src', '.'];
  const here = places.some((place) =>
    ['', '.in'].some((end) => host.stat(join(intoDir, place, header + end)).ok),
  );
  if (!here)
    throw incomplete(
      basename(where),
      where,
      `it has no ${header}: this is not ${recipe.name}`,
      EXIT.stageFailed,
    );
}

/**
 * Puts a library's source tree at `intoDir`: the pinned one out of the cache, otherwise from the first place that has
 * it, verified before anything of it is used. SetupErrors: 3 (no way there), 4 (the user's own archive is no good), 5
 * (not what was pinned). Notes say why a place was given up, and that a source is not pinned.
 */
export async function obtainSource(host: Host, emit: Emit, request: SourceRequest): Promise<ObtainedSource> {
  const { stage, signal, cacheDir, intoDir } = request;
  const work: Work = { host, emit, stage, signal, cacheDir, down: request.down ?? new Set() };
  try {
    const found =
      (await fromCache(work, request)) ??
      (request.offline ? await offline(work, request) : await search(work, request));
    const { path, origin } = found;
    if (origin.kind === 'folder') await copyFolder(work, path, intoDir);
    else await open(host, path, origin, request);
    checkTree(host, request, origin.where);
    if (!origin.pinned) {
      emit({
        type: 'note',
        level: 'warning',
        stage,
        text: text(
          `${titleOf(request)}: ${origin.where} is not pinned; it is taken as you named it`,
          `${titleOf(request)}：${origin.where} 未固定校验；按您的指定使用`,
        ),
      });
    }
    return { dir: intoDir, hasConfigure: host.stat(join(intoDir, 'configure')).ok, origin };
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw (syscall === undefined ? null : localFailure(code, cacheDir)) ?? error;
  }
}

async function open(host: Host, path: string, origin: Origin, request: SourceRequest): Promise<void> {
  try {
    await unpack(host, path, request.intoDir, request.signal);
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    const what = basename(origin.where);
    if (error.kind === 'hostile') throw refused(what, origin.where, error.message);
    throw incomplete(what, origin.where, error.message, EXIT.stageFailed);
  }
}

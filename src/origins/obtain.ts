import { basename, join } from 'node:path';
import type { Emit } from '../core/event.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { ArchiveFault } from './archive-fault.ts';
import { incomplete, localFailure, refused } from './failure.ts';
import { copyFolder } from './folder.ts';
import { type ObtainedSource, type Origin, type SourceRequest, titleOf } from './request.ts';
import { offline, search } from './search.ts';
import { unpack } from './unpack.ts';
import { fromCache } from './ways.ts';
import type { Work } from './work.ts';

export type { ObtainedSource, SourceRequest } from './request.ts';

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

import { text } from '../core/text.ts';
import { label, missing, nowhere } from './nowhere.ts';
import { type SourceOption, sourceOptions } from './options.ts';
import { type Found, type SourceRequest, titleOf } from './request.ts';
import type { Trouble } from './trouble.ts';
import { attempt } from './ways.ts';
import { isDown, type Work } from './work.ts';

/** Its host is known not to answer. */
const useless = (work: Work, option: SourceOption): boolean =>
  (option.kind === 'git' && isDown(work, 'git', option.url)) ||
  (option.kind === 'url' && isDown(work, 'web', option.url));

/** The next guess below the same mirror: that one of them is not there is no news. */
const sameMirror = (one: SourceOption, other: SourceOption): boolean =>
  one.kind === 'url' && other.kind === 'url' && one.mirror !== undefined && one.mirror === other.mirror;

/** Goes from one way to the next, each time with a line that says why. */
export async function search(work: Work, request: SourceRequest): Promise<Found> {
  const { host, emit, stage, signal } = work;
  const git = request.from.kind !== 'auto' || (await host.run(['git', '--version'], { signal })).code === 0;
  const options = sourceOptions({ ...request, git });
  const troubles: { option: SourceOption; trouble: Trouble }[] = [];
  for (const [index, option] of options.entries()) {
    const asked = !useless(work, option);
    const got = await attempt(work, request, option);
    if (signal.aborted) throw signal.reason;
    if (got.ok) return got.value;
    const { trouble } = got;
    troubles.push({ option, trouble });
    const next = options.slice(index + 1).find((other) => !useless(work, other));
    if (next === undefined || !asked || (trouble.code === 'fetch.not-found' && sameMirror(option, next)))
      continue;
    const from = label(option);
    const to = label(next);
    emit({
      type: 'note',
      level: 'info',
      stage,
      text: text(
        `${titleOf(request)}: not from ${from.en} (${trouble.words}); trying ${to.en}`,
        `${titleOf(request)}：无法从 ${from['zh-CN']} 获取（${trouble.words}）；改试 ${to['zh-CN']}`,
      ),
    });
  }
  throw nowhere(request, troubles);
}

/** Needs no network: a path of the user's, or a mirror on this disk. */
const isLocal = (option: SourceOption): boolean =>
  option.kind === 'file' ||
  option.kind === 'folder' ||
  ((option.kind === 'url' || option.kind === 'git') && option.url.startsWith('file:'));

/** Only the user's own paths and mirrors on this disk. */
export async function offline(work: Work, request: SourceRequest): Promise<Found> {
  for (const option of sourceOptions({ ...request, git: true }).filter(isLocal)) {
    const got = await attempt(work, request, option);
    if (got.ok) return got.value;
  }
  throw missing(request);
}

import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import type { Context } from '../host/context.ts';
import type { Paths } from '../host/paths.ts';
import { agree } from './agree.ts';
import { checkPrefix } from './preflight.ts';
import { type Prepared, prepare } from './preparation.ts';
import { type InstallData, nothingToDo } from './report.ts';
import type { SecondStores } from './store/second.ts';
import { alreadyDone, type Request, understand } from './understanding.ts';

/** Opened when they are first needed, and once. */
export type OpenStores = () => Promise<SecondStores>;

/** Plans until the user agrees, or finds that there is nothing to do. */
export async function planned(
  context: Context,
  paths: Paths,
  first: Request,
  stores: OpenStores,
): Promise<Prepared | InstallData> {
  const { host, packageRoot } = context;
  let request = first;
  for (;;) {
    const understood = await understand(host, packageRoot, request);
    const decisions = await alreadyDone(host, understood);
    if (decisions !== null) return nothingToDo(request.prefix, decisions);
    const prepared = await prepare(host, paths, understood, 'here', stores);
    const answer = context.ask === null ? 'go' : await agree(context.ask, prepared);
    if (answer === 'go') return prepared;
    if (answer === 'no') throw new SetupError(EXIT.cannot, text('Nothing was changed.', '未作任何更改。'));
    request = { ...request, ...answer };
    checkPrefix(host, request.prefix);
  }
}

/** Plans again without a question: the prefix, the cache or the sources are not what the first plan took them for. */
export async function replanned(
  { host, packageRoot }: Context,
  paths: Paths,
  request: Request,
  stores: OpenStores,
): Promise<Prepared | InstallData> {
  const understood = await understand(host, packageRoot, request);
  const decisions = await alreadyDone(host, understood);
  return decisions === null
    ? prepare(host, paths, understood, 'here', stores)
    : nothingToDo(request.prefix, decisions);
}

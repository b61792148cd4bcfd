import type { Result } from '../core/result.ts';
import type { Asker, Context } from '../host/context.ts';
import type { Host } from '../host/host.ts';
import { listen } from '../ui/listen.ts';
import type { Listener } from '../ui/listener.ts';
import { canAsk } from '../ui/terminal.ts';
import { commands } from './commands.ts';
import { type Known, styleFor } from './known.ts';
import { load } from './load.ts';
import type { AllOptions } from './options.ts';
import type { World } from './world.ts';

async function askerOf(
  options: AllOptions,
  world: World,
  known: Known,
  { pause }: Listener,
): Promise<Asker | null> {
  if (options.yes || options.json || !canAsk(world.terminal)) return null;
  const { asker } = await import('../ui/prompts.ts');
  return asker(known.lang, pause, world.signal);
}

/** A program that talks with the person (sudo's question) gets the screen for as long. */
const hostBeside = ({ pause }: Listener, host: Host): Host => ({
  ...host,
  runInteractive: (argv) => pause(() => host.runInteractive(argv)),
});

/** A command that only looks is left where an interrupt finds it; one that acts comes to its end in order. */
async function settled(work: Promise<Result>, acts: boolean, signal: AbortSignal): Promise<Result> {
  if (acts) return work;
  work.catch(() => {});
  const cutOff = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, cutOff]);
}

/** Loads and runs one command, its events shown while it works. */
export async function runCommand(
  name: string,
  options: AllOptions,
  world: World,
  known: Known,
): Promise<Result> {
  const run = await load(name);
  const listener = await listen(options, world, await styleFor('stderr', known, world));
  const { lang: _lang, color: _color, ...own } = options;
  try {
    const context: Context = {
      host: hostBeside(listener, world.host),
      emit: listener.emit,
      ask: await askerOf(options, world, known, listener),
      lang: known.lang,
      signal: world.signal,
      stdin: world.stdin,
      packageRoot: world.packageRoot,
      version: world.version,
    };
    return await settled(run(context, own), commands[name]?.acts === true, world.signal);
  } finally {
    await listener.close();
  }
}

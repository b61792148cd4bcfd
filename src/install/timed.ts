import { dirname } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import type { Context } from '../host/context.ts';
import { Timeline } from './timeline.ts';

/** Before anything is done: who asked for a timeline gets one, or is told why not. */
function refuseUnwritable({ host }: Context, file: string): void {
  const folder = dirname(file);
  const stat = host.stat(folder);
  if (!stat.ok || stat.value.kind !== 'directory')
    throw new SetupError(
      EXIT.usage,
      text(`--timeline ${file}: there is no folder ${folder}`, `--timeline ${file}：没有目录 ${folder}`),
    );
  const there = host.stat(file);
  if (host.access(there.ok ? file : folder, 'write') && !(there.ok && there.value.kind === 'directory'))
    return;
  throw new SetupError(
    EXIT.cannot,
    text(`--timeline ${file} cannot be written`, `--timeline ${file} 无法写入`),
  );
}

/** Does work and writes when what of it ran into `file`, also where the work fails. */
export async function timed<T>(
  context: Context,
  file: string,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const { host, emit, version } = context;
  refuseUnwritable(context, file);
  const timeline = new Timeline(() => host.now());
  try {
    return await work({ ...context, emit: timeline.hearing(emit) });
  } finally {
    const { os, arch, cpus, nodeVersion } = host.self;
    const about = { tool: version, os, arch, cpus: String(cpus), node: nodeVersion };
    try {
      host.writeFile(file, `${JSON.stringify(timeline.trace('czmq-setup install', about))}\n`);
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? String(error);
      // What was installed does not depend on it.
      emit({
        type: 'note',
        level: 'warning',
        text: text(`${file} could not be written: ${why}`, `${file} 无法写入：${why}`),
      });
    }
  }
}

import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { type CProgram, compile, type Workshop } from '../verify/compile.ts';
import { lastLine, type Prepared, tryProgram, type Unprepared } from './prepared.ts';

/** Compiles the measuring program of an API in C. `statically`: the prefix holds no shared library. */
export async function prepareC(
  host: Host,
  api: 'libzmq' | 'czmq',
  program: CProgram,
  workshop: Workshop & { readonly signal: AbortSignal },
  statically: boolean,
): Promise<Prepared | Unprepared> {
  const built = await compile(host, program, workshop, statically);
  if (built.program === null) {
    const words = lastLine(built.log);
    return {
      api,
      reason: text(`its measuring program was not built: ${words}`, `测量程序构建失败：${words}`),
      log: built.log,
    };
  }
  const { folder, env, signal } = workshop;
  const tried = await tryProgram(host, { api, argv: [built.program], env, folder }, signal);
  return 'log' in tried ? { ...tried, log: built.log + tried.log } : tried;
}

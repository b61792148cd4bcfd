import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { type Prepared, tryProgram, type Unprepared } from './prepared.ts';
import { pyzmqSource } from './programs/pyzmq.ts';

const ASK_MS = 30_000;

/**
 * Finds the first Python that can import zmq. `pythons`: paths to try, the active environment's first.
 */
export async function preparePython(
  host: Host,
  pythons: readonly string[],
  base: {
    readonly folder: string;
    readonly env: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  },
): Promise<Prepared | Unprepared> {
  const { folder, env, signal } = base;
  const api = 'pyzmq';
  if (pythons.length === 0) return { api, reason: text('Python is not installed', '未安装 Python'), log: '' };
  let refused: Unprepared | null = null;
  for (const python of pythons) {
    const can = await host.run([python, '-c', 'import zmq'], { env, cwd: folder, timeoutMs: ASK_MS, signal });
    if (can.code !== 0) continue;
    const script = `${folder}/bench-pyzmq.py`;
    host.writeFile(script, pyzmqSource);
    const tried = await tryProgram(host, { api, argv: [python, script], env, folder }, signal);
    if (!('log' in tried)) return tried;
    refused ??= tried;
  }
  return (
    refused ?? {
      api,
      reason: text(
        `no Python here can import zmq (looked at ${pythons.join(', ')}; activate the environment that has pyzmq)`,
        `这里没有能导入 zmq 的 Python（检查了 ${pythons.join('、')}；请激活装有 pyzmq 的虚拟环境）`,
      ),
      log: '',
    }
  );
}

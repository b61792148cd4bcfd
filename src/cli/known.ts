import type { Lang } from '../core/text.ts';
import { paintedStyle, plainStyle, type Style } from '../ui/style.ts';
import { columnsOf, usesColor } from '../ui/terminal.ts';
import type { World } from './world.ts';

/** What words and documents need to know of the run; filled in as the run learns it. */
export interface Known {
  json: boolean;
  lang: Lang;
  color: boolean;
  verbose: boolean;
  command: string | null;
  readonly startedAt: number;
}

/** npm's own word for `npx` and `npm exec` (npm-scripts: the npm_command variable). */
const startedByNpx = (env: World['terminal']['env']): boolean => env.npm_command === 'exec';

/** The look of one stream. */
export async function styleFor(
  stream: 'stdout' | 'stderr',
  known: Known,
  { terminal, host }: World,
): Promise<Style> {
  const plain = plainStyle(known.lang, {
    columns: columnsOf(terminal),
    verbose: known.verbose,
    isRoot: host.self.uid === 0,
    program: startedByNpx(terminal.env) ? 'npx czmq-setup' : 'czmq-setup',
  });
  const isTty = stream === 'stdout' ? terminal.stdoutIsTty : terminal.stderrIsTty;
  return usesColor(known.color, isTty, terminal.env) ? paintedStyle(plain) : plain;
}

/** What the JSON document says of the run. */
export const runOf = (known: Known, world: World) => ({
  version: world.version,
  command: known.command,
  durationMs: world.host.now() - known.startedAt,
  lang: known.lang,
});

import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text, verbatim } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { neededFor } from '../verify/environment.ts';
import type { NeededEnvironment } from '../verify/request.ts';

/** What the prefix option says where nobody says anything. */
const DEFAULT_PREFIX = '/usr/local';

/** The libraries that are measured. */
export interface Libraries {
  /** Null: whatever pkg-config and the loader find by themselves. */
  readonly prefix: string | null;
  readonly needed: NeededEnvironment;
  /** The prefix holds no shared library. */
  readonly statically: boolean;
}

/** The libraries of the prefix, else those that the system finds by itself; a prefix that was named must hold them. */
export function librariesOf(host: Host, prefix: string): Libraries {
  const needed = neededFor(host, prefix, 'libzmq');
  if (needed.pkgConfigPath === null) {
    if (prefix === DEFAULT_PREFIX) return { prefix: null, needed, statically: false };
    throw new SetupError(
      EXIT.cannot,
      text(`There is no libzmq in ${prefix}: no libzmq.pc.`, `${prefix} 中没有 libzmq：找不到 libzmq.pc。`),
      { hint: verbatim(`czmq-setup install --prefix ${prefix}`) },
    );
  }
  const files = host.readdir(needed.libraryPath ?? '');
  const statically = !(files.ok && files.value.some((name) => /^libzmq\.(so|.*dylib)/.test(name)));
  return { prefix, needed, statically };
}

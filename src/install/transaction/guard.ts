import { dirname } from 'node:path';
import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { type Text, text } from '../../core/text.ts';
import type { Host } from '../../host/host.ts';
import { placeOf } from '../files.ts';
import { closed } from './faults.ts';

/** Judges what stands where acts are to happen. Each throws SetupError (exit 3): nothing has been changed by then. */
export interface Guard {
  /** Whether the folder is there; a link to a folder inside the prefix is one (`lib64 -> lib`). */
  folder(path: string): boolean;
  /** That `path` is no folder, and that its folder, where it is there, may be written. */
  file(path: string): void;
}

const inTheWay = (what: Text): SetupError => new SetupError(EXIT.cannot, what);

export function guardOf(host: Host, prefix: string): Guard {
  const real = host.realpath(prefix);
  const base = real.ok ? real.value : prefix;
  const known = new Map<string, boolean>();

  const look = (path: string): boolean => {
    const place = placeOf(prefix, path);
    const entry = host.lstat(place);
    if (!entry.ok && entry.fault === 'missing') return false;
    const stat = host.stat(place);
    if (!stat.ok || stat.value.kind !== 'directory') {
      throw inTheWay(
        text(`${place} is in the way: a folder has to be there`, `${place} 挡住了安装：该位置需要一个目录`),
      );
    }
    const target = host.realpath(place);
    if (!path.startsWith('/') && target.ok && target.value !== base && !target.value.startsWith(`${base}/`)) {
      throw inTheWay(
        text(
          `${place} leads out of the prefix, to ${target.value}`,
          `${place} 指向安装目录之外：${target.value}`,
        ),
      );
    }
    if (!host.access(place, 'write')) throw closed(host, place);
    return true;
  };
  const folder = (path: string): boolean => {
    const answer = known.get(path) ?? look(path);
    known.set(path, answer);
    return answer;
  };
  return {
    folder,
    file: (path) => {
      const place = placeOf(prefix, path);
      const above = dirname(path);
      if (above !== '.') folder(above);
      const stat = host.lstat(place);
      if (stat.ok && stat.value.kind === 'directory')
        throw inTheWay(
          text(
            `${place} is in the way: it is a folder, and a file has to be there`,
            `${place} 挡住了安装：它是目录，而该位置需要一个文件`,
          ),
        );
    },
  };
}

import { normalize } from 'node:path';
import type { Ask } from './ask.ts';
import { folderOf, join } from './loader/expand.ts';

/** As many links as the kernel follows (path_resolution(7)). */
const MOST_LINKS = 40;

/** The files that a link leads to, one after the other; of one that leads nowhere, the last is what is not there. */
export function leadsTo({ probe }: Ask, path: string): readonly string[] {
  const real = probe.realpath(path);
  if (real.ok) return [real.value];
  const named: string[] = [];
  for (let at = path; named.length < MOST_LINKS; ) {
    const target = probe.readlink(at);
    if (!target.ok) break;
    at = normalize(target.value.startsWith('/') ? target.value : join(folderOf(at), target.value));
    named.push(at);
  }
  return named;
}

import type { Fix } from '../core/finding.ts';
import type { Ask } from '../facts/ask.ts';
import { dpkg } from '../facts/dpkg.ts';
import { dpkgHindrances } from '../facts/dpkg-hindrances.ts';
import { systemPackages } from '../facts/package-manager.ts';

/** What an installation needs beside its own command, so that the files come to lie where they are looked for. */
export interface Unhindered {
  readonly before: Fix['commands'];
  readonly options: readonly string[];
  readonly undo: Fix['commands'];
}

const NOTHING: Unhindered = { before: [], options: [], undo: [] };

/** The path under which a file was packaged before /lib became a link to /usr/lib, and after. */
const spellings = (path: string): readonly string[] => [
  path,
  path.startsWith('/usr/') ? path.slice('/usr'.length) : `/usr${path}`,
];

/**
 * For this run alone the settings that leave files out are overruled, and diversions of the packages' own files are
 * taken back: a reinstallation would otherwise put everything back but what is missed.
 */
export function unhindered(ask: Ask, packages: readonly string[]): Unhindered {
  if (ask.of(systemPackages)?.manager.id !== 'apt') return NOTHING;
  const { excluded, diverted } = ask.of(dpkgHindrances);
  if (excluded.length === 0 && diverted.length === 0) return NOTHING;
  const files = new Set(packages.flatMap((name) => ask.of(dpkg)?.files(name) ?? []).flatMap(spellings));
  const own = diverted.filter(({ from }) => files.has(from));
  return {
    before: own.map(({ from }) => ['dpkg-divert', '--quiet', '--no-rename', '--remove', from]),
    options: excluded.flatMap((pattern) => ['-o', `Dpkg::Options::=--path-include=${pattern}`]),
    undo: own.map(({ from, to }) => ['dpkg-divert', '--quiet', '--rename', '--divert', to, '--add', from]),
  };
}

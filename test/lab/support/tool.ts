import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bind, Machine } from './machine.ts';

export const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
let packed: { readonly archive: string; readonly folder: string } | undefined;

/** The tool as `npm pack` gives it and unpacked, once a run: what a stranger gets, not what lies in the checkout. */
function pack(): { readonly archive: string; readonly folder: string } {
  if (packed !== undefined) return packed;
  const work = mkdtempSync(join(tmpdir(), 'czmq-lab-pack-'));
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', work], { cwd: PROJECT, stdio: 'pipe' });
  const archive = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) as string);
  const folder = join(work, 'tool');
  mkdirSync(folder);
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  packed = { archive, folder };
  return packed;
}

export const packedTool = (): string => pack().folder;

/** The file that would be published. */
export const packageFile = (): string => pack().archive;

/** The tool at /opt/czmq-setup, outside every folder that it manages. */
export const toolBind = (): Bind => ({ from: packedTool(), to: '/opt/czmq-setup' });

/**
 * A copy of the tool in the machine whose recipes are changed: `recipe` (libzmq, czmq) goes through `change`. Returns
 * its argument vector.
 */
export function changedTool(
  machine: Machine,
  recipe: string,
  // biome-ignore lint/suspicious/noExplicitAny: a recipe is plain JSON here, so that a test can break it.
  change: (recipe: any) => void,
): readonly string[] {
  const folder = mkdtempSync(join(machine.path('/opt'), 'changed-'));
  cpSync(packedTool(), folder, { recursive: true });
  const file = join(folder, 'recipes', `${recipe}.json`);
  const data = JSON.parse(readFileSync(file, 'utf8'));
  change(data);
  writeFileSync(file, JSON.stringify(data, null, 2));
  chmodSync(folder, 0o755);
  return [TOOL[0], `/opt/${basename(folder)}/bin/czmq-setup.js`];
}

/** Its argument vector inside a machine. */
export const TOOL = ['/usr/bin/node', '/opt/czmq-setup/bin/czmq-setup.js'] as const;

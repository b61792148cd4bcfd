import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bind } from './machine.ts';

const PROJECT = new URL('../../..', import.meta.url).pathname;
let packed: string | undefined;

/** The tool as `npm pack` gives it, unpacked once a run: what a stranger gets, not what lies in the checkout. */
export function packedTool(): string {
  if (packed !== undefined) return packed;
  const work = mkdtempSync(join(tmpdir(), 'czmq-lab-pack-'));
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', work], { cwd: PROJECT, stdio: 'pipe' });
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz')) as string;
  const folder = join(work, 'tool');
  mkdirSync(folder);
  execFileSync('tar', ['-xzf', join(work, archive), '-C', folder, '--strip-components=1']);
  packed = folder;
  return folder;
}

/** The tool at /opt/czmq-setup, outside every folder that it manages. */
export const toolBind = (): Bind => ({ from: packedTool(), to: '/opt/czmq-setup' });

/** Its argument vector inside a machine. */
export const TOOL = ['/usr/bin/node', '/opt/czmq-setup/bin/czmq-setup.js'] as const;

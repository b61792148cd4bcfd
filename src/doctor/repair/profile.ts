import { join } from 'node:path';
import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Host, Probe } from '../../host/host.ts';
import { loginShell, shellScript } from '../../install/shell-env/shells.ts';
import { pathVariables } from '../../install/shell-env/variables.ts';
import type { Acted } from './acted.ts';

const beginOf = (prefix: string): string => `# >>> czmq-setup ${prefix} >>>`;
const endOf = (prefix: string): string => `# <<< czmq-setup ${prefix} <<<`;

/** The file that a login shell of this user's reads: bash(1) INVOCATION, zsh(1) STARTUP/SHUTDOWN FILES, fish(1). */
export function profileOf({ env, self }: Pick<Host, 'env' | 'self'>): string {
  const shell = loginShell(env.SHELL);
  if (shell === 'zsh') return join(env.ZDOTDIR || self.home, '.zprofile');
  if (shell === 'fish')
    return join(env.XDG_CONFIG_HOME || join(self.home, '.config'), 'fish/conf.d/czmq-setup.fish');
  return join(self.home, '.profile');
}

/** A text without a prefix's block. */
function without(words: string, prefix: string): string {
  const from = words.indexOf(beginOf(prefix));
  const end = endOf(prefix);
  const to = from < 0 ? -1 : words.indexOf(end, from);
  return to < 0 ? words : words.slice(0, from) + words.slice(to + end.length).replace(/^\n/, '');
}

/** What cannot be read is not written over. */
function read(host: Host, path: string): string {
  const file = host.readText(path, 1024 * 1024);
  if (file.ok) return file.value;
  if (file.fault === 'missing' || file.fault === 'not-directory') return '';
  throw new SetupError(
    EXIT.cannot,
    text(`${path} cannot be read (${file.fault})`, `无法读取 ${path}（${file.fault}）`),
  );
}

/** Whether this user's profile names the prefix by a block of ours. */
export function isInProfile(probe: Probe, prefix: string): boolean {
  const file = probe.readText(profileOf(probe), 1024 * 1024);
  return file.ok && file.value.includes(beginOf(prefix));
}

/** Writes the lines that make a prefix usable into the user's profile, between marks; a second time changes nothing. */
export function addProfile(host: Host, prefix: string): Acted {
  const path = profileOf(host);
  const shell = loginShell(host.env.SHELL);
  const script = shellScript(shell, pathVariables(host, prefix), {}).trimEnd();
  const old = read(host, path);
  const before = without(old, prefix);
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  host.mkdir(path.slice(0, path.lastIndexOf('/')));
  const stat = host.stat(path);
  const wanted = `${before}${gap}${beginOf(prefix)}\n${script}\n${endOf(prefix)}\n`;
  if (wanted !== old) host.writeFile(path, wanted, { mode: stat.ok ? stat.value.mode : 0o644, sync: true });
  return { code: 0, moved: [] };
}

/** Takes the block out again. */
export function removeProfile(host: Host, prefix: string): Acted {
  const path = profileOf(host);
  const old = read(host, path);
  const left = without(old, prefix);
  const stat = host.stat(path);
  if (left !== old) host.writeFile(path, left, { mode: stat.ok ? stat.value.mode : 0o644, sync: true });
  return { code: 0, moved: [] };
}

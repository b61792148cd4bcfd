import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { type Elevation, powers } from '../facts/powers.ts';
import { prefixWritable } from './machine.ts';

/**
 * How a prefix is to be changed: null by this user himself, else by root in this way. Throws SetupError (exit 3) where
 * neither can be.
 */
export async function rightsOn(
  ask: Ask,
  prefix: string,
  sudo: 'auto' | 'always' | 'never',
): Promise<Elevation | null> {
  const writable = prefixWritable(ask.probe, prefix);
  if (writable && sudo !== 'always') return null;
  const { root, elevation } = await ask.of(powers);
  if (sudo !== 'never' && elevation !== null) return elevation;
  if (writable || root) return null;
  const what = text(`${prefix} cannot be written by this user`, `当前用户无法写入 ${prefix}`);
  throw new SetupError(EXIT.cannot, what, {
    hint: text('Run this again as root.', '请以 root 重新运行。'),
    findings: [
      {
        code: 'install.permission',
        subject: prefix,
        severity: 'error',
        title: what,
        cause: text(
          'It belongs to somebody else, and neither sudo nor doas is to be used or to be had.',
          '它属于其他用户，而 sudo 和 doas 都不可用或不允许使用。',
        ),
        evidence: [{ kind: 'file', where: prefix, text: 'not writable' }],
        consequences: [{ code: 'install.no-sudo', subject: 'sudo' }],
        fixes: [],
        source: 'rights',
      },
    ],
  });
}

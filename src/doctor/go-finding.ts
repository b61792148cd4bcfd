import type { Evidence, Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { GoSettings } from '../facts/go-settings.ts';
import { proposal } from './fixes.ts';

/** Where a variable of the go command is set. */
export function settingEvidence({ file, get }: GoSettings, name: string): Evidence {
  const setting = get(name);
  return setting?.from === 'file'
    ? { kind: 'file', where: file, text: `${name}=${setting.value}` }
    : { kind: 'env', where: name, text: setting?.value ?? '' };
}

/** How it is taken back: what the user set he is asked to unset. */
export const unsetFix = ({ get }: GoSettings, name: string): Fix =>
  get(name)?.from === 'file'
    ? proposal(text(`Take it back: go env -u ${name}`, `撤销该设置：go env -u ${name}`), [
        ['go', 'env', '-u', name],
      ])
    : proposal(text(`Unset it: unset ${name}`, `取消该变量：unset ${name}`));

import { type Text, text } from '../../../core/text.ts';
import type { SourceOption } from '../../../origins/options.ts';

const short = (digest: string | null, kind: string): string =>
  digest === null ? '' : ` (${kind} ${digest.slice(0, 12)}…)`;

/** A place where a source will be looked for. What the user named himself has no digest. */
export function sourceWords(option: SourceOption): Text | string {
  switch (option.kind) {
    case 'git':
      return `git ${option.url}${option.ref === null ? '' : ` ${option.ref}`}${short(option.commit, 'commit')}`;
    case 'url':
      return `${option.url}${short(option.sha256, 'sha256')}`;
    case 'pool': {
      const path = `pool/${option.component.debian}/${option.pool}`;
      const pin = short(option.sha256, 'sha256');
      return text(`apt's own mirror: ${path}${pin}`, `apt 所配置的镜像：${path}${pin}`);
    }
    case 'file':
    case 'folder':
      return option.path;
  }
}

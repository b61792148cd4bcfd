import { type Lang, langFromLocale } from '../core/text.ts';
import { commands } from './commands.ts';
import type { World } from './world.ts';

/** What must be known before anything else is, since even a wrong command line is answered in it. */
export interface Early {
  readonly json: boolean;
  readonly lang: Lang;
  readonly color: boolean;
  readonly command: string | null;
}

const LANGUAGES: Readonly<Record<string, Lang>> = { en: 'en', 'zh-CN': 'zh-CN' };

/** Looks for the command, `--json`, `--lang` and `--no-color` among words that may otherwise be wrong. */
export function early({ argv, host: { env } }: Pick<World, 'argv' | 'host'>): Early {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const after = words[words.lastIndexOf('--lang') + 1];
  const joined = words.findLast((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const named = LANGUAGES[(words.includes('--lang') ? after : joined) ?? env.CZMQ_SETUP_LANG ?? ''];
  const asked = env.CZMQ_SETUP_JSON ?? '';
  return {
    json: words.includes('--json') || (/^(1|true|yes|on)$/i.test(asked) && !words.includes('--no-json')),
    lang: named ?? langFromLocale(env.LC_ALL, env.LC_MESSAGES, env.LANG),
    color: !words.includes('--no-color'),
    command: argv.find((word) => commands[word] !== undefined) ?? null,
  };
}

import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import type { CommandSpec } from '../spec.ts';
import { prefix } from './shared.ts';

export const status: CommandSpec<O.StatusOptions> = {
  summary: text(
    'show what is installed where, by whom, and which copy wins',
    '显示装了什么、在哪里、由谁安装、哪一份生效',
  ),
  fields: { prefix },
};

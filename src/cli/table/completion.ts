import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { argument } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';

export const completion: CommandSpec<O.CompletionOptions> = {
  summary: text('print the completion script of a shell', '打印 shell 的补全脚本'),
  anywhere: true,
  fields: {
    shell: argument('SHELL', v.choice('bash', 'zsh', 'fish'), text('which shell', '哪种 shell')),
  },
};

import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { option } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';
import { prefix } from './shared.ts';

export const env: CommandSpec<O.EnvOptions> = {
  summary: text('print the shell lines that make a prefix usable', '打印让安装目录可用的 shell 命令行'),
  fields: {
    prefix,
    shell: option(
      v.choice('bash', 'zsh', 'fish', 'powershell', 'github'),
      null,
      text('for which shell (else the one of SHELL)', '用于哪种 shell（默认取自 SHELL）'),
    ),
  },
};

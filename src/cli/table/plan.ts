import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { option } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';
import { BUILD, settleBuild } from './build.ts';

export const plan: CommandSpec<O.PlanOptions> = {
  summary: text('print what install would do and change nothing', '打印 install 将要做的事，不做任何改动'),
  fields: {
    ...BUILD,
    format: option(
      v.choice('text', 'json', 'sh', 'dockerfile'),
      'text',
      text('how the plan is printed', '计划的输出格式'),
    ),
  },
  settle: settleBuild,
};

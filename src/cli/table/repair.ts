import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { rest } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';

export const repair: CommandSpec<O.RepairOptions> = {
  summary: text('one act of a fix', '修复中的一个操作'),
  hidden: true,
  acts: true,
  fields: {
    args: rest(null, 'ARGUMENT…', (given) => given ?? [], text('as doctor printed them', '由 doctor 给出')),
  },
};

import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { rest } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';

export const transaction: CommandSpec<O.TransactionOptions> = {
  summary: text('the elevated half of a commit', '提交操作中需要提权的部分'),
  hidden: true,
  acts: true,
  fields: {
    args: rest(null, 'ARGUMENT…', (given) => given ?? [], text('as the commit wrote them', '由提交操作给出')),
  },
};

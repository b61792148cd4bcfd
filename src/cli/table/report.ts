import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { option } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';
import { prefix } from './shared.ts';

export const report: CommandSpec<O.ReportOptions> = {
  summary: text(
    'print what a maintainer asks for in a bug report, redacted',
    '打印提交问题所需的全部信息（已脱敏）',
  ),
  fields: {
    prefix,
    snapshot: option(
      v.file,
      null,
      text("write the machine's probe results to this file", '把本机的探测结果写入该文件'),
    ),
  },
};

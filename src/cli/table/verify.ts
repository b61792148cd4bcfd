import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { flag, many } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';
import { prefix, targetsHelp } from './shared.ts';

export const verify: CommandSpec<O.VerifyOptions> = {
  summary: text(
    'compile, link and run real programs against what is installed',
    '用真实程序编译、链接、运行，检验已安装的库',
  ),
  acts: true,
  fields: {
    targets: many('target', v.word('TARGET', 'target'), targetsHelp),
    prefix,
    upstream: flag(
      text(
        "also run upstream's own tests against the installed copy (minutes)",
        '另外对已安装的副本运行上游自带的测试（需数分钟）',
      ),
    ),
  },
};

import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { flag, option } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';
import { BUILD, settleBuild } from './build.ts';
import { cacheLimit } from './shared.ts';

export const install: CommandSpec<O.InstallOptions> = {
  summary: text(
    'bring libraries to this machine and prove that they work',
    '在本机安装这些库，并验证它们确实可用',
  ),
  acts: true,
  fields: {
    ...BUILD,
    dryRun: flag(text('print the plan and change nothing', '只打印计划，不做任何改动')),
    timeline: option(
      v.file,
      null,
      text(
        'write when each stage and command ran (Chrome trace format, opens in Perfetto)',
        '把各阶段和命令的运行时间写入该文件（Chrome trace 格式，可用 Perfetto 打开）',
      ),
    ),
    cacheLimit,
  },
  settle: settleBuild,
};

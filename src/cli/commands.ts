import type * as O from '../commands/options.ts';
import { text } from '../core/text.ts';
import { flag, option, unless } from './fields.ts';
import type { CommandSpec, Fields } from './spec.ts';
import { bench } from './table/bench.ts';
import { cache } from './table/cache.ts';
import { completion } from './table/completion.ts';
import { doctor } from './table/doctor.ts';
import { env } from './table/env.ts';
import { explain } from './table/explain.ts';
import { install } from './table/install.ts';
import { plan } from './table/plan.ts';
import { repair } from './table/repair.ts';
import { report } from './table/report.ts';
import { status } from './table/status.ts';
import { transaction } from './table/transaction.ts';
import { uninstall } from './table/uninstall.ts';
import { verify } from './table/verify.ts';
import * as v from './values.ts';

/** Options that mean the same everywhere. `lang` and `color` are the cli's own; no command sees them. */
export const COMMON: Fields<O.CommonOptions & { lang: string | null; color: boolean }> = {
  json: flag(
    text('print one JSON document on stdout and nothing else there', '在标准输出上只打印一个 JSON 文档'),
  ),
  yes: flag(text('ask nothing', '不提问，全部确认'), 'y'),
  quiet: flag(text('print only errors and the result', '只打印错误和结果'), 'q'),
  verbose: flag(text('print more', '打印更多内容'), 'v'),
  color: unless(
    text('no colours (NO_COLOR and FORCE_COLOR work too)', '不用颜色（也可设 NO_COLOR、FORCE_COLOR）'),
  ),
  lang: option(
    v.choice('en', 'zh-CN'),
    null,
    text('language (else from LC_ALL, LC_MESSAGES, LANG)', '语言（默认取自 LC_ALL、LC_MESSAGES、LANG）'),
  ),
};

const COMMANDS = {
  install,
  plan,
  doctor,
  explain,
  verify,
  bench,
  status,
  uninstall,
  env,
  report,
  cache,
  completion,
  __transaction: transaction,
  __repair: repair,
};

/** All commands by name, in the order of the help. */
export const commands = COMMANDS as unknown as Readonly<Record<string, CommandSpec>>;

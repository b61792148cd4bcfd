import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { listed, many, option } from '../fields.ts';
import * as m from '../measure-values.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';
import { prefix } from './shared.ts';

export const bench: CommandSpec<O.BenchOptions> = {
  summary: text(
    'measure throughput, latency, CPU and memory of the installed libraries',
    '测量已安装库的吞吐、延迟、CPU 和内存',
  ),
  acts: true,
  fields: {
    targets: many(
      'target',
      v.choice('libzmq', 'czmq', 'goczmq', 'pyzmq'),
      text(
        'libzmq, czmq, goczmq, pyzmq: through which API; all that are there when none is named',
        'libzmq、czmq、goczmq、pyzmq：通过哪些 API 测量；不写则为本机可用的全部',
      ),
    ),
    prefix,
    sizes: listed(
      m.sizes,
      [1, 1024, 65_536, 1_048_576],
      text('sizes of the messages (default 1,1K,64K,1M)', '消息大小（默认 1,1K,64K,1M）'),
    ),
    patterns: listed(
      m.choices('push-pull', 'pub-sub', 'pair', 'dealer-router', 'req-rep'),
      ['push-pull', 'req-rep'],
      text(
        'push-pull, pub-sub: throughput; req-rep: latency; pair, dealer-router: both (default push-pull,req-rep)',
        'push-pull、pub-sub 测吞吐；req-rep 测延迟；pair、dealer-router 两者都测（默认 push-pull,req-rep）',
      ),
    ),
    transports: listed(
      m.choices('inproc', 'ipc', 'tcp'),
      ['inproc', 'ipc', 'tcp'],
      text('inproc, ipc, tcp (default all)', 'inproc、ipc、tcp（默认全部）'),
    ),
    duration: option(
      m.time(1, 600_000),
      60,
      text('how long each run measures (default 0.06)', '每轮测量的时长（默认 0.06 秒）'),
    ),
    warmUp: option(
      m.time(0, 600_000),
      20,
      text(
        'how long each run works before it measures (default 0.02)',
        '每轮测量前的预热时长（默认 0.02 秒）',
      ),
    ),
    runs: option(
      m.countUpTo(100),
      5,
      text('how often each figure is measured (default 5)', '每个数据测量几次（默认 5）'),
    ),
    html: option(v.file, null, text('write a page with plots to this file', '把带图表的网页写入该文件')),
    baseline: option(
      v.file,
      null,
      text(
        'compare with what bench --json printed earlier, and say which differences are more than noise',
        '与先前 bench --json 的输出比较，并指出哪些差异超出噪声',
      ),
    ),
  },
};

import { type Text, text } from '../core/text.ts';
import type { Verdict } from './compare.ts';
import type { Kind } from './matrix.ts';

/** Words that the terminal's tables and the page share. */
export const KINDS: Readonly<Record<Kind, Text>> = {
  throughput: text('Throughput', '吞吐'),
  latency: text('Latency, one way', '单程延迟'),
};

export const VERDICTS: Readonly<Record<Verdict, Text>> = {
  faster: text('faster', '变快'),
  slower: text('slower', '变慢'),
  'within-noise': text('within the noise', '在噪声之内'),
  'too-few-runs': text('too few runs to tell', '轮数太少，无法判断'),
};

export const RULE = text(
  'A difference is more than noise where runs of one kind would part so far at most once in a hundred times (exact Mann-Whitney test over the runs) and the medians are further apart than three deviations (scaled MAD) of the noisier runs.',
  '只有同时满足以下两条，差异才算超出噪声：若两次运行本无区别，各轮数据偶然分开到这种程度的机会不超过百分之一（对各轮数据做精确的 Mann-Whitney 检验）；并且两个中位数之差大于波动较大一方的三倍偏差（换算后的 MAD）。',
);

export const UNFAIR = text(
  'This is no fair comparison: the machine or the settings differ, or one of the runs was disturbed.',
  '这不是公平的比较：机器或设置不同，或其中一次运行受到了干扰。',
);

/** What differs between two runs, in words; a name of an API or a file stays as it is. */
export const DIFFERING: Readonly<Record<string, Text>> = {
  cpu: text('processor', '处理器'),
  cores: text('cores', '核数'),
  memory: text('memory', '内存'),
  governor: text('frequency governor', '频率调节器'),
  os: text('operating system', '操作系统'),
  arch: text('architecture', '架构'),
  kernel: text('kernel', '内核'),
  durationMs: text('duration', '测量时长'),
  warmUpMs: text('warm-up', '预热时长'),
  compiler: text('compiler', '编译器'),
};

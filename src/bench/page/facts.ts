import { type Lang, text } from '../../core/text.ts';
import { messageSize, microseconds } from '../figures.ts';
import type { ApiInfo, BenchReport } from '../result.ts';

const NAMES = {
  cpu: text('processor', '处理器'),
  system: text('system', '系统'),
  memory: text('memory', '内存'),
  governor: text('frequency governor', '频率调节器'),
  load: text('load average before, after', '负载：之前、之后'),
  inUse: text('in use by others', '其他程序占用'),
  compiler: text('compiler', '编译器'),
  prefix: text('prefix', '安装目录'),
  settings: text('settings', '设置'),
};
const UNREAD = text('not readable here', '此处无法读取');
const SYSTEM = text('what the system finds', '系统默认');
const NOT_MEASURED = text('not measured: ', '未测量：');

/** `libzmq 4.3.4, czmq 4.2.1 (/usr/lib/libzmq.so.5, /usr/lib/libczmq.so.4)`, or why it was not measured. */
export function apiWords({ versions, loaded, notMeasured }: ApiInfo, lang: Lang): string {
  if (notMeasured !== null) return NOT_MEASURED[lang] + notMeasured[lang];
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const files = Object.values(loaded);
  return `${named.join(', ')}${files.length === 0 ? '' : ` (${files.join(', ')})`}`;
}

/** What a reader needs to judge the figures, in words: names with what is so. */
export function factsOf(report: BenchReport, lang: Lang): (readonly [string, string])[] {
  const { machine, compiler, apis, settings } = report;
  const { load } = machine;
  const cores = text(`${machine.cores} cores`, `${machine.cores} 核`)[lang];
  const runs = text(
    `${settings.runs} runs of ${microseconds(settings.durationMs * 1000)} after ${microseconds(settings.warmUpMs * 1000)} of warm-up; sizes ${settings.sizes.map(messageSize).join(', ')}`,
    `${settings.runs} 轮，每轮预热 ${microseconds(settings.warmUpMs * 1000)} 后测量 ${microseconds(settings.durationMs * 1000)}；消息大小 ${settings.sizes.map(messageSize).join('、')}`,
  )[lang];
  return [
    ...apis.map((api) => [api.api, apiWords(api, lang)] as const),
    [NAMES.prefix[lang], report.prefix ?? SYSTEM[lang]],
    [NAMES.cpu[lang], `${machine.cpu ?? '–'}, ${cores}`],
    [NAMES.memory[lang], `${(machine.memory / 1e9).toFixed(1)} GB`],
    [NAMES.system[lang], `${machine.os} ${machine.arch}, ${machine.kernel}`],
    [NAMES.governor[lang], machine.governor ?? UNREAD[lang]],
    ...(machine.inUse === null
      ? []
      : [[NAMES.inUse[lang], `${Math.round(machine.inUse * 100)} % CPU`] as const]),
    [NAMES.load[lang], `${load.before ?? '–'}, ${load.after ?? '–'}`],
    [NAMES.compiler[lang], compiler.version ?? compiler.command.join(' ')],
    [NAMES.settings[lang], runs],
  ];
}

import { type Text, text } from '../../../core/text.ts';
import type { Plan, Stage } from '../../../install/plan.ts';
import { WORK } from '../../../install/step.ts';
import { clean } from '../../clean.ts';
import { bytes, duration } from '../../figures.ts';
import { type Style, say } from '../../style.ts';
import { wrap } from '../../width.ts';
import { libraryLines } from './libraries.ts';
import { stepWords } from './step.ts';

const HEAD = {
  plan: text('Plan for', '安装计划：'),
  packages: text('System packages', '系统软件包'),
  none: text('nothing is missing', '不缺任何软件包'),
  download: text('Download', '下载'),
  unknown: text('size not known', '大小未知'),
  time: text('Time', '时间'),
  root: text('needs root', '需要 root'),
  nothing: text('Nothing is to be done.', '无需任何操作。'),
  within: text('in', '目录'),
  unless: text('only where there is no', '仅当不存在'),
} as const;

const about = (seconds: number, jobs: number): Text =>
  text(
    `about ${duration(seconds * 1000, 'en')} with ${jobs} at once`,
    `约 ${duration(seconds * 1000, 'zh-CN')}，同时 ${jobs} 个任务`,
  );

const isHere = text(
  `${WORK} is the folder of the run, below the cache.`,
  `${WORK} 是本次运行的工作目录，位于缓存目录下。`,
);

function packagesLine({ packages, stages }: Plan, style: Style): string {
  const missing = packages.missing.flatMap((one) => one.packages);
  const root = stages.some(({ kind, root: needed }) => kind === 'packages' && needed);
  const words = missing.length === 0 ? HEAD.none[style.lang] : [...new Set(missing)].join(' ');
  const behind = missing.length > 0 && root ? ` [${HEAD.root[style.lang]}]` : '';
  const manager = packages.manager === null ? '' : ` (${packages.manager})`;
  return `${HEAD.packages[style.lang]}${manager}: ${words}${behind}`;
}

/** Libraries, packages, download and time: what `install` shows before it asks. */
export function planSummary(plan: Plan, style: Style): string[] {
  const download = plan.downloadBytes === null ? HEAD.unknown[style.lang] : bytes(plan.downloadBytes);
  const working = plan.libraries.some(({ action }) => action !== 'keep');
  return [
    style.bold(`${HEAD.plan[style.lang]} ${clean(plan.prefix)}`),
    ...libraryLines(plan, style),
    ...(working
      ? [
          ...wrap(clean(packagesLine(plan, style)), style.columns),
          `${HEAD.download[style.lang]}: ${download}`,
          `${HEAD.time[style.lang]}: ${about(plan.estimateSeconds, plan.jobs)[style.lang]}`,
        ]
      : [HEAD.nothing[style.lang]]),
    ...plan.notes.flatMap((note) => wrap(`! ${say(style, note)}`, style.columns).map(style.yellow)),
  ];
}

function stageLines(stage: Stage, index: number, style: Style): string[] {
  const name = stage.library === null ? '' : `${stage.library}: `;
  const root = stage.root ? style.yellow(` [${HEAD.root[style.lang]}]`) : '';
  const time =
    stage.estimateSeconds > 0 ? style.dim(` ~${duration(stage.estimateSeconds * 1000, style.lang)}`) : '';
  const lines = [
    `${String(index + 1).padStart(2)}. ${style.bold(clean(name + stage.title[style.lang]))}${root}${time}`,
  ];
  if (stage.unless !== undefined)
    lines.push(style.dim(`    # ${HEAD.unless[style.lang]} ${clean(stage.unless)}`));
  let folder = '';
  for (const step of stage.steps) {
    if (step.act === 'run' && step.cwd !== folder) {
      folder = step.cwd;
      lines.push(style.dim(`    # ${HEAD.within[style.lang]} ${clean(folder)}`));
    }
    const words = stepWords(step);
    const isCommand = typeof words === 'string';
    lines.push(isCommand ? `    ${clean(words)}` : style.dim(`    # ${say(style, words)}`));
  }
  return lines;
}

/** The whole plan: every stage, command and folder, what needs root, what is downloaded, roughly how long. */
export function planLines(plan: Plan, style: Style): string[] {
  return [
    ...planSummary(plan, style),
    ...(plan.stages.length === 0 ? [] : ['']),
    ...plan.stages.flatMap((stage, index) => stageLines(stage, index, style)),
    ...(plan.stages.length === 0 ? [] : ['', style.dim(isHere[style.lang])]),
  ];
}

import type { PlanData } from '../../../commands/plan.ts';
import type { Result } from '../../../core/result.ts';
import { text } from '../../../core/text.ts';
import { describe } from '../../../install/describe.ts';
import type { Stage } from '../../../install/plan.ts';
import { WORK } from '../../../install/step.ts';
import { clean } from '../../clean.ts';
import { duration } from '../../figures.ts';
import { type Style, say } from '../../style.ts';
import { wrap } from '../../width.ts';
import { sourceWords } from './source.ts';
import { stepWords } from './step.ts';

const WORDS = {
  root: text('needs root', '需要 root'),
  within: text('in', '目录'),
  unless: text('only where there is no', '仅当不存在'),
} as const;

const workIs = (work: string) =>
  text(`${WORK} stands for the folder of the run: ${work}`, `${WORK} 代表本次运行的工作目录：${work}`);

function stageLines(stage: Stage, index: number, libraries: PlanData['libraries'], style: Style): string[] {
  const name = stage.library === null ? '' : `${stage.library}: `;
  const root = stage.root ? style.yellow(` [${WORDS.root[style.lang]}]`) : '';
  const time =
    stage.estimateSeconds > 0 ? style.dim(` ~${duration(stage.estimateSeconds * 1000, style.lang)}`) : '';
  const title = style.bold(clean(name + stage.title[style.lang]));
  const lines = [`${String(index + 1).padStart(2)}. ${title}${root}${time}`];
  if (stage.unless !== undefined) {
    lines.push(style.dim(`    # ${WORDS.unless[style.lang]} ${clean(stage.unless)}`));
  }
  let folder = '';
  for (const step of stage.steps) {
    if (step.act === 'run' && step.cwd !== folder) {
      folder = step.cwd;
      lines.push(style.dim(`    # ${WORDS.within[style.lang]} ${clean(folder)}`));
    }
    const words = stepWords(step);
    lines.push(typeof words === 'string' ? `    ${clean(words)}` : style.dim(`    # ${say(style, words)}`));
    const sources =
      step.act === 'obtain' ? libraries.find(({ name }) => name === step.library)?.sources : undefined;
    for (const option of sources ?? []) {
      const where = sourceWords(option);
      lines.push(style.dim(`    #   ${clean(typeof where === 'string' ? where : where[style.lang])}`));
    }
  }
  return lines;
}

/** A script or Dockerfile is printed as it stands. */
export const raw = ({ script }: PlanData): boolean => script !== null;

/** Every stage, command and folder, what needs root, what is downloaded, roughly how long. */
export function render({ data }: Result<string, PlanData>, style: Style): string {
  if (data.script !== null) return data.script;
  const lines = [
    ...describe(data).flatMap((line) => say(style, line).split('\n')),
    ...data.notes.flatMap((note) => wrap(`! ${say(style, note)}`, style.columns).map(style.yellow)),
    ...(data.stages.length === 0 ? [] : ['']),
    ...data.stages.flatMap((stage, index) => stageLines(stage, index, data.libraries, style)),
    ...(data.stages.length === 0 ? [] : ['', style.dim(say(style, workIs(data.work)))]),
  ];
  return `${lines.join('\n')}\n`;
}

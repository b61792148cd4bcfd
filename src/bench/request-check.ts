import { dirname } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { type Text, text } from '../core/text.ts';
import type { Probe } from '../host/host.ts';
import { type Baseline, readBaseline } from './baseline.ts';
import { overlaps } from './compare.ts';
import type { Api, Case } from './matrix.ts';

const refuse = (option: string, path: string, why: Text): SetupError =>
  new SetupError(EXIT.usage, text(`${option} ${path}: ${why.en}`, `${option} ${path}：${why['zh-CN']}`));

/** The page must be writable when all is measured: said before, not after a minute's work. */
export function checkPage(probe: Probe, path: string): void {
  const folder = dirname(path);
  const at = probe.stat(path);
  if (at.ok && at.value.kind !== 'file') throw refuse('--html', path, text('it is no file', '它不是文件'));
  const parent = probe.stat(folder);
  if (!parent.ok || parent.value.kind !== 'directory')
    throw refuse('--html', path, text(`there is no folder ${folder}`, `目录 ${folder} 不存在`));
  if (!probe.access(at.ok ? path : folder, 'write'))
    throw refuse('--html', path, text('it cannot be written', '无法写入'));
}

/** Reads the earlier run and refuses one with which nothing could be compared. */
export function checkBaseline(
  probe: Probe,
  path: string,
  cases: readonly Case[],
  apis: readonly Api[],
): Baseline {
  const baseline = readBaseline(probe, path);
  if ('en' in baseline) throw refuse('--baseline', path, baseline);
  if (!overlaps(baseline, cases, apis))
    throw refuse(
      '--baseline',
      path,
      text('it holds no figure that this run would measure', '其中没有本次要测量的任何数据'),
    );
  return baseline;
}

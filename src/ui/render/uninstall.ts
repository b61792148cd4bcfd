import type { UninstallData } from '../../commands/uninstall.ts';
import type { Result } from '../../core/result.ts';
import { type Text, text } from '../../core/text.ts';
import { rootLine } from '../shell.ts';
import { type Style, say } from '../style.ts';
import { wrap } from '../width.ts';
import { findingsLines } from './finding.ts';

const list = (products: readonly { readonly name: string; readonly version: string }[]): string =>
  products.map(({ name, version }) => `${name} ${version}`).join(', ');

function* told(data: UninstallData): Generator<Text> {
  const { prefix, removed, remaining, notInstalled, filesRemoved, restored, recovered } = data;
  if (recovered === 'undone') {
    yield text('An interrupted run was undone first.', '已先撤销一次被中断的运行。');
  } else if (recovered === 'finished') {
    yield text('An interrupted run was finished first.', '已先完成一次被中断的运行。');
  }
  if (removed.length > 0) {
    yield text(
      `Removed from ${prefix}: ${list(removed)} (${filesRemoved} files).`,
      `已从 ${prefix} 卸载：${list(removed)}（${filesRemoved} 个文件）。`,
    );
  } else if (data.bindings.length > 0 && !data.declined) {
    // Told below.
  } else if (data.declined) yield text('Nothing was changed.', '未做任何改动。');
  else
    yield text(
      `This tool has nothing to remove from ${prefix}.`,
      `${prefix} 中没有由本工具安装、需要卸载的内容。`,
    );
  if (notInstalled.length > 0) {
    yield text(
      `Not installed by this tool: ${notInstalled.join(', ')}.`,
      `并非由本工具安装：${notInstalled.join('、')}。`,
    );
  }
  for (const { name, version, place, outcome } of data.bindings) {
    if (outcome === 'removed')
      yield text(`Removed ${name} ${version} from ${place}.`, `已从 ${place} 移除 ${name} ${version}。`);
    else if (outcome === 'gone')
      yield text(`${name} is not in ${place} any more.`, `${place} 中已没有 ${name}。`);
    else
      yield text(
        `Left in ${place}: ${name}, which is not the version that this tool brought, or could not be removed.`,
        `${place} 中保留了 ${name}：它不是本工具安装的版本，或无法移除。`,
      );
  }
  for (const path of restored) yield text(`Put back: ${path}`, `已放回原文件：${path}`);
  if (remaining.length > 0)
    yield text(`Still installed: ${list(remaining)}.`, `仍然安装着：${list(remaining)}。`);
}

const stale = text('The loader’s cache still knows the old files:', '加载器缓存中仍是旧文件，请执行：');

/** What was removed, what others had changed and is therefore left, and what is still there. */
export function render({ data, findings }: Result<string, UninstallData>, style: Style): string {
  const lines = [
    ...[...told(data)].flatMap((words) => wrap(say(style, words), style.columns)),
    ...(data.loaderCache === 'done' ? [] : [`${stale[style.lang]} ${rootLine(['ldconfig'], style.isRoot)}`]),
    ...(findings.length === 0 ? [] : ['', ...findingsLines(findings, style)]),
  ];
  return `${lines.join('\n')}\n`;
}

import type { Result } from '../../core/result.ts';
import { type Text, text } from '../../core/text.ts';
import type { InstallData, InstalledLibrary } from '../../install/report.ts';
import { clean } from '../clean.ts';
import { duration } from '../figures.ts';
import { ownLine } from '../shell.ts';
import { type Style, say } from '../style.ts';
import { pad, width, wrap } from '../width.ts';
import { longestStages, stageTimes, totalMs } from './stage-times.ts';

const ACTIONS: Record<InstalledLibrary['action'], Text> = {
  build: text('built', '已构建'),
  restore: text('from the cache', '取自缓存'),
  keep: text('was there', '原已安装'),
};

function libraryLines(libraries: readonly InstalledLibrary[], style: Style): string[] {
  const names = libraries.map(({ name, version }) => clean(`${name} ${version}`));
  const indent = Math.max(0, ...names.map(width)) + 2;
  return libraries.map(({ action, from, version, origin }, index) => {
    const before =
      from === null || from === version ? '' : text(` (before: ${from})`, `（之前：${from}）`)[style.lang];
    const where = origin === null ? '' : `, ${origin}`;
    return `  ${style.bold(pad(names[index]!, indent))}${clean(ACTIONS[action][style.lang] + before + where)}`;
  });
}

function bindingLines(bindings: InstallData['bindings'], style: Style): string[] {
  return bindings.flatMap(({ name, version, action, place, made, printed }) => {
    const how =
      action === 'keep'
        ? text(`was there, in ${place}`, `原已安装，位于 ${place}`)
        : made
          ? text(`in ${place}, which was made`, `已装入新建的 ${place}`)
          : text(`in ${place}`, `已装入 ${place}`);
    const said = printed === null ? [] : printed.trimEnd().split('\n');
    return [
      `  ${style.bold(clean(`${name} ${version}`))}  ${say(style, how)}`,
      ...said.map((line) => `    ${style.dim('>')} ${clean(line)}`),
    ];
  });
}

const counts = ({ files, checks }: InstallData): Text =>
  files === null
    ? text(`${checks} checks passed`, `通过 ${checks} 项检查`)
    : text(`${files} files, ${checks} checks passed`, `${files} 个文件，通过 ${checks} 项检查`);

const notFound = text(
  'Not every program looks there by itself. For this shell:',
  '并非所有程序都会自动查找该目录。在当前 shell 中执行：',
);

/** What to type next; the lines of `env` are for the shell to read. */
function nextLines({ next }: InstallData, style: Style): string[] {
  const line = ownLine(next, style);
  const label = text('Next:', '下一步：')[style.lang];
  return next[1] === 'env'
    ? [...wrap(notFound[style.lang], style.columns), `  ${style.bold(`eval "$(${line})"`)}`]
    : [`${label} ${style.bold(line)}`];
}

/** What was installed where, how long each stage took, and the command to type next. */
export function render({ data }: Result<string, InstallData>, style: Style): string {
  const { prefix, libraries, stages, longest, packages, displaced, logs } = data;
  if (data.nothingToDo) {
    const said = text(`Nothing to do. Installed in ${prefix}:`, `无需任何操作。已安装在 ${prefix}：`);
    return `${[say(style, said), ...libraryLines(libraries, style), ...bindingLines(data.bindings, style), ...nextLines(data, style)].join('\n')}\n`;
  }
  const lines = [
    style.green(say(style, text(`Installed in ${prefix}:`, `已安装到 ${prefix}：`))),
    ...libraryLines(libraries, style),
    ...bindingLines(data.bindings, style),
    counts(data)[style.lang],
    ...(packages.length === 0
      ? []
      : wrap(
          clean(`${text('System packages:', '系统软件包：')[style.lang]} ${packages.join(' ')}`),
          style.columns,
        )),
    ...displaced.map((path) =>
      say(style, text(`Kept for later: the file of others at ${path}`, `已保留他人的文件：${path}`)),
    ),
    '',
    `${text('Time:', '用时：')[style.lang]} ${duration(totalMs(stages), style.lang)}`,
    `${text('Longest:', '最耗时：')[style.lang]} ${longestStages(longest, style)}`,
    ...stageTimes(stages, style).map(style.dim),
    ...(logs === null ? [] : [`${text('Logs:', '日志：')[style.lang]} ${clean(logs)}`]),
    '',
    ...nextLines(data, style),
  ];
  return `${lines.join('\n')}\n`;
}

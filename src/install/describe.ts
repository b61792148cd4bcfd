import type { PlannedBinding } from '../bindings/planned.ts';
import { type Text, text } from '../core/text.ts';
import type { Plan, PlannedLibrary } from './plan.ts';

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** `about 40 s`, `about 2 min`: an estimate has no more digits than it deserves. */
const aboutTime = (seconds: number): Text => {
  if (seconds < 90) {
    const round = seconds < 10 ? Math.ceil(seconds) : Math.round(seconds / 5) * 5;
    return text(`about ${round} s`, `约 ${round} 秒`);
  }
  const minutes = Math.round(seconds / 60);
  return text(`about ${minutes} min`, `约 ${minutes} 分钟`);
};

const featureWords = ({ features }: PlannedLibrary): string =>
  Object.entries(features)
    .filter(([, on]) => on)
    .map(([name]) => name)
    .join(', ');

function libraryLine(library: PlannedLibrary): Text {
  const { name, version, action, from, reason } = library;
  const features = featureWords(library);
  const what = `${name} ${version}${features === '' ? '' : ` (${features})`}`;
  if (action === 'keep') return text(`  ${what}: ${reason.en}`, `  ${what}：${reason['zh-CN']}`);
  const en = action === 'restore' ? 'from the cache' : `built with ${library.buildSystem}`;
  const zh = action === 'restore' ? '来自缓存' : `用 ${library.buildSystem} 构建`;
  const change = from !== null && from !== version ? ` (${from} → ${version})` : '';
  return text(`  ${what}: ${en}${change}; ${reason.en}`, `  ${what}：${zh}${change}；${reason['zh-CN']}`);
}

/** Where a binding goes is outside the prefix, so that it is named. */
function bindingLine({ name, version, action, place, made, language, reason }: PlannedBinding): Text {
  if (action === 'keep')
    return text(
      `  ${name} ${version} in ${place}: ${reason.en}`,
      `  ${place} 中的 ${name} ${version}：${reason['zh-CN']}`,
    );
  const kind =
    language === 'go'
      ? made
        ? text('a new example project', '新建的示例项目')
        : text('the Go module', 'Go 模块')
      : made
        ? text('a new virtual environment', '新建的虚拟环境')
        : text('the virtual environment', '虚拟环境');
  return text(
    `  ${name} ${version}: into ${kind.en} ${place}; ${reason.en}`,
    `  ${name} ${version}：装入${kind['zh-CN']} ${place}；${reason['zh-CN']}`,
  );
}

/** A plan in a few lines, for the question before it is carried out and as the head of its full text. */
export function describe(plan: Plan): readonly Text[] {
  const packages = [...new Set(plan.packages.missing.flatMap((one) => one.packages))];
  const root = plan.stages.filter((stage) => stage.root).map(({ title }) => title);
  const time = aboutTime(plan.estimateSeconds);
  if (plan.stages.length === 0)
    return [
      text(`${plan.prefix}: nothing to do`, `${plan.prefix}：无需更改`),
      ...plan.libraries.map(libraryLine),
      ...plan.bindings.map(bindingLine),
    ];
  return [
    text(`Into ${plan.prefix}:`, `安装到 ${plan.prefix}：`),
    ...plan.libraries.map(libraryLine),
    ...plan.bindings.map(bindingLine),
    ...(packages.length === 0
      ? []
      : [
          text(
            `  System packages (${plan.packages.manager}): ${packages.join(' ')}`,
            `  系统软件包（${plan.packages.manager}）：${packages.join(' ')}`,
          ),
        ]),
    ...(plan.needsElevation
      ? [
          text(
            `  Needs root: ${root.map(({ en }) => en.toLowerCase()).join(', ')}`,
            `  需要 root：${root.map((title) => title['zh-CN']).join('、')}`,
          ),
        ]
      : []),
    text(
      `  ${time.en[0]?.toUpperCase()}${time.en.slice(1)} with ${plan.jobs} ${plan.jobs === 1 ? 'job' : 'jobs'}${plan.downloadBytes ? `, ${megabytes(plan.downloadBytes)} to download` : ''}`,
      `  ${time['zh-CN']}，${plan.jobs} 个并行任务${plan.downloadBytes ? `，需下载 ${megabytes(plan.downloadBytes)}` : ''}`,
    ),
  ];
}

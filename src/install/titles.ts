import { type Text, text } from '../core/text.ts';
import type { StageKind } from './plan.ts';

const TITLES: Readonly<Record<StageKind, Text>> = {
  packages: text('Install system packages', '安装系统软件包'),
  fetch: text('Fetch', '获取源码'),
  prepare: text('Generate configure', '生成 configure'),
  configure: text('Configure', '配置'),
  build: text('Compile', '编译'),
  link: text('Link', '链接'),
  stage: text('Stage', '暂存'),
  restore: text('Restore from the cache', '从缓存恢复'),
  commit: text('Move into the prefix', '移入安装前缀'),
  ldconfig: text("Refresh the loader's cache", '刷新加载器缓存'),
  verify: text('Prove that it works', '验证可用'),
};

export const titleOf = (kind: StageKind): Text => TITLES[kind];

import { type Text, text } from '../core/text.ts';
import type { StageKind } from './plan.ts';

const TITLES: Readonly<Record<StageKind, Text>> = {
  packages: text('Install system packages', '安装系统软件包'),
  fetch: text('Fetch', '获取源码'),
  prepare: text('Prepare (make configure)', '准备（生成 configure）'),
  configure: text('Configure', '配置'),
  build: text('Build', '构建'),
  link: text('Link', '链接'),
  stage: text('Stage', '暂存'),
  restore: text('Restore from the cache', '从缓存恢复'),
  commit: text('Commit to the prefix', '提交到安装前缀'),
  ldconfig: text("Refresh the loader's cache (ldconfig)", '刷新加载器缓存（ldconfig）'),
  verify: text('Verify', '验证'),
  bind: text('Put into its place', '放入目标位置'),
};

export const titleOf = (kind: StageKind): Text => TITLES[kind];

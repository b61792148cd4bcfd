import { type Text, text } from '../../../core/text.ts';
import type { Plan, PlannedLibrary } from '../../../install/plan.ts';
import { clean } from '../../clean.ts';
import { type Style, say } from '../../style.ts';
import { pad, width, wrap } from '../../width.ts';

const ACTIONS: Record<PlannedLibrary['action'], Text> = {
  build: text('build', '构建'),
  restore: text('from the cache', '取自缓存'),
  keep: text('keep', '保留'),
};

const LINKAGE = {
  both: text('shared and static', '共享库与静态库'),
  shared: text('shared', '共享库'),
  static: text('static', '静态库'),
} as const;

const linkageOf = ({ linkage }: PlannedLibrary): Text =>
  linkage.shared && linkage.static ? LINKAGE.both : linkage.shared ? LINKAGE.shared : LINKAGE.static;

const featureWords = ({ features }: PlannedLibrary): string =>
  Object.entries(features)
    .map(([name, on]) => (on ? name : `-${name}`))
    .join(' ');

/** What happens to each library: version (and the one before), how, with which features, why. */
export function libraryLines({ libraries }: Plan, style: Style): string[] {
  const names = libraries.map(({ name, version, from }) =>
    clean(from === null || from === version ? `${name} ${version}` : `${name} ${from} -> ${version}`),
  );
  const indent = Math.max(0, ...names.map(width)) + 2;
  return libraries.flatMap((library, index) => {
    const how = [ACTIONS[library.action][style.lang], library.buildSystem, linkageOf(library)[style.lang]];
    const lines = wrap(
      [how.join(', '), featureWords(library), say(style, library.reason)].filter(Boolean).join('; '),
      style.columns - indent - 2,
    );
    return lines.map((line, at) =>
      at === 0 ? `  ${style.bold(pad(names[index]!, indent))}${line}` : `  ${' '.repeat(indent)}${line}`,
    );
  });
}

import { type Text, text } from '../core/text.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Installed, Selected, Wish } from './input.ts';

export interface Decision {
  readonly library: Selected;
  readonly fingerprint: string;
  readonly keep: boolean;
  readonly reason: Text;
  readonly from: string | null;
}

const MOST_NAMED = 3;

function damage(changed: readonly string[]): Text {
  if (changed.length === 0) return text('installed files are gone', '已安装的文件缺失');
  const names = changed.slice(0, MOST_NAMED);
  const more = changed.length - names.length;
  return text(
    `changed since it was installed: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    `安装后被改动：${names.join('、')}${more > 0 ? ` 等 ${changed.length} 个文件` : ''}`,
  );
}

function reasonOf(
  library: Selected,
  fingerprint: string,
  here: Installed | undefined,
  force: boolean,
): Text | null {
  const { version } = library;
  if (here === undefined) return text('not installed yet', '尚未安装');
  if (here.version !== version) return text(`${here.version} is installed`, `已安装的是 ${here.version}`);
  if (here.fingerprint !== fingerprint) return text('installed with other options', '已安装，但选项不同');
  if (here.damaged) return damage(here.changed ?? []);
  if (force) return text('asked for with --force', '--force 要求重装');
  if (library.source.volatile) return text('your own source may have changed', '自选源码可能已变');
  return null;
}

/** For each library, dependencies first: is exactly this installed already, and if not, why must it be built? */
export function decide(
  libraries: readonly Selected[],
  wish: Wish,
  installed: ReadonlyMap<string, Installed>,
): readonly Decision[] {
  const fingerprints = new Map<string, string>();
  return libraries.map((library) => {
    const { name } = library.recipe;
    const fingerprint = fingerprintOf(
      library,
      { linkage: wish.linkage, buildSystem: library.by.buildSystem },
      library.builtOn.map((one) => fingerprints.get(one) ?? one),
    );
    fingerprints.set(name, fingerprint);
    const here = installed.get(name);
    const reason = reasonOf(library, fingerprint, here, wish.force);
    return {
      library,
      fingerprint,
      keep: reason === null,
      reason: reason ?? text('already as asked', '已符合要求'),
      from: here?.version ?? null,
    };
  });
}

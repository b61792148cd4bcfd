import { basename, join } from 'node:path';
import type { Recipe } from '../../core/recipe.ts';
import { type Text, text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import { plainEnvironment } from '../../facts/environment.ts';
import { includeFolders } from '../../facts/include-folders.ts';
import { loaderTakes } from '../../facts/loader/takes.ts';
import { programs } from '../../facts/programs.ts';
import type { Copy } from './copies.ts';

/** What somebody who asks for the library gets. `path` null: nothing is found. `skipped`: why that could not be told. */
export interface Winner {
  /** Name asked for: `libzmq.so.5`, `libzmq`, `zmq.h`. */
  readonly asked: string;
  readonly path: string | null;
  /** Loader only: why this one (`cache`, `LD_LIBRARY_PATH`, `default` ...). */
  readonly reason?: string;
  readonly skipped?: Text;
}

export interface Winners {
  /** One for each soname that is to be found anywhere. */
  readonly loader: readonly Winner[];
  readonly pkgConfig: readonly Winner[];
  readonly compiler: readonly Winner[];
}

function forLoader(ask: Ask, recipe: Recipe, copies: readonly Copy[]): readonly Winner[] {
  const found = copies.flatMap(({ files }) => files.flatMap(({ soname }) => soname ?? []));
  const sonames = [...new Set(found.length > 0 ? found : recipe.provides.sonames)];
  return sonames.map((asked) => {
    const taken = ask.of(loaderTakes)(asked);
    if (taken !== null)
      return { asked, path: taken.path, ...(taken.path !== null && { reason: taken.reason }) };
    const skipped = text(
      'this loader goes by the path that is written in each program',
      '此加载器按程序中写入的路径查找',
    );
    return { asked, path: null, skipped };
  });
}

/** Asks pkg-config itself: PKG_CONFIG_PATH, PKG_CONFIG_LIBDIR and its built-in list are its own business. */
async function forPkgConfig(ask: Ask, recipe: Recipe): Promise<readonly Winner[]> {
  const { probe } = ask;
  const find = (name: string): string | null => ask.of(programs).onPath(name);
  const program = probe.env.PKG_CONFIG?.trim() || find('pkg-config') || find('pkgconf');
  return Promise.all(
    recipe.provides.pkgConfig.map(async (file): Promise<Winner> => {
      const asked = basename(file, '.pc');
      if (!program) {
        return { asked, path: null, skipped: text('pkg-config is not installed', '未安装 pkg-config') };
      }
      const answer = await probe.run([program, '--variable=pcfiledir', asked], {
        env: plainEnvironment(probe),
        timeoutMs: 10_000,
      });
      const folder = answer.stdout.trim();
      return { asked, path: answer.code === 0 && folder !== '' ? join(folder, file) : null };
    }),
  );
}

async function forCompiler(ask: Ask, recipe: Recipe): Promise<readonly Winner[]> {
  const folders = await ask.of(includeFolders);
  return recipe.provides.headers.slice(0, 1).map((asked) => {
    if (folders === null) {
      return { asked, path: null, skipped: text('there is no C compiler to ask', '没有可询问的 C 编译器') };
    }
    const folder = folders.find((one) => ask.probe.stat(join(one, asked)).ok);
    return { asked, path: folder === undefined ? null : join(folder, asked) };
  });
}

export const winnersOf = async (ask: Ask, recipe: Recipe, copies: readonly Copy[]): Promise<Winners> => ({
  loader: forLoader(ask, recipe, copies),
  pkgConfig: await forPkgConfig(ask, recipe),
  compiler: await forCompiler(ask, recipe),
});

/** Whether a winner is one of a copy's files, by whatever name. */
export function wins(ask: Ask, copy: Copy, { path }: Winner): boolean {
  const real = path === null ? null : ask.probe.realpath(path);
  return copy.files.some((file) => file.path === path || (real?.ok === true && file.real === real.value));
}

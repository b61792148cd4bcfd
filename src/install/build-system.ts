import { isDeepStrictEqual } from 'node:util';
import type { BuildOptions } from '../core/recipe.ts';
import { type Text, text } from '../core/text.ts';
import { applies, buildSystemOf } from '../recipes/options.ts';
import type { Resolved } from '../recipes/resolve.ts';
import type { Chosen, Machine, Wish } from './input.ts';
import type { Manifest } from './manifest.ts';
import type { BuildSystem } from './plan.ts';

const byCmake: Chosen = { buildSystem: 'cmake', why: null };
const byAutotools = (why: Text | null): Chosen => ({ buildSystem: 'autotools', why });

/** The build system that the user named; autotools where CMake is not known to make the same product. */
function asWished(library: Resolved, wanted: BuildSystem): Chosen {
  const buildSystem = buildSystemOf(library, wanted);
  const { autotools, cmake } = library.recipe.build;
  const isOther = buildSystem !== wanted && autotools !== undefined && cmake !== undefined;
  return isOther ? byAutotools(notTheSame(library)) : { buildSystem, why: null };
}

const notTheSame = ({ recipe, version }: Resolved): Text =>
  text(
    `${recipe.name} ${version}: its CMake build does not make the same product, so autotools builds it`,
    `${recipe.name} ${version}：其 CMake 构建得不到相同的产物，因此用 autotools 构建`,
  );

/** Why this machine is none of those on which CMake's product was proved to be autotools' own; null where it is one. */
function notProved(cmake: BuildOptions, machine: Machine, wish: Pick<Wish, 'linkage'>): Text | null {
  if (machine.tools.cmake === undefined) return text('cmake is not on this machine', '本机没有 cmake');
  const { os, arch, libc, compiler, tools } = machine;
  const { linkage } = wish;
  const asked = { os, arch, libc, compiler, tools, buildSystem: 'cmake', ...linkage } as const;
  if (cmake.proved?.some((when) => applies({ when }, asked)) === true) return null;
  const words = [
    os,
    libc,
    arch,
    compiler === null ? null : `${compiler.family} ${compiler.version}`,
    `cmake ${tools.cmake}`,
  ].filter((word) => word !== null);
  return text(
    `the fast way has not been proved with ${words.join(', ')}`,
    `快速构建方式尚未在 ${words.join('、')} 上得到验证`,
  );
}

/** `auto`: CMake where it has been proved to make the same product on machines like this one, else autotools. */
function fastest(library: Resolved, machine: Machine, wish: Pick<Wish, 'linkage'>): Chosen {
  const { recipe, version, features } = library;
  const { cmake } = recipe.build;
  if (cmake === undefined) return byAutotools(null);
  if (recipe.build.autotools === undefined) return byCmake;
  if (buildSystemOf(library, 'cmake') !== 'cmake') return byAutotools(notTheSame(library));
  const unknown = Object.entries(recipe.features)
    .filter(([name, feature]) => features[name] === true && feature.cmake === null)
    .map(([name]) => name);
  const why =
    unknown.length > 0
      ? text(
          `its CMake build does not know ${unknown.join(', ')}`,
          `其 CMake 构建不支持 ${unknown.join('、')}`,
        )
      : notProved(cmake, machine, wish);
  if (why === null) return byCmake;
  return byAutotools(
    text(
      `${recipe.name} ${version} is built by autotools: ${why.en}`,
      `${recipe.name} ${version} 用 autotools 构建：${why['zh-CN']}`,
    ),
  );
}

/** What is installed as asked was built well enough, whatever built it. */
function asInstalled(library: Resolved, manifest: Manifest | null): Chosen | null {
  const product = manifest?.products.find(({ name }) => name === library.recipe.name);
  const same =
    product?.version === library.version && isDeepStrictEqual(product.features, { ...library.features });
  return same ? { buildSystem: product.buildSystem, why: null } : null;
}

/**
 * How each library is built. `machine`: null where it has not been asked, since all may be installed already. The
 * answer hangs on nothing but the release, the machine and the manifest.
 */
export const chooserOf =
  (wish: Wish, manifest: Manifest | null, machine: Machine | null) =>
  (library: Resolved): Chosen => {
    if (wish.buildSystem !== 'auto') return asWished(library, wish.buildSystem);
    const installed = wish.force ? null : asInstalled(library, manifest);
    if (installed !== null) return installed;
    if (machine !== null) return fastest(library, machine, wish);
    return { buildSystem: buildSystemOf(library, 'autotools'), why: null };
  };

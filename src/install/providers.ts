import { basename } from 'node:path';
import type { Provider } from './build-context.ts';
import { foldersOf, isSafePath } from './folders.ts';
import type { Selected, Wish } from './input.ts';
import { buildOptionsOf } from './needs.ts';
import type { PlannedLibrary } from './plan.ts';
import { WORK } from './step.ts';

/** How a planned library is found by those that link with it: in its source and stage, in a restored tree, or in the prefix. */
export function providerOf(
  library: Selected,
  action: PlannedLibrary['action'],
  wish: Wish,
  configuredPrefix: string,
  dependencies: readonly Provider[],
): Provider {
  const { name } = library.recipe;
  const { source, stage } = foldersOf(name);
  const common = {
    name,
    linkName: basename(library.provides.staticLibraries[0] ?? name, '.a').replace(/^lib/, ''),
    semver: library.semver,
    sonames: library.provides.sonames,
    staticNeeds: library.provides.staticNeeds ?? [],
    cflags: Object.entries(library.recipe.features).flatMap(([feature, { cflags }]) =>
      library.features[feature] === true ? (cflags ?? []) : [],
    ),
    dependencies,
  };
  if (action === 'build') {
    const early = buildOptionsOf(library).headerFolders;
    const staged = `${name}:stage`;
    return {
      ...common,
      headerFolders: early?.map((folder) => `${source}/${folder}`) ?? [`${stage}${configuredPrefix}/include`],
      headersAfter: early === undefined ? staged : `${name}:fetch`,
      libraryFolder: `${stage}${configuredPrefix}/lib`,
      linkAfter: staged,
      stageRoot: stage,
    };
  }
  const tree = action === 'restore' ? `${stage}${wish.prefix}` : wish.prefix;
  // make and libtool take no spaces: then a link without any stands for the tree.
  const link = isSafePath(tree) ? null : { path: `${WORK}/${name}/tree`, target: tree };
  const root = link?.path ?? tree;
  const after = action === 'restore' ? `${name}:restore` : null;
  return {
    ...common,
    headerFolders: [`${root}/include`],
    headersAfter: after,
    libraryFolder: `${root}/lib`,
    linkAfter: after,
    stageRoot: action === 'restore' ? stage : '',
    ...(link !== null && { treeLink: link }),
  };
}

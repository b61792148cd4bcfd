import { basename } from 'node:path';
import { type BuildContext, withAllBelow } from './build-context.ts';
import { foldersOf, LINK_FOLDER, STAND_IN } from './folders.ts';
import type { Step } from './step.ts';

/** `dependency_libs` as they would be, had the dependencies been installed before: without this run's folders. */
function forgetFolders({ libdir, providers }: BuildContext, path: string): Step[] {
  return withAllBelow(providers).flatMap(({ linkName, stageRoot }): Step[] => [
    {
      act: 'substitute',
      path,
      from: `-L${LINK_FOLDER} -l${linkName}`,
      to: `${libdir}/lib${linkName}.la`,
    },
    {
      act: 'substitute',
      path,
      from: `${LINK_FOLDER}/lib${linkName}.la`,
      to: `${libdir}/lib${linkName}.la`,
    },
    ...(stageRoot === '' ? [] : [{ act: 'substitute', path, from: stageRoot, to: '' } as const]),
  ]);
}

/** What must still be put right in the staged tree of an Automake build. */
export function mendStaged(context: BuildContext): Step[] {
  const { library, libdir } = context;
  const la = library.recipe.build.autotools?.libtoolLibrary;
  if (la === undefined) return [];
  return forgetFolders(context, `${foldersOf(library.recipe.name).stage}${libdir}/${basename(la)}`);
}

/**
 * The tree of a stand-in prefix becomes that of the real one: in the text files that name it, and in its own place.
 * In a `.pc` file a blank in a variable is written with a backslash (pc(5): values are split like shell words).
 */
export function takeRealPrefix(library: BuildContext['library'], prefix: string): Step[] {
  const { stage } = foldersOf(library.recipe.name);
  const libdir = `${stage}${STAND_IN}/lib`;
  const inPkgConfig = library.provides.pkgConfig.map((file) => `${libdir}/pkgconfig/${file}`);
  const libtool = library.provides.staticLibraries.map((file) => `${libdir}/${basename(file, '.a')}.la`);
  return [
    ...inPkgConfig.map(
      (path): Step => ({
        act: 'substitute',
        path,
        from: STAND_IN,
        to: prefix.replaceAll(' ', '\\ '),
      }),
    ),
    ...libtool.map((path): Step => ({ act: 'substitute', path, from: STAND_IN, to: prefix })),
    { act: 'move', from: `${stage}${STAND_IN}`, to: `${stage}${prefix}` },
  ];
}

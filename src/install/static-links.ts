import { type BuildContext, withAllBelow } from './build-context.ts';
import { LINK_FOLDER } from './folders.ts';
import type { Step } from './step.ts';

/**
 * The `.la` files of this run's libraries, beside their archives, for a build without shared libraries: libtool reads in
 * each which others it needs, by the path at which they will be installed and are not yet (Libtool manual, "Linking
 * libraries"). In these copies they are named where they lie now.
 */
export function staticLinks({ providers, libdir, wish }: BuildContext): Step[] {
  if (wish.linkage.shared) return [];
  return withAllBelow(providers).flatMap(({ linkName, libraryFolder, dependencies }): Step[] => {
    const la = `${LINK_FOLDER}/lib${linkName}.la`;
    return [
      {
        act: 'symlink',
        target: `${libraryFolder}/lib${linkName}.a`,
        path: `${LINK_FOLDER}/lib${linkName}.a`,
      },
      { act: 'copy', from: `${libraryFolder}/lib${linkName}.la`, to: la, executable: false },
      ...withAllBelow(dependencies).map(
        (below): Step => ({
          act: 'substitute',
          path: la,
          from: `${libdir}/lib${below.linkName}.la`,
          to: `${LINK_FOLDER}/lib${below.linkName}.la`,
        }),
      ),
    ];
  });
}

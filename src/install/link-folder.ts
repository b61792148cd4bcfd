import { type BuildContext, linkNames, withAllBelow } from './build-context.ts';
import { LINK_FOLDER } from './folders.ts';
import type { Step } from './step.ts';

/** The links by which this build's linker finds the libraries of this run. */
export const linkFolder = ({ providers, machine, wish }: BuildContext): Step[] => [
  ...withAllBelow(providers).flatMap(({ treeLink }): Step[] =>
    treeLink === undefined ? [] : [{ act: 'symlink', ...treeLink }],
  ),
  ...(providers.length === 0 || !wish.linkage.shared
    ? []
    : [
        { act: 'mkdir', path: LINK_FOLDER } as const,
        ...withAllBelow(providers).flatMap((provider) =>
          linkNames(provider, machine.os).map(
            (name): Step => ({
              act: 'symlink',
              target: `${provider.libraryFolder}/${name}`,
              path: `${LINK_FOLDER}/${name}`,
            }),
          ),
        ),
      ]),
];

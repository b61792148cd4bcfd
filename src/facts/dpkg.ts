import { type DpkgPackage, isHalfDone, isInstalled, parseDpkgStatus } from '../formats/dpkg-status.ts';
import type { Fact } from './ask.ts';

const HOME = '/var/lib/dpkg';
/** A desktop's status file has some megabytes. */
const LARGEST = 64 * 1024 * 1024;

export interface Dpkg {
  readonly packages: readonly DpkgPackage[];
  /** dpkg left its journal behind: apt refuses every act until `dpkg --configure -a` has read it (dpkg(1)). */
  readonly journal: boolean;
  readonly halfDone: readonly DpkgPackage[];
  /** Installed or unpacked packages and names that they depend on and that nothing installed is or provides. */
  readonly unmet: readonly { readonly package: DpkgPackage; readonly missing: string }[];
  /** Files of packages whose name matches that are gone from the disk, by package. Documentation may be left out on purpose. */
  goneFiles(names: RegExp): ReadonlyMap<string, readonly string[]>;
}

function unmetOf(packages: readonly DpkgPackage[]): Dpkg['unmet'] {
  const there = packages.filter((one) => isInstalled(one) || isHalfDone(one));
  const names = new Set(there.flatMap(({ name, provides }) => [name, ...provides]));
  return there.flatMap((one) =>
    one.depends
      .filter((alternatives) => !alternatives.some((name) => names.has(name)))
      .map(([missing = '']) => ({ package: one, missing })),
  );
}

/** dpkg's own record of this machine, read and not run; null where there is none. */
export const dpkg: Fact<Dpkg | null> = {
  id: 'dpkg',
  read({ probe }) {
    const status = probe.readText(`${HOME}/status`, LARGEST);
    if (!status.ok) return null;
    const packages = parseDpkgStatus(status.value);
    const updates = probe.readdir(`${HOME}/updates`);
    const goneOf = ({ name, architecture }: DpkgPackage): readonly string[] => {
      const list = [`${name}:${architecture}`, name]
        .map((file) => probe.readText(`${HOME}/info/${file}.list`))
        .find((answer) => answer.ok);
      return (list?.ok ? list.value.split('\n') : []).filter(
        (path) => /^\/(usr\/(?!share\/)|s?bin\/|lib)/.test(path) && !probe.lstat(path).ok,
      );
    };
    return {
      packages,
      journal: updates.ok && updates.value.some((name) => /^\d+$/.test(name)),
      halfDone: packages.filter(isHalfDone),
      unmet: unmetOf(packages),
      goneFiles: (names) =>
        new Map(
          packages
            .filter((one) => isInstalled(one) && names.test(one.name))
            .map((one) => [one.name, goneOf(one)] as const)
            .filter(([, gone]) => gone.length > 0),
        ),
    };
  },
};

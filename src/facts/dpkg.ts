import { createHash } from 'node:crypto';
import {
  type DpkgPackage,
  isHalfDone,
  isInstalled,
  parseDpkgStatus,
  unreadableLine,
} from '../formats/dpkg-status.ts';
import type { Fact } from './ask.ts';

const HOME = '/var/lib/dpkg';
/** A desktop's status file has some megabytes. */
const LARGEST = 64 * 1024 * 1024;
/** A compiler proper has some thirty. */
const LARGEST_PROGRAM = 128 * 1024 * 1024;

export interface Dpkg {
  readonly packages: readonly DpkgPackage[];
  /** The first line that dpkg cannot read, at which it ends every act; null where there is none. */
  readonly unreadable: { readonly line: number; readonly text: string } | null;
  /** dpkg left its journal behind: apt refuses every act until `dpkg --configure -a` has read it (dpkg(1)). */
  readonly journal: boolean;
  /** Files of the journal that were cut off while they were written: dpkg ends every act at them. */
  readonly tornJournal: readonly string[];
  readonly halfDone: readonly DpkgPackage[];
  /** dpkg's own architecture: what a package without another one's name is of. */
  readonly architecture: string | null;
  /** Paths of an installed package, as its list has them (dpkg-query(1), -L); [] where the list is lost. */
  files(name: string): readonly string[];
  /** Installed or unpacked packages and names that they depend on and that nothing installed is or provides. */
  readonly unmet: readonly { readonly package: DpkgPackage; readonly missing: string }[];
  /**
   * Installed packages whose name matches and that have lost files, in one of three ways: gone from the disk, empty or
   * no longer executable; or, which takes reading them, of another content than was installed (`thorough`).
   */
  damaged(names: RegExp, thorough: boolean): readonly string[];
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
    const entries = (updates.ok ? updates.value : [])
      .filter((name) => /^\d+$/.test(name))
      .map((name) => `${HOME}/updates/${name}`);
    const info = ({ name, architecture }: DpkgPackage, kind: string): readonly string[] => {
      const file = [`${name}:${architecture}`, name]
        .map((one) => probe.readText(`${HOME}/info/${one}.${kind}`))
        .find((answer) => answer.ok);
      return file?.ok ? file.value.split('\n') : [];
    };
    /** Documentation may be left out on purpose. */
    const matters = (path: string): boolean => /^\/(usr\/(?!share\/)|s?bin\/|lib)/.test(path);
    const isLost = (path: string): boolean => {
      const stat = probe.lstat(path);
      if (!stat.ok) return true;
      if (stat.value.kind === 'symlink') return /\/s?bin\//.test(path) && !probe.stat(path).ok;
      if (stat.value.kind !== 'file') return false;
      const isProgram = /\/s?bin\/|\/(cc1\w*|collect2|lto1|as|ld)$/.test(path);
      return stat.value.size === 0 || (isProgram && (stat.value.mode & 0o111) === 0);
    };
    const isChanged = (line: string): boolean => {
      const [, sum, path] = /^([0-9a-f]{32}) {2}(.+)$/.exec(line) ?? [];
      if (path === undefined || !matters(`/${path}`)) return false;
      const bytes = probe.readFile(`/${path}`, LARGEST_PROGRAM);
      return bytes.ok && createHash('md5').update(bytes.value).digest('hex') !== sum;
    };
    /** A program's name that was installed as a link has no sum; a file in its place is somebody else's. */
    const isReplaced = (one: DpkgPackage): boolean => {
      const summed = new Set(info(one, 'md5sums').map((line) => `/${line.slice(34)}`));
      if (summed.size < 2) return false;
      return info(one, 'list').some((path) => {
        if (!/^\/(?:usr\/)?s?bin\//.test(path) || summed.has(path)) return false;
        const stat = probe.lstat(path);
        return stat.ok && stat.value.kind === 'file';
      });
    };
    return {
      packages,
      unreadable: unreadableLine(status.value),
      journal: entries.length > 0,
      tornJournal: entries.filter((path) => {
        const entry = probe.readText(path, LARGEST);
        return entry.ok && (!entry.value.endsWith('\n') || unreadableLine(entry.value) !== null);
      }),
      halfDone: packages.filter(isHalfDone),
      architecture: packages.find(({ name }) => name === 'dpkg')?.architecture ?? null,
      files: (name) =>
        packages.filter((one) => one.name === name).flatMap((one) => info(one, 'list').filter(Boolean)),
      unmet: unmetOf(packages),
      damaged: (names, thorough) =>
        packages
          .filter((one) => isInstalled(one) && names.test(one.name))
          .filter((one) =>
            thorough
              ? info(one, 'md5sums').some(isChanged) || isReplaced(one)
              : info(one, 'list').some((path) => matters(path) && isLost(path)),
          )
          .map(({ name }) => name),
    };
  },
};

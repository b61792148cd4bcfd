import type { Capability } from '../core/capability.ts';
import type { Fix } from '../core/finding.ts';
import type { PackageManager } from '../core/package-manager.ts';
import type { Ask } from '../facts/ask.ts';
import { dpkg } from '../facts/dpkg.ts';
import { leadsTo } from '../facts/leads-to.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { installFix, reinstallFix } from './fixes.ts';

/** Debian's packages of which a compiler, make, pkg-config, the autotools and what scripts call are made. */
const PARTS =
  /^(gcc|g\+\+|cpp|clang|llvm|binutils|libbinutils|libctf|libgprofng|libc6-dev|libc-dev|linux-libc-dev|libcrypt-dev|libgcc-|libstdc\+\+-|libcc1|libisl|libmpc|libmpfr|libgmp|make|pkg-?conf|libpkgconf|autoconf|automake|autotools-dev|libtool|m4|perl|mawk$|gawk$|original-awk$|sed$|grep$)/;

/** Where the packages' files cannot be looked at one by one, the packages that hold the parts of a compiler. */
const WHOLE: Readonly<Partial<Record<PackageManager['id'], readonly string[]>>> = {
  dnf: ['gcc', 'cpp', 'binutils', 'glibc-devel', 'libgcc'],
  yum: ['gcc', 'cpp', 'binutils', 'glibc-devel', 'libgcc'],
  apk: ['gcc', 'binutils', 'musl-dev'],
  pacman: ['gcc', 'binutils', 'glibc'],
  zypper: ['gcc', 'binutils', 'glibc-devel'],
};

/** Packages of the toolchain that have lost files; [] where that cannot be told. */
export const packagesWithLosses = (ask: Ask): readonly string[] => ask.of(dpkg)?.damaged(PARTS, false) ?? [];

/**
 * Repairs a tool that does not work, or is not there although its package is: packages that have lost files are put back;
 * what was never installed is installed; else the packages that bring the tool are put back whole. `file`: one that is
 * there and does not work, whose own package may have lost nothing else.
 */
export async function toolFixes(
  ask: Ask,
  capability: Capability,
  file: string | null = null,
): Promise<readonly Fix[]> {
  const system = ask.of(systemPackages);
  const files = file === null ? [] : [file, ...leadsTo(ask, file)];
  const owners = await Promise.all(files.map((one) => system?.owner(one)));
  const lost = packagesWithLosses(ask);
  if (lost.length > 0)
    return reinstallFix(ask, [...new Set([...owners.flatMap((owner) => owner?.name ?? []), ...lost])]);
  // What a link of one package leads to may come in another, without which that one cannot even be installed again.
  const gone = files.at(-1);
  const target = owners.at(-1);
  if (target && gone !== undefined && files.length > 1 && !ask.probe.lstat(gone).ok)
    return reinstallFix(ask, [target.name]);
  const packages = system?.manager.provides[capability] ?? [];
  const installed = await system?.installed(packages);
  if (!packages.every((name) => installed?.has(name))) return installFix(ask, [capability]);
  const changed = ask.of(dpkg)?.damaged(PARTS, true) ?? [];
  if (changed.length > 0) return reinstallFix(ask, changed);
  const compiler = capability === 'c-compiler' || capability === 'c++-compiler';
  const whole = system && compiler ? (WHOLE[system.manager.id] ?? []) : [];
  return reinstallFix(ask, [...new Set([...packages, ...whole])]);
}

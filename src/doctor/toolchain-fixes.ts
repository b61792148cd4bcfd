import type { Capability } from '../core/capability.ts';
import type { Fix } from '../core/finding.ts';
import type { PackageManager } from '../core/package-manager.ts';
import type { Ask } from '../facts/ask.ts';
import { dpkg } from '../facts/dpkg.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { installFix, reinstallFix } from './fixes.ts';

/** Debian's packages of which a compiler, make, pkg-config and the autotools are made. */
const PARTS =
  /^(gcc|g\+\+|cpp|clang|llvm|binutils|libbinutils|libctf|libgprofng|libc6-dev|libc-dev|linux-libc-dev|libcrypt-dev|libgcc-|libstdc\+\+-|libcc1|libisl|libmpc|libmpfr|libgmp|make|pkg-?conf|libpkgconf|autoconf|automake|autotools-dev|libtool|m4|perl)/;

/** Where the packages' files cannot be looked at one by one, the packages that hold the parts of a compiler. */
const WHOLE: Readonly<Partial<Record<PackageManager['id'], readonly string[]>>> = {
  dnf: ['gcc', 'cpp', 'binutils', 'glibc-devel', 'libgcc'],
  yum: ['gcc', 'cpp', 'binutils', 'glibc-devel', 'libgcc'],
  apk: ['gcc', 'binutils', 'musl-dev'],
  pacman: ['gcc', 'binutils', 'glibc'],
  zypper: ['gcc', 'binutils', 'glibc-devel'],
};

/**
 * Repairs a tool that is there and does not work: packages whose files are gone are put back; what was never installed
 * is installed; else the packages that bring the tool are put back whole.
 */
export function toolFixes(ask: Ask, capability: Capability): readonly Fix[] {
  const known = ask.of(dpkg);
  const gone = known?.goneFiles(PARTS) ?? new Map();
  if (gone.size > 0) return reinstallFix(ask, [...gone.keys()]);
  const { manager } = ask.of(systemPackages) ?? {};
  const packages = manager?.provides[capability] ?? [];
  const there = new Set(known?.packages.flatMap(({ name, state }) => (state === 'installed' ? [name] : [])));
  if (known !== null && !packages.every((name) => there.has(name))) return installFix(ask, [capability]);
  const compiler = capability === 'c-compiler' || capability === 'c++-compiler';
  const whole = manager && compiler ? (WHOLE[manager.id] ?? []) : [];
  return reinstallFix(ask, [...new Set([...packages, ...whole])]);
}

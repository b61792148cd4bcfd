import type { Capability } from '../core/capability.ts';
import { text } from '../core/text.ts';
import type { Remedy } from './rule.ts';
import { capabilityOfHeader, libraryOfHeader } from './subjects/headers.ts';
import { capabilityOfLibrary } from './subjects/libraries.ts';
import { type PackagesByManager, packagesOfHeader, packagesOfLibrary } from './subjects/system-packages.ts';

/** What this tool builds, by the library's name; recipes/*.json. */
const TARGETS: Readonly<Record<string, string>> = {
  libzmq: 'libzmq',
  libczmq: 'czmq',
  libsodium: 'libsodium',
  libzyre: 'zyre',
  libmlm: 'malamute',
};

/** [] where the library is none that this tool builds. */
export const orBuildIt = (library: string | null): readonly Remedy[] => {
  const target = library === null ? undefined : TARGETS[library];
  return target === undefined
    ? []
    : [
        {
          title: text('Or build it with this tool', '或用本工具构建'),
          run: [['czmq-setup', 'install', target]],
        },
      ];
};

/** A current release of a library that is too old: built where this tool can, else whatever its own system has. */
export function newerRelease(library: string | null): Remedy {
  const target = library === null ? undefined : TARGETS[library];
  return target === undefined
    ? {
        title: text(
          `Install a newer ${library ?? 'library'}: from a newer release of the system, or from its source`,
          `安装更新的 ${library ?? '库'}：来自更新的系统版本，或从源码构建`,
        ),
      }
    : { title: text('Build a current release', '构建当前版本'), run: [['czmq-setup', 'install', target]] };
}

/** Its development package, where the package managers are known to have one. */
export const installIt = (
  library: string | null,
  need: Capability | null | undefined,
  packagesBy: PackagesByManager | null = library === null ? null : packagesOfLibrary(library),
): readonly Remedy[] =>
  need || packagesBy
    ? [
        {
          title: text(
            `Install the development files${library === null ? '' : ` of ${library}`}`,
            `安装${library === null ? '' : ` ${library} 的`}开发文件`,
          ),
          ...(need ? { install: [need] } : packagesBy && { packagesBy }),
        },
      ]
    : [];

/** A library that is not there: its package, or this tool's own build. [] where neither is known. */
export const getLibrary = (library: string | null): readonly Remedy[] => [
  ...installIt(library, library === null ? null : capabilityOfLibrary(library)),
  ...orBuildIt(library),
];

/** A header that is not there: the package of the library that brings it, or this tool's own build of that. */
export function getHeader(header: string | null): readonly Remedy[] {
  const library = header === null ? null : libraryOfHeader(header);
  if (header === null) return [];
  return [...installIt(library, capabilityOfHeader(header), packagesOfHeader(header)), ...orBuildIt(library)];
}

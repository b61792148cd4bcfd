import { join } from 'node:path';
import type { Probe } from '../../host/host.ts';

/** A search path and the folders that have to stand first in it, in order. */
export interface PathVariable {
  readonly name: string;
  readonly folders: readonly string[];
}

/** Debian's multiarch folders: `x86_64-linux-gnu`, `arm-linux-gnueabihf`. */
const MULTIARCH = /^\w+-linux-(gnu|musl)\w*$/;
const LIBRARY = /^lib.+\.(so(\.[\d.]+)?|dylib|a)$/;

const namesIn = (probe: Probe, folder: string): readonly string[] => {
  const names = probe.readdir(folder);
  return names.ok ? names.value : [];
};

const isFolder = (probe: Probe, path: string): boolean => {
  const stat = probe.stat(path);
  return stat.ok && stat.value.kind === 'directory';
};

/** `lib`, `lib64` and multiarch folders of a prefix that hold libraries; a link to one of the others is not named again. */
function libraryFolders(probe: Probe, prefix: string): readonly string[] {
  const candidates = [
    join(prefix, 'lib'),
    join(prefix, 'lib64'),
    ...namesIn(probe, join(prefix, 'lib'))
      .filter((name) => MULTIARCH.test(name))
      .map((name) => join(prefix, 'lib', name)),
  ];
  const seen = new Set<string>();
  return candidates.filter((folder) => {
    const real = probe.realpath(folder);
    if (!real.ok || seen.has(real.value)) return false;
    seen.add(real.value);
    return namesIn(probe, folder).some((name) => LIBRARY.test(name) || name === 'pkgconfig');
  });
}

/**
 * What must stand in the environment so that programs are found, built against the prefix and run with its libraries:
 * what pkg-config(1), ld.so(8) or dyld(1) and CMake look at. Of the folders those that are there; before anything is
 * installed, those that an install makes.
 */
export function pathVariables(probe: Probe, prefix: string): readonly PathVariable[] {
  const found = libraryFolders(probe, prefix);
  const libraries = found.length > 0 ? found : [join(prefix, 'lib')];
  const there = [...libraries, join(prefix, 'share')]
    .map((folder) => join(folder, 'pkgconfig'))
    .filter((folder) => isFolder(probe, folder));
  const loader = probe.self.os === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return [
    { name: 'PATH', folders: [join(prefix, 'bin')] },
    { name: 'PKG_CONFIG_PATH', folders: there.length > 0 ? there : [join(prefix, 'lib/pkgconfig')] },
    { name: loader, folders: libraries },
    { name: 'CMAKE_PREFIX_PATH', folders: [prefix] },
  ];
}

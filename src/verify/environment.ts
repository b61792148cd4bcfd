import type { Host } from '../host/host.ts';

/** Folders below a prefix in which builds of any system put libraries: lib, lib64, Debian's multiarch folders, FreeBSD's libdata. */
function libraryFolders(host: Host, prefix: string): string[] {
  const lib = `${prefix}/lib`;
  const below = host.readdir(lib);
  const multiarch = below.ok ? below.value.filter((name) => /^[a-z0-9_]+-[a-z]+-[a-z0-9]+$/.test(name)) : [];
  return [lib, `${prefix}/lib64`, ...multiarch.map((name) => `${lib}/${name}`), `${prefix}/libdata`];
}

/** Where the prefix keeps the `.pc` file of a module; null where it has none. */
export function pkgConfigFolder(host: Host, prefix: string, module: string): string | null {
  const folder = libraryFolders(host, prefix)
    .map((lib) => `${lib}/pkgconfig`)
    .find((path) => host.stat(`${path}/${module}.pc`).ok);
  return folder ?? null;
}

/** `folder` in front of a search-path variable that may be unset; an empty entry would mean the current folder. */
export const prepend = (folder: string, variable: string | undefined): string =>
  variable === undefined || variable === '' ? folder : `${folder}:${variable}`;

/** The variable in which the system's loader looks first. */
export const loaderVariable = (os: string): string =>
  os === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';

import type { Host, Probe } from '../host/host.ts';
import type { NeededEnvironment } from './request.ts';

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

/** What programs need to be built and run against a prefix wherever its libraries lie; nothing where `prefix` is null. */
export function neededFor(host: Host, prefix: string | null, module: string): NeededEnvironment {
  const pkgConfigPath = prefix === null ? null : pkgConfigFolder(host, prefix, module);
  const libraryPath = pkgConfigPath === null ? null : pkgConfigPath.slice(0, pkgConfigPath.lastIndexOf('/'));
  return { pkgConfigPath, libraryPath };
}

/** The user's environment with what is needed in front. */
export function environmentOf(
  { env: own, self }: Probe,
  { pkgConfigPath, libraryPath }: NeededEnvironment,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(own)) if (value !== undefined) env[name] = value;
  if (pkgConfigPath !== null) env.PKG_CONFIG_PATH = prepend(pkgConfigPath, env.PKG_CONFIG_PATH);
  const variable = loaderVariable(self.os);
  if (libraryPath !== null) env[variable] = prepend(libraryPath, env[variable]);
  return env;
}

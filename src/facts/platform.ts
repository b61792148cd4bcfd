import { parseOsRelease } from '../formats/os-release.ts';
import type { Probe } from '../host/host.ts';
import type { Fact } from './ask.ts';
import { type Container, container } from './container.ts';
import { type Libc, libc } from './libc.ts';

/** What kind of machine this is. */
export interface Platform {
  /** `process.platform`: `linux`, `darwin`, `freebsd` ... */
  readonly os: string;
  /** os-release ID (`debian`, `rocky`), `macos`, `freebsd`; null where the system does not say. */
  readonly distro: string | null;
  /** os-release ID_LIKE, nearest first: what a distribution is made from. */
  readonly like: readonly string[];
  /** VERSION_ID (`12`, `24.04`, `15.3.1` of macOS); null on rolling releases. */
  readonly version: string | null;
  /** The system's name for people. */
  readonly name: string;
  /** `process.arch`: of the programs here, which may be narrower than the kernel's. */
  readonly arch: string;
  readonly libc: Libc | null;
  /** Windows Subsystem for Linux, 1 or 2. */
  readonly wsl: 1 | 2 | null;
  readonly container: Container | null;
}

/** The `platform` object of the JSON documents. */
export interface PlatformDocument {
  readonly os: string;
  readonly distro: string | null;
  readonly version: string | null;
  readonly arch: string;
  readonly libc: string | null;
  readonly wsl?: 1 | 2;
  readonly container?: Container;
}

type System = Pick<Platform, 'distro' | 'like' | 'version' | 'name'>;

/** os-release(5): /etc first, /usr/lib where that is missing. */
function fromOsRelease(probe: Probe): System | null {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const answer = probe.readText(path, 64 * 1024);
    if (!answer.ok) continue;
    const field = parseOsRelease(answer.value);
    // os-release(5): ID is `linux` where it is not set.
    const distro = field.get('ID')?.toLowerCase() ?? 'linux';
    return {
      distro,
      like: (field.get('ID_LIKE') ?? '').toLowerCase().split(/\s+/).filter(Boolean),
      version: field.get('VERSION_ID') || null,
      name: field.get('PRETTY_NAME') || field.get('NAME') || distro,
    };
  }
  return null;
}

/** macOS writes its version to this property list; `sw_vers` reads the same. */
function macos(probe: Probe): System {
  const list = probe.readText('/System/Library/CoreServices/SystemVersion.plist', 64 * 1024);
  const value = (key: string): string | undefined =>
    list.ok ? new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(list.value)?.[1] : undefined;
  const version = value('ProductVersion') ?? null;
  return {
    distro: 'macos',
    like: [],
    version,
    name: [value('ProductName') ?? 'macOS', version].filter(Boolean).join(' '),
  };
}

/** Systems without os-release: their kernel's release says as much (`13.2-RELEASE-p4`). */
const fromKernel = ({ os, kernel }: Probe['self']): System => ({
  distro: os === 'linux' ? null : os,
  like: [],
  version: os === 'linux' ? null : (/^\d+(\.\d+)*/.exec(kernel)?.[0] ?? null),
  name: `${os} ${kernel}`,
});

/** Microsoft's kernels name it in their release: `5.15.90.1-microsoft-standard-WSL2`, `4.4.0-19041-Microsoft`. */
function wslOf({ os, kernel }: Probe['self']): 1 | 2 | null {
  if (os !== 'linux' || !/microsoft|wsl/i.test(kernel)) return null;
  return /^4\.4\.0-.*Microsoft$/.test(kernel) ? 1 : 2;
}

export const platform: Fact<Platform> = {
  id: 'platform',
  read(ask) {
    const { probe } = ask;
    const { self } = probe;
    const system = self.os === 'darwin' ? macos(probe) : (fromOsRelease(probe) ?? fromKernel(self));
    return {
      os: self.os,
      ...system,
      arch: self.arch,
      libc: ask.of(libc),
      wsl: wslOf(self),
      container: ask.of(container),
    };
  },
};

/** The JSON form, without what does not apply. */
export const platformDocument = ({
  os,
  distro,
  version,
  arch,
  libc,
  wsl,
  container,
}: Platform): PlatformDocument => ({
  os,
  distro,
  version,
  arch,
  libc: libc && (libc.version === null ? libc.kind : `${libc.kind} ${libc.version}`),
  ...(wsl !== null && { wsl }),
  ...(container !== null && { container }),
});

import type { Capability } from '../../core/capability.ts';
import type { Match } from '../rule.ts';

/** Group 1 of a match as pkg-config's module. */
export const matchedModule = ({ match }: Match): string | null => match[1]?.replace(/\.pc$/, '') ?? null;

const CAPABILITY: Readonly<Record<string, Capability>> = {
  libzmq: 'libzmq',
  libczmq: 'libczmq',
  libsodium: 'libsodium',
  uuid: 'libuuid',
  libuuid: 'libuuid',
  liblz4: 'liblz4',
  libcurl: 'libcurl',
  libmicrohttpd: 'libmicrohttpd',
  libsystemd: 'libsystemd',
  nss: 'libnss',
  libbsd: 'libbsd',
  'openpgm-5.2': 'libpgm',
  'openpgm-5.3': 'libpgm',
  norm: 'libnorm',
};

/** What a package manager is asked for to get a module. */
export const capabilityOfModule = (module: string | null): Capability | undefined =>
  module ? CAPABILITY[module] : undefined;

/** The log shows the .pc file lying somewhere: then it is the search path that is wrong. */
export const moduleSeen = (match: Match): boolean => {
  const name = matchedModule(match);
  if (!name) return false;
  const file = new RegExp(`(?:^|[/ ])${name.replace(/[.+]/g, '\\$&')}\\.pc(?:$|\\s|:)`);
  return match.log.lines.some(
    (line) => line.kind !== 'listing' && file.test(line.text) && !/containing|directory/.test(line.text),
  );
};

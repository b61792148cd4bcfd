import type { Capability } from '../../core/capability.ts';

/** Header -> who brings it: the library, and what a package manager is asked for. */
const HEADERS: readonly (readonly [RegExp, string, Capability | null])[] = [
  [/^zmq(?:_utils|_addon|_draft)?\.h$|^zmq\/zmq\.h$/, 'libzmq', 'libzmq'],
  [/^zmq(?:_addon)?\.hpp$/, 'cppzmq', null],
  [
    /^(?:czmq(?:_\w+)?|z(?:actor|args|armour|auth|beacon|cert|certstore|chunk|clock|config|ctx|digest|dir|dir_patch|file|frame|gossip|hash|hashx|http_\w+|iflist|list|listx|loop|monitor|msg|osc|poller|proc|proxy|rex|sock|sock_option|socket|sockopt|str|sys|thread|timerset|trie|uuid))\.h$/,
    'libczmq',
    'libczmq',
  ],
  [/^sodium(?:\.h|\/)/, 'libsodium', 'libsodium'],
  [/^uuid(?:\/uuid)?\.h$/, 'libuuid', 'libuuid'],
  [/^curl\//, 'libcurl', 'libcurl'],
  [/^microhttpd\.h$/, 'libmicrohttpd', 'libmicrohttpd'],
  [/^lz4(?:hc|frame)?\.h$/, 'liblz4', 'liblz4'],
  [/^systemd\//, 'libsystemd', 'libsystemd'],
  [/^pgm\//, 'libpgm', 'libpgm'],
  [/^normApi\.h$/, 'libnorm', 'libnorm'],
  [/^gssapi(?:\/|\.h)/, 'libgssapi_krb5', 'gssapi'],
  [/^(?:nss3?\/|secoid\.h|sechash\.h|nss\.h)/, 'libnss3', 'libnss'],
  [/^bsd\//, 'libbsd', 'libbsd'],
  [/^zyre(?:_\w+)?\.h$/, 'libzyre', null],
  [/^(?:malamute|mlm_\w+)\.h$/, 'libmlm', null],
  [/^Python\.h$/, 'python3', 'python3-headers'],
  [
    /^(?:std\w+|string|stdio|limits|unistd|errno|features|sys\/\w+|bits\/[\w/.-]+|gnu\/stubs-\d+|asm\/\w+|linux\/\w+|assert|signal|time|pthread|ctype|math)\.h$/,
    'libc',
    'c-compiler',
  ],
  [
    /^(?:iostream|string|vector|map|memory|atomic|cstd\w+|new|set|algorithm|functional|mutex|thread|chrono|cassert|sstream)$/,
    'libstdc++',
    'c++-compiler',
  ],
];

/** The capability that brings a header; null where no package of ours does. */
export const capabilityOfHeader = (header: string): Capability | null =>
  HEADERS.find(([pattern]) => pattern.test(header))?.[2] ?? null;

/** The library whose header it is. */
export const libraryOfHeader = (header: string): string | null =>
  HEADERS.find(([pattern]) => pattern.test(header))?.[1] ?? null;

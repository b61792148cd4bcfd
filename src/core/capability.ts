/**
 * What a recipe or a check may ask a machine for. Which package brings it stands in the package manager's file
 * (src/packages), so that a new distribution is one file.
 */
export const CAPABILITIES = [
  // Programs
  'c-compiler',
  'c++-compiler',
  'make',
  'cmake',
  'ninja',
  'git',
  'autoconf',
  'automake',
  'libtool',
  'pkg-config',
  'ldconfig',
  'downloader',
  'ca-certificates',
  'ssh-keygen',
  'go',
  'python3',
  'python3-venv',
  'python3-headers',
  // Libraries with their headers and .pc files
  'libsodium',
  'libuuid',
  'liblz4',
  'libcurl',
  'libmicrohttpd',
  'libsystemd',
  'libnss',
  'libbsd',
  'gssapi',
  'libpgm',
  'libnorm',
  // The stack itself as the distribution ships it
  'libzmq',
  'libczmq',
] as const;

export type Capability = (typeof CAPABILITIES)[number];

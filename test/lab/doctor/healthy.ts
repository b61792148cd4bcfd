import { type HealthyMachine, RUN } from './case.ts';

/** Machines that work, some of them oddly. Not one may be told that it is ill. */
export const HEALTHY: readonly HealthyMachine[] = [
  { name: 'packages only', stack: 'packages' },
  { name: 'source only', stack: 'source' },
  { name: 'both, and the newer one in /usr/local wins everywhere', stack: 'both' },
  {
    name: 'a prefix with its environment set',
    stack: 'opt',
    env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig', LD_LIBRARY_PATH: '/opt/zmq/lib' },
  },
  {
    name: 'a prefix that the loader was told of',
    stack: 'opt',
    prepare: 'echo /opt/zmq/lib > /etc/ld.so.conf.d/zmq.conf && ldconfig',
    env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
  },
  {
    name: 'an ordinary user',
    stack: 'source',
    user: 'user',
  },
  {
    name: 'a stale folder in LD_LIBRARY_PATH that harms nothing',
    stack: 'source',
    env: { LD_LIBRARY_PATH: '/opt/gone' },
  },
  {
    name: 'a folder on PATH that does not exist',
    stack: 'source',
    env: { PATH: '/opt/gone/bin:/usr/local/bin:/usr/bin:/bin' },
  },
  { name: 'a locale that is not installed', stack: 'source', env: { LC_ALL: 'zh_CN.UTF-8' } },
  {
    name: 'a container with the libraries and no build tools',
    stack: 'source',
    prepare:
      'apt-get remove -y -qq gcc gcc-12 g++ g++-12 cpp cpp-12 make pkg-config autoconf automake libtool >/dev/null',
    command: RUN,
  },
  {
    name: 'no binutils, no pkg-config, no ldconfig on PATH',
    stack: 'source',
    prepare: 'mv /usr/bin/ldd /usr/bin/ldd.gone; rm -f /usr/bin/readelf /usr/bin/nm /usr/bin/file',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  },
  {
    name: 'a static archive beside the shared library is unreadable junk that nobody links',
    stack: 'source',
    prepare: 'mkdir -p /opt/unused && echo junk > /opt/unused/libzmq.a',
  },
  {
    name: 'a second architecture',
    stack: 'packages',
    prepare:
      'dpkg --add-architecture i386 && apt-get update -qq && apt-get install -y -qq --no-install-recommends libzmq5:i386 >/dev/null',
  },
  {
    name: 'a proxy is set that only the company has',
    stack: 'source',
    env: { https_proxy: 'http://proxy.invalid:3128' },
  },
  {
    name: 'the user wants to build, and says so',
    stack: 'source',
    doctor: ['--target', 'czmq'],
  },
  {
    name: 'flags of a careful user',
    stack: 'source',
    env: { CFLAGS: '-O2 -g -Wall -Wextra -Werror -pedantic', LDFLAGS: '-Wl,-z,now', CC: 'gcc -m64' },
    doctor: ['--target', 'czmq'],
  },
  {
    name: 'a wrapper around the compiler in /usr/local/bin',
    stack: 'source',
    prepare: `printf '%s\\n' '#!/bin/sh' 'exec /usr/bin/cc "$@"' > /usr/local/bin/cc && chmod +x /usr/local/bin/cc && ln -s /usr/bin/gcc /usr/local/bin/gcc`,
    doctor: ['--target', 'czmq'],
  },
  {
    name: 'a package that is held, and one of which only the configuration is left',
    stack: 'packages',
    prepare:
      'apt-mark hold libzmq3-dev >/dev/null && apt-get install -y -qq --no-install-recommends tcsh >/dev/null && apt-get remove -y -qq tcsh >/dev/null',
  },
  {
    name: 'programs may not be executed in /tmp',
    stack: 'source',
    prepare: 'mount -o remount,noexec /tmp',
    command: RUN,
  },
  {
    name: 'an ordinary user who wants to build and has no sudo',
    stack: 'source',
    user: 'user',
    doctor: ['--target', 'czmq'],
  },
];

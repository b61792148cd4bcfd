import { type BrokenMachine, type HealthyMachine, RUN } from './case.ts';

const LIB = '/usr/local/lib';
const MULTIARCH = '/usr/lib/x86_64-linux-gnu';
const STUB = (soname: string, out: string): string =>
  `mkdir -p $(dirname ${out}) && printf 'void other(void) {}\\n' > /tmp/f.c && gcc -shared -fPIC -Wl,-soname,${soname} -o ${out} /tmp/f.c`;
const CONFIGURED = 'echo /opt/zmq/lib > /etc/ld.so.conf.d/zmq.conf && ldconfig';

/** What removed builds, package managers' own settings, torn acts of dpkg and strippers leave behind. */
export const BROKEN_LEFTOVERS: readonly BrokenMachine[] = [
  {
    name: 'an editor put a byte order mark before the first word of the .pc files',
    stack: 'opt',
    fault: `${CONFIGURED}; for f in libzmq libczmq; do (printf '\\357\\273\\277'; grep -v '^#' /opt/zmq/lib/pkgconfig/$f.pc | sed '/./,$!d') > /tmp/x && cp /tmp/x /opt/zmq/lib/pkgconfig/$f.pc; done`,
    env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
    code: 'pkgconfig.stale',
    subject: ['libzmq', 'libczmq'],
    repair: 'fix',
  },
  {
    name: 'root put libsodium there under a tight umask, and looks himself',
    stack: 'packages',
    fault: `chmod 640 $(readlink -f ${MULTIARCH}/libsodium.so.23)`,
    command: `su user -s /bin/sh -c ${RUN}`,
    code: 'library.unreadable',
    subject: 'libsodium',
    repair: 'fix',
  },
  {
    name: 'a czmq.h of release 1 was left in /usr/local/include',
    stack: 'packages',
    fault: `printf '#ifndef OLD_CZMQ\\n#define OLD_CZMQ\\n#define CZMQ_VERSION_MAJOR 1\\n#define CZMQ_VERSION_MINOR 4\\n#define CZMQ_VERSION_PATCH 1\\n#include <stdio.h>\\n#endif\\n' > /usr/local/include/czmq.h`,
    code: 'header.mismatch',
    subject: 'libczmq',
    repair: 'fix',
  },
  {
    name: 'a .pc file of a removed build is left in /usr/local/share',
    stack: 'packages',
    fault: `mkdir -p /usr/local/share/pkgconfig && sed 's#^prefix=.*#prefix=/usr/local#; s#^libdir=.*#libdir=/usr/local/lib#; s/^Version:.*/Version: 4.1.0/; /^Requires/d' ${MULTIARCH}/pkgconfig/libzmq.pc > /usr/local/share/pkgconfig/libzmq.pc`,
    command: "pkg-config --print-errors 'libzmq >= 4.3' && /opt/app/build.sh",
    code: 'pkgconfig.stale',
    subject: 'libzmq',
    repair: 'fix',
  },
  {
    name: 'an admin diverted the file of libzmq5, and lost it',
    stack: 'packages',
    fault: `f=$(readlink -f ${MULTIARCH}/libzmq.so.5) && dpkg-divert --quiet --add --rename --divert $f.orig $f && rm $f.orig`,
    code: 'library.broken-link',
    subject: 'libzmq',
    repair: 'fix',
  },
  {
    name: 'an image leaves out the headers of every package',
    stack: 'packages',
    fault: `echo 'path-exclude=/usr/include/*zmq*' > /etc/dpkg/dpkg.cfg.d/slim && rm /usr/include/*zmq*.h`,
    code: 'header.missing',
    subject: ['zmq.h', 'czmq.h'],
    repair: 'fix',
  },
  {
    name: 'the power went while libzmq5 was unpacked',
    stack: 'packages',
    fault: `perl -0pi -e 's/(Package: libzmq5\\nStatus: )install ok installed/$1install reinstreq half-installed/' /var/lib/dpkg/status && grep -q reinstreq /var/lib/dpkg/status && rm ${MULTIARCH}/libzmq.so.5*`,
    command: RUN,
    code: 'package.broken',
    subject: 'libzmq5',
    repair: 'fix',
  },
  {
    name: "dpkg's journal holds half a record",
    stack: 'none',
    fault: `printf 'Package: libzmq5\\nStatus: install ok half-ins' > /var/lib/dpkg/updates/0001`,
    command: 'dpkg --audit && /opt/app/build.sh',
    code: 'package.broken',
    subject: 'dpkg',
    repair: 'fix',
  },
  {
    name: "dpkg lost its list of a package's files, and the library is gone",
    stack: 'packages',
    fault: `rm ${MULTIARCH}/libczmq.so.4* /var/lib/dpkg/info/libczmq4:amd64.list`,
    command: RUN,
    code: 'library.not-installed',
    subject: 'libczmq',
    repair: 'fix',
  },
  {
    name: '/usr/local is a link to a disk that is not mounted',
    stack: 'source',
    fault: 'rm -r /usr/local && ln -s /mnt/data/local /usr/local && ldconfig',
    command: RUN,
    code: 'library.not-installed',
    subject: ['libzmq', 'libczmq'],
    repair: 'fix',
  },
  {
    name: 'libczmq itself names a folder with an old libzmq (RUNPATH)',
    stack: 'source',
    fault: `${STUB('libzmq.so.5', '/opt/old/libzmq.so.5')} && apt-get update -qq && apt-get install -y -qq --no-install-recommends patchelf >/dev/null && patchelf --set-rpath /opt/old ${LIB}/libczmq.so.4.2.1 && gcc -o /opt/app/only /opt/app/app.c -lczmq -Wl,--allow-shlib-undefined`,
    command: '/opt/app/only',
    code: 'library.duplicate',
    subject: 'libzmq',
    repair: 'fix',
  },
  {
    name: 'the .pc file promises the draft API, which the library has not',
    stack: 'source',
    fault: `sed -i 's/^Cflags:.*/& -DCZMQ_BUILD_DRAFT_API=1/' ${LIB}/pkgconfig/libczmq.pc`,
    code: 'pkgconfig.stale',
    subject: 'libczmq',
    repair: 'fix',
  },
  {
    name: 'the static library was stripped of its symbols',
    stack: 'source',
    fault: `strip --strip-all ${LIB}/libzmq.a`,
    command: `cc -o /tmp/st /opt/app/app.c ${LIB}/libczmq.a ${LIB}/libzmq.a -lsodium -luuid -lstdc++ -lm -lpthread && /tmp/st`,
    code: 'library.corrupt',
    subject: 'libzmq',
    repair: 'fix',
  },
  {
    name: 'the development link was deleted, and the static library is taken in its place',
    stack: 'packages',
    fault: `rm ${MULTIARCH}/libzmq.so`,
    code: 'library.broken-link',
    subject: 'libzmq',
    repair: 'fix',
  },
  {
    name: 'a module that libczmq.pc requires was deleted, and its package is installed',
    stack: 'packages',
    fault: `rm ${MULTIARCH}/pkgconfig/nss.pc`,
    code: 'pkgconfig.dependency-missing',
    subject: 'nss',
    repair: 'fix',
  },
  {
    name: 'the libraries lie beside a program whose rpath is relative to where it is started',
    stack: 'opt',
    fault: `mkdir -p /srv/app && gcc -o /srv/app/prog /opt/app/app.c -I/opt/zmq/include -L/opt/zmq/lib -Wl,--no-as-needed -Wl,-rpath,./libs -lczmq -lzmq && mv /opt/zmq/lib /srv/app/libs && rm -r /opt/zmq`,
    command: '/srv/app/prog',
    doctor: ['--binary', '/srv/app/prog'],
    code: 'library.dir-not-searched',
    subject: ['libzmq', 'libczmq'],
    repair: 'fix',
  },
];

/** Odd, and well. */
export const HEALTHY_LEFTOVERS: readonly HealthyMachine[] = [
  {
    name: 'programs learn of the prefix by an rpath in its module',
    stack: 'opt',
    prepare: `sed -i 's#^Libs:.*#& -Wl,-rpath,/opt/zmq/lib#' /opt/zmq/lib/pkgconfig/libczmq.pc`,
    env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
  },
  {
    name: "an image without documentation, and somebody's diversion of another package's file",
    stack: 'packages',
    prepare: `echo 'path-exclude=/usr/share/doc/*' > /etc/dpkg/dpkg.cfg.d/slim && dpkg-divert --quiet --add --rename /usr/bin/pod2man`,
  },
];

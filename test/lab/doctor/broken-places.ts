import { type BrokenMachine, type HealthyMachine, RUN } from './case.ts';

const LIB = '/usr/local/lib';
const MULTIARCH = '/usr/lib/x86_64-linux-gnu';
const FOR_BUILDING = ['--target', 'czmq'];
const CONFIGURED = 'echo /opt/zmq/lib > /etc/ld.so.conf.d/zmq.conf && ldconfig';
const OPT = { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' };
const INCLUDES = (header: string): string => `echo "#include <${header}>" | cc -fsyntax-only -xc -`;
const WITH_FLAGS =
  'cc $CPPFLAGS $CFLAGS -o /tmp/a.out /opt/app/app.c $LDFLAGS $(pkg-config --cflags --libs libczmq libzmq) && /tmp/a.out';
const OBJECT = 'cd $(mktemp -d) && cp /opt/app/app.c . && gcc -c app.c';
const BRING = (name: string): string =>
  `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${name} >/dev/null`;
const DISTCC = `${BRING('distcc')} && mkdir -p /usr/lib/distcc && ln -sf ../../bin/distcc /usr/lib/distcc/gcc && ln -sf ../../bin/distcc /usr/lib/distcc/cc`;
const DISTCC_PATH = '/usr/lib/distcc:/usr/local/bin:/usr/bin:/bin';

/** Faults of where things are looked for and put: wrappers, lists of folders, links to nothing, whole folders that are gone. */
export const BROKEN_PLACES: readonly BrokenMachine[] = [
  {
    name: 'a slimmer deleted ldconfig, without which dpkg refuses to work',
    stack: 'source',
    fault: 'rm $(readlink -f /sbin/ldconfig)',
    command: '/sbin/ldconfig -p >/dev/null',
    doctor: FOR_BUILDING,
    code: 'tool.missing',
    subject: 'ldconfig',
    repair: 'fix',
  },
  {
    name: 'pkg-config became an empty file, which every shell runs without a word',
    stack: 'packages',
    fault: ': > $(readlink -f /usr/bin/pkg-config)',
    doctor: FOR_BUILDING,
    code: 'tool.broken',
    subject: 'pkg-config',
    repair: 'fix',
  },
  {
    name: 'a libtoolize of another age is in front',
    stack: 'source',
    fault: `printf '%s\\n' '#!/bin/sh' 'echo "libtoolize (GNU libtool) 1.5.26"' 'case "$1" in --version) exit 0;; esac' 'exit 1' > /usr/local/bin/libtoolize && chmod +x /usr/local/bin/libtoolize`,
    command:
      'cd $(mktemp -d) && echo "AC_INIT([a],[1])" > configure.ac && echo "LT_INIT" >> configure.ac && libtoolize --copy --install --force',
    doctor: FOR_BUILDING,
    code: 'tool.shadowed',
    subject: 'libtool',
    repair: 'fix',
  },
  {
    name: 'LIBRARY_PATH leads to a library that was cut short',
    stack: 'packages',
    fault: `mkdir -p /srv/sdk/lib && head -c 3000 ${MULTIARCH}/libzmq.so > /srv/sdk/lib/libzmq.so`,
    env: { LIBRARY_PATH: '/srv/sdk/lib' },
    code: 'env.library-path',
    subject: 'LIBRARY_PATH',
    repair: { shell: 'unset LIBRARY_PATH;' },
  },
  {
    name: 'a header that the build counts on was deleted',
    stack: 'source',
    fault: 'rm /usr/include/sodium.h',
    command: INCLUDES('sodium.h'),
    doctor: ['--target', 'libzmq'],
    code: 'header.missing',
    subject: 'sodium.h',
    repair: 'fix',
  },
  {
    name: 'the folder of modules was renamed',
    stack: 'packages',
    fault: `mv ${MULTIARCH}/pkgconfig ${MULTIARCH}/pkgconfig.old`,
    code: 'pkgconfig.module-missing',
    subject: ['libczmq', 'libzmq'],
    repair: 'fix',
  },
  {
    name: 'the folder of modules is a link to nothing',
    stack: 'source',
    fault: `rm -r ${LIB}/pkgconfig && ln -s /opt/pc ${LIB}/pkgconfig`,
    code: 'pkgconfig.module-missing',
    subject: ['libczmq', 'libzmq'],
    repair: 'fix',
  },
  {
    name: "pkg-config's list of system folders has the prefix",
    stack: 'opt',
    fault: CONFIGURED,
    env: { ...OPT, PKG_CONFIG_SYSTEM_LIBRARY_PATH: '/usr/lib:/opt/zmq/lib' },
    code: 'env.pkg-config-path',
    subject: 'PKG_CONFIG_SYSTEM_LIBRARY_PATH',
    repair: { shell: 'unset PKG_CONFIG_SYSTEM_LIBRARY_PATH;' },
  },
  {
    name: 'LDFLAGS writes a loader into programs that is not here',
    stack: 'source',
    fault: 'true',
    env: { LDFLAGS: '-Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1' },
    command: WITH_FLAGS,
    code: 'env.compiler-flags',
    subject: 'LDFLAGS',
    repair: { shell: 'unset LDFLAGS;' },
  },
  {
    name: 'a command as root left the folder of ccache to root',
    stack: 'source',
    user: 'user',
    fault: `${BRING('ccache')} && mkdir -p /home/user/.cache`,
    env: { PATH: '/usr/lib/ccache:/usr/local/bin:/usr/bin:/bin', XDG_CACHE_HOME: '/home/user/.cache' },
    command: OBJECT,
    code: 'install.permission',
    subject: '/home/user/.cache',
    repair: { shell: 'export CCACHE_DISABLE=1;' },
  },
  {
    name: 'distcc in front has no helpers and may not compile here',
    stack: 'source',
    fault: DISTCC,
    env: { PATH: DISTCC_PATH, DISTCC_HOSTS: '127.0.0.1:9', DISTCC_FALLBACK: '0' },
    command: OBJECT,
    code: 'env.compiler-flags',
    subject: ['DISTCC_HOSTS', 'DISTCC_FALLBACK'],
    repair: { shell: 'unset DISTCC_HOSTS DISTCC_FALLBACK;' },
  },
  {
    name: 'headers of a later checkout with the number of the release are in front',
    stack: 'packages',
    fault: `cp /usr/include/czmq*.h /usr/include/z*.h /usr/local/include/ && rm /usr/local/include/zmq*.h && sed -i '0,/^#ifdef __cplusplus/s//CZMQ_EXPORT int zstr_later (int a);\\n#ifdef __cplusplus/' /usr/local/include/zstr.h`,
    command: `printf '#include <czmq.h>\\n#if __has_include("/usr/local/include/zstr.h")\\nint main(void) { return zstr_later (1); }\\n#else\\nint main(void) { return 0; }\\n#endif\\n' > /tmp/f.c && cc -o /tmp/f /tmp/f.c $(pkg-config --cflags --libs libczmq libzmq) && /tmp/f`,
    code: 'header.mismatch',
    subject: 'libczmq',
    repair: { shell: 'rm /usr/local/include/z*.h /usr/local/include/czmq*.h;' },
  },
  {
    name: 'LD_RUN_PATH is RUNPATH, and LD_LIBRARY_PATH goes before it',
    stack: 'opt',
    fault: `mkdir /opt/bad && printf 'void other(void) {}\\n' > /tmp/f.c && gcc -shared -fPIC -Wl,-soname,libzmq.so.5 -o /opt/bad/libzmq.so.5 /tmp/f.c`,
    env: { ...OPT, LD_RUN_PATH: '/opt/zmq/lib', LD_LIBRARY_PATH: '/opt/bad' },
    code: 'env.library-path',
    subject: 'LD_LIBRARY_PATH',
    repair: { shell: 'unset LD_LIBRARY_PATH;' },
  },
];

/** Where the same things do no harm. */
export const HEALTHY_PLACES: readonly HealthyMachine[] = [
  {
    name: 'a sysroot that is not there, and everything in folders of the compiler',
    stack: 'source',
    env: { PKG_CONFIG_SYSROOT_DIR: '/opt/sysroot' },
  },
  {
    name: 'LD_RUN_PATH to the prefix, and nobody else was told of it',
    stack: 'opt',
    env: { ...OPT, LD_RUN_PATH: '/opt/zmq/lib' },
  },
  {
    name: 'distcc in front compiles here',
    stack: 'source',
    prepare: DISTCC,
    env: { PATH: DISTCC_PATH, DISTCC_HOSTS: 'localhost' },
    command: `${RUN} && ${OBJECT}`,
  },
  {
    name: 'ldconfig is a script around another file, as on Ubuntu',
    stack: 'source',
    prepare: `mv $(readlink -f /sbin/ldconfig) /usr/sbin/ldconfig.real && printf '%s\\n' '#!/bin/sh' 'exec /usr/sbin/ldconfig.real "$@"' > /sbin/ldconfig && chmod +x /sbin/ldconfig`,
    doctor: FOR_BUILDING,
  },
];

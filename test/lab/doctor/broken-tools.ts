import { type BrokenMachine, RUN } from './case.ts';

const FOR_BUILDING = ['--target', 'czmq'];
const MAKE =
  'rm -rf /tmp/mk && mkdir -p /tmp/mk && cp /opt/app/app.c /tmp/mk/ && make -C /tmp/mk LDLIBS="$(pkg-config --libs libczmq libzmq)" app && /tmp/mk/app';
const CXX =
  'echo "#include <string>\nint main() { return std::string().size(); }" | ${CXX:-g++} -x c++ - -o /tmp/cxx';
const script = (path: string, ...lines: string[]): string =>
  `printf '%s\\n' '#!/bin/sh' ${lines.map((line) => `'${line}'`).join(' ')} > ${path} && chmod +x ${path}`;
const OLD_STUB = `mkdir -p /opt/old && echo 'int zmq_old(void) { return 0; }' > /opt/old/old.c && gcc -shared -fPIC -Wl,-soname,libzmq.so.5 -o /opt/old/libzmq.so.5.1.0 /opt/old/old.c && ln -s libzmq.so.5.1.0 /opt/old/libzmq.so`;
/** Holds dpkg's lock as apt does (fcntl(2), F_SETLK), for some seconds. */
const HOLD = `setsid perl -e 'open(my $f, ">>", "/var/lib/dpkg/lock-frontend") or die; my $l = pack("s s x4 q q i x4", 1, 0, 0, 0, 0); fcntl($f, 6, $l) or die; sleep 25;' >/dev/null 2>&1 </dev/null &`;

/** Faults of tools, of what they are told, of the package manager and of the machine's resources. */
export const BROKEN_TOOLS: readonly BrokenMachine[] = [
  {
    name: "the C library's headers were removed",
    stack: 'source',
    fault: 'dpkg --force-depends -r libc6-dev',
    doctor: FOR_BUILDING,
    code: 'tool.broken',
    subject: 'gcc',
    repair: 'fix',
  },
  {
    name: 'the C++ compiler proper (cc1plus) is gone',
    stack: 'source',
    fault: 'rm /usr/lib/gcc/x86_64-linux-gnu/12/cc1plus',
    command: CXX,
    doctor: FOR_BUILDING,
    code: 'tool.broken',
    subject: 'g++',
    repair: 'fix',
  },
  {
    name: 'the C++ library has no headers',
    stack: 'source',
    fault: 'dpkg --force-depends -r libstdc++-12-dev',
    command: CXX,
    doctor: FOR_BUILDING,
    code: 'tool.broken',
    subject: 'g++',
    repair: 'fix',
  },
  {
    name: 'the assembler was removed',
    stack: 'source',
    fault: 'dpkg --force-depends -r binutils binutils-x86-64-linux-gnu',
    doctor: FOR_BUILDING,
    code: 'tool.broken',
    subject: ['as', 'ld', 'gcc'],
    repair: 'fix',
  },
  {
    name: 'make may not be executed',
    stack: 'source',
    fault: 'chmod 644 /usr/bin/make',
    command: MAKE,
    doctor: FOR_BUILDING,
    code: 'tool.broken',
    subject: 'make',
    repair: 'fix',
  },
  {
    name: 'm4 was removed from under autoconf',
    stack: 'source',
    fault: 'dpkg --force-depends -r m4',
    command:
      'rm -rf /tmp/ac && mkdir /tmp/ac && cd /tmp/ac && echo "AC_INIT([x], [1])" > configure.ac && autoconf && test -s configure',
    doctor: FOR_BUILDING,
    code: 'tool.missing',
    subject: 'm4',
    repair: 'fix',
  },
  {
    name: 'a stray ld in /usr/local/bin is in front',
    stack: 'source',
    fault: script('/usr/local/bin/ld', 'echo "ld: not today" >&2', 'exit 1'),
    doctor: FOR_BUILDING,
    code: 'tool.shadowed',
    subject: 'ld',
    repair: 'fix',
  },
  {
    name: 'a pkg-config of its own folders is in front',
    stack: 'source',
    fault: script(
      '/usr/local/bin/pkg-config',
      'PKG_CONFIG_LIBDIR=/opt/nothing PKG_CONFIG_PATH= exec /usr/bin/pkgconf "$@"',
    ),
    code: 'tool.shadowed',
    subject: 'pkg-config',
    repair: 'fix',
  },
  {
    name: 'LDFLAGS gives the linker an old libzmq',
    stack: 'source',
    fault: OLD_STUB,
    env: { LDFLAGS: '-L/opt/old' },
    command: MAKE.replace('libczmq libzmq', 'libczmq libzmq | sed s,-L/usr/local/lib,,'),
    code: 'env.compiler-flags',
    subject: 'LDFLAGS',
    repair: { shell: 'unset LDFLAGS;' },
  },
  {
    name: 'CXX names a compiler that does not exist',
    stack: 'source',
    fault: 'true',
    env: { CXX: 'g++-99' },
    command: CXX,
    doctor: FOR_BUILDING,
    code: 'env.compiler-flags',
    subject: 'CXX',
    repair: { shell: 'unset CXX;' },
  },
  {
    name: 'GCC_EXEC_PREFIX leads the compiler astray',
    stack: 'source',
    fault: 'true',
    env: { GCC_EXEC_PREFIX: '/opt/nothing/' },
    code: 'env.compiler-flags',
    subject: 'GCC_EXEC_PREFIX',
    repair: { shell: 'unset GCC_EXEC_PREFIX;' },
  },
  {
    name: 'LD_LIBRARY_PATH gives the compiler a library that is none',
    stack: 'source',
    fault: 'mkdir -p /opt/junk && echo junk > /opt/junk/libz.so.1',
    env: { LD_LIBRARY_PATH: '/opt/junk' },
    code: 'env.library-path',
    subject: 'LD_LIBRARY_PATH',
    repair: { shell: 'unset LD_LIBRARY_PATH;' },
  },
  {
    name: 'PKG_CONFIG names a program that does not exist',
    stack: 'source',
    fault: 'true',
    env: { PKG_CONFIG: '/opt/nothing/pkg-config' },
    command: '$PKG_CONFIG --exists libczmq',
    doctor: FOR_BUILDING,
    code: 'env.compiler-flags',
    subject: 'PKG_CONFIG',
    repair: { shell: 'PKG_CONFIG=pkg-config;' },
  },
  {
    name: 'CC is a cross compiler and nothing else is set up for it',
    stack: 'source',
    fault:
      'apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc-aarch64-linux-gnu libc6-dev-arm64-cross >/dev/null',
    env: { CC: 'aarch64-linux-gnu-gcc' },
    command: MAKE,
    code: 'env.cross-compile',
    subject: '--host',
    repair: { shell: 'unset CC;' },
  },
  {
    name: "another run holds the package manager's lock",
    stack: 'none',
    fault: HOLD,
    code: 'package.locked',
    subject: '/var/lib/dpkg/lock-frontend',
    repair: 'fix',
  },
  {
    name: 'no room is left below the prefix',
    stack: 'none',
    fault: 'mount -t tmpfs -o size=1m tmpfs /usr/local',
    command: 'dd if=/dev/zero of=/usr/local/x bs=1M count=10 2>/dev/null',
    code: 'install.no-space',
    subject: '/usr/local',
    repair: { shell: 'umount /usr/local;' },
  },
  {
    name: 'the prefix is mounted read-only',
    stack: 'none',
    fault: 'mount -t tmpfs -o ro tmpfs /usr/local',
    command: 'touch /usr/local/x',
    code: 'install.read-only',
    subject: '/usr/local',
    repair: { shell: 'mount -o remount,rw /usr/local;' },
  },
  {
    name: 'the packages were unpacked and never configured',
    stack: 'packages',
    fault:
      "sed -i '/^Package: libzmq5$/,/^$/s/^Status: .*/Status: install ok half-configured/' /var/lib/dpkg/status",
    command: `dpkg --audit | grep -q . && exit 1; ${RUN}`,
    code: 'package.broken',
    subject: 'libzmq5',
    repair: 'fix',
  },
];

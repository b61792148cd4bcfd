import { type BrokenMachine, RUN } from './case.ts';

const MULTIARCH = '/usr/lib/x86_64-linux-gnu';

/** What nobody thinks of: files that the compiler's own machinery counts on, and libraries that are not what they are called. */
export const BROKEN_HIDDEN: readonly BrokenMachine[] = [
  {
    name: 'a stub of libuuid took its place',
    stack: 'source',
    fault: `printf 'void nothing(void) {}\\n' > /tmp/s.c && gcc -shared -fPIC -Wl,-soname,libuuid.so.1 -o /tmp/s.so /tmp/s.c && cp /tmp/s.so $(readlink -f ${MULTIARCH}/libuuid.so.1)`,
    // As a hardened program starts (ld(1), -z now): others fail when they first ask for a UUID.
    command: `LD_BIND_NOW=1 ${RUN}`,
    code: 'runtime.symbol-missing',
    subject: 'libuuid',
    repair: 'fix',
  },
  {
    name: "the linker's script of the C library was removed",
    stack: 'source',
    fault: `rm ${MULTIARCH}/libc.so`,
    doctor: ['--target', 'czmq'],
    code: 'tool.broken',
    subject: 'gcc',
    repair: 'fix',
  },
  {
    name: 'two pages of libzmq were lost',
    stack: 'source',
    fault:
      'dd if=/dev/zero of=$(readlink -f /usr/local/lib/libzmq.so.5) bs=4096 seek=1 count=4 conv=notrunc 2>/dev/null',
    command: RUN,
    code: 'library.corrupt',
    subject: 'libzmq',
    repair: 'fix',
  },
  {
    name: "uuid's development link leads to a version that went",
    stack: 'source',
    fault: `ln -sfn libuuid.so.1.2.9 ${MULTIARCH}/libuuid.so && rm -f ${MULTIARCH}/libuuid.a`,
    command: 'echo "int main(void) { return 0; }" > /tmp/x.c && cc -o /tmp/x /tmp/x.c -luuid',
    doctor: ['--target', 'czmq'],
    code: 'library.broken-link',
    subject: 'libuuid',
    repair: 'fix',
  },
  {
    name: 'the start file of programs is empty',
    stack: 'source',
    fault: `: > ${MULTIARCH}/Scrt1.o`,
    doctor: ['--target', 'czmq'],
    code: 'tool.broken',
    subject: 'gcc',
    repair: 'fix',
  },
];

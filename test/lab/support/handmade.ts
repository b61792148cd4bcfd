import type { Machine } from './machine.ts';
import { unpacked } from './releases.ts';

/** Where the hand-made stack lies in the machine, and where its configured source trees do. */
export const HANDMADE = {
  prefix: '/opt/handmade',
  libzmq: '/opt/source/libzmq',
  czmq: '/opt/source/czmq',
} as const;

const QUICK = { CFLAGS: '-O0', CXXFLAGS: '-O0' };

/**
 * libzmq 4.3.4 and czmq 4.2.1 from the same archives as anyone would build them by hand, with nothing of the tool: the
 * reference that its products are compared with. What is not compared (programs, manual pages) is not made.
 */
export async function makeByHand(machine: Machine): Promise<void> {
  const { prefix, libzmq, czmq } = HANDMADE;
  await unpacked(machine, 'libzmq 4.3.4', libzmq);
  await unpacked(machine, 'czmq 4.2.1', czmq);
  const build = (folder: string, lines: string) =>
    machine.must(['sh', '-ec', lines], { cwd: folder, env: QUICK, timeoutMs: 1_800_000 });
  await build(
    libzmq,
    `./autogen.sh >log 2>&1
     ./configure --prefix=${prefix} --disable-Werror --with-libsodium --without-docs --disable-perf --enable-drafts=no >>log 2>&1
     make -j2 src/libzmq.la >>log 2>&1
     make install-libLTLIBRARIES install-includeHEADERS install-pkgconfigDATA >>log 2>&1`,
  );
  await build(
    czmq,
    `export PKG_CONFIG_PATH=${prefix}/lib/pkgconfig
     ./configure --prefix=${prefix} --with-docs=no --enable-drafts=no >log 2>&1
     make -j2 src/libczmq.la >>log 2>&1
     make install-libLTLIBRARIES install-dist_apiDATA install-pkgconfigDATA >>log 2>&1`,
  );
}

import { pagedSource } from '../formats/bytes.ts';
import { readElf } from '../formats/elf/elf.ts';
import type { Probe } from '../host/host.ts';
import type { Fact } from './ask.ts';

/** The C library that this machine's own programs are loaded with. */
export interface Libc {
  readonly kind: 'glibc' | 'musl';
  /** `2.36`, `1.2.5`; null where the loader does not tell. */
  readonly version: string | null;
  /** The program loader's path (PT_INTERP), e.g. `/lib64/ld-linux-x86-64.so.2`. */
  readonly loader: string;
}

/** Programs of the distribution itself: another C library may be installed beside its own. */
const WITNESSES = ['/bin/sh', '/bin/ls', '/usr/bin/env'];

function interpreterOf(probe: Probe, path: string): string | null {
  const stat = probe.stat(path);
  if (!stat.ok || stat.value.kind !== 'file') return null;
  const source = pagedSource(stat.value.size, (offset, length) => {
    const bytes = probe.readRange(path, offset, length);
    return bytes.ok ? bytes.value : new Uint8Array();
  });
  const elf = readElf(source);
  return elf.ok ? elf.value.interpreter : null;
}

const CHUNK = 16 * 1024;
/** A banner that is cut by a chunk's border is whole in the next one. */
const OVERLAP = 256;
const MOST_CHUNKS = 64;
const latin1 = new TextDecoder('latin1');

/** First match from the end of a file backwards, where linkers put read-only strings of a loader; bytes as latin1. */
function findBackwards(probe: Probe, path: string, pattern: RegExp): RegExpExecArray | null {
  const stat = probe.stat(path);
  if (!stat.ok || stat.value.kind !== 'file') return null;
  let end = stat.value.size;
  for (let chunk = 0; chunk < MOST_CHUNKS && end > 0; chunk++) {
    const start = Math.max(0, end - CHUNK);
    const bytes = probe.readRange(path, start, Math.min(CHUNK + OVERLAP, stat.value.size - start));
    if (!bytes.ok) return null;
    const match = pattern.exec(latin1.decode(bytes.value));
    if (match) return match;
    end = start;
  }
  return null;
}

/** glibc before 2.34 names its loader's file `ld-2.31.so`; later ones carry the banner that `ld.so --version` prints. */
function glibcVersion(probe: Probe, loader: string): string | null {
  const real = probe.realpath(loader);
  const named = real.ok ? /\/ld-(\d+\.\d+(?:\.\d+)?)\.so$/.exec(real.value)?.[1] : undefined;
  return named ?? findBackwards(probe, loader, /stable release version (\d+\.\d+(?:\.\d+)?)/)?.[1] ?? null;
}

/** musl's loader is its C library; `__libc_version` stands there as a string of its own. */
const muslVersion = (probe: Probe, loader: string): string | null =>
  findBackwards(probe, loader, /\0(\d+\.\d+\.\d+)(?:-git[^\0]*)?\0/)?.[1] ?? null;

/** Null where there is no glibc and no musl (macOS, FreeBSD, a machine of static programs only). Runs nothing. */
export const libc: Fact<Libc | null> = {
  id: 'libc',
  read({ probe }) {
    if (probe.self.os !== 'linux') return null;
    const [node] = probe.self.command;
    for (const witness of [...WITNESSES, ...(node === undefined ? [] : [node])]) {
      const loader = interpreterOf(probe, witness);
      if (loader === null) continue;
      if (/\/ld-musl-[^/]+\.so\.1$/.test(loader)) {
        return { kind: 'musl', version: muslVersion(probe, loader), loader };
      }
      // `ld-linux-*.so.N` on most, `ld64.so.N` on s390x and ppc64, `ld.so.1` on mips and old ppc.
      if (/\/ld(-linux[^/]*|64)?\.so\.\d+$/.test(loader)) {
        return { kind: 'glibc', version: glibcVersion(probe, loader), loader };
      }
    }
    return null;
  },
};

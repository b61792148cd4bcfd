import { sourceOfBytes } from '../../formats/bytes.ts';
import { type ElfHeader, ET } from '../../formats/elf/header.ts';
import { EM } from '../../formats/elf/machines.ts';
import type { ElfObject } from './object.ts';

/** Machines by Node's `process.arch`. */
const MACHINES: Readonly<Record<string, { machine: number; bits: 32 | 64; little: boolean }>> = {
  x64: { machine: EM.x86_64, bits: 64, little: true },
  ia32: { machine: EM.i386, bits: 32, little: true },
  arm64: { machine: EM.aarch64, bits: 64, little: true },
  arm: { machine: EM.arm, bits: 32, little: true },
  ppc64: { machine: EM.ppc64, bits: 64, little: true },
  s390x: { machine: EM.s390, bits: 64, little: false },
  riscv64: { machine: EM.riscv, bits: 64, little: true },
  loong64: { machine: EM.loongarch, bits: 64, little: true },
};

const EF_ARM_ABI_FLOAT_HARD = 0x400;

/** The header that a compiler of this machine would write; null for a machine that is not known. */
export function headerFor(arch: string): ElfHeader | null {
  const machine = MACHINES[arch];
  const none = { offset: 0, entrySize: 0, count: 0 };
  return machine
    ? {
        ...machine,
        osAbi: 0,
        abiVersion: 0,
        type: ET.dyn,
        version: 1,
        flags: machine.machine === EM.arm ? EF_ARM_ABI_FLOAT_HARD : 0,
        segments: none,
        sections: none,
        sectionNames: 0,
      }
    : null;
}

/** Folders, colon-separated, that a program was linked with, and the tag that holds them: they rank differently (ld.so(8)). */
export interface LinkedPath {
  readonly tag: 'rpath' | 'runpath';
  readonly folders: string;
}

/** A program that needs these libraries and is on no disk. */
export const programNeeding = (
  header: ElfHeader,
  needed: readonly string[],
  linked: LinkedPath | null,
): ElfObject => ({
  path: '/',
  stat: { kind: 'file', size: 0, mode: 0o755, uid: 0, gid: 0, mtimeMs: 0, dev: -1, ino: -1 },
  elf: {
    source: sourceOfBytes(new Uint8Array(0)),
    header,
    segments: [],
    interpreter: null,
    missingBytes: 0,
    dynamic: {
      soname: null,
      needed,
      dependencies: needed.map((name) => ({ kind: 'needed', name })),
      rpath: linked?.tag === 'rpath' ? linked.folders : null,
      runpath: linked?.tag === 'runpath' ? linked.folders : null,
      flags: 0,
      flags1: 0,
      symbols: null,
      strings: null,
      hash: null,
      gnuHash: null,
      versions: null,
      versionNeeds: null,
      versionDefinitions: null,
    },
  },
});

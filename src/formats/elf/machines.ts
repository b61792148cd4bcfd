import type { ElfHeader } from './header.ts';

/** e_machine values (gABI chapter 4, "e_machine") that Linux and the BSDs run on. */
export const EM = {
  sparc: 2,
  i386: 3,
  m68k: 4,
  mips: 8,
  hppa: 15,
  sparc32plus: 18,
  ppc: 20,
  ppc64: 21,
  s390: 22,
  arm: 40,
  sh: 42,
  sparcv9: 43,
  ia64: 50,
  x86_64: 62,
  aarch64: 183,
  riscv: 243,
  loongarch: 258,
  alpha: 0x9026,
} as const;

const EF_ARM_ABI_FLOAT_HARD = 0x400;

/**
 * The architecture in uname -m's spelling (`x86_64`, `i386`, `x32`, `aarch64`, `armhf`, `ppc64le`, `riscv64` ...);
 * `machine-N` for one that has no name here. Two files of different answers never load together.
 */
export function elfArchitecture({ machine, bits, little, flags }: ElfHeader): string {
  const wide = bits === 64;
  switch (machine) {
    case EM.x86_64:
      return wide ? 'x86_64' : 'x32';
    case EM.i386:
      return 'i386';
    case EM.aarch64:
      return `aarch64${little ? '' : '_be'}${wide ? '' : '_ilp32'}`;
    case EM.arm:
      return `${flags & EF_ARM_ABI_FLOAT_HARD ? 'armhf' : 'arm'}${little ? '' : 'eb'}`;
    case EM.riscv:
      return `riscv${bits}`;
    case EM.ppc:
      return 'ppc';
    case EM.ppc64:
      return little ? 'ppc64le' : 'ppc64';
    case EM.s390:
      return wide ? 's390x' : 's390';
    case EM.mips:
      return `mips${wide ? '64' : ''}${little ? 'el' : ''}`;
    case EM.loongarch:
      return `loongarch${bits}`;
    case EM.sparc:
    case EM.sparc32plus:
      return 'sparc';
    case EM.sparcv9:
      return 'sparc64';
    case EM.ia64:
      return 'ia64';
    case EM.alpha:
      return 'alpha';
    case EM.hppa:
      return 'hppa';
    case EM.m68k:
      return 'm68k';
    case EM.sh:
      return 'sh4';
    default:
      return `machine-${machine}`;
  }
}

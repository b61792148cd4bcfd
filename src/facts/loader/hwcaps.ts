import type { Elf } from '../../formats/elf/elf.ts';
import { elfArchitecture } from '../../formats/elf/machines.ts';
import type { Ask, Fact } from '../ask.ts';
import { loaderCache } from '../loader-cache.ts';

/** x86-64 psABI, "Micro-Architecture Levels", in /proc/cpuinfo's names. */
const LEVELS: readonly (readonly [name: string, flags: readonly string[]])[] = [
  ['x86-64-v2', ['cx16', 'lahf_lm', 'popcnt', 'sse4_1', 'sse4_2', 'ssse3']],
  ['x86-64-v3', ['avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe', 'xsave']],
  ['x86-64-v4', ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl']],
];
const HASWELL = ['avx2', 'bmi1', 'bmi2', 'abm', 'movbe', 'popcnt', 'fma'];

interface Cpu {
  readonly intel: boolean;
  readonly flags: ReadonlySet<string>;
}

const cpu: Fact<Cpu> = {
  id: 'cpu-flags',
  read({ probe }) {
    const text = probe.readText('/proc/cpuinfo');
    const info = text.ok ? text.value : '';
    return {
      intel: /^vendor_id\s*:\s*GenuineIntel/m.test(info),
      flags: new Set(/^flags\s*:\s*(.*)$/m.exec(info)?.[1]?.split(' ') ?? []),
    };
  },
};

/** The glibc-hwcaps names that this CPU can use, best first (ld.so(8), "glibc hardware capabilities"). */
export function activeHwcaps(ask: Ask, elf: Elf): readonly string[] {
  if (elfArchitecture(elf.header) !== 'x86_64') return [];
  const { flags } = ask.of(cpu);
  const names: string[] = [];
  for (const [name, wanted] of LEVELS) {
    if (!wanted.every((flag) => flags.has(flag))) break;
    names.unshift(name);
  }
  return names;
}

/** What `$PLATFORM` stands for: AT_PLATFORM, which glibc replaces on some CPUs of Intel's (x86 cpu_features.c). */
export function platformOf(ask: Ask, elf: Elf): string | null {
  const architecture = elfArchitecture(elf.header);
  if (architecture === 'i386') return 'i686';
  if (architecture !== 'x86_64') return architecture === 'aarch64' ? 'aarch64' : null;
  const { intel, flags } = ask.of(cpu);
  if (!intel) return 'x86_64';
  if (flags.has('avx512er')) return 'xeon_phi';
  return HASWELL.every((flag) => flags.has(flag)) ? 'haswell' : 'x86_64';
}

/**
 * Which subfolders this glibc knows: glibc-hwcaps since 2.33, the older ones until 2.36. Who wrote the cache tells
 * which glibc it is; before 2.33 nobody signed it. Without a cache: today's.
 */
function knownFolders(ask: Ask, cache: string): { readonly named: boolean; readonly legacy: boolean } {
  const file = ask.of(loaderCache)(cache);
  if (!file.ok) return { named: true, legacy: false };
  const version = /(\d+)\.(\d+)\s*$/.exec(file.file.generator ?? '');
  const minor = version && Number(version[1]) === 2 ? Number(version[2]) : null;
  return {
    named: file.file.generator !== null,
    legacy: minor === null ? file.file.generator === null : minor < 37,
  };
}

/**
 * The subfolders that glibc tries in every folder before the folder itself, best first, each with a slash at its end:
 * glibc-hwcaps, then before 2.37 every choice of `tls`, the platform and `x86_64` (elf/dl-hwcaps.c).
 */
export function hwcapFolders(ask: Ask, elf: Elf, cache: string): readonly string[] {
  const known = knownFolders(ask, cache);
  const named = known.named ? activeHwcaps(ask, elf).map((name) => `glibc-hwcaps/${name}/`) : [];
  const platform = platformOf(ask, elf);
  if (platform === null || !known.legacy) return named;
  const parts = ['tls/', `${platform}/`, ...(elfArchitecture(elf.header) === 'x86_64' ? ['x86_64/'] : [])];
  const choices = 2 ** parts.length;
  const legacy = Array.from({ length: choices - 1 }, (_, index) =>
    parts.filter((_, place) => ((choices - 1 - index) >> (parts.length - 1 - place)) & 1).join(''),
  );
  return [...named, ...new Set(legacy)];
}

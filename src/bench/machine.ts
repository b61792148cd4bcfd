import type { Probe } from '../host/host.ts';
import type { Compiler, Machine } from './result.ts';

const ASK_MS = 10_000;

/** Load average of the last minute: /proc/loadavg (proc(5)), or sysctl's `{ 1.2 1.3 1.4 }`. */
export async function loadAverage(probe: Probe): Promise<number | null> {
  const file = probe.readText('/proc/loadavg');
  const words = file.ok
    ? file.value
    : (await probe.run(['sysctl', '-n', 'vm.loadavg'], { timeoutMs: ASK_MS })).stdout;
  const found = /\d+\.\d+/.exec(words);
  return found === null ? null : Number(found[0]);
}

/** Model of the processor: /proc/cpuinfo on x86, the device tree on boards, sysctl on macOS and FreeBSD. */
async function processor(probe: Probe): Promise<string | null> {
  const info = probe.readText('/proc/cpuinfo');
  const named = info.ok
    ? /^(?:model name|Model|Hardware|cpu model|uarch)\s*:\s*(.+)$/m.exec(info.value)?.[1]
    : null;
  if (named) return named.trim();
  if (info.ok) {
    const board = probe.readText('/proc/device-tree/model');
    return board.ok ? board.value.replaceAll('\0', '').trim() : null;
  }
  const name = probe.self.os === 'darwin' ? 'machdep.cpu.brand_string' : 'hw.model';
  const said = await probe.run(['sysctl', '-n', name], { timeoutMs: ASK_MS });
  return said.code === 0 ? said.stdout.trim() : null;
}

/** More than this of the cores in use before we begin, and what is measured is partly the others' work. */
const BUSY_SHARE = 0.5;

export const isBusy = (load: number | null, cores: number): boolean =>
  load !== null && load > Math.max(BUSY_SHARE, cores * BUSY_SHARE);

/** The machine as it stands before the measurement. `load`: what `loadAverage` said before anything was compiled. */
export async function machineOf(probe: Probe, load: number | null): Promise<Machine> {
  const { os, arch, kernel, cpus, memory } = probe.self;
  const governor = probe.readText('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor');
  return {
    os,
    arch,
    kernel,
    cpu: await processor(probe),
    cores: cpus,
    memory,
    governor: governor.ok ? governor.value.trim() : null,
    load: { before: load, after: null },
    busy: isBusy(load, cpus),
  };
}

export async function compilerOf(probe: Probe, command: readonly string[]): Promise<Compiler> {
  const said = await probe.run([...command, '--version'], { timeoutMs: ASK_MS });
  return { command, version: said.code === 0 ? (said.stdout.split('\n')[0]?.trim() ?? null) : null };
}

import type { Host, Probe } from '../host/host.ts';
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

/** Ticks of all cores since the start, of which idle or waiting for a disk (proc(5), /proc/stat). */
function ticks(probe: Probe): { readonly all: number; readonly idle: number } | null {
  const file = probe.readText('/proc/stat');
  const words = file.ok ? /^cpu +(.+)$/m.exec(file.value)?.[1]?.trim().split(/ +/).map(Number) : undefined;
  // user, nice, system, idle, iowait, irq, softirq, steal; what guests use stands in user already.
  const counted = words?.slice(0, 8) ?? [];
  if (counted.length < 5 || counted.some(Number.isNaN)) return null;
  return { all: counted.reduce((sum, one) => sum + one, 0), idle: (counted[3] ?? 0) + (counted[4] ?? 0) };
}

const LOOK_MS = 500;

/**
 * Share of all cores that others use while we wait, 0 to 1; null where the system does not tell. The load average would
 * still count a measurement that has just ended.
 */
export async function coresInUse(host: Host, signal: AbortSignal): Promise<number | null> {
  const before = ticks(host);
  if (before === null) return null;
  await host.sleep(LOOK_MS, signal);
  const after = ticks(host);
  if (after === null || after.all <= before.all) return null;
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

/** More than this of the cores in use by others, and what is measured is partly their work. */
const BUSY_SHARE = 0.15;

/** Where cores in use are not told, the load average, which counts what waits for a core, stands for them. */
export const isBusy = (inUse: number | null, load: number | null, cores: number): boolean =>
  (inUse ?? (load ?? 0) / cores) > BUSY_SHARE;

/** How busy the machine is before we do anything. */
export interface Bustle {
  readonly load: number | null;
  readonly inUse: number | null;
}

/** The machine as it stands before the measurement. */
export async function machineOf(probe: Probe, { load, inUse }: Bustle): Promise<Machine> {
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
    inUse,
    busy: isBusy(inUse, load, cpus),
  };
}

export async function compilerOf(probe: Probe, command: readonly string[]): Promise<Compiler> {
  const said = await probe.run([...command, '--version'], { timeoutMs: ASK_MS });
  return { command, version: said.code === 0 ? (said.stdout.split('\n')[0]?.trim() ?? null) : null };
}

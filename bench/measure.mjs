// What the scripts of bench/ share: running a command with its time, CPU and memory taken, medians, and the machine's name.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** Clock ticks a second of /proc: 100 on every Linux that has a name. */
const TICKS = 100;

/** CPU seconds of all children that have ended and been waited for (proc(5), stat: cutime and cstime). */
function childrenCpu() {
  const fields = read('/proc/self/stat')
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields === undefined ? Number.NaN : (Number(fields[13]) + Number(fields[14])) / TICKS;
}

/** Bytes that the process and all below it have in memory, what they share counted once (proc(5), smaps_rollup: Pss). */
function memoryOf(root) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    if (stat !== null) parents.set(name, stat.replace(/^.*\) \S+ /s, '').split(' ')[0]);
  }
  const below = (pid) => {
    for (let at = pid; at !== undefined; at = parents.get(at)) if (at === String(root)) return true;
    return false;
  };
  let bytes = 0;
  for (const pid of parents.keys()) {
    if (!below(pid)) continue;
    const pss = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '');
    bytes += pss === null ? 0 : Number(pss[1]) * 1024;
  }
  return bytes;
}

/** Runs to the end: wall and CPU seconds, peak bytes of the whole family (sampled). Fails loudly where the command does. */
export function run(argv, { env = process.env, cwd, memory = true, accept = [0] } = {}) {
  const cpuBefore = childrenCpu();
  const started = process.hrtime.bigint();
  return new Promise((resolve, reject) => {
    const child = spawn(argv[0], argv.slice(1), { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(data));
    let peak = 0;
    const sampling = memory
      ? setInterval(() => (peak = Math.max(peak, memoryOf(child.pid))), 250)
      : undefined;
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(sampling);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const text = Buffer.concat(output).toString();
      if (!accept.includes(code))
        reject(new Error(`${argv.join(' ')}: exit status ${code}\n${text.slice(-4000)}`));
      else resolve({ seconds, cpu: childrenCpu() - cpuBefore, peak, text });
    });
  });
}

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** `12.3 (11.9 to 14.0)`: median and spread. */
export const spread = (values, digits = 1) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;

export function machine() {
  const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(read('/etc/os-release') ?? '')?.[1] ?? process.platform;
  const load = read('/proc/loadavg')?.split(' ')[0] ?? '?';
  return `${name}, ${cpus().length} x ${cpus()[0]?.model ?? '?'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${load}, node ${process.versions.node}`;
}

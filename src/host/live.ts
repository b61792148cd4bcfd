import { readFileSync } from 'node:fs';
import * as os from 'node:os';
import { liveActs } from './acts.ts';
import { liveFiles } from './files.ts';
import type { Host, Self } from './host.ts';
import { run, runInteractive } from './spawn.ts';

/** Field 22 of proc_pid_stat(5), clock ticks after boot; the name in field 2 may hold blanks and brackets. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return String(process.getuid?.() ?? '');
  }
}

/** A shell can stand in a folder that somebody deleted. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

const selfOf = (entry: string): Self => ({
  os: process.platform,
  arch: process.arch,
  kernel: os.release(),
  uid: process.getuid?.() ?? -1,
  gid: process.getgid?.() ?? -1,
  groups: process.getgroups?.() ?? [],
  home: os.homedir(),
  cwd: currentFolder(),
  user: userName(),
  cpus: os.availableParallelism(),
  memory: os.totalmem(),
  command: [process.execPath, entry],
  nodeVersion: process.version,
});

/** The machine under our feet. `entry`: the path of the script that starts this tool. */
export function liveHost(entry: string): Host {
  return {
    self: selfOf(entry),
    env: process.env,
    pid: process.pid,
    ...liveFiles,
    ...liveActs,
    run,
    runInteractive,
    reach: async (url, timeoutMs) => (await import('./net.ts')).reach(url, timeoutMs),
    download: async (url, to, options) => (await import('./net.ts')).download(url, to, options),
    now: () => Date.now(),
    sleep: async (ms, signal) => {
      const { setTimeout: wait } = await import('node:timers/promises');
      await wait(ms, undefined, signal && { signal });
    },
    process: (pid) => {
      try {
        process.kill(pid, 0);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ESRCH') return { alive: false, startedAt: null };
      }
      return { alive: true, startedAt: startOf(pid) };
    },
  };
}

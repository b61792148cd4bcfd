import { join } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import { canWrite } from '../facts/writable.ts';
import type { Host, Probe } from '../host/host.ts';
import type { Paths } from '../host/paths.ts';
import { isSafePath } from './folders.ts';

/** Where one run works and keeps its logs. */
export interface RunFolders {
  readonly run: string;
  readonly work: string;
  readonly logs: string;
}

/**
 * Among whose processes a process id counts, pid_namespaces(7): containers may share a cache, and none of them sees the
 * others' processes. Null where the system has no such thing.
 */
function pidNamespace(probe: Pick<Probe, 'readlink'>): string | null {
  const link = probe.readlink('/proc/self/ns/pid');
  return link.ok ? link.value : null;
}

/** After this a run of another container has ended, however slow its machine is. */
const DAY_MS = 24 * 60 * 60_000;

/** Marks a work folder with its owner, so that a later run can tell whether it is still in use. */
const OWNER = '.czmq-setup-run.json';

/** `20261124-071502-4711`: sorts by time, and two runs of one second differ by their process. */
function runId(host: Host): string {
  const [date, time] = new Date(host.now()).toISOString().slice(0, 19).split('T') as [string, string];
  return `${date.replaceAll('-', '')}-${time.replaceAll(':', '')}-${host.pid}`;
}

/** A folder for builds that configure and make can work in: no spaces, writable, and programs may be run there. */
export function workParent(probe: Probe, paths: Pick<Paths, 'build'>): string {
  const fits = (folder: string): boolean =>
    isSafePath(folder) && canWrite(probe, folder) && mountPointOf(probe, folder)?.noExec !== true;
  const candidates = [paths.build, probe.env.TMPDIR ?? '/tmp', '/tmp', '/var/tmp'].filter((folder) =>
    folder.startsWith('/'),
  );
  const found = candidates.find(fits);
  if (found !== undefined) return found;
  const title = text(
    `No folder is fit for the build: ${candidates.join(', ')}`,
    `没有适合构建的目录：${candidates.join('、')}`,
  );
  throw new SetupError(EXIT.cannot, title, {
    hint: text(
      'Set XDG_CACHE_HOME to a folder without spaces that you may write, on a mount that allows programs (no noexec).',
      '请将 XDG_CACHE_HOME 设为一个不含空格、可写、且所在挂载点允许执行程序（没有 noexec）的目录。',
    ),
    findings: [
      {
        code: 'source.path-unsupported',
        subject: paths.build,
        severity: 'error',
        title,
        cause: text(
          'configure and make take no path with spaces, and must run programs where they build.',
          'configure 和 make 不支持含空格的路径，并且需要在构建目录中运行程序。',
        ),
        evidence: [{ kind: 'file', where: paths.build, text: 'not usable' }],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

export function makeRunFolders(host: Host, paths: Paths, parent: string): RunFolders {
  const run = runId(host);
  // In a folder that everybody shares the name must not be known beforehand.
  const work = parent === paths.build ? join(parent, run) : host.tempDir(`czmq-setup-${run}-`, parent);
  host.mkdir(work, 0o700);
  const { startedAt } = host.process(host.pid);
  host.writeFile(join(work, OWNER), JSON.stringify({ pid: host.pid, startedAt, among: pidNamespace(host) }));
  const logs = join(paths.logs, run);
  host.mkdir(logs);
  forgetOldLogs(host, paths.logs);
  return { run, work, logs };
}

/** Runs whose logs are kept; their names sort by time. */
const KEPT_RUNS = 30;

function forgetOldLogs(host: Host, folder: string): void {
  const names = host.readdir(folder);
  const runs = (names.ok ? names.value : []).filter((name) => /^\d{8}-\d{6}-\d+$/.test(name));
  for (const old of runs.slice(0, -KEPT_RUNS)) host.remove(join(folder, old));
}

/** Lets a work folder stay: no later run sweeps it. */
export const keepWork = (host: Host, work: string): void => host.remove(join(work, OWNER));

/**
 * Removes a run's work folder. Compilers may outlive what killed the run and go on writing there: then what is left keeps
 * its mark, for the next run to sweep.
 */
export function removeWork(host: Host, folder: string): boolean {
  const mark = host.readText(join(folder, OWNER), 4096);
  try {
    host.remove(folder);
    return true;
  } catch {
    try {
      if (mark.ok) host.writeFile(join(folder, OWNER), mark.value);
    } catch {
      // Not ours to write, or gone in the meantime.
    }
    return false;
  }
}

/** Removes the work folders of runs that were killed. */
export function sweepWork(host: Host, paths: Paths): readonly string[] {
  const names = host.readdir(paths.build);
  const here = pidNamespace(host);
  const swept: string[] = [];
  for (const name of names.ok ? names.value : []) {
    const folder = join(paths.build, name);
    const owner = host.readText(join(folder, OWNER), 4096);
    if (!owner.ok) continue;
    try {
      const { pid, startedAt, among } = JSON.parse(owner.value) as {
        pid: number;
        startedAt: string | null;
        among?: string | null;
      };
      const stat = host.stat(folder);
      const foreign = among !== undefined && among !== here;
      if (foreign && stat.ok && host.now() - stat.value.mtimeMs < DAY_MS) continue;
      const now = host.process(pid);
      if (!foreign && now.alive && (startedAt === null || now.startedAt === startedAt)) continue;
    } catch {
      // A mark that was cut off by the kill.
    }
    if (removeWork(host, folder)) swept.push(folder);
  }
  return swept;
}

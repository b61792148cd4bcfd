import type { Probe } from '../host/host.ts';
import type { Fact } from './ask.ts';

/** A file of a program's name in a folder where programs are looked for. */
export interface ProgramFile {
  readonly path: string;
  /** Without symlinks; null where a link leads nowhere. */
  readonly real: string | null;
  /** Why execve(2) would refuse it. */
  readonly problem: 'dangling' | 'not-executable' | null;
}

/** All files of one name. The shell runs the first of `onPath` that has no problem. */
export interface ProgramFiles {
  readonly onPath: readonly ProgramFile[];
  /** In folders that systems keep programs in and that PATH does not name. */
  readonly offPath: readonly ProgramFile[];
}

export interface Programs {
  /** PATH's folders that exist, absolute, each real folder once, in order. */
  readonly folders: readonly string[];
  find(name: string): ProgramFiles;
  /** The path that execvp(3) would run; null where there is none. */
  onPath(name: string): string | null;
  /** The same, or the first usable one beside PATH. */
  anywhere(name: string): string | null;
}

/** Where programs lie that a user's PATH often lacks: sbin for non-root users, Homebrew, MacPorts, Go's archive. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  all: ['/usr/local/bin', '/usr/local/sbin', '/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/go/bin'],
  darwin: ['/opt/homebrew/bin', '/opt/local/bin'],
  linux: ['/snap/bin', '/home/linuxbrew/.linuxbrew/bin'],
};

/** Folders of a PATH; an empty or relative entry starts at the current folder (environ(7), "PATH"). */
export const pathEntries = (value: string, cwd: string): readonly string[] =>
  value === '' ? [] : value.split(':').map((entry) => (entry.startsWith('/') ? entry : `${cwd}/${entry}`));

const usable = (files: readonly ProgramFile[]): string | null =>
  files.find(({ problem }) => problem === null)?.path ?? null;

function look(probe: Probe, folder: string, name: string): ProgramFile | null {
  const path = `${folder === '/' ? '' : folder.replace(/\/+$/, '')}/${name}`;
  const stat = probe.stat(path);
  if (!stat.ok) return probe.lstat(path).ok ? { path, real: null, problem: 'dangling' } : null;
  if (stat.value.kind !== 'file') return null;
  const real = probe.realpath(path);
  const problem = probe.access(path, 'execute') ? null : 'not-executable';
  return { path, real: real.ok ? real.value : null, problem };
}

/** Programs by name, as execvp(3) finds them, without running `which`, which a broken machine may lack. */
export const programs: Fact<Programs> = {
  id: 'programs',
  read({ probe }) {
    const seen = new Set<string>();
    // On merged-usr systems /bin is /usr/bin: one folder, named once.
    const distinct = (entries: readonly string[]): string[] =>
      entries.filter((entry) => {
        const real = probe.realpath(entry);
        if (!real.ok || seen.has(real.value)) return false;
        seen.add(real.value);
        return true;
      });
    const folders = distinct(pathEntries(probe.env.PATH ?? '', probe.self.cwd));
    const others = distinct([...(USUAL.all ?? []), ...(USUAL[probe.self.os] ?? [])]);
    const known = new Map<string, ProgramFiles>();
    const find = (name: string): ProgramFiles => {
      const old = known.get(name);
      if (old) return old;
      const within = (list: readonly string[]) => list.flatMap((folder) => look(probe, folder, name) ?? []);
      const files = { onPath: within(folders), offPath: within(others) };
      known.set(name, files);
      return files;
    };
    return {
      folders,
      find,
      onPath: (name) => usable(find(name).onPath),
      anywhere: (name) => usable(find(name).onPath) ?? usable(find(name).offPath),
    };
  },
};

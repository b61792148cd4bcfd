/**
 * Every question to a machine and every act on it. `Probe` asks and changes nothing: facts and checks get no more
 * than that, so that a tape of an absent machine can stand in for it. `Host` can also act: only the install engine,
 * the fixes and the caches get one. Nobody else touches fs, spawn, net, clock or environment.
 */

/** What stat(2) or lstat(2) says of a path. */
export interface FileStat {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Permission bits, set-id bits included (`mode & 0o7777`). */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeMs: number;
  readonly dev: number;
  readonly ino: number;
}

/** Why a file question has no answer. */
export type FileFault = 'missing' | 'denied' | 'not-directory' | 'loop' | 'too-large' | 'io';

/** An answer, or why there is none: a question about a file never throws. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: FileFault };

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment of the child; the Host's own where it is absent. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kills the child and its group after so many milliseconds. */
  readonly timeoutMs?: number;
  readonly input?: string | Uint8Array;
  /** Most bytes kept of each stream; the rest is dropped and `truncated` says so. Default 4 MiB. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  /** Called for every line of either stream as it comes. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** Appends both streams, as they come, to this file. */
  readonly logFile?: string;
  /** Runs at this niceness (nice(1) increments; 0 = as we are). */
  readonly nice?: number;
  /**
   * `ours`: stays in our session and process group. sudo remembers a password for the session's terminal
   * (sudoers(5), timestamp_type), so that what needs it must not get a session of its own.
   */
  readonly session?: 'own' | 'ours';
}

export interface RunResult {
  /** Exit status; null where the child was killed or never started. */
  readonly code: number | null;
  readonly signal: string | null;
  /** errno name where the program could not be started (`ENOENT`, `EACCES`, `ENOEXEC`). */
  readonly spawnError: string | null;
  /** Which file an `ENOENT` is about: a program that is there may name an interpreter or loader that is not. */
  readonly missing?: 'program' | 'interpreter' | 'folder' | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  readonly truncated: boolean;
  readonly durationMs: number;
}

/** What the running process knows of its machine without asking anybody. */
export interface Self {
  /** `process.platform`. */
  readonly os: string;
  /** `process.arch`. */
  readonly arch: string;
  /** uname -r. */
  readonly kernel: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: string;
  readonly cwd: string;
  readonly user: string;
  /** Usable CPUs by affinity, before cgroup limits. */
  readonly cpus: number;
  /** Bytes of physical memory. */
  readonly memory: number;
  /** The argument vector that starts this tool again: node and the bundle. */
  readonly command: readonly string[];
  readonly nodeVersion: string;
}

/** Free and total room of the file system that holds a path (statfs(2)). */
export interface Space {
  readonly freeBytes: number;
  readonly freeInodes: number;
  readonly totalInodes: number;
}

/** A short answer from the network, for reachability checks. */
export interface NetAnswer {
  readonly ok: boolean;
  readonly status: number | null;
  /** errno or TLS error name where there was none (`ENOTFOUND`, `ECONNREFUSED`, `CERT_HAS_EXPIRED`). */
  readonly error: string | null;
  readonly message: string;
}

export interface Probe {
  readonly self: Self;
  /** The environment as the user has it. */
  readonly env: Readonly<Record<string, string | undefined>>;

  stat(path: string): Answer<FileStat>;
  lstat(path: string): Answer<FileStat>;
  readlink(path: string): Answer<string>;
  realpath(path: string): Answer<string>;
  /** Names only, sorted. */
  readdir(path: string): Answer<readonly string[]>;
  /** Whole file; `too-large` past `maxBytes` (default 16 MiB). Devices and pipes are `io`, never opened. */
  readFile(path: string, maxBytes?: number): Answer<Uint8Array>;
  readText(path: string, maxBytes?: number): Answer<string>;
  /** At most `length` bytes from `offset`; fewer at the end of the file. */
  readRange(path: string, offset: number, length: number): Answer<Uint8Array>;
  /** access(2) with the real user's rights. */
  access(path: string, mode: 'read' | 'write' | 'execute'): boolean;
  space(path: string): Answer<Space>;
  /** Runs a program found on PATH or by path. Never a shell. Never throws for a failing child. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  reach(url: string, timeoutMs: number): Promise<NetAnswer>;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface DownloadOptions {
  /** Milliseconds until a connection must stand. */
  readonly connectTimeoutMs: number;
  /** Milliseconds without a byte. */
  readonly stallTimeoutMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number | null) => void;
  /** Refuses more bytes than this. */
  readonly maxBytes: number;
  /** A redirect from https to http, or from http to https, is refused. */
  readonly sameScheme?: boolean;
}

export type DownloadOutcome =
  | { readonly ok: true; readonly bytes: number; readonly sha256: string }
  | {
      readonly ok: false;
      readonly status: number | null;
      readonly error: string;
      readonly retryable: boolean;
    };

/** Acts. Each throws the errno error of Node (`NodeJS.ErrnoException`) where it cannot. */
export interface Host extends Probe {
  mkdir(path: string, mode?: number): void;
  /** Creates or replaces; `sync` = on disk (fsync of file and folder) before it returns. */
  writeFile(
    path: string,
    data: string | Uint8Array,
    options?: { mode?: number; sync?: boolean; exclusive?: boolean },
  ): void;
  appendFile(path: string, data: string | Uint8Array, options?: { sync?: boolean }): void;
  rename(from: string, to: string): void;
  copyFile(from: string, to: string, options?: { exclusive?: boolean }): void;
  symlink(target: string, path: string): void;
  unlink(path: string): void;
  rmdir(path: string): void;
  /** rm -rf; never follows a symlink out of the tree. */
  remove(path: string): void;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number, gid: number): void;
  utimes(path: string, atimeMs: number, mtimeMs: number): void;
  /** fsync(2) of a file or folder. */
  fsync(path: string): void;
  /** A new empty folder that only this user can enter, in `parent` (default: the system's folder for such). */
  tempDir(prefix: string, parent?: string): string;
  /** Hex SHA-256 of a file, streamed. */
  sha256(path: string): Promise<string>;
  /** HTTP(S) GET into a file, through the environment's proxies and the system's certificates. */
  download(url: string, to: string, options: DownloadOptions): Promise<DownloadOutcome>;
  /** Runs a program that talks to the person at our terminal (`sudo -v`); its exit status, null where it never started or was killed. */
  runInteractive(argv: readonly string[]): Promise<number | null>;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Whether a process of this id lives (kill(pid, 0)), and since when, where the system tells. */
  process(pid: number): { readonly alive: boolean; readonly startedAt: string | null };
  readonly pid: number;
}

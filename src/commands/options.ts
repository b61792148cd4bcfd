/**
 * What each command gets after the command line, the environment and the configuration files have been read, checked
 * and merged: every path absolute, every default filled in. src/cli/spec.ts says where each value comes from.
 */
import type { Api, Pattern, Transport } from '../bench/matrix.ts';

/** What every command knows of the options that mean the same everywhere. */
export interface CommonOptions {
  readonly yes: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
}

/** `NAME` or `NAME@VERSION` as typed; the resolver knows what exists. */
export type TargetWord = string;

export interface PrefixOptions extends CommonOptions {
  readonly prefix: string;
}

export interface BuildOptions extends PrefixOptions, StoreOptions {
  /** Empty where none is named: the command's own default (`czmq`) holds. */
  readonly targets: readonly TargetWord[];
  /** `auto`, `git`, `archive`, an absolute path, or a URL with an optional `#ref`. */
  readonly from: string;
  /** One target's source, in the spelling of `from` without its three words. */
  readonly source: Readonly<Record<string, string>>;
  /** Base addresses, tried first, in order. */
  readonly mirror: readonly string[];
  readonly offline: boolean;
  /** `curve: true` from `--features curve`, `drafts: false` from `--features -drafts`. */
  readonly features: Readonly<Record<string, boolean>>;
  /** Both true unless one of the two flags stands alone. */
  readonly static: boolean;
  readonly shared: boolean;
  /** `auto`: the fastest that makes the same product on this machine. */
  readonly buildSystem: 'autotools' | 'cmake' | 'auto';
  /** Null: as many as cores and memory allow. */
  readonly jobs: number | null;
  readonly systemPackages: 'install' | 'check' | 'skip';
  readonly sudo: 'auto' | 'always' | 'never';
  /** False with `--no-cache`. */
  readonly cache: boolean;
  readonly keepBuild: boolean;
  /** What is installed is compared by digest, not only by size and time. */
  readonly verify: boolean;
  /** Folder of the Go module that goczmq is for, or of the example to make; null: the current one. */
  readonly into: string | null;
  /** Folder of the virtual environment that pyzmq is for; null: the active one. */
  readonly venv: string | null;
  readonly force: boolean;
}

export interface InstallOptions extends BuildOptions {
  /** The same as `plan`. */
  readonly dryRun: boolean;
  /** Where to write when each stage and command ran. */
  readonly timeline: string | null;
  /** Bytes to which the cache is brought where it has grown beyond. */
  readonly cacheLimit: number;
}

export interface PlanOptions extends BuildOptions {
  readonly format: 'text' | 'json' | 'sh' | 'dockerfile';
}

export interface DoctorOptions extends PrefixOptions {
  readonly fix: boolean;
  readonly binary: readonly string[];
  /** A file that `report --snapshot` wrote. */
  readonly snapshot: string | null;
  readonly target: readonly TargetWord[];
  /** Check ids; empty = all. */
  readonly only: readonly string[];
  readonly list: boolean;
  readonly online: boolean;
  /** `CODE` or `CODE:SUBJECT`. */
  readonly ignore: readonly string[];
  readonly strict: boolean;
  /** The words after `--` with `--link`; null without it. */
  readonly link: readonly string[] | null;
}

export interface ExplainOptions extends CommonOptions {
  /** Absolute path of a file or folder; `-` = standard input; null where nothing was named (standard input too, if it is no terminal). */
  readonly input: string | null;
  /** Whose package manager the fixes speak to; null = this machine's. */
  readonly for: 'debian' | 'fedora' | 'alpine' | 'arch' | 'suse' | 'macos' | 'freebsd' | null;
}

export interface VerifyOptions extends PrefixOptions {
  readonly targets: readonly TargetWord[];
  /** Upstream's own suites too. */
  readonly upstream: boolean;
}

export interface BenchOptions extends PrefixOptions {
  /** Through which APIs; all four where none is named, and those that are not there are left out. */
  readonly targets: readonly Api[];
  /** Bytes of a message, ascending. */
  readonly sizes: readonly number[];
  readonly patterns: readonly Pattern[];
  readonly transports: readonly Transport[];
  /** Milliseconds that each run measures, and that it runs before. */
  readonly duration: number;
  readonly warmUp: number;
  readonly runs: number;
  /** A file for the page with plots. */
  readonly html: string | null;
  /** What `bench --json` printed earlier. */
  readonly baseline: string | null;
}

export interface StatusOptions extends PrefixOptions {}

export interface UninstallOptions extends PrefixOptions {
  readonly targets: readonly TargetWord[];
  /** Of the Go module that goczmq goes from. */
  readonly into: string | null;
  /** Of the virtual environment that pyzmq goes from. */
  readonly venv: string | null;
  readonly sudo: 'auto' | 'always' | 'never';
  /** Also what an installed library still needs. */
  readonly force: boolean;
}

export interface EnvOptions extends PrefixOptions {
  /** Null: the user's login shell, by `SHELL`. */
  readonly shell: 'bash' | 'zsh' | 'fish' | 'powershell' | 'github' | null;
}

export interface ReportOptions extends PrefixOptions {
  /** Where to write the machine's probe results. */
  readonly snapshot: string | null;
}

/** Second stores of build results, and whose word counts for what they hold. */
export interface StoreOptions {
  /** Folders (absolute) and http, https or file addresses, in order. */
  readonly cacheFrom: readonly string[];
  /** A public key or an allowed_signers file (ssh-keygen(1)). */
  readonly cacheKey: string | null;
}

export interface CacheOptions extends CommonOptions {
  readonly action: 'ls' | 'path' | 'prune' | 'clear' | 'export' | 'import';
  /** What is exported to or imported from, absolute; a trailing slash names a folder that need not be there yet. */
  readonly place: string | null;
  /** `export`: sources too. */
  readonly sources: boolean;
  /** `export`: the private key that signs; or a public one, whose private half an agent holds. */
  readonly signKey: string | null;
  /** `import`: only what one of these keys signed. */
  readonly cacheKey: string | null;
  /** Bytes to which `prune` brings the cache. */
  readonly cacheLimit: number;
}

export interface CompletionOptions extends CommonOptions {
  readonly shell: 'bash' | 'zsh' | 'fish';
}

/** The elevated half of a commit: our own bundle, started again as root. Hidden. */
export interface TransactionOptions extends CommonOptions {
  readonly args: readonly string[];
}

/** One small act of a fix (src/doctor/repair). Hidden. */
export interface RepairOptions extends CommonOptions {
  readonly args: readonly string[];
}

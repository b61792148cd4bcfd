import type { Capability } from './capability.ts';

/** What a spawned query answered: all that a parser may look at. */
export interface QueryAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A package manager as a value: argument vectors and pure parsers; it touches no machine.
 * One file each in src/packages, default export.
 */
export interface PackageManager {
  readonly id: 'apt' | 'dnf' | 'yum' | 'apk' | 'pacman' | 'zypper' | 'brew' | 'pkg';
  /** The program whose presence says that this machine has it. */
  readonly program: string;
  /** `process.platform` values on which it is the system's own. */
  readonly platforms: readonly string[];
  /** os-release ID or ID_LIKE words for which it is preferred where several are found; [] where any. */
  readonly distributions: readonly string[];
  /** Installing needs root (all but brew, which refuses it). */
  readonly needsRoot: boolean;
  /** Asks, without root, which of these are installed. */
  queryArgv(packages: readonly string[]): readonly string[];
  /** Names among `packages` that are installed, with their version. */
  parseInstalled(answer: QueryAnswer, packages: readonly string[]): ReadonlyMap<string, string>;
  /** Refreshes the lists; null where installing does that itself. */
  readonly refreshArgv: readonly string[] | null;
  /** Folders that hold the lists; `refresh` is due where no list is there, one is too old, or a package is not offered. */
  readonly listFolders: readonly string[];
  /** Milliseconds after which lists name packages that the mirror has replaced; null where age alone never asks for a refresh. */
  readonly listsExpireMs: number | null;
  /** Which packages the repositories offer, asked without root; absent where the tool cannot say it before installing. */
  readonly offers?: {
    argv(packages: readonly string[]): readonly string[];
    parse(answer: QueryAnswer, packages: readonly string[]): ReadonlySet<string>;
  };
  /** Non-interactive; waits for another run's lock where the tool can. */
  installArgv(packages: readonly string[]): readonly string[];
  /** Puts the files of installed packages back as the package has them; non-interactive. */
  reinstallArgv(packages: readonly string[]): readonly string[];
  /** Added to the environment of the above. */
  readonly env: Readonly<Record<string, string>>;
  /** Which package a file belongs to, asked without root; absent where its path tells (Homebrew's Cellar). */
  readonly owner?: {
    argv(path: string): readonly string[];
    /** `version` null where the answer does not hold it. */
    parse(answer: QueryAnswer): { readonly name: string; readonly version: string | null } | null;
  };
  /** The packages that bring a capability; absent where this system always has it or cannot bring it. */
  readonly provides: Readonly<Partial<Record<Capability, readonly string[]>>>;
}

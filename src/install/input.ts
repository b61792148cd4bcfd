import type { Capability } from '../core/capability.ts';
import type { PackageManager } from '../core/package-manager.ts';
import type { Text } from '../core/text.ts';
import type { SourceOption } from '../origins/options.ts';
import type { Resolved } from '../recipes/resolve.ts';
import type { BuildSystem, Linkage } from './plan.ts';

/** How one library is built, and a line that says why it is not built the fast way. */
export interface Chosen {
  readonly buildSystem: BuildSystem;
  readonly why: Text | null;
}

/** One library as the resolver chose it, with what is known of its source. */
export interface Selected extends Resolved {
  /** Recipes of this plan that it links with; the others come from the system. */
  readonly builtOn: readonly string[];
  /** What builds it. */
  readonly by: Chosen;
  readonly source: SourceFacts;
}

export interface SourceFacts {
  /** Names the bytes as far as it is known beforehand: version and commit, or the address. */
  readonly identity: string;
  /** What will be tried, in order. */
  readonly options: readonly SourceOption[];
  /** `configure` is surely in it. */
  readonly generated: boolean;
  /** The user's own source may have changed since it was installed, so it is always built. */
  readonly volatile: boolean;
  /** Bytes to download; 0 where it is here already, null where unknown. */
  readonly downloadBytes: number | null;
  /** Programs that fetching it needs (git for a git address). */
  readonly needs: readonly Capability[];
}

/** What the user asked for beside the libraries. */
export interface Wish {
  readonly prefix: string;
  readonly linkage: Linkage;
  readonly buildSystem: BuildSystem | 'auto';
  /** Null: what the machine can take. */
  readonly jobs: number | null;
  readonly systemPackages: 'install' | 'check' | 'skip';
  readonly sudo: 'auto' | 'always' | 'never';
  readonly force: boolean;
}

export interface Compiler {
  readonly family: 'gcc' | 'clang';
  readonly version: string;
}

/** All that decides what the same commands make of the same sources. */
export interface Toolchain {
  /** The C and the C++ compiler: kind, version, target, C++ library. */
  readonly compilers: readonly string[];
  /** Variables that compilers and linkers read by themselves. */
  readonly environment: Readonly<Record<string, string>>;
}

/** This machine, as far as a plan depends on it. */
export interface Machine {
  /** `process.platform`. */
  readonly os: string;
  readonly arch: string;
  readonly libc: 'glibc' | 'musl' | null;
  /** os-release's ID and VERSION_ID, `macos`, `freebsd`; null where the system does not say. */
  readonly distro: string | null;
  readonly release: string | null;
  /** Distribution and C library with versions: two machines of the same words take each other's products. */
  readonly platform: string;
  /** The C++ compiler, which libzmq's bytes depend on; null where there is none yet. */
  readonly compiler: Compiler | null;
  /** What compiles, for the names of products; null where there is no C++ compiler yet. */
  readonly toolchain: Toolchain | null;
  /** Versions of the tools that are here, by the name of the program. */
  readonly tools: Readonly<Record<string, string>>;
  readonly present: ReadonlySet<Capability>;
  readonly manager: { readonly is: PackageManager; readonly refreshDue: boolean } | null;
  /** `self`: may write and install as it is. */
  readonly power: 'root' | 'elevates' | 'none';
  /** The prefix, or the folder in which it would be made, can be written by this user. */
  readonly prefixWritable: boolean;
  /** The loader searches `<prefix>/lib` by itself. */
  readonly libdirSearched: boolean;
  /** Compile jobs that cores and memory allow. */
  readonly jobs: number;
  /** Flags of the user's environment that the build takes over: CC, CXX, CFLAGS, CXXFLAGS, CPPFLAGS, LDFLAGS. */
  readonly flags: Readonly<Record<string, string>>;
  /** One of them, with which nothing compiles that does without it. */
  readonly brokenVariable: string | null;
}

/** What is under the prefix now. */
export interface Installed {
  readonly version: string;
  readonly fingerprint: string;
  /** A recorded file is gone or was changed. */
  readonly damaged: boolean;
  /** Those that are still there and are others than recorded, relative to the prefix. */
  readonly changed?: readonly string[];
}

import type { PlannedBinding } from '../bindings/planned.ts';
import type { Capability } from '../core/capability.ts';
import type { Provides } from '../core/recipe.ts';
import type { Text } from '../core/text.ts';
import type { SourceOption } from '../origins/options.ts';
import type { Step } from './step.ts';

export type BuildSystem = 'autotools' | 'cmake';

export interface Linkage {
  readonly static: boolean;
  readonly shared: boolean;
}

/**
 * What `install` will do, as a value with many readers: the engine runs it, `plan` prints it, the emitters turn it into
 * a script or a Dockerfile. It names no folder of its own run: those begin with `@work@` (step.ts).
 */
export interface Plan {
  readonly schemaVersion: 1;
  /** The kind of machine that it was made for. */
  readonly machine: {
    readonly os: string;
    readonly distro: string | null;
    readonly release: string | null;
    readonly arch: string;
    readonly libc: 'glibc' | 'musl' | null;
  };
  readonly prefix: string;
  /** `<prefix>/lib`; never `lib64`, so that every distribution gives the same tree. */
  readonly libdir: string;
  /** The prefix that configure is told: the real one, or a stand-in where the real one has characters that libtool cannot take. */
  readonly configuredPrefix: string;
  readonly libraries: readonly PlannedLibrary[];
  /** Bindings of other languages, which live outside the prefix. */
  readonly bindings: readonly PlannedBinding[];
  readonly packages: PlannedPackages;
  readonly stages: readonly Stage[];
  readonly jobs: number;
  /** Stages marked `root` cannot be done by this user himself. */
  readonly needsElevation: boolean;
  readonly downloadBytes: number | null;
  readonly estimateSeconds: number;
  /** Things worth a line before anything starts (an unpinned source, a tool below what is recommended). */
  readonly notes: readonly Text[];
}

export interface PlannedLibrary {
  readonly name: string;
  readonly version: string;
  readonly features: Readonly<Record<string, boolean>>;
  readonly linkage: Linkage;
  readonly buildSystem: BuildSystem;
  /** `keep`: the manifest says that exactly this is installed. */
  readonly action: 'build' | 'restore' | 'keep';
  /** Why it is not kept. */
  readonly reason: Text;
  /** Version that is there now, by the manifest. */
  readonly from: string | null;
  /** Names of the planned libraries that it links with. */
  readonly dependencies: readonly string[];
  /** Hash of all that was asked for; the manifest keeps it, and an equal one means that nothing is to do. */
  readonly fingerprint: string;
  /** Hash of `fingerprint` and of all that shapes the bytes (compiler, C library, flags); null where the compiler is not here yet. */
  readonly key: string | null;
  readonly provides: Provides;
  /** Where the staged tree lies, below `@work@`; the prefix's files are in `<stageRoot><configuredPrefix>`. */
  readonly stageRoot: string;
  readonly pinned: boolean;
  /** Where the source will be looked for, in order; addresses without secrets. Empty where nothing is fetched. */
  readonly sources: readonly SourceOption[];
  /** For scripts: what the same steps build, where no place has this release. */
  readonly older?: { readonly version: string; readonly sources: readonly SourceOption[] };
  /** Options that configure or CMake gets, for people and for the manifest. */
  readonly options: readonly string[];
}

export interface PlannedPackages {
  /** Package manager's id; null where there is none or it is not to be used. */
  readonly manager: string | null;
  /** All that the build needs, here or not: a script for another machine needs the whole list. */
  readonly capabilities: readonly Capability[];
  /** What is not here, by capability and by the package that brings it. */
  readonly missing: readonly { readonly capability: Capability; readonly packages: readonly string[] }[];
}

export type StageKind =
  | 'packages'
  | 'fetch'
  | 'prepare'
  | 'configure'
  | 'build'
  | 'link'
  | 'stage'
  | 'restore'
  | 'commit'
  | 'ldconfig'
  | 'verify'
  | 'bind';

export interface Stage {
  /** `libzmq:configure`, `commit`. */
  readonly id: string;
  readonly kind: StageKind;
  /** The library or binding that it is about. */
  readonly library: string | null;
  readonly title: Text;
  /** Ids of stages that must be done before. */
  readonly after: readonly string[];
  /** Needs root on this machine. */
  readonly root: boolean;
  /** Skipped where this file exists when its turn comes (`configure` of a release archive). */
  readonly unless?: string;
  readonly steps: readonly Step[];
  readonly estimateSeconds: number;
}

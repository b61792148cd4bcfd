import type { Capability } from './capability.ts';
import type { Text } from './text.ts';

/** A library as data: recipes/<name>.json, checked against schemas/recipe.schema.json, which says what each field means. */
export interface Recipe {
  readonly $schema?: string;
  /** The target's name on the command line. */
  readonly name: string;
  /** Other names that people type (`zeromq`, `zmq`). */
  readonly aliases?: readonly string[];
  readonly summary: Text;
  readonly homepage: string;
  readonly license: string;
  /** The git repository; `@master` and other refs come from here. */
  readonly repository: string;
  /** The version that `install NAME` means. */
  readonly default: string;
  readonly versions: Readonly<Record<string, RecipeVersion>>;
  readonly dependencies: readonly Dependency[];
  readonly features: Readonly<Record<string, Feature>>;
  readonly build: { readonly autotools: BuildOptions; readonly cmake?: BuildOptions };
  readonly provides: Provides;
  readonly breakages: readonly Breakage[];
}

export interface RecipeVersion {
  /** The git tag, and the commit that it must be. */
  readonly tag: string;
  readonly commit: string;
  /** Best first: a release archive with `configure` before a forge's archive of the tag. */
  readonly archives: readonly Archive[];
  /** Where this version's own differ from the recipe's. */
  readonly provides?: Partial<Provides>;
}

/** One set of bytes, and the places that have them. */
export interface Archive {
  /** `release`: made by `make dist`, has `configure`. `tag`: the forge's archive of the tag, has none. */
  readonly kind: 'release' | 'tag';
  readonly sha256: string;
  /** Bytes, where known: shown before downloading. */
  readonly size?: number;
  readonly places: readonly Place[];
}

export type Place =
  | { readonly url: string }
  /** A path below `pool/<component>/` of the mirror that apt is configured with. */
  | { readonly pool: string; readonly component: { readonly debian: string; readonly ubuntu: string } };

export interface Dependency {
  readonly recipe: string;
  /** semver range of versions that will do. */
  readonly range: string;
  /** Only where this feature is on. */
  readonly feature?: string;
  /** The system's package that does as well; our recipe is used where it cannot be had or `--system-packages skip`. */
  readonly system?: Capability;
}

export interface Feature {
  readonly title: Text;
  readonly default: boolean;
  /** semver range of versions that know it; all where absent. */
  readonly versions?: string;
  /** System library that it needs (unless a dependency with this feature brings it). */
  readonly needs?: readonly Capability[];
  readonly autotools: { readonly on: readonly string[]; readonly off: readonly string[] };
  readonly cmake: { readonly on: readonly string[]; readonly off: readonly string[] };
  /** How it is seen in the result that the feature is in: asked for and absent is an error. */
  readonly proof?:
    | { readonly kind: 'zmq_has'; readonly name: string }
    /** A symbol that the shared library exports only with the feature. */
    | { readonly kind: 'symbol'; readonly name: string }
    /** A soname that the shared library needs only with the feature. */
    | { readonly kind: 'needed'; readonly soname: string }
    /** A macro that the build's config header defines. */
    | { readonly kind: 'config-macro'; readonly name: string };
}

export interface BuildOptions {
  /** Capabilities always needed. */
  readonly needs: readonly Capability[];
  /** Also needed where the source has no `configure`. */
  readonly needsToGenerate?: readonly Capability[];
  /** Always passed. */
  readonly options: readonly string[];
  /** Lowest version of a tool that this build accepts. */
  readonly minimum?: Readonly<Record<string, string>>;
  /** Below this a warning says what is recommended. */
  readonly recommended?: Readonly<Record<string, string>>;
}

/** What an installation of it leaves, relative to the prefix. */
export interface Provides {
  readonly sonames: readonly string[];
  /** Real file names of the shared library on Linux, e.g. `libzmq.so.5.2.5`. */
  readonly libraryFiles: readonly string[];
  readonly staticLibraries: readonly string[];
  readonly headers: readonly string[];
  readonly pkgConfig: readonly string[];
  readonly programs: readonly string[];
  /** Symbol prefixes by which an undefined reference is known to belong to it. */
  readonly symbolPrefixes: readonly string[];
}

/** A release that does not go with something, and what makes it go. */
export interface Breakage {
  readonly id: string;
  /** semver range of the recipe's versions. */
  readonly versions: string;
  /** All that is named must hold. */
  readonly when: {
    readonly compiler?: { readonly family: 'gcc' | 'clang'; readonly range: string };
    readonly libc?: 'glibc' | 'musl';
    readonly tool?: Readonly<Record<string, string>>;
    readonly os?: readonly string[];
    readonly arch?: readonly string[];
    readonly buildSystem?: 'autotools' | 'cmake';
    /** Feature that must be on (`curve`) or off (`-curve`). */
    readonly feature?: string;
  };
  readonly symptom: Text;
  /** Public thread or commit that says so. */
  readonly source: string;
  readonly cure: {
    readonly options?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** No cure but another version: the reason, and the version to take. */
    readonly refuse?: Text;
  };
}

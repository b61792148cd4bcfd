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
  readonly build: {
    /** Absent where upstream has CMake alone. One of both is there. */
    readonly autotools?: BuildOptions;
    readonly cmake?: BuildOptions;
    /** Sources that the compiler may be given several at a time. */
    readonly unity?: Unity;
  };
  readonly provides: Provides;
  readonly breakages: readonly Breakage[];
}

export interface RecipeVersion {
  /** The git tag, and the commit that it must be. */
  readonly tag: string;
  readonly commit: string;
  /** `configure` is kept in git. Default: no. */
  readonly configureInGit?: boolean;
  /** Best first: an archive with `configure` before one without. */
  readonly archives: readonly Archive[];
  /** Where this version's own differ from the recipe's. */
  readonly provides?: Partial<Provides>;
}

/** One set of bytes, and the places that have them. */
export interface Archive {
  /** `release`: made by `make dist`. `tag`: what a forge (`git archive`) makes of the tag. */
  readonly kind: 'release' | 'tag';
  /** File name by which mirrors keep it. */
  readonly file: string;
  readonly sha256: string;
  /** Bytes, where known: shown before downloading. */
  readonly size?: number;
  /** `configure` lies inside, so that no autotools are needed. Default: only in a release. */
  readonly configure?: boolean;
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
  /** How the dependent's build is told where it lies, so that it need not be installed yet. */
  readonly hints?: {
    /** `libzmq` for configure's `libzmq_CFLAGS` and `libzmq_LIBS` (PKG_CHECK_MODULES). */
    readonly autotools?: string;
    /** CMake cache variables for the header folder and for the library file. */
    readonly cmake?: { readonly include: string; readonly library: string };
  };
}

/** Options that turn something on and off. */
export interface Switch {
  readonly on: readonly string[];
  readonly off: readonly string[];
}

export interface Feature {
  readonly title: Text;
  readonly default: boolean;
  /** semver range of versions that know it; all where absent. */
  readonly versions?: string;
  /** Features of the same recipe without which it has no effect. */
  readonly requires?: readonly string[];
  /** System library that it needs (unless a dependency with this feature brings it). */
  readonly needs?: readonly Capability[];
  readonly autotools: Switch;
  /** Null where the CMake build does not know it. */
  readonly cmake: Switch | null;
  /** How it is seen in the result that the feature is in: asked for and absent is an error. */
  readonly proof?: Proof;
  /** What it adds to what an installation leaves. */
  readonly provides?: Partial<Provides>;
  /** Preprocessor flags with which dependents must be compiled where it is on: what the `.pc` file's Cflags will say. */
  readonly cflags?: readonly string[];
}

export type Proof =
  | { readonly kind: 'zmq_has'; readonly name: string }
  /** A symbol that the shared library exports only with the feature. */
  | { readonly kind: 'symbol'; readonly name: string }
  /** How a soname begins that the shared library (ELF) needs only with the feature: distributions differ in the rest. */
  | { readonly kind: 'needed'; readonly soname: string }
  /** A macro that the build's config header defines. */
  | { readonly kind: 'config-macro'; readonly name: string };

export interface BuildOptions {
  /** semver range of versions of which CMake makes the same product; others are left to autotools. All where absent. */
  readonly versions?: string;
  /** Machines on which its product has been proved to be the other build's: only there does `--build-system auto` take it. */
  readonly proved?: readonly Condition[];
  /** Capabilities always needed. */
  readonly needs: readonly Capability[];
  /** Also needed where the source has no `configure`. */
  readonly needsToGenerate?: readonly Capability[];
  /** On Linux, the commands that make `configure`, faster than autoreconf (which runs some of them twice, and waits). */
  readonly generate?: readonly (readonly string[])[];
  /** Always passed; a release that does not know one of them says so in a warning and goes on. */
  readonly options: readonly string[];
  readonly shared: Linked;
  readonly static: Linked;
  /** CMake targets that are installed beside the libraries: all else is not built. */
  readonly targets?: readonly string[];
  /** CMake targets that compile the sources without linking: built before what the library is linked with is there. */
  readonly objects?: readonly string[];
  /** Lowest version of a tool that this build accepts. */
  readonly minimum?: Readonly<Record<string, string>>;
  /** Below this a warning says what is recommended. */
  readonly recommended?: Readonly<Record<string, string>>;
  /**
   * The libtool library of the top Makefile, by path in the build folder (`src/libzmq.la`): its sources are compiled
   * once, and the static library is made of the same objects. Absent: libtool compiles as it likes.
   */
  readonly libtoolLibrary?: string;
  /** Header folders of the source tree by which a dependent can configure and compile before this one is built. */
  readonly headerFolders?: readonly string[];
  /** Header in the build folder where `config-macro` proofs are read. */
  readonly configHeader?: string;
  /** Compiler flags always needed, by variable, added to the user's. */
  readonly flags?: Readonly<Record<string, string>>;
  /** The linker's version script of the source that the other build uses, where the linker takes one (ELF). */
  readonly versionScript?: string;
  /** What this build installs and the other does not: paths below the prefix, removed after staging. */
  readonly stray?: readonly string[];
  /** Folders of the source that the other build installs: their files are put below the prefix. */
  readonly copied?: readonly { readonly from: string; readonly to: string }[];
  /** Programs of one C++ source that the other build makes: compiled against the library. */
  readonly programs?: readonly {
    readonly name: string;
    readonly source: string;
    readonly feature?: string;
  }[];
  /** Sources that the other build leaves out, unless the feature is on. */
  readonly leftOut?: readonly { readonly source: string; readonly unless?: string }[];
  /** Texts of installed files (paths below the prefix) that differ from the other build's. */
  readonly mended?: readonly { readonly file: string; readonly from: string; readonly to: string }[];
  /** Options that answer the build's questions to a machine of which the answers are known: it need not ask. */
  readonly answers?: readonly { readonly when: Condition; readonly options: readonly string[] }[];
  /** CPU seconds on a machine of the year 2020: for the estimate only. */
  readonly cpuSeconds?: { readonly configure: number; readonly build: number };
}

/**
 * A unity build: one compilation includes several sources. It is done only with the very bytes for which it is proved:
 * exported and static symbols equal those of a build by single sources, with every feature on and off.
 */
export interface Unity {
  /** Folder of the sources, and how their names end: `src`, `cpp`. Others are compiled as ever. */
  readonly folder: string;
  readonly extension: 'c' | 'cpp';
  /** Most sources in one compilation; fewer where there are many processors. */
  readonly size: number;
  /** File names of those that need a compilation of their own: static names or macros that others have too. */
  readonly alone: readonly string[];
  /** Sources in the same folder that are not the library's. */
  readonly others: readonly string[];
  /** By version: `cksum` of the library's sources, conditional ones included, in order of their names (checksum, dash, bytes). */
  readonly proved: Readonly<Record<string, string>>;
}

/** How a form of the library is switched, and the CMake targets that make it. */
export interface Linked extends Switch {
  readonly targets?: readonly string[];
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
  /** What a program linked with the static library alone needs beside it. */
  readonly staticNeeds?: readonly string[];
}

/** A release that does not go with something, and what makes it go. */
export interface Breakage {
  readonly id: string;
  /** semver range of the recipe's versions. */
  readonly versions: string;
  readonly when: Condition;
  readonly symptom: Text;
  /** Public thread or commit that says so. */
  readonly source: string;
  /** `options` and `env` make it go; env's flags are added to the user's own. With neither it is only said beforehand. */
  readonly cure: {
    readonly options?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** What the user can do, or is better off with. */
    readonly advice?: Text;
    /** No cure but another version: the reason, and the version to take. */
    readonly refuse?: Text;
  };
}

/** All that is named must hold. */
export interface Condition {
  readonly compiler?: { readonly family: 'gcc' | 'clang'; readonly range: string };
  readonly libc?: 'glibc' | 'musl';
  /** Program and semver range: `{"cmake": ">=4"}`. */
  readonly tool?: Readonly<Record<string, string>>;
  /** `process.platform` values. */
  readonly os?: readonly string[];
  /** `process.arch` values. */
  readonly arch?: readonly string[];
  readonly buildSystem?: 'autotools' | 'cmake';
  /** Feature that must be on (`curve`) or off (`-curve`). */
  readonly feature?: string;
  /** Recipe that it is built on, and semver range of it. */
  readonly dependency?: Readonly<Record<string, string>>;
  /** No shared (or no static) library is made. */
  readonly only?: 'static' | 'shared';
}

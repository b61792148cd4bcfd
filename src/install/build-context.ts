import type { Machine, Selected, Wish } from './input.ts';
import type { Stage } from './plan.ts';

/** A library of this plan as its dependents see it before it is installed. */
export interface Provider {
  readonly name: string;
  /** Null for a git ref. */
  readonly semver: string | null;
  /** `zmq` of `libzmq`. */
  readonly linkName: string;
  readonly sonames: readonly string[];
  /** What a program linked with its static library alone needs beside it. */
  readonly staticNeeds: readonly string[];
  /** Folders with its headers, and the stage after which they are there (null: they are there already). */
  readonly headerFolders: readonly string[];
  readonly headersAfter: string | null;
  /** Preprocessor flags with which dependents are compiled beside those folders. */
  readonly cflags: readonly string[];
  /** Folder with its library files, and the stage after which they are there. */
  readonly libraryFolder: string;
  readonly linkAfter: string | null;
  /** What must not stand in an installed file: `libraryFolder` is this before the prefix's own library folder. */
  readonly stageRoot: string;
  /** A link that must be made before, because the real place has characters that make cannot take. */
  readonly treeLink?: { readonly path: string; readonly target: string };
  /** Providers that it links with itself. */
  readonly dependencies: readonly Provider[];
}

/** All that the stages of one library's build are made of. */
export interface BuildContext {
  readonly library: Selected;
  readonly wish: Wish;
  readonly machine: Machine;
  readonly configuredPrefix: string;
  /** Library folder under the configured prefix. */
  readonly libdir: string;
  readonly jobs: number;
  readonly providers: readonly Provider[];
  /** Options of the recipe, the features, the linkage and the cures. */
  readonly options: readonly string[];
  /** CC, CFLAGS and so on: what the user's environment and the cures say. */
  readonly flags: Readonly<Record<string, string>>;
  /** CMake targets to build. */
  readonly targets: readonly string[];
  /** To be found again by the loader: the library folder as RUNPATH, where the loader does not search it by itself. */
  readonly runpath: string | null;
  /** Something else is the longer way: this build steps back. */
  readonly nice: boolean;
  /** Stages (system packages) that must be done before anything is run. */
  readonly toolsAfter: readonly string[];
}

export type StagesOf = (context: BuildContext) => readonly Stage[];

/** Names of the shared library in the provider's folder by which linkers and loaders ask for it. */
export const linkNames = ({ linkName, sonames }: Provider, os: string): readonly string[] =>
  os === 'darwin' ? [`lib${linkName}.dylib`] : [`lib${linkName}.so`, ...sonames];

/** A provider and all below it, each once. */
export function withAllBelow(providers: readonly Provider[]): readonly Provider[] {
  const all = new Map<string, Provider>();
  const visit = (provider: Provider): void => {
    if (all.has(provider.name)) return;
    all.set(provider.name, provider);
    provider.dependencies.forEach(visit);
  };
  providers.forEach(visit);
  return [...all.values()];
}

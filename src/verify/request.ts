/** What is to be proved. */
export interface ProofRequest {
  /** Absolute; null for whatever pkg-config and the loader find by themselves. */
  readonly prefix: string | null;
  readonly targets: readonly ProofTarget[];
  /** The C compiler's argument vector, e.g. `['cc']`. */
  readonly compiler: readonly string[];
  /** The C++ compiler's; `c++` where it is not told. */
  readonly cxx?: readonly string[];
  /** Libraries are built static only: linked with `--static`, and no file needs to be loaded from the prefix. */
  readonly staticOnly: boolean;
}

/** One installed library, and what was asked of it. */
export interface ProofTarget {
  /** Recipe name. */
  readonly name: string;
  /** Version that must be found; null where it is not known (`@master`). */
  readonly version: string | null;
  /** `zmq_has()` names that must be in. */
  readonly mustHave: readonly string[];
  /** `zmq_has()` names that must not be in. */
  readonly mustLack: readonly string[];
}

/** One thing that was tried. */
export interface ProofCheck {
  readonly target: string;
  readonly id: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** What a program of the user's needs in its environment to build and run against the prefix. */
export interface NeededEnvironment {
  /** Folder for PKG_CONFIG_PATH; null where pkg-config finds the modules by itself. */
  readonly pkgConfigPath: string | null;
  /** Folder for LD_LIBRARY_PATH (DYLD_LIBRARY_PATH); null where the loader finds the libraries by itself. */
  readonly libraryPath: string | null;
}

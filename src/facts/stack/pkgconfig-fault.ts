/** What keeps pkg-config's answer from being of use, as a value: the checks put it into words. */
export type PkgConfigFault =
  /** Found and all well without this variable. */
  | {
      readonly kind: 'variable';
      readonly module: string;
      readonly variable: string;
      readonly value: string;
      readonly effect: PkgConfigFault;
      /** PKG_CONFIG_LIBDIR: as PKG_CONFIG_PATH, which adds to the usual folders, it would do. */
      readonly asPath: boolean;
    }
  /** The file lies in a folder that pkg-config does not search. */
  | {
      readonly kind: 'folder';
      readonly module: string;
      readonly path: string;
      readonly folder: string;
      readonly mistyped: string | null;
    }
  | { readonly kind: 'missing'; readonly module: string; readonly folders: readonly string[] }
  /** There is a file of the name, and pkg-config passes over it. */
  | { readonly kind: 'unusable'; readonly module: string; readonly path: string; readonly detail: string }
  | {
      readonly kind: 'requirement';
      readonly module: string;
      readonly requiredBy: string;
      readonly path: string;
    }
  | {
      readonly kind: 'too-old';
      readonly module: string;
      readonly requiredBy: string;
      readonly found: string;
      readonly wanted: string;
      /** Whether a version would do. */
      readonly meets: (version: string) => boolean;
    }
  | {
      readonly kind: 'stale';
      readonly module: string;
      readonly path: string;
      readonly gone: string;
      readonly what: 'include' | 'library';
    }
  /** A folder that the file names and that is left out of the answer as one of the compiler's own, which it is not. */
  | { readonly kind: 'left-out'; readonly module: string; readonly path: string; readonly folder: string };

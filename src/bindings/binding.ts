import type { Capability } from '../core/capability.ts';
import type { Text } from '../core/text.ts';

/**
 * A binding of another language to an installed library. It lives in the user's own Go module or virtual environment,
 * never in the prefix, and is brought by that language's own package tool.
 */
export type Binding = GoBinding | PythonBinding;

interface Common {
  /** The target's name on the command line. */
  readonly name: string;
  readonly summary: Text;
  /** Recipe that it is built on, and the semver range of versions that have all that it calls. */
  readonly library: string;
  readonly range: string;
  /** What building and running it needs of the machine, beside the library. */
  readonly needs: readonly Capability[];
  readonly default: string;
}

export interface GoBinding extends Common {
  readonly language: 'go';
  /** Oldest Go whose `go get` does what a plan asks of it. */
  readonly go: string;
  /** By Go version of the module. */
  readonly versions: Readonly<Record<string, GoRelease>>;
  /** What else people may call a version: `latest`, a branch. */
  readonly words: Readonly<Record<string, string>>;
  /** Versions that guides name and that do not exist, with the module path under which they are asked for. */
  readonly absent: { readonly pattern: RegExp; readonly module: string; readonly why: Text };
}

export interface GoRelease {
  /** Import path. */
  readonly module: string;
  /** Of the module's zip, as go.sum writes it (`go help module-auth`): `h1:` and base64 of SHA-256. */
  readonly sum: string;
}

export interface PythonBinding extends Common {
  readonly language: 'python';
  readonly versions: Readonly<Record<string, PythonRelease>>;
  /**
   * Releases of what builds it, as pip constraints (PIP_CONSTRAINT): pip brings them into an isolated environment.
   * Their wheels differ by platform, so that no digest of ours stands for them: pip takes the index's word.
   */
  readonly builtWith: readonly string[];
}

export interface PythonRelease {
  /** SHA-256 of the source distribution. */
  readonly sha256: string;
  /** Oldest Python. */
  readonly python: string;
}

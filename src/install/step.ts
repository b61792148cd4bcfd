import type { PlannedBinding } from '../bindings/planned.ts';

/**
 * The acts that a plan is made of: argument vectors and file acts, nothing else, so that the engine can run them, a
 * script can spell them and a hash can name them. Paths and arguments that begin in the run's own folder say `@work@`
 * (as config.status says `@prefix@`): which folder it is, is the runner's business.
 */
export type Step =
  | RunStep
  | { readonly act: 'mkdir'; readonly path: string }
  | { readonly act: 'write'; readonly path: string; readonly text: string }
  /** Copies a file; the copy is readable by all (mode 0644, or 0755 where `executable`). */
  | { readonly act: 'copy'; readonly from: string; readonly to: string; readonly executable: boolean }
  /** Copies the files of a folder, those of its folders too; the copies are readable by all (mode 0644). */
  | { readonly act: 'copy-folder'; readonly from: string; readonly to: string }
  /** Also in place of one that is there. */
  | { readonly act: 'symlink'; readonly target: string; readonly path: string }
  /** Renames a file or folder within the work folder, and makes the folders above its new place. */
  | { readonly act: 'move'; readonly from: string; readonly to: string }
  /** Removes a file or a folder with all that is in it; one that is not there is as good. */
  | { readonly act: 'remove'; readonly path: string }
  /** Replaces every occurrence of a literal text; a file that is not there is left alone (a product may lack it). */
  | { readonly act: 'substitute'; readonly path: string; readonly from: string; readonly to: string }
  /** Fails unless the C header defines the macro, and not as 0: an asked feature that configure left out is an error. */
  | { readonly act: 'expect-macro'; readonly path: string; readonly macro: string; readonly feature: string }
  /** Fails unless the shared library exports the symbol, or needs a soname that begins so, which only the feature brings. */
  | {
      readonly act: 'expect-in-library';
      readonly path: string;
      readonly kind: 'symbol' | 'needed';
      readonly name: string;
      readonly feature: string;
    }
  /** Brings the library's source into a folder; the request is the origins' own. */
  | { readonly act: 'obtain'; readonly library: string; readonly into: string }
  /** Unpacks a product of the cache into the stage root. */
  | { readonly act: 'restore'; readonly library: string; readonly key: string; readonly into: string }
  /**
   * Moves all staged trees into the prefix, in one transaction. `loaderConf`: file of ld.so.conf.d that it also writes,
   * so that the loader searches the prefix's library folder.
   */
  | { readonly act: 'commit'; readonly loaderConf: string | null }
  /** Compiles, links and runs programs against what was committed. */
  | { readonly act: 'prove' }
  /** Fails (exit 5) unless the text file has exactly this line: go.sum records what was downloaded. */
  | { readonly act: 'expect-line'; readonly path: string; readonly line: string; readonly subject: string }
  /**
   * Outside the prefix and the run's folder: if the run does not come to its end, a file is again what it is now, and
   * what is not there now, or is an empty folder, is so again.
   */
  | { readonly act: 'guard'; readonly paths: readonly string[] }
  /** Builds and runs a program of the binding's language. */
  | { readonly act: 'prove-binding'; readonly binding: PlannedBinding };

export interface RunStep {
  readonly act: 'run';
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Added to the environment of the build. */
  readonly env: Readonly<Record<string, string>>;
  /** nice(1) increment. */
  readonly nice?: number;
  /** Whose lines tell how far it is. */
  readonly counts?: Counting;
}

/** `libtool` says a line a compilation, of which `total` prints the number; ninja and CMake's makefiles say both. */
export type Counting =
  | { readonly by: 'libtool'; readonly total: readonly string[] }
  | { readonly by: 'ninja' }
  | { readonly by: 'cmake-make' };

/** Stands for the run's work folder in a plan. */
export const WORK = '@work@';

/** A plan's word with the real work folder in it. */
export const inFolder = (word: string, work: string): string => word.replaceAll(WORK, work);

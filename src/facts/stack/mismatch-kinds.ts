import type { Severity } from '../../core/finding.ts';
import type { LinkDamage } from './link-inputs.ts';
import { seriesOf } from './versions.ts';

export interface Copy {
  readonly path: string;
  readonly version: string | null;
}

/** Header, linked library and loaded library are not of one version. */
export type Mismatch =
  /** A variable puts the one in front that does not fit. */
  | {
      readonly kind: 'variable';
      readonly variable: string;
      readonly value: string;
      readonly library: string;
      readonly what: 'header' | 'library';
      readonly taken: Copy;
      /** What would be taken without it. */
      readonly instead: Copy;
      readonly lacking: readonly string[];
      /** Why the one in front is no library that can be linked; null where it is one. */
      readonly damage: LinkDamage | null;
      readonly severity: Severity;
    }
  | {
      readonly kind: 'header';
      readonly library: string;
      readonly header: Copy;
      readonly lib: Copy;
      readonly lacking: readonly string[];
      readonly severity: Severity;
    }
  | {
      readonly kind: 'duplicate';
      readonly library: string;
      readonly run: Copy;
      readonly link: Copy;
      readonly severity: Severity;
    };

/** Whether a variable is one of loader and linker: those are reported as `env.library-path`, the others as flags. */
export const isOfLibraries = (variable: string): boolean =>
  ['LIBRARY_PATH', 'LD_LIBRARY_PATH', 'LD_PRELOAD'].includes(variable);

/** How bad it is that header and library differ: whole functions missing, another series, or only another patch. */
export function weigh(
  header: string | null,
  library: string | null,
  lacking: readonly string[],
): Severity | null {
  if (lacking.length > 0) return 'error';
  if (header === null || library === null || header === library) return null;
  return seriesOf(header) === seriesOf(library) ? 'warning' : 'error';
}

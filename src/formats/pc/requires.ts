import { type Comparison, comparisonOf } from './version.ts';

/** One entry of Requires, Conflicts or Provides. */
export interface Requirement {
  readonly module: string;
  readonly comparison: Comparison;
  /** Empty where the comparison is `any`. */
  readonly version: string;
  /** From Requires.internal: only its libraries count, not its compiler flags. */
  readonly internal: boolean;
}

/** A module name, then perhaps an operator and a version; commas and blanks separate (pc(5), "Dependency lists"). */
const ENTRY = /([^\s,]+)(?:\s+([<>=!]+)\s*([^\s,]*))?/g;

/** Parses a dependency list whose variables are already replaced. An operator without a version voids its entry. */
export function parseRequires(text: string, internal = false): readonly Requirement[] {
  return Array.from(text.matchAll(ENTRY)).flatMap(([, module, operator, version]) =>
    operator !== undefined && !version
      ? []
      : {
          module: module as string,
          comparison: operator === undefined ? 'any' : comparisonOf(operator),
          version: version ?? '',
          internal,
        },
  );
}

import { type Finding, keyOf } from '../core/finding.ts';

/** Findings that the user told us to ignore are shown as ignored, never silently. */
export interface Sorted {
  readonly shown: readonly Finding[];
  readonly ignored: readonly Finding[];
}

/** `rules`: `CODE` or `CODE:SUBJECT`, as `--ignore` takes them. */
export function setAside(findings: readonly Finding[], rules: readonly string[]): Sorted {
  const isIgnored = (finding: Finding): boolean =>
    rules.includes(finding.code) || rules.includes(keyOf(finding));
  return {
    shown: findings.filter((finding) => !isIgnored(finding)),
    ignored: findings.filter(isIgnored),
  };
}

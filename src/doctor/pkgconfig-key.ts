import type { FindingKey } from '../core/finding.ts';
import type { PkgConfigFault } from '../facts/stack/pkgconfig-fault.ts';

/** What a finding about a fault of pkg-config's is called; null where a variable is the finding. */
export function pkgConfigKey(fault: PkgConfigFault): FindingKey | null {
  switch (fault.kind) {
    case 'missing':
    case 'unusable':
      return { code: 'pkgconfig.module-missing', subject: fault.module };
    case 'requirement':
      return { code: 'pkgconfig.dependency-missing', subject: fault.module };
    case 'too-old':
      return { code: 'pkgconfig.version-too-old', subject: fault.module };
    case 'stale':
      return { code: 'pkgconfig.stale', subject: fault.module };
    default:
      return null;
  }
}

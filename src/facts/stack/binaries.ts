import type { Ask } from '../ask.ts';
import { type BinaryReport, reportBinary } from '../binary.ts';
import type { Scope } from '../check.ts';
import { resolveElf } from '../loader/resolve.ts';
import type { RunFault } from './fault.ts';
import { judgeStart, type StartIn } from './judge-start.ts';
import { libraryOfName } from './libraries.ts';
import { perScope } from './per-scope.ts';

/** A program or library that was named with `--binary`. */
export interface BinaryView {
  readonly report: BinaryReport;
  readonly faults: readonly RunFault[];
}

/** Why the named programs do not start, by the same questions as the stack itself. */
export const binaryViews = perScope((ask: Ask, scope: Scope): readonly BinaryView[] =>
  scope.binaries.map((path): BinaryView => {
    const report = reportBinary(ask, path);
    if (report.resolution === null || !report.interpreterWorks) return { report, faults: [] };
    const start: StartIn = (env) => {
      const resolved = resolveElf(ask, path, { env });
      return resolved.ok ? resolved.resolution : null;
    };
    return { report, faults: judgeStart(ask, scope, start, libraryOfName(path), report.resolution) };
  }),
);

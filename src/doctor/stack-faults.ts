import type { Code } from '../core/codes.ts';
import type { Finding, FindingKey } from '../core/finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { binaryViews } from '../facts/stack/binaries.ts';
import { type RunFault, sameFault } from '../facts/stack/fault.ts';
import { headerViews } from '../facts/stack/includes.ts';
import { linkViews } from '../facts/stack/link.ts';
import { perScope } from '../facts/stack/per-scope.ts';
import { pkgConfigViews } from '../facts/stack/pkgconfig.ts';
import { runViews } from '../facts/stack/run.ts';

/** The code that each fault is reported under. */
export const CODE_OF = {
  variable: 'env.library-path',
  'not-installed': 'library.not-installed',
  'cache-stale': 'library.cache-stale',
  folder: 'library.dir-not-searched',
  link: 'library.broken-link',
  corrupt: 'library.corrupt',
  unreadable: 'library.unreadable',
  architecture: 'library.wrong-architecture',
  dependency: 'library.dependency-missing',
  duplicate: 'library.duplicate',
  symbols: 'runtime.symbol-missing',
  version: 'runtime.symbol-version',
  cpu: 'runtime.cpu-unsupported',
} as const satisfies Record<RunFault['kind'], Code>;

/** What a finding about a fault is called. */
export const keyOfFault = (fault: RunFault): FindingKey => ({
  code: CODE_OF[fault.kind],
  subject:
    fault.kind === 'variable'
      ? fault.variable
      : fault.kind === 'version'
        ? fault.version
        : fault.kind === 'cpu'
          ? fault.path
          : fault.library,
});

/** Something of a library's that only building uses is here: whoever left it there wants to build. */
export const isForBuilding = (ask: Ask, scope: Scope, library: string): boolean => {
  const header = headerViews(ask, scope).find((view) => view.library === library);
  const pc = pkgConfigViews(ask, scope).find((view) => view.library === library);
  return header?.found != null || header?.elsewhere != null || (pc?.report.files.length ?? 0) > 0;
};

/** All faults of running, of linking where somebody links, and of the programs that were named. */
export const stackFaults = perScope((ask: Ask, scope: Scope): readonly RunFault[] => {
  // Where the library itself is nowhere, the linker's name for it leads nowhere too.
  const absent = runViews(ask, scope).flatMap(({ library, faults }) =>
    faults.some(({ kind }) => kind === 'not-installed') ? [library] : [],
  );
  const links = linkViews(ask, scope).filter(
    ({ library }) => isForBuilding(ask, scope, library) && !absent.includes(library),
  );
  const all = [
    ...runViews(ask, scope).flatMap(({ faults }) => faults),
    ...binaryViews(ask, scope).flatMap(({ faults }) => faults),
    ...links.flatMap(({ faults }) => faults),
  ];
  return all.filter((fault, index) => all.findIndex((other) => sameFault(other, fault)) === index);
});

/** Those of some kinds. */
export const faultsOfKind = <K extends RunFault['kind']>(
  ask: Ask,
  scope: Scope,
  ...kinds: readonly K[]
): readonly Extract<RunFault, { kind: K }>[] =>
  stackFaults(ask, scope).filter((fault): fault is Extract<RunFault, { kind: K }> =>
    (kinds as readonly string[]).includes(fault.kind),
  );

/** A finding about a fault of the stack; what is the same for all of them filled in. */
export const found = (
  fault: RunFault,
  rest: Pick<Finding, 'title' | 'cause' | 'evidence' | 'fixes'> & Partial<Finding>,
): Finding => ({
  ...keyOfFault(fault),
  severity: 'error',
  consequences: [],
  ...rest,
});

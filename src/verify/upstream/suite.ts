import type { Text } from '../../core/text.ts';
import type { Status } from '../check.ts';

/** One test of upstream's. `skipped`: the test says so itself (exit status 77), or it cannot be built from outside. */
export interface UpstreamTest {
  readonly name: string;
  readonly outcome: Status;
  readonly detail: Text;
}

/** One suite of upstream's, run against the installed copy. */
export interface SuiteReport {
  readonly target: string;
  /** Upstream's own name of it: `tests`, `unittests`, `czmq_selftest`. */
  readonly suite: string;
  /** Release whose tests they are. */
  readonly version: string;
  readonly tests: readonly UpstreamTest[];
}

/** How many tests ended so. */
export const countOf = ({ tests }: SuiteReport, outcome: Status): number =>
  tests.filter((test) => test.outcome === outcome).length;

import { czmqSuite } from './czmq.ts';
import { goczmqSuite } from './goczmq.ts';
import { libzmqSuite } from './libzmq.ts';
import { pyzmqSuite } from './pyzmq.ts';
import type { Upstream } from './site.ts';

/** Suites by target: what `--upstream` can run. */
export const UPSTREAM: Readonly<Record<string, Upstream>> = {
  libzmq: libzmqSuite,
  czmq: czmqSuite,
  goczmq: goczmqSuite,
  pyzmq: pyzmqSuite,
};

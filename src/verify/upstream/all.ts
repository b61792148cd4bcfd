import { czmqSuite } from './czmq.ts';
import { libzmqSuite } from './libzmq.ts';
import type { Upstream } from './site.ts';

/** Suites by target: what `--upstream` can run. */
export const UPSTREAM: Readonly<Record<string, Upstream>> = { libzmq: libzmqSuite, czmq: czmqSuite };

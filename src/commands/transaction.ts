import type { Result } from '../core/result.ts';
import type { Context } from '../host/context.ts';
import { runElevated } from '../install/transaction/elevated.ts';
import type { TransactionOptions } from './options.ts';

/** `__transaction ACTION FILE`: root's half of a change to a prefix, started by our own user's half (install/elevate.ts). */
export async function run(
  { host }: Context,
  { args }: TransactionOptions,
): Promise<Result<'__transaction', object>> {
  return {
    command: '__transaction',
    exitCode: await runElevated(host, args),
    findings: [],
    data: {},
  };
}

import { expect } from 'vitest';
import type { Machine, Ran } from '../support/machine.ts';
import { cachedTool } from '../support/stack.ts';

/** One check of `verify --json`. */
export interface Check {
  readonly target: string;
  readonly part: string;
  readonly id: string;
  readonly status: 'pass' | 'fail' | 'skipped';
  readonly detail: string;
}

export interface Document {
  readonly ok: boolean;
  readonly findings: readonly { code: string; subject: string | null; severity: string }[];
  readonly checks: readonly Check[];
  readonly deliveries: readonly {
    case: string;
    kept: boolean;
    sent: number;
    received: number;
    lost: number;
  }[];
  readonly suites: readonly {
    suite: string;
    passed: number;
    failed: number;
    tests: readonly { name: string; outcome: string; detail: string }[];
  }[];
}

/** Runs `verify` in a machine; its document, and how it ended. */
export async function verified(
  machine: Machine,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly ran: Ran; readonly document: Document }> {
  const ran = await cachedTool(machine, ['verify', '--json', ...args], { env });
  expect(ran.stdout, ran.stderr).toMatch(/^\{/);
  return { ran, document: JSON.parse(ran.stdout) };
}

/** What did not pass, in a form that a failing test can show. */
export const notPassed = ({ checks }: Document): string[] =>
  checks
    .filter(({ status }) => status !== 'pass')
    .map(({ target, id, status, detail }) => `${status} ${target} ${id}: ${detail}`);

export const statusOf = ({ checks }: Document, target: string, id: string): string | undefined =>
  checks.find((check) => check.target === target && check.id === id)?.status;

export const errorsOf = ({ findings }: Document): string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ code, subject }) => `${code} ${subject}`);

import { type Text, text, verbatim } from '../core/text.ts';
import { lastLine, NO_WORDS, type VerifyCheck } from './check.ts';
import { faultFinding, patternFinding } from './findings.ts';
import { compileSomehow } from './hand.ts';
import { type Account, accountOf, readLedger } from './ledger.ts';
import { zmqFaults } from './programs/faults/program.ts';
import { FAULT_CASES, type FaultCase } from './promises.ts';
import { runProgram } from './run-program.ts';
import type { Tried } from './try-ways.ts';
import type { Site } from './ways/way.ts';

/** What became of the messages of one case, and whether that is what ZeroMQ promises. */
export interface Delivery extends Account {
  /** `FAULT PATTERN`. */
  readonly case: string;
  readonly promise: Text;
  readonly kept: boolean;
}

const TARGET = 'libzmq';

const joined = (broken: readonly Text[]): Text =>
  text(broken.map(({ en }) => en).join('; '), broken.map((one) => one['zh-CN']).join('；'));

async function play(
  site: Site,
  program: string,
  folder: string,
  { id, promise, broken }: FaultCase,
): Promise<{ check: VerifyCheck; delivery: Delivery | null }> {
  const { ran } = await runProgram(site.host, [program, id], folder, site.env, site.signal);
  const { entries, failure } = readLedger(ran.stdout);
  const check = { target: TARGET, part: 'fault', id } as const;
  if (failure !== null)
    return { check: { ...check, status: 'fail', detail: verbatim(failure) }, delivery: null };
  const faults = broken(entries);
  return {
    check: { ...check, status: faults.length === 0 ? 'pass' : 'fail', detail: joined(faults) },
    delivery: { case: id, ...accountOf(entries), promise, kept: faults.length === 0 },
  };
}

/** Messages with an id and a digest through faults: all cases at once, each a process group of its own. */
export async function tryFaults(site: Site): Promise<Tried & { readonly deliveries: readonly Delivery[] }> {
  const { host } = site;
  const folder = `${site.folder}/${zmqFaults.name}`;
  host.mkdir(folder);
  const built = await compileSomehow(host, zmqFaults, { ...site, folder }, site);
  if (built.program === null) {
    const detail = verbatim(lastLine(built.log));
    const check: VerifyCheck = { target: TARGET, part: 'fault', id: 'build', status: 'fail', detail };
    return { checks: [check], findings: [patternFinding(check)], deliveries: [] };
  }
  const path = built.program;
  const played = await Promise.all(FAULT_CASES.map((one) => play(site, path, folder, one)));
  const findings = played.flatMap(({ check, delivery }) =>
    check.status === 'fail' && !site.signal.aborted
      ? [faultFinding(check, delivery?.promise ?? NO_WORDS)]
      : [],
  );
  return {
    checks: played.map(({ check }) => check),
    findings,
    deliveries: played.flatMap(({ delivery }) => delivery ?? []),
  };
}

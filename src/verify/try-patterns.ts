import { verbatim } from '../core/text.ts';
import { GROUPS, readCases } from './cases.ts';
import { lastLine, type VerifyCheck } from './check.ts';
import type { CProgram } from './compile.ts';
import { patternFinding } from './findings.ts';
import { compileSomehow } from './hand.ts';
import { czmqPatterns } from './programs/patterns/czmq.ts';
import { zmqPatterns } from './programs/patterns/zmq.ts';
import { runProgram } from './run-program.ts';
import type { Tried } from './try-ways.ts';
import type { Site } from './ways/way.ts';

const PROGRAMS: Readonly<Record<string, CProgram>> = { libzmq: zmqPatterns, czmq: czmqPatterns };

async function cases(site: Site, target: string, program: CProgram): Promise<readonly VerifyCheck[]> {
  const { host, env, signal } = site;
  const folder = `${site.folder}/${program.name}`;
  host.mkdir(folder);
  const built = await compileSomehow(host, program, { ...site, folder }, site);
  if (built.program === null)
    return [{ target, part: 'pattern', id: 'build', status: 'fail', detail: verbatim(lastLine(built.log)) }];
  const path = built.program;
  const runs = await Promise.all(GROUPS.map((group) => runProgram(host, [path, group], folder, env, signal)));
  return GROUPS.flatMap((group, index) => readCases(target, group, runs[index]!.ran));
}

/** Every pattern over every transport, through each library's own interface. */
export async function tryPatterns(site: Site, targets: readonly string[]): Promise<Tried> {
  const known = targets.flatMap((target) => {
    const program = PROGRAMS[target];
    return program === undefined ? [] : [cases(site, target, program)];
  });
  const checks = (await Promise.all(known)).flat();
  const broken = site.signal.aborted ? [] : checks.filter(({ status }) => status === 'fail');
  return { checks, findings: broken.map(patternFinding) };
}

import { text, verbatim } from '../../core/text.ts';
import type { Host, RunResult } from '../../host/host.ts';
import { failed, type Outcome, passed } from '../check.ts';
import { loadedFile } from '../judge.ts';
import { type ProofProgram, readAnswer } from '../program.ts';
import type { NeededEnvironment } from '../request.ts';

/** Where and with what the ways to link are tried. */
export interface Site {
  readonly host: Host;
  readonly compiler: readonly string[];
  /** A folder of our own; each way makes one of its own in it. */
  readonly folder: string;
  /** Null where what the system finds by itself is tried. */
  readonly prefix: string | null;
  readonly staticOnly: boolean;
  /** What the proof found to be needed; `env` has it. */
  readonly needed: NeededEnvironment;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** A way in which users bring a program and the libraries together. */
export interface Way {
  readonly id: string;
  /** One outcome for each program, in their order; null where the way has nothing to do with that library. */
  attempt(site: Site, programs: readonly ProofProgram[]): Promise<readonly (Outcome | null)[]>;
}

export const each =
  (one: (site: Site, program: ProofProgram) => Promise<Outcome | null>): Way['attempt'] =>
  (site, programs) =>
    Promise.all(programs.map((program) => one(site, program)));

/** The file lies below the prefix, links followed; any file will do where there is no prefix. */
function isOurs({ host, prefix }: Site, path: string): boolean {
  if (prefix === null) return true;
  const [root, file] = [prefix, path].map((one) => {
    const real = host.realpath(one);
    return real.ok ? real.value : one;
  });
  return file?.startsWith(`${root}/`) === true;
}

/** Judges a program's run: it ended well, passed messages, and took the library that it should. */
export function judgeRun(
  site: Site,
  recipe: string,
  ran: RunResult,
  log: string,
  linked: 'shared' | 'static',
): Outcome {
  if (ran.code !== 0) return failed(log);
  const answer = readAnswer(ran.stdout);
  const [lost] = answer.failed;
  if (lost !== undefined) return failed(log, verbatim(lost));
  if (answer.passed.length === 0)
    return failed(log, text('the program passed no message', '程序没有传递任何消息'));
  if (answer.header !== answer.library)
    return failed(
      log,
      text(
        `header ${answer.header}, library ${answer.library}`,
        `头文件 ${answer.header}，库 ${answer.library}`,
      ),
    );
  const file = loadedFile(recipe, answer);
  if (linked === 'static')
    return file === null || !/\.(so|dylib)(\.|$)/.test(file)
      ? passed()
      : failed(log, text(`linked with ${file} all the same`, `实际仍链接到 ${file}`));
  if (file !== null && !isOurs(site, file))
    return failed(log, text(`it took ${file}`, `实际加载的是 ${file}`));
  return passed(verbatim(file ?? ''));
}

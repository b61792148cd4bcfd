import { versionIn } from '../core/version.ts';
import type { Probe, RunResult } from '../host/host.ts';
import type { Fact } from './ask.ts';
import { plainEnvironment } from './environment.ts';
import { type ProgramFile, type Programs, programs } from './programs.ts';
import { APPLE_SHIMS, TOOLS, type ToolName, toolKind } from './tools.ts';

/** Why a tool that is there cannot be used. */
export type ToolProblem =
  /** Nothing behind the link, or no execute permission. */
  | { readonly kind: 'dangling' | 'not-executable'; readonly path: string }
  /** The kernel did not start it: `ENOENT` = its interpreter is missing, `ENOEXEC` = it is for another machine. */
  | { readonly kind: 'cannot-start'; readonly path: string; readonly error: string }
  /** It started and failed when asked for its version; `words` is the end of what it said. */
  | { readonly kind: 'fails'; readonly path: string; readonly words: string }
  | { readonly kind: 'hangs'; readonly path: string }
  /** Apple's stand-in: the command line tools are not installed. */
  | { readonly kind: 'apple-shim'; readonly path: string };

export interface Tool {
  readonly name: ToolName;
  /** The first usable file on PATH: what a build will take. Null: there is none. */
  readonly path: string | null;
  /** The same without symlinks. */
  readonly real: string | null;
  /** Every file of its names on PATH, in PATH's order, unusable ones too. */
  readonly allPaths: readonly ProgramFile[];
  /** Files in usual folders that PATH does not name. */
  readonly offPath: readonly ProgramFile[];
  /** Three numbers; of `path`, else of the first usable file beside PATH. Null where it did not tell. */
  readonly version: string | null;
  /** The line that it told it with. */
  readonly versionLine: string | null;
  readonly problem: ToolProblem | null;
}

export interface Toolchain {
  /** One tool; asked once. */
  tool(name: ToolName): Promise<Tool>;
  /** Several, all at once. */
  tools(names: readonly ToolName[]): Promise<ReadonlyMap<ToolName, Tool>>;
  all(): Promise<ReadonlyMap<ToolName, Tool>>;
}

/** A tool answers in milliseconds; one on a sleeping network disk in seconds. */
const PATIENCE_MS = 10_000;

const COMMAND_LINE_TOOLS = ['/Library/Developer/CommandLineTools/usr/bin', '/var/db/xcode_select_link'];

const isShim = ({ self, stat }: Probe, path: string): boolean =>
  self.os === 'darwin' &&
  path.startsWith('/usr/bin/') &&
  APPLE_SHIMS.has(path.slice('/usr/bin/'.length)) &&
  !COMMAND_LINE_TOOLS.some((folder) => stat(folder).ok);

const lastLine = (words: string): string => words.trim().split('\n').at(-1)?.slice(0, 200) ?? '';

/** The version line among a tool's answer; on standard error for some. */
function versionLine(answer: RunResult, pattern: RegExp | undefined): string | null {
  const lines = `${answer.stdout}\n${answer.stderr}`.split('\n').filter((line) => line.trim() !== '');
  return (pattern ? lines.find((line) => pattern.test(line)) : lines[0])?.trim() ?? null;
}

/** Why the tool's answer is none; null where it works. */
export function problemOf(path: string, answer: RunResult): ToolProblem | null {
  if (answer.timedOut) return { kind: 'hangs', path };
  if (answer.spawnError !== null) return { kind: 'cannot-start', path, error: answer.spawnError };
  // An empty file is a shell script that does nothing, and so is a link to /bin/true.
  const isSilent = `${answer.stdout}${answer.stderr}`.trim() === '';
  if (answer.code === 0) return isSilent ? { kind: 'fails', path, words: 'it says nothing' } : null;
  const words =
    lastLine(answer.stderr) || lastLine(answer.stdout) || (answer.signal ?? `exit ${answer.code}`);
  return { kind: 'fails', path, words };
}

type Told = Pick<Tool, 'version' | 'versionLine' | 'problem'>;

async function askVersion(probe: Probe, name: ToolName, path: string): Promise<Told> {
  const silent = { version: null, versionLine: null };
  const kind = toolKind(name);
  if (isShim(probe, path)) return { ...silent, problem: { kind: 'apple-shim', path } };
  if (kind.version === null) return { ...silent, problem: null };
  const answer = await probe.run([path, ...kind.version], {
    cwd: '/',
    env: plainEnvironment(probe, kind.env),
    timeoutMs: PATIENCE_MS,
    maxBytes: 64 * 1024,
  });
  const line = versionLine(answer, kind.line);
  const version = line && versionIn(line);
  // BSD make and BusyBox programs know no --version: they show their usage, and still work.
  const showsUsage = answer.code !== null && answer.code !== 0 && /^usage: /im.test(answer.stderr);
  const problem = showsUsage ? null : problemOf(path, answer);
  if (showsUsage) return { ...silent, problem };
  if (problem !== null || version === null) return { ...silent, problem };
  return { version, versionLine: line, problem };
}

/** Why a program that comes with a tool cannot be used; null where all can, or this tool came without them. */
async function problemBeside(probe: Probe, where: Programs, name: ToolName): Promise<ToolProblem | null> {
  const problems = (toolKind(name).runs ?? []).map(async (program): Promise<ToolProblem | null> => {
    const { onPath } = where.find(program);
    const file = onPath.find(({ problem }) => problem === null);
    const [first] = onPath;
    if (file === undefined) return first?.problem ? { kind: first.problem, path: first.path } : null;
    const answer = await probe.run([file.path, '--version'], {
      cwd: '/',
      env: plainEnvironment(probe),
      timeoutMs: PATIENCE_MS,
      maxBytes: 64 * 1024,
    });
    return problemOf(file.path, answer);
  });
  return (await Promise.all(problems)).find((problem) => problem !== null) ?? null;
}

async function readTool(probe: Probe, where: Programs, name: ToolName): Promise<Tool> {
  const found = toolKind(name).programs.map((program) => where.find(program));
  const allPaths = found.flatMap(({ onPath }) => onPath);
  const offPath = found.flatMap(({ offPath }) => offPath);
  const usable = (files: readonly ProgramFile[]) => files.find(({ problem }) => problem === null);
  const chosen = usable(allPaths);
  const asked = chosen ?? usable(offPath);
  const broken = allPaths.find(({ problem }) => problem !== null);
  // Scripts call it by its first name: another one that works does not help them where that leads nowhere.
  const [called] = found;
  const unusable =
    called && usable([...called.onPath, ...called.offPath]) === undefined ? called.onPath[0] : undefined;
  const nameless: ToolProblem | null = unusable?.problem
    ? { kind: unusable.problem, path: unusable.path }
    : null;
  const [own, beside] = asked
    ? await Promise.all([askVersion(probe, name, asked.path), problemBeside(probe, where, name)])
    : [null, null];
  const told: Told = own
    ? { ...own, problem: own.problem ?? nameless ?? beside }
    : {
        version: null,
        versionLine: null,
        problem: broken?.problem ? { kind: broken.problem, path: broken.path } : null,
      };
  return { name, path: chosen?.path ?? null, real: chosen?.real ?? null, allPaths, offPath, ...told };
}

/** Build tools: where they are, which version, and whether they answer at all. Only what is asked for is run. */
export const toolchain: Fact<Toolchain> = {
  id: 'toolchain',
  read(ask) {
    const where = ask.of(programs);
    const known = new Map<ToolName, Promise<Tool>>();
    const tool = (name: ToolName): Promise<Tool> => {
      const answer = known.get(name) ?? readTool(ask.probe, where, name);
      known.set(name, answer);
      return answer;
    };
    const tools = async (names: readonly ToolName[]) =>
      new Map(await Promise.all(names.map(async (name) => [name, await tool(name)] as const)));
    return { tool, tools, all: () => tools(Object.keys(TOOLS) as ToolName[]) };
  },
};

import { EXIT, type ExitCode } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { columnsOf } from '../ui/terminal.ts';
import { commands } from './commands.ts';
import { early } from './early.ts';
import { tellFailure } from './failure.ts';
import { helpText } from './help.ts';
import { type Known, runOf, styleFor } from './known.ts';
import { optionsOf } from './options.ts';
import { parse, type Words } from './parse.ts';
import { configurable } from './schema.ts';
import { mistypedVariables } from './sources.ts';
import type { World } from './world.ts';

async function tellDocument(result: Result, known: Known, world: World): Promise<void> {
  const { resultDocument, toJson } = await import('../ui/json.ts');
  world.stdout(toJson(resultDocument(result, runOf(known, world))));
}

const answered = (command: string | null, exitCode: ExitCode, data: object): Result => ({
  command: command ?? '',
  exitCode,
  findings: [],
  data,
});

/** `--version`, `--help`, and a call without a command, which gets the help and exit code 2. */
async function answer(words: Words, known: Known, world: World): Promise<ExitCode> {
  if (words.version && !words.help) {
    if (known.json) await tellDocument(answered(words.command, EXIT.done, {}), known, world);
    else world.stdout(`${world.version}\n`);
    return EXIT.done;
  }
  const exitCode = words.help ? EXIT.done : EXIT.usage;
  const help = helpText(words.command, known.lang, columnsOf(world.terminal));
  if (known.json) await tellDocument(answered(words.command, exitCode, { help }), known, world);
  else (words.help ? world.stdout : world.stderr)(help);
  return exitCode;
}

function warnOfVariables({ lang }: Known, { host, stderr }: World): void {
  for (const { given, meant } of mistypedVariables(host.env, [...configurable().keys()])) {
    const words = text(
      `warning: ${given} is no option; ${meant} is`,
      `警告: 没有选项 ${given}，是不是 ${meant}？`,
    );
    stderr(`${words[lang]}\n`);
  }
}

async function perform(command: string, words: Words, known: Known, world: World): Promise<ExitCode> {
  const options = await optionsOf(words, world);
  // `plan --format json` is `plan --json`.
  known.json = options.json || ('format' in options && options.format === 'json');
  known.color = options.color;
  known.verbose = options.verbose;
  known.lang = options.lang ?? known.lang;
  if (world.host.self.os === 'win32' && commands[command]?.anywhere !== true) {
    throw (await import('../facts/windows.ts')).refuseWindows(world.host.self);
  }
  if (!known.json && !options.quiet) warnOfVariables(known, world);
  const { runCommand } = await import('./run.ts');
  const result = await runCommand(command, { ...options, json: known.json }, world, known);
  if (known.json) await tellDocument(result, known, world);
  else {
    const { render } = await import('../ui/render.ts');
    const style = await styleFor('stdout', known, world);
    world.stdout(await render(result, style, world.terminal.env.GITHUB_ACTIONS === 'true'));
  }
  return result.exitCode;
}

/** One run of the tool: from words to an exit code. Throws nothing. */
export async function main(world: World): Promise<ExitCode> {
  const known: Known = { ...early(world), verbose: false, startedAt: world.host.now() };
  try {
    const words = parse(world.argv);
    known.command = words.command;
    if (words.help || words.version || words.command === null) return await answer(words, known, world);
    return await perform(words.command, words, known, world);
  } catch (error) {
    return tellFailure(error, known, world);
  }
}

/** What escaped everything, told like any other failure. */
export const crash = (error: unknown, world: World): Promise<ExitCode> =>
  tellFailure(error, { ...early(world), verbose: false, startedAt: world.host.now() }, world);

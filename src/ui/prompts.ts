import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { type Lang, text } from '../core/text.ts';
import type { Asker } from '../host/context.ts';
import { clean } from './clean.ts';

type Pause = <T>(question: () => Promise<T>) => Promise<T>;

/** The prompt reads the terminal itself, so its Ctrl-C comes as an error instead of a signal. */
async function answered<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Error && /^(ExitPromptError|CancelPromptError)$/.test(error.name)) {
      throw new SetupError(
        EXIT.interrupted,
        text('interrupted; nothing was changed', '已中断，未做任何改动'),
      );
    }
    throw error;
  }
}

/** The question is the last line; what is said before it is printed once, and not painted again at every key. */
function questionOf(words: string): string {
  const lines = clean(words).split('\n');
  const question = lines.pop() ?? '';
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
  return question;
}

/** Questions on stderr, since stdout is the result's. */
export function asker(lang: Lang, pause: Pause, signal: AbortSignal): Asker {
  const context = { output: process.stderr, signal };
  return {
    confirm: (question, defaultYes) =>
      pause(() =>
        answered(async () =>
          (await import('./inquirer.ts')).confirm(
            { message: questionOf(question[lang]), default: defaultYes },
            context,
          ),
        ),
      ),
    select: (question, choices) =>
      pause(() =>
        answered(async () =>
          (await import('./inquirer.ts')).select(
            {
              message: questionOf(question[lang]),
              choices: choices.map(({ value, label }) => ({ value, name: clean(label[lang]) })),
            },
            context,
          ),
        ),
      ),
    input: (question, initial) =>
      pause(() =>
        answered(async () =>
          (await import('./inquirer.ts')).input(
            { message: questionOf(question[lang]), default: initial },
            context,
          ),
        ),
      ),
  };
}

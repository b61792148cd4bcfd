import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { nearest } from '../core/nearest.ts';
import { type Text, text } from '../core/text.ts';

const joined = (first: Text, second: Text): Text =>
  text(`${first.en} ${second.en}`, `${first['zh-CN']}${second['zh-CN']}`);

const whereHelpIs = (command: string | null): Text => {
  const line = command === null ? 'czmq-setup --help' : `czmq-setup ${command} --help`;
  return text(`See: ${line}`, `帮助：${line}`);
};

/** A mistake on the command line, in the environment or in a configuration file: exit 2 and nothing done. */
export function usageError(what: Text, command: string | null, suggestion: Text | null = null): SetupError {
  const help = whereHelpIs(command);
  return new SetupError(EXIT.usage, what, { hint: suggestion === null ? help : joined(suggestion, help) });
}

/** A name that does not exist, with the one that is near it. */
export function unknownName(
  what: Text,
  name: string,
  candidates: readonly string[],
  command: string | null,
): SetupError {
  const near = nearest(name, candidates);
  return usageError(
    what,
    command,
    near === null ? null : text(`Did you mean ${near}?`, `是不是想写 ${near}？`),
  );
}

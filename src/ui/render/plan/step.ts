import { type Text, text } from '../../../core/text.ts';
import { quote } from '../../../install/shell-words.ts';
import type { RunStep, Step } from '../../../install/step.ts';

type Words<A extends Step['act']> = (step: Extract<Step, { act: A }>) => Text | string;

const sh = (...words: readonly string[]): string => words.map(quote).join(' ');

/** A command with the variables that are added for it and its niceness, as it could be typed in its folder. */
function command({ argv, env, nice }: RunStep): string {
  const added = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`);
  return [...added, ...(nice ? ['nice', '-n', String(nice)] : []), sh(...argv)].join(' ');
}

/** How each act is shown: as the command that does the same where there is one, else in words. */
const WORDS: { readonly [A in Step['act']]: Words<A> } = {
  run: command,
  mkdir: ({ path }) => sh('mkdir', '-p', path),
  write: ({ path }) => text(`write ${path}`, `写入 ${path}`),
  copy: ({ from, to }) => sh('cp', from, to),
  'copy-folder': ({ from, to }) => sh('cp', '-R', `${from}/.`, to),
  move: ({ from, to }) => sh('mv', from, to),
  symlink: ({ target, path }) => sh('ln', '-sf', target, path),
  remove: ({ path }) => sh('rm', '-rf', path),
  substitute: ({ path, from, to }) => text(`in ${path}: ${from} -> ${to}`, `在 ${path} 中：${from} -> ${to}`),
  'expect-macro': ({ path, macro, feature }) =>
    text(
      `check that ${path} defines ${macro} (feature ${feature})`,
      `检查 ${path} 定义了 ${macro}（功能 ${feature}）`,
    ),
  'expect-in-library': ({ path, name, feature }) =>
    text(
      `check that ${path} has ${name} (feature ${feature})`,
      `检查 ${path} 含有 ${name}（功能 ${feature}）`,
    ),
  obtain: ({ library, into }) =>
    text(
      `bring the source of ${library} to ${into}, from the first that has it:`,
      `把 ${library} 的源码取到 ${into}，依次尝试：`,
    ),
  restore: ({ library, into }) =>
    text(`unpack ${library} from the cache to ${into}`, `把缓存中的 ${library} 解开到 ${into}`),
  commit: ({ loaderConf }) =>
    loaderConf === null
      ? text(
          'move the staged files into the prefix, all or nothing',
          '把暂存的文件移入安装目录，要么全部完成，要么不变',
        )
      : text(
          `move the staged files into the prefix and write ${loaderConf}, all or nothing`,
          `把暂存的文件移入安装目录并写入 ${loaderConf}，要么全部完成，要么不变`,
        ),
  'expect-line': ({ path, line }) =>
    text(`check that ${path} has the line ${line}`, `检查 ${path} 含有一行 ${line}`),
  guard: ({ paths }) =>
    text(
      `if this does not come to its end, put back as now: ${paths.join(' ')}`,
      `若未能完成，恢复为现状：${paths.join(' ')}`,
    ),
  'prove-binding': ({ binding: { name, language } }) =>
    language === 'go'
      ? text(
          `build a Go program that uses ${name} with cgo, run it, look at what it received and which libraries it loaded`,
          `用 cgo 构建使用 ${name} 的 Go 程序并运行，检查它收到的消息和加载的库`,
        )
      : text(
          `run a Python program that uses ${name}, look at what it received and which library it loaded`,
          `运行使用 ${name} 的 Python 程序，检查它收到的消息和加载的库`,
        ),
  prove: () =>
    text('compile, link and run programs against what was installed', '针对已安装的库编译、链接并运行程序'),
};

/** One act of a plan as a line. */
export const stepWords = (step: Step): Text | string =>
  (WORDS[step.act] as (step: Step) => Text | string)(step);

import type { Capability } from '../core/capability.ts';
import { type Text, text } from '../core/text.ts';
import type { Language, Trial } from '../facts/compiler-trial.ts';
import { LIMIT_WORDS } from './limit-finding.ts';

/** What a compiler's own words prove when it makes no program. */
export interface CompilerFault {
  readonly kind:
    | 'part'
    | 'start-files'
    | 'headers'
    | 'runtime'
    | 'temporary'
    | 'memory'
    | 'limit'
    | 'apple'
    | 'other';
  /** As the table of codes names it. */
  readonly subject: string;
  readonly cause: Text;
  /** The line that says it. */
  readonly words: string;
}

/** The program that a part belongs to. */
const OWNER: Readonly<Record<string, string>> = { cc1: 'gcc', collect2: 'gcc', lto1: 'gcc', cc1plus: 'g++' };

interface Pattern {
  readonly kind: CompilerFault['kind'];
  readonly when: RegExp;
  readonly subject?: (part: string) => string;
  readonly cause: (part: string) => Text;
}

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'apple',
    when: /xcrun: error|xcode-select: (?:note|error)|agreed? to the Xcode license|invalid active developer path/,
    subject: () => 'xcrun',
    cause: () =>
      text(
        "Apple's command line tools are missing or not accepted.",
        'Apple 命令行工具缺失，或尚未接受其许可。',
      ),
  },
  {
    kind: 'temporary',
    when: /[Cc]annot create temporary file in (\S+?):? |No space left on device|unable to make temporary file/,
    cause: () => text('It cannot write its temporary files.', '它无法写入临时文件。'),
  },
  {
    kind: 'limit',
    when: LIMIT_WORDS,
    cause: () => text('It reaches a limit of this session.', '它达到了当前会话的某个资源上限。'),
  },
  {
    kind: 'memory',
    when: /Killed \(program|Killed signal terminated|virtual memory exhausted|out of memory|std::bad_alloc/,
    cause: () => text('The system ended it for want of memory.', '系统因内存不足终止了它。'),
  },
  {
    kind: 'part',
    when: /(?:cannot execute|cannot find|error trying to exec|unable to execute command:.*Executable|cannot exec(?:ute)?) ["'‘`]?(?:\/\S*\/)?(cc1plus|cc1|cc1obj|collect2|as|ld|ld\.\w+|lto1)["'’`]/,
    subject: (part) => OWNER[part] ?? part,
    cause: (part) =>
      text(
        `${part}, which the compiler starts, is missing or cannot be started.`,
        `编译器要启动的 ${part} 缺失或无法启动。`,
      ),
  },
  {
    kind: 'part',
    when: /signal terminated program (cc1plus|cc1|collect2|as|ld|lto1)/,
    subject: (part) => OWNER[part] ?? part,
    cause: (part) => text(`${part}, which the compiler starts, crashes.`, `编译器启动的 ${part} 崩溃了。`),
  },
  {
    kind: 'runtime',
    when: /(?:^|\/)(cc1plus|cc1|collect2|as|ld(?:\.\w+)?|[\w.+-]*(?:gcc|g\+\+|cc|c\+\+|clang)[\w.+-]*): error while loading shared libraries: (?:\S+)/m,
    subject: (part) => OWNER[part] ?? (/^(as|ld)/.test(part) ? part : /\+\+/.test(part) ? 'g++' : 'gcc'),
    cause: (part) => text(`${part} lacks a library that it is linked with.`, `${part} 缺少它所链接的库。`),
  },
  {
    kind: 'start-files',
    when: /(?:cannot find|no such file[^:]*:|cannot open|file not found:) ["'‘`]?(?:\/\S*\/)?((?:S|g|r)?crt[\w]*\.o|-lc\b|-lgcc\w*|-lstdc\+\+|-lm\b|-lSystem\b|library for -lSystem)/,
    cause: (part) =>
      text(
        `The linker does not find ${part}: the C library's or compiler's own files for linking are not installed.`,
        `链接器找不到 ${part}：C 库或编译器自带的链接文件没有安装。`,
      ),
  },
  {
    kind: 'start-files',
    when: /cannot find entry symbol (_start)\b/,
    cause: (part) =>
      text(
        `No start file defines ${part}: those of the C library (crt1.o, Scrt1.o) are empty or damaged, and a program begins nowhere.`,
        `没有任何启动文件定义 ${part}：C 库的启动文件（crt1.o、Scrt1.o）为空或已损坏，程序没有入口。`,
      ),
  },
  {
    kind: 'headers',
    when: /(?:fatal error|error): ["'‘`]?([\w./+-]+)["'’`]?(?:: No such file or directory| file not found)|no include path in which to search for (\S+)/,
    cause: (part) =>
      text(
        `The standard header ${part} is not found: the C or C++ library's headers are not installed.`,
        `找不到标准头文件 ${part}：C 或 C++ 标准库的头文件没有安装。`,
      ),
  },
];

/** The driver by which findings name a language's compiler. */
export const toolOf = (language: Language): 'gcc' | 'g++' => (language === 'c' ? 'gcc' : 'g++');

export const capabilityOf = (language: Language): Capability =>
  language === 'c' ? 'c-compiler' : 'c++-compiler';

/** Reads why a trial failed. */
export function compilerFault({ result, argv }: Trial, language: Language): CompilerFault {
  const subject = toolOf(language);
  const said = `${result?.stderr ?? ''}\n${result?.stdout ?? ''}`;
  const name = argv?.join(' ') ?? subject;
  if (result?.spawnError) {
    const words = `${name}: ${result.spawnError}`;
    const limit = LIMIT_WORDS.test(words);
    const missing = result.missing === 'interpreter';
    const cause = missing
      ? text(
          `${name} is there, and the interpreter or loader that it names is not.`,
          `${name} 存在，但它指定的解释器或加载器不存在。`,
        )
      : text(
          `${name} cannot be started (${result.spawnError}).`,
          `无法启动 ${name}（${result.spawnError}）。`,
        );
    return { kind: limit ? 'limit' : 'other', subject, cause, words };
  }
  for (const { kind, when, subject: own, cause } of PATTERNS) {
    const match = when.exec(said);
    if (match === null) continue;
    const part = match[1] ?? match[2] ?? '';
    const at = said.lastIndexOf('\n', match.index) + 1;
    const end = said.indexOf('\n', match.index);
    const words = said.slice(at, end < 0 ? undefined : end).trim();
    return { kind, subject: own?.(part) ?? subject, cause: cause(part), words };
  }
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const words = lines.find((line) => /error|not found|cannot/i.test(line)) ?? lines[0] ?? '';
  const status = result?.timedOut ? 'no answer' : (result?.signal ?? `exit ${result?.code}`);
  return {
    kind: 'other',
    subject,
    cause: text(
      `It fails at the simplest program (${words || status}).`,
      `它连最简单的程序也编译不了（${words || status}）。`,
    ),
    words: words || status,
  };
}

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { fileName } from '../../explain/subjects/libraries.ts';

/**
 * NTSTATUS with which Windows ends a program that it cannot start (ntstatus.h), as callers print it: hexadecimal,
 * unsigned or signed. No caller names the DLL.
 */
const status = (hex: string): string => {
  const unsigned = Number.parseInt(hex, 16);
  return `(?:0x${hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}|\\b${unsigned}\\b|-${2 ** 32 - unsigned}\\b)`;
};
const ENDED = /exit|code|status|return|[Ee]rror|start correctly|failed|\(0x/;
const ended = ({ line }: Match): boolean => ENDED.test(line.text);

/** The DLL or program that the lines before speak of is not the one that is missing. */
const DEPENDS = {
  title: text('List what the program needs and what is found', '列出程序需要的 DLL 以及能找到的'),
  run: [['dumpbin', '/dependents', 'PROGRAM.exe']],
};

/** What .NET calls the file that it could not take. */
const IMAGE = /(?:DLL|library|assembly) '([^',]{1,200})/i;

export default [
  ...family(
    'runtime.library-not-found',
    {
      title: text('Windows ended the program: a DLL was not found', 'Windows 终止了程序：找不到某个 DLL'),
      cause: text(
        'STATUS_DLL_NOT_FOUND: a DLL that the program needs is neither beside it nor in a folder of PATH. Windows names it in a window only.',
        'STATUS_DLL_NOT_FOUND：程序需要的某个 DLL 既不在程序所在目录，也不在 PATH 的目录中。Windows 只在弹窗里给出其名称。',
      ),
      remedies: [DEPENDS, { title: text('Put the DLL beside the program', '把该 DLL 放到程序所在目录') }],
    },
    [
      {
        id: 'runtime.library-not-found/ntstatus',
        when: new RegExp(status('c0000135')),
        test: ended,
        tier: 'symptom',
        subject: null,
        samples: [
          ['Process finished with exit code -1073741515 (0xC0000135)', null],
          ['The process exited with code 3221225781', null],
        ],
        misses: ['3221225781 messages'],
      },
    ],
  ),
  ...family(
    'runtime.symbol-missing',
    {
      title: text(
        'Windows ended the program: a DLL lacks a function that is called',
        'Windows 终止了程序：某个 DLL 缺少被调用的函数',
      ),
      cause: text(
        'STATUS_ENTRYPOINT_NOT_FOUND: a DLL of another version than the one built against is found first.',
        'STATUS_ENTRYPOINT_NOT_FOUND：首先找到的 DLL 与构建时的版本不同。',
      ),
      remedies: [DEPENDS],
    },
    [
      {
        id: 'runtime.symbol-missing/ntstatus',
        when: new RegExp(status('c0000139')),
        test: ended,
        tier: 'symptom',
        subject: null,
        samples: [['error: test failed, exit code: 0xc0000139, STATUS_ENTRYPOINT_NOT_FOUND', null]],
      },
    ],
  ),
  ...family(
    'runtime.wrong-architecture',
    {
      title: (subject) =>
        text(
          `Windows refuses ${subject ?? 'the program'}: 32-bit and 64-bit files are mixed`,
          `Windows 拒绝了 ${subject ?? '该程序'}：混用了 32 位与 64 位文件`,
        ),
      cause: text(
        'The program, or a DLL that it loads, is for another word size or CPU.',
        '程序或其加载的 DLL 的字长或 CPU 与当前不符。',
      ),
      remedies: [
        {
          title: text('Take program and DLLs of one architecture', '程序与各 DLL 使用同一种体系结构'),
        },
      ],
    },
    [
      {
        id: 'runtime.wrong-architecture/ntstatus',
        when: new RegExp(status('c000007b')),
        test: ended,
        tier: 'symptom',
        subject: null,
        samples: [
          [
            'The application was unable to start correctly (0xc000007b). Click OK to close the application.',
            null,
          ],
        ],
      },
      {
        id: 'runtime.wrong-architecture/windows-version',
        when: /^(?:This version of )?(\S{1,300}?) is not compatible with the version of Windows/,
        subject: ({ match }) => fileName(match[1]!.replaceAll('\\', '/')),
        samples: [
          [
            "This version of C:\\zmq\\zpub.exe is not compatible with the version of Windows you're running.",
            'zpub.exe',
          ],
        ],
      },
      {
        id: 'runtime.wrong-architecture/bad-image',
        // .NET's loader; the HRESULT is the same in every language.
        when: /BadImageFormatException|0x8007000B/,
        test: ({ line }) => IMAGE.test(line.text),
        subject: ({ line }) => IMAGE.exec(line.text)![1]!.replace(/^.*[\\/]/, ''),
        samples: [
          [
            "System.BadImageFormatException: Could not load file or assembly 'clrzmq, Version=2.2.5.0' or one of its dependencies.",
            'clrzmq',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

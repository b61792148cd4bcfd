import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

/** A command that make hands to the shell with $(PATH) in it: Windows' own PATH holds "Program Files (x86)". */
export default family(
  'env.path',
  {
    title: text(
      "Windows' folders in PATH break the commands of this build",
      'PATH 中的 Windows 目录使构建命令失效',
    ),
    cause: text(
      'The Makefile writes PATH into its commands without quotes, and the shell stumbles over the parenthesis of "Program Files (x86)".',
      'Makefile 把 PATH 不加引号写进命令，shell 在 “Program Files (x86)” 的括号处出错。',
    ),
    remedies: [
      {
        title: text('Build with the PATH of Linux alone', '只用 Linux 的 PATH 构建'),
        run: [['env', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'make']],
      },
    ],
  },
  [
    {
      id: 'env.path/windows-parenthesis',
      // Line 1: what stands behind `sh -c`. A file's line 1 would have the file's name before it.
      when: /^(?:\/\S{1,20}\/)?(?:ba|da)?sh: (?:line 1|1|-c: line [01]): [Ss]yntax error:? (?:"\("|'\('|near unexpected token '\(')/,
      test: ({ log }) => log.find(/\/mnt\/[a-z]\/|Program Files|Microsoft|\/cygdrive\//) !== null,
      subject: 'PATH',
      samples: [
        [
          '/bin/sh: 1: Syntax error: "(" unexpected\nmake: *** [/mnt/e/bitcoin/depends/work/.stamp_configured] Error 2',
          'PATH',
        ],
      ],
      misses: ['/bin/sh: 1: Syntax error: "(" unexpected', './run.sh: 1: Syntax error: "(" unexpected'],
    },
    {
      id: 'env.path/windows-blank',
      // env takes the piece of PATH behind the blank of "Program Files" for the program.
      when: /^(?:\/usr\/bin\/)?env: '?(?:Files\b|\(x86\))[^']{0,1500}:?\/[^']{0,400}'?: No such file or directory/,
      subject: 'PATH',
      samples: [
        [
          'env: ‘Files/WindowsApps/Ubuntu_x64:/mnt/c/Python39/:/mnt/c/Program’: No such file or directory',
          'PATH',
        ],
      ],
      misses: ['env: ‘python’: No such file or directory'],
    },
  ],
) satisfies RuleFamily;

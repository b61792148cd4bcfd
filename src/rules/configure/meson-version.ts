import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { libraryOfProject } from '../../explain/subjects/libraries.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { MISSING_LIBRARY } from '../../explain/words/missing-library.ts';

/** What an old Meson makes of a build file that is written for a newer one, and of a compiler that does not work. */
const AT = String.raw`^(?:\S{0,200}meson\.build:\d+:\d+: )?ERROR: {1,2}`;

export default [
  ...family(
    'tool.too-old',
    {
      title: text('meson is too old for this source', 'meson 的版本太旧，无法用于这份源码'),
      cause: text(
        'meson.build uses functions or a grammar that this release of Meson does not know yet.',
        'meson.build 使用了这个版本的 Meson 还不认识的函数或语法。',
      ),
      remedies: [
        {
          title: text('Install a newer Meson for this user', '为当前用户安装更新的 Meson'),
          run: [['pip3', 'install', '--user', '--upgrade', 'meson']],
        },
      ],
    },
    [
      {
        id: 'tool.too-old/meson-grammar',
        when: new RegExp(
          `${AT}(?:Expecting \\w{1,20} got \\w|Unknown (?:function|method|statement) ["']|Got unknown keyword arguments |Module ["'][\\w-]{1,40}["'] does not exist|Unknown variable ["']meson|Unknown compiler method|Invalid use of keyword|Parse error)`,
        ),
        subject: 'meson',
        samples: [
          ['meson.build:237:14: ERROR: Expecting eol got id.', 'meson'],
          ['meson.build:12:0: ERROR: Unknown function "fs".', 'meson'],
          ['meson.build:22:0: ERROR: Got unknown keyword arguments "install_tag"', 'meson'],
          ['meson.build:5:0: ERROR: Module "fs" does not exist', 'meson'],
        ],
        misses: ['WARNING: Passed invalid keyword argument "install_tag".'],
      },
    ],
  ),
  ...family('dependency.missing', MISSING_LIBRARY, [
    {
      id: 'dependency.missing/meson-subproject',
      when: new RegExp(`${AT}Subproject directory not found and ([\\w.+-]{1,60})\\.wrap file not found`),
      subject: ({ match }) => libraryOfProject(match[1]!),
      samples: [
        ['meson.build:10:0: ERROR: Subproject directory not found and zmq.wrap file not found', 'libzmq'],
      ],
    },
  ]),
  ...family(
    'tool.broken',
    {
      title: (subject) => text(`${subject} cannot build a program`, `${subject} 无法构建程序`),
      cause: text(
        'Meson compiled or ran a very small program and failed: the compiler is not whole, its flags are wrong, or it builds for another machine.',
        'Meson 编译或运行一个极小的程序失败：编译器不完整、选项有误，或它为另一种机器构建。',
      ),
      remedies: [
        {
          title: text('See what it said', '查看它的输出'),
          run: [['tail', '-n', '40', 'meson-logs/meson-log.txt']],
        },
      ],
    },
    [
      {
        id: 'tool.broken/meson-compiler',
        when: new RegExp(`${AT}Compiler (\\S{1,200}).{0,200} can ?not compile programs`),
        tier: 'symptom',
        subject: ({ match }) => toolName(match[1]!),
        samples: [['meson.build:1:0: ERROR: Compiler cc cannot compile programs.', 'cc']],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

/** configure scripts that take one release of a library and no other, and say so in one sentence. */
export default family(
  'dependency.too-new',
  {
    title: (subject) => text(`Another ${subject} than the one asked for`, `${subject} 的版本不是所要求的`),
    cause: (subject) =>
      text(
        `The script takes one release of ${subject} only, and found another one, mostly a newer.`,
        `脚本只接受 ${subject} 的某一个版本，而找到的是另一个（多半更新）。`,
      ),
    remedies: (subject) => [
      {
        title: text(
          `Build the release of ${subject} that is named, and give its folders in CPPFLAGS and LDFLAGS; or pass the option that the message names`,
          `构建所要求版本的 ${subject}，并在 CPPFLAGS 和 LDFLAGS 中写明其目录；或使用提示中的选项`,
        ),
      },
    ],
  },
  [
    {
      id: 'dependency.too-new/other-than',
      when: /^configure: error: (?:[Ff]ound )?(?:a )?([A-Za-z][\w+.-]{1,30}(?: [A-Z]\w{1,12})?) (?:version )?other than v?\d/,
      over: ['dependency.missing'],
      samples: [
        [
          'configure: error: Found Berkeley DB other than 4.8, required for portable wallets (--with-incompatible-bdb to ignore or --disable-wallet to disable wallet functionality)',
          'Berkeley DB',
        ],
        ['configure: error: found lua other than 5.1', 'lua'],
      ],
      misses: ['configure: WARNING: Found Berkeley DB other than 4.8'],
    },
  ],
) satisfies RuleFamily;

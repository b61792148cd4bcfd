import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

/** Homebrew's formulae are Ruby: a brew that is older than they are stumbles over what they call. */
export default family(
  'tool.too-old',
  {
    title: text('brew is older than its formulae', 'brew 的版本比它的 formula 旧'),
    cause: text(
      'The formula calls what this Homebrew does not know yet: its own part was not updated together with the tap.',
      'formula 调用了当前 Homebrew 尚不认识的功能：Homebrew 本身没有与 tap 一同更新。',
    ),
    remedies: [{ title: text('Update both', '两者一起更新'), run: [['brew', 'update']] }],
  },
  [
    {
      id: 'tool.too-old/brew',
      when: /^Error: (?:[\w@+./-]{1,60}: )?(?:undefined (?:method|local variable)|uninitialized constant|wrong number of arguments|unknown keyword)\b/,
      test: ({ log, at }) => log.after(at, 12, /\/Formula\/(?:\w\/)?[\w@+.-]{1,60}\.rb:\d/) !== null,
      subject: 'brew',
      samples: [
        [
          "Error: undefined method 'rebuild' for #<BottleSpecification:0x0001>\nPlease report this bug:\n    https://docs.brew.example\n/opt/brew/Library/Taps/homebrew/homebrew-core/Formula/autoconf.rb:10:in 'block in <class:Autoconf>'",
          'brew',
        ],
        [
          'Error: wrong number of arguments (given 1, expected 0)\n/usr/local/Homebrew/Library/Taps/homebrew/homebrew-core/Formula/z/zeromq.rb:20',
          'brew',
        ],
      ],
      misses: ["Error: undefined method 'x' for nil\n/srv/app/lib/x.rb:10"],
    },
  ],
) satisfies RuleFamily;

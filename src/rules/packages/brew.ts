import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { hostOf } from '../../explain/subjects/hosts.ts';
import { BROKEN_PACKAGE } from '../../explain/words/broken-package.ts';

const address = ({ log, at }: Match): string | null =>
  log.after(at, 4, /^(?:Download failed: |Failure while executing; .{0,80}?)(https?:\/\/\S{1,300})/)
    ?.match[1] ?? null;
/** curl's reason stands between Homebrew's own lines. */
const refused = ({ log, at }: Match): boolean =>
  log.before(at, 8, /error: 404|404 Not Found/) !== null ||
  log.after(at, 6, /error: 404|404 Not Found/) !== null;

/** Homebrew's own sentences (exceptions.rb, cmd/update.sh). */
export default [
  ...family(
    'fetch.network',
    {
      title: (subject) =>
        text(
          `Homebrew could not fetch from ${subject ?? 'a host'}`,
          `Homebrew 无法从 ${subject ?? '某个主机'} 下载`,
        ),
      cause: text(
        'curl, which Homebrew calls, failed: the line before says how.',
        'Homebrew 调用的 curl 失败：上一行说明了原因。',
      ),
      remedies: [
        {
          title: text('Fetch it alone and read what curl says', '单独下载并查看 curl 的输出'),
          run: [['brew', 'fetch', '--verbose', 'zeromq']],
        },
      ],
    },
    [
      {
        id: 'fetch.network/brew',
        when: /^(?:Error: )?(?:\S{1,60}: )?Failed to download resource "[^"]{1,80}"/,
        tier: 'symptom',
        test: (found) => !refused(found),
        subject: (found) => hostOf(address(found) ?? ''),
        samples: [
          [
            'Error: Failed to download resource "zeromq"\nDownload failed: https://files.example/zeromq-4.3.4.tar.gz',
            'files.example',
          ],
        ],
      },
    ],
  ),
  ...family(
    'package.repository',
    {
      title: (subject) =>
        text(
          `Homebrew's tap ${subject ?? ''} cannot be updated`,
          `无法更新 Homebrew 的 tap ${subject ?? ''}`,
        ),
      cause: text(
        'The git clone that holds the formulae is shallow, damaged or refused by its remote.',
        '保存 formula 的 git 克隆为浅克隆、已损坏，或被远端拒绝。',
      ),
      remedies: [
        {
          title: text('Let Homebrew mend its clones', '让 Homebrew 修复其克隆'),
          run: [['brew', 'update-reset']],
        },
      ],
    },
    [
      {
        id: 'package.repository/brew',
        when: /^(?:Error: )?(homebrew-[\w-]{1,40}) is a shallow clone|^(?:Error: )?Invalid (?:formula|cask): (\S{1,200})|^(?:Error: )?Fetching \/\S{0,200}\/(homebrew-[\w-]{1,40}) failed/,
        subject: ({ match }) =>
          match[1] ?? match[3] ?? /\/(homebrew-[\w-]{1,40})\//.exec(match[2] ?? '')?.[1] ?? null,
        samples: [
          ['Error: \n  homebrew-core is a shallow clone.', 'homebrew-core'],
          [
            'Error: Fetching /usr/local/Homebrew/Library/Taps/homebrew/homebrew-core failed!',
            'homebrew-core',
          ],
        ],
      },
    ],
  ),
  ...family('package.broken', BROKEN_PACKAGE, [
    {
      id: 'package.broken/brew-bottle',
      when: /^(?:Error: )?([\w@.+-]{1,60}): (?:no bottle available|An unsatisfied requirement failed|unsatisfied requirements?\b)|^(?:Error: )?([\w@.+-]{1,60}) must be built from source|^(?:Error: )?The following formulae? cannot be installed from (?:a )?bottles? and must be built from source/,
      subject: ({ match, log, at }) =>
        match[1] ?? match[2] ?? log.after(at, 2, /^([\w@.+-]{1,60})$/)?.match[1] ?? null,
      samples: [
        ['Error: zeromq: no bottle available!', 'zeromq'],
        ['czmq: An unsatisfied requirement failed this build.', 'czmq'],
      ],
    },
  ]),
] satisfies RuleFamily;

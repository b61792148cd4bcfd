import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

export default family(
  'env.locale',
  {
    title: (subject) =>
      text(
        `The locale (${subject ?? 'LC_ALL'}) breaks a tool`,
        `语言环境（${subject ?? 'LC_ALL'}）使工具出错`,
      ),
    cause: text(
      'The variable names a locale that is not installed here, or one in which the tool reads bytes wrongly.',
      '该变量指定的语言环境没有安装，或会使工具误读字节。',
    ),
    remedies: [
      { title: text('Run it in the C locale', '在 C 语言环境下运行'), run: [['env', 'LC_ALL=C', 'make']] },
    ],
  },
  [
    {
      id: 'env.locale/sed-bytes',
      when: /(?:sed|tr|awk|gawk|sort|perl|m4|cut): (?:RE error: )?(?:illegal byte sequence|[Ii]nvalid or incomplete multibyte|Illegal byte)|unterminated 's' command/,
      unless: /unterminated/,
      subject: 'LC_ALL',
      samples: [['sed: RE error: illegal byte sequence', 'LC_ALL']],
    },
    {
      id: 'env.locale/setting-failed',
      when: /^perl: warning: Setting locale failed|(?:setlocale|cannot set LC_\w+): .{0,40}(?:cannot change locale|No such file)|warning: setlocale: (LC_\w+): cannot change locale/,
      tier: 'trace',
      severity: 'warning',
      test: ({ log }) =>
        log.find(/(?:autom4te|aclocal|m4|sed|perl): .{0,80}(?:error|failed)|Malformed UTF-8/) !== null,
      subject: ({ match }) => match[1] ?? 'LC_ALL',
      samples: [['perl: warning: Setting locale failed.\nautom4te: error: m4 failed', 'LC_ALL']],
    },
    {
      id: 'env.locale/python',
      when: /UnicodeDecodeError: 'ascii' codec can't decode|UnicodeEncodeError: '(?:ascii|latin-1)' codec|Python 3 was configured to use ASCII|Malformed UTF-8 character.{0,60}(?:autom4te|aclocal|perl)|locale\.Error: unsupported locale setting/,
      subject: ({ line }) => (/unsupported locale/.test(line.text) ? 'LC_ALL' : 'LANG'),
      samples: [
        ["UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3 in position 100", 'LANG'],
        ['locale.Error: unsupported locale setting', 'LC_ALL'],
      ],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { matchedLibrary } from '../../explain/subjects/libraries.ts';

export default family(
  'library.duplicate',
  {
    title: (subject) =>
      text(`Two versions of ${subject} meet in one program`, `同一个程序里混入了两个版本的 ${subject}`),
    cause: text(
      'A library on the link line was built against another version than the one that is linked.',
      '链接命令中的某个库是用另一个版本构建的。',
    ),
    remedies: [
      {
        title: text('See all copies, and which one wins', '查看所有副本以及哪一份优先'),
        run: [['czmq-setup', 'doctor']],
      },
      { title: text('Keep one version and build its users again', '只保留一个版本，并重新构建使用者') },
    ],
  },
  [
    {
      id: 'library.duplicate/may-conflict',
      when: /warning: (lib\S{1,80}), needed by (\S{1,300}), may conflict with (lib\S{1,80})/,
      severity: 'warning',
      tier: 'symptom',
      subject: matchedLibrary,
      samples: [
        [
          '/usr/bin/ld: warning: libzmq.so.4, needed by /usr/lib/libczmq.so, may conflict with libzmq.so.5',
          'libzmq',
        ],
      ],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

export default family(
  'link.duplicate-symbol',
  {
    title: (subject) =>
      text(`${subject ?? 'A symbol'} is defined twice`, `${subject ?? '某个符号'} 被定义了两次`),
    cause: text(
      'Two objects or libraries on the link line define the same symbol.',
      '链接命令中有两个目标文件或库定义了同一个符号。',
    ),
    remedies: [
      {
        title: text(
          'Link only one of the two files that the linker names; gcc 10 and later also refuse common symbols (-fcommon allows them)',
          '链接器列出的两个文件只保留一个；gcc 10 及以上还会拒绝公共符号（-fcommon 可放行）',
        ),
      },
    ],
  },
  [
    {
      id: 'link.duplicate-symbol/gnu',
      when: /multiple definition of '([^']{1,200})'/,
      unless: /warning:/,
      samples: [
        [
          "/usr/bin/ld: b.o:(.bss+0x0): multiple definition of `sha1_init'; a.o:(.bss+0x0): first defined here",
          'sha1_init',
        ],
      ],
    },
    {
      id: 'link.duplicate-symbol/mold',
      when: /^mold: (?:error|fatal): duplicate symbol: \S{1,300}: \S{1,300}: (\S.{0,200})$/,
      over: ['link.duplicate-symbol/others'],
      samples: [['mold: error: duplicate symbol: /tmp/a.o: libzmq.a(zmq.o): zmq_version', 'zmq_version']],
    },
    {
      id: 'link.duplicate-symbol/others',
      when: /duplicate symbol:? '?"?_?([\w:~()&*,.$ <>]{1,200}?)"?'?(?: in:?$|$| in )|([\w?@$]{1,120}) already defined in \S{1,120}|error: duplicate symbol: (.{1,120}): /,
      unless: /warning|^\d+ duplicate|LNK4006/,
      subject: ({ match }) => (match[1] ?? match[2] ?? match[3])!,
      samples: [
        ['duplicate symbol _zmq_version in:\n    a.o\n    b.o', 'zmq_version'],
        ["duplicate symbol '_sha1_init' in:", 'sha1_init'],
        ['ld.lld: error: duplicate symbol: zmq_version', 'zmq_version'],
        ['libzmq.lib(zmq.obj) : error LNK2005: zmq_version already defined in main.obj', 'zmq_version'],
      ],
    },
  ],
);

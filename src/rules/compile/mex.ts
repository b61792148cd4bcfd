import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { baseName } from '../../explain/subjects/paths.ts';

/** lcc, the compiler that MATLAB brought for 32-bit Windows, and what mex says of it. */
export default family(
  'compile.source-incompatible',
  {
    title: (subject) =>
      text(`${subject ?? 'The source'} does not compile here`, `${subject ?? '源码'} 在此环境下无法编译`),
    cause: text(
      'The compiler does not take what a current header says: lcc knows the C of 1990 only.',
      '编译器不接受较新的头文件：lcc 只支持 1990 年版的 C。',
    ),
    remedies: [
      {
        title: text(
          'Choose another compiler with `mex -setup`: Visual Studio or MinGW-w64',
          '用 `mex -setup` 选择其他编译器：Visual Studio 或 MinGW-w64',
        ),
      },
    ],
  },
  [
    {
      id: 'compile.source-incompatible/lcc',
      when: /^Error ([\w.+-]{1,120}\.c): (?:(\S{1,200}\.h): )?\d{1,6} {1,3}[A-Za-z`']/,
      subject: ({ match }) => baseName((match[2] ?? match[1]!).replaceAll('\\', '/')),
      samples: [
        ['Error zmq_connect.c: .\\zmq.h: 71  unrecognized declaration', 'zmq.h'],
        ["Error zmq_connect.c: 31  undeclared identifier `ZMQ_REQ'", 'zmq_connect.c'],
      ],
    },
  ],
) satisfies RuleFamily;

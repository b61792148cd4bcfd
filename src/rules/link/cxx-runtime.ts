import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { flagOf } from '../../explain/subjects/libraries.ts';
import { undefinedForm } from '../../explain/undefined.ts';

export default family(
  'link.cxx-runtime',
  {
    title: (subject) =>
      text(`The C++ runtime (${subject}) is not linked`, `没有链接 C++ 运行库（${subject}）`),
    cause: text(
      'A static C++ library (libzmq.a) is linked by the C driver, which does not add the C++ runtime.',
      '静态的 C++ 库（libzmq.a）由 C 链接驱动来链接，而它不会自动加上 C++ 运行库。',
    ),
    remedies: (subject) => [
      {
        title: text(
          `Link with g++ (or clang++), or add ${flagOf(subject ?? 'libzmq')} -lm behind libzmq`,
          `用 g++（或 clang++）链接，或在 libzmq 之后加上 ${flagOf(subject ?? 'libzmq')} -lm`,
        ),
      },
      {
        title: text('For a configure script', '对于 configure 脚本'),
        run: [['./configure', `LIBS=${flagOf(subject ?? 'libzmq')} -lm`]],
      },
    ],
  },
  [
    undefinedForm('link.cxx-runtime/undefined', 'runtime', {
      samples: [
        [
          "/usr/local/lib/libzmq.a(ctx.o): In function `zmq::ctx_t::terminate()':\nctx.cpp:(.text+0x1): undefined reference to `operator delete(void*)'",
          'libstdc++',
        ],
        ['ld.lld: error: undefined symbol: std::__1::mutex::lock()\n>>> referenced by ctx.cpp', 'libc++'],
        ["/usr/bin/ld: libzmq.a(zmq.o): undefined reference to `__gxx_personality_v0'", 'libstdc++'],
        [
          'Undefined symbols for architecture arm64:\n  "std::__1::__basic_string_common<true>::__throw_length_error() const", referenced from:',
          'libc++',
        ],
      ],
    }),
    {
      id: 'link.cxx-runtime/dso',
      when: /(?:^|\s|')(\S{0,120}lib(?:stdc\+\+|c\+\+)(?:abi)?\.so\S{0,10}): (?:error adding symbols|could not read symbols): (?:DSO missing|Invalid operation)/,
      subject: ({ match }) => (/libc\+\+/.test(match[1]!) ? 'libc++' : 'libstdc++'),
      over: ['link.library-not-linked', 'link.version-mismatch'],
      samples: [
        [
          '/usr/bin/ld: /usr/lib/x86_64-linux-gnu/libstdc++.so.6: error adding symbols: DSO missing from command line',
          'libstdc++',
        ],
      ],
    },
  ],
);

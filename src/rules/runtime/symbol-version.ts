import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

export default family(
  'runtime.symbol-version',
  {
    title: (subject) => text(`The system's library is older than ${subject}`, `系统中的库早于 ${subject}`),
    cause: (subject) =>
      text(
        `The file was built on a newer system: it asks for ${subject}, which the library here does not have.`,
        `该文件在更新的系统上构建：它要求 ${subject}，而这里的库没有。`,
      ),
    remedies: [
      {
        title: text(
          'Build it on this system, or take a build for an older one',
          '在本系统上构建，或使用为较旧系统构建的版本',
        ),
      },
      {
        title: text(
          'See which libstdc++ is taken: a stray copy may stand in front',
          '查看取用的是哪一份 libstdc++：可能有外来副本排在前面',
        ),
        run: [['czmq-setup', 'doctor']],
      },
    ],
  },
  [
    {
      id: 'runtime.symbol-version/glibc',
      when: /(?:version '([\w.]{1,60})' not found|version '?(\w{1,40}_[\d.]{1,12})'? (?:is )?not (?:found|defined)|(?:version|:) '?(\w{1,40}_[\d.]{1,12})'? required by \S{1,300} not found)/,
      subject: ({ match }) => (match[1] ?? match[2] ?? match[3])!,
      samples: [
        [
          '/usr/lib/libstdc++.so.6: version GLIBCXX_3.4.11 required by /usr/local/bin/znc not found',
          'GLIBCXX_3.4.11',
        ],
        [
          "./app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by ./app)",
          'GLIBC_2.34',
        ],
        [
          "ImportError: /usr/lib64/libstdc++.so.6: version `GLIBCXX_3.4.29' not found (required by /usr/local/lib/libzmq.so.5)",
          'GLIBCXX_3.4.29',
        ],
      ],
    },
    {
      id: 'runtime.symbol-version/wrapped',
      // A mail program or a narrow window broke the loader's line behind "version".
      when: /^'([A-Za-z]{2,20}_[\d.]{1,12})' not found \(required by/,
      test: ({ log, at }) => /: version$/.test(log.lines[at - 1]?.text ?? ''),
      samples: [
        [
          "Error: /lib64/libstdc++.so.6: version\n`GLIBCXX_3.4.20' not found (required by\n/app/node_modules/zeromq/node.napi.glibc.node)",
          'GLIBCXX_3.4.20',
        ],
      ],
      misses: ["`GLIBCXX_3.4.20' not found (required by"],
    },
    {
      id: 'runtime.symbol-version/link',
      when: /undefined reference to '[^']{0,200}@{1,2}((?:GLIBC|GLIBCXX|CXXABI|GCC|OPENSSL|CURL)_[\d.]{1,12}\w?)'/,
      subject: ({ match }) => match[1]!,
      over: ['link.library-not-linked', 'link.version-mismatch', 'link.cxx-runtime'],
      test: ({ log, at }) =>
        log.after(at, 4, /DSO missing/) === null &&
        /: undefined reference/.test(log.lines[at]!.text) &&
        /\.so/.test(log.lines[at]!.text),
      samples: [
        [
          "/usr/bin/ld: /usr/local/lib/libzmq.so: undefined reference to `__cxa_throw_bad_array_new_length@CXXABI_1.3.8'",
          'CXXABI_1.3.8',
        ],
      ],
    },
  ],
);

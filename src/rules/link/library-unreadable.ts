import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName, libraryOfFile, matchedLibrary } from '../../explain/subjects/libraries.ts';

export default family(
  'library.unreadable',
  {
    title: (subject) => text(`${subject} may not be read by this user`, `当前用户无权读取 ${subject}`),
    cause: text(
      'The file or a folder above it does not let this user in.',
      '文件或其上级目录不允许该用户访问。',
    ),
    remedies: [
      {
        title: text('Look at the rights along the path', '查看路径上的权限'),
        run: [['namei', '-l', '/usr/local/lib']],
      },
    ],
  },
  [
    {
      id: 'library.unreadable/loader',
      when: /(?:error while loading shared libraries: |dlopen\(|: )(?:\S{1,200}: )?(\S{1,300}\.so[\d.]{0,12}|\S{1,300}\.dylib): (?:cannot open shared object file|failed to map segment from shared object(?: file)?|open\(\) failed).{0,8}(?:Permission denied|Operation not permitted|errno=13)/,
      subject: matchedLibrary,
      over: ['runtime.library-not-found', 'install.permission', 'source.not-executable/noexec'],
      samples: [
        [
          './app: error while loading shared libraries: libczmq.so.4: cannot open shared object file: Permission denied',
          'libczmq',
        ],
      ],
    },
    {
      id: 'library.unreadable/listing',
      // The loader says only "No such file"; the log's own `ls -l` shows that others may not read it.
      when: /^-[rwxs-]{6}-[w-][x-][.+@]? .{0,120}[ /](\S{1,200}\.so[\d.]{0,12})$/,
      test: ({ log, match }) =>
        log.find(
          new RegExp(
            `(?:^|[\\s/:'"])${fileName(match[1]!).replace(/[.+]/g, '\\$&')}: cannot open shared object file`,
          ),
        ) !== null,
      subject: matchedLibrary,
      over: ['runtime.library-not-found'],
      samples: [
        [
          './app: error while loading shared libraries: libzmq.so.5: cannot open shared object file: No such file or directory\n$ ls -l /opt/zmq/lib\n-rw------- 1 root root 15024 Nov 24 11:30 libzmq.so.5',
          'libzmq',
        ],
      ],
      misses: [
        './app: error while loading shared libraries: libzmq.so.5: cannot open shared object file: No such file or directory\n$ ls -l /opt/zmq/lib\n-rw-r--r-- 1 root root 15024 Nov 24 11:30 libzmq.so.5',
      ],
    },
    {
      id: 'library.unreadable/linker',
      when: /ld\S{0,10}: (?:cannot open|cannot find) (?:linker script file )?(\S{1,300}\.(?:so|a)[\d.]{0,12}): Permission denied|ld: can't open (?:file: )?'?(\S{1,300}\.(?:dylib|a))'?, errno=13/,
      subject: ({ match }) => libraryOfFile((match[1] ?? match[2])!),
      over: ['link.library-not-found', 'install.permission'],
      samples: [['/usr/bin/ld: cannot open /usr/local/lib/libzmq.so: Permission denied', 'libzmq']],
    },
  ],
);

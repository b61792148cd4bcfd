import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName, isSharedLibrary, matchedFile } from '../../explain/subjects/libraries.ts';

export default family(
  'library.dependency-missing',
  {
    title: (subject) =>
      text(`A library needs ${subject}, which is not found`, `某个库需要 ${subject}，但找不到它`),
    cause: (subject, { match }) =>
      text(
        `${fileName(match[2] ?? match[0])} was found and names ${subject} among what it needs; no folder that is searched holds it.`,
        `找到了 ${fileName(match[2] ?? match[0])}，但它所依赖的 ${subject} 不在任何被搜索的目录中。`,
      ),
    remedies: (subject) => [
      {
        title: text(
          `Install what brings ${subject}, or name its folder to the loader`,
          `安装提供 ${subject} 的软件，或让加载器知道其目录`,
        ),
        run: [['ldconfig']],
        root: true,
      },
      {
        title: text('See which copy is taken, and why', '查看选用了哪一份及原因'),
        run: [['czmq-setup', 'doctor']],
      },
    ],
  },
  [
    {
      id: 'library.dependency-missing/linker-warning',
      when: /warning: (lib\S{1,80}), needed by (\S{1,300}), not found/,
      test: ({ log, at }) => log.after(at, 200, /undefined reference|ld returned|error:/) !== null,
      subject: matchedFile,
      over: ['link.library-not-linked', 'link.version-mismatch', 'link.cxx-runtime'],
      samples: [
        [
          "/usr/bin/ld: warning: libsodium.so.23, needed by /usr/local/lib/libzmq.so, not found (try using -rpath or -rpath-link)\n/usr/local/lib/libzmq.so: undefined reference to `sodium_init'",
          'libsodium.so.23',
        ],
      ],
    },
    {
      id: 'library.dependency-missing/packager',
      // OpenWrt's, bitbake's, dpkg-shlibdeps' and rpm's own look at what a package's files need.
      when: /^Package (\S{1,80}) is missing dependencies for the following libraries:|contained in package (\S{1,80}) requires (\S{1,80}?)(?:\(\)\S{0,20})?, but no providers found|dpkg-shlibdeps: error: (?:cannot find|no dependency information found for) (?:library )?(\S{1,80})/,
      subject: ({ match, log, at }) =>
        fileName(match[3] ?? match[4] ?? log.after(at, 1, /^(\S{1,80}\.so\S{0,20})$/)?.match[1] ?? '') ||
        null,
      samples: [
        [
          'Package libzmq is missing dependencies for the following libraries:\nlibsodium.so.13',
          'libsodium.so.13',
        ],
        [
          'ERROR: QA Issue: /usr/lib/libzmq.so.5.2.4 contained in package zeromq requires libsodium.so.23()(64bit), but no providers found in RDEPENDS:zeromq? [file-rdeps]',
          'libsodium.so.23',
        ],
        [
          'dpkg-shlibdeps: error: cannot find library libzmq.so.5 needed by debian/app/usr/bin/app (ELF format)',
          'libzmq.so.5',
        ],
      ],
    },
    {
      id: 'library.dependency-missing/musl',
      when: /Error loading shared library (\S{1,120}): No such file or directory \(needed by (\S{1,200}\.so\S{0,12})\)/,
      test: ({ match }) => isSharedLibrary(match[2]!),
      subject: matchedFile,
      over: ['runtime.library-not-found'],
      samples: [
        [
          'Error loading shared library libsodium.so.23: No such file or directory (needed by /usr/lib/libzmq.so.5)',
          'libsodium.so.23',
        ],
      ],
    },
  ],
);

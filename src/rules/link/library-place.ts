import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { fileName, isSharedLibrary, matchedFile, matchedLibrary } from '../../explain/subjects/libraries.ts';

const soname = (stem: string): string => stem.replace(/[.+]/g, '\\$&');

export default [
  ...family(
    'library.broken-link',
    {
      title: (subject) =>
        text(
          `The link ${subject} dangles or points to the wrong file`,
          `符号链接 ${subject} 悬空或指向错误的文件`,
        ),
      cause: text(
        'A shared library is found by its soname, a link to the real file; this link is missing or wrong.',
        '共享库通过 soname（指向真实文件的链接）被找到；这个链接缺失或有误。',
      ),
      remedies: [
        {
          title: text(
            "Let ldconfig make the links of the loader's folders again",
            '让 ldconfig 重建加载器目录中的链接',
          ),
          run: [['ldconfig']],
          root: true,
        },
      ],
    },
    [
      {
        id: 'library.broken-link/la',
        when: /(?:sed|grep): (?:can't read )?(\S{1,200}\/lib[\w+-]{1,40}\.la): No such file|libtool: .{0,20}cannot find the library '?(\S{1,200}\.la)'? or unhandled|libtool: .{0,20}'?(\S{1,200}\.la)'? is not a valid libtool archive/,
        subject: ({ match }) => fileName((match[1] ?? match[2] ?? match[3])!),
        title: (subject) =>
          text(
            `The libtool archive ${subject} is not where another one says`,
            `libtool 归档 ${subject} 不在其他归档所指的位置`,
          ),
        cause: text(
          'A .la file of an installed library names this one by a path that does not exist: something was moved or removed.',
          '某个已安装库的 .la 文件用不存在的路径引用了它：有文件被移动或删除。',
        ),
        remedies: [
          {
            title: text(
              'Find the .la files that name it and remove them, or install the library again; most systems need no .la files',
              '找出引用它的 .la 文件并删除，或重新安装该库；多数系统不需要 .la 文件',
            ),
            run: [['grep', '-l', '-r', '--include=*.la', '.la', '/usr/local/lib']],
          },
        ],
        samples: [
          ["/bin/sed: can't read /usr/lib/libuuid.la: No such file or directory", 'libuuid.la'],
          [
            "libtool: link: cannot find the library `/usr/lib/libuuid.la' or unhandled argument `/usr/lib/libuuid.la'",
            'libuuid.la',
          ],
        ],
      },
      {
        id: 'library.broken-link/ldconfig',
        when: /ldconfig(?:\.real)?: (?:warning: )?(\S{1,300}) is not a symbolic link/,
        severity: 'warning',
        tier: 'symptom',
        test: ({ log, match }) =>
          log.find(new RegExp(`${soname(fileName(match[1]!))}.{0,60}(?:=> not found|cannot open shared)`)) !==
          null,
        subject: matchedFile,
        over: ['runtime.library-not-found'],
        samples: [
          [
            '/sbin/ldconfig.real: /usr/local/lib/libzmq.so.5 is not a symbolic link\n./app: error while loading shared libraries: libzmq.so.5: cannot open shared object file: No such file or directory',
            'libzmq.so.5',
          ],
        ],
        misses: ['/sbin/ldconfig.real: /usr/local/lib/libzmq.so.5 is not a symbolic link'],
      },
      {
        id: 'library.broken-link/ldconfig-stat',
        when: /ldconfig(?:\.real)?: (?:Cannot stat|Can't stat|cannot open|Input file) (\S{1,300}\.so[\d.]{0,12})(?:: No such file|: Too many levels)/,
        subject: matchedFile,
        samples: [
          ['ldconfig: Cannot stat /usr/local/lib/libzmq.so.5: No such file or directory', 'libzmq.so.5'],
        ],
      },
      {
        id: 'library.broken-link/listing',
        when: /^l[rwx-]{9}\S? .{0,120} (\S{1,200}\.so[\d.]{0,12}|\S{1,200}\.dylib) -> (\S{1,200})$/,
        test: ({ log, match }) => {
          const target = fileName(match[2]!);
          const name = fileName(match[1]!);
          const broken = new RegExp(
            `(?:cannot (?:access|open|stat)|No such file|not found|broken symbolic link).{0,200}${soname(target)}|${soname(target)}.{0,80}(?:No such file|not found)|${soname(name)}.{0,40}(?:broken symbolic link|=> not found|cannot open shared object)`,
          );
          return (
            log.find(broken) !== null &&
            !log.lines.some(({ text: words }) =>
              new RegExp(`^-[rwx-]{9}.{0,120}${soname(target)}$`).test(words),
            )
          );
        },
        subject: matchedFile,
        over: ['runtime.library-not-found', 'link.library-not-found'],
        samples: [
          [
            '$ ls -l /usr/local/lib\nlrwxrwxrwx 1 root root 15 Jan  1 10:00 /usr/local/lib/libzmq.so.5 -> libzmq.so.5.2.4\n$ ./app\n./app: error while loading shared libraries: libzmq.so.5: cannot open shared object file: No such file or directory',
            'libzmq.so.5',
          ],
        ],
      },
      {
        id: 'library.broken-link/file',
        when: /(\S{1,300}\.so[\d.]{0,12}|\S{1,300}\.dylib): broken symbolic link to|find: .{0,10}?(\S{1,300}\.so[\d.]{0,12}): Too many levels of symbolic links/,
        subject: ({ match }) => fileName((match[1] ?? match[2])!),
        over: ['runtime.library-not-found', 'link.library-not-found'],
        samples: [['/usr/lib/libczmq.so.4: broken symbolic link to libczmq.so.4.2.0', 'libczmq.so.4']],
      },
      {
        id: 'library.broken-link/no-soname',
        when: /^(?:\S{1,300}\/)?(lib[\w+-]{1,40}\.so)(?:\s{1,4}\S{1,60}){0,12}$/,
        test: ({ log, match }) =>
          log.find(new RegExp(`${soname(match[1]!)}\\.\\d{1,3} => not found`)) !== null &&
          log.find(new RegExp(`(?:^|[ /])${soname(match[1]!)}\\.\\d`)) !== null &&
          !log.lines.some(
            ({ text: words, command, kind }) =>
              kind === 'output' &&
              command >= 0 &&
              /^ls/.test(log.lines[command]!.text) &&
              new RegExp(`(?:^|[ /])${soname(match[1]!)}\\.\\d`).test(words),
          ) &&
          /^(?:ls|find)\b/.test(
            log.lines.findLast(({ kind, text: words }) => kind === 'command' && words.startsWith('ls'))
              ?.text ?? '',
          ),
        subject: ({ log, match }) =>
          /(lib\S{1,60}\.so\.\d{1,3}) => not found/.exec(
            log.lines.map(({ text: words }) => words).join('\n'),
          )?.[1] ?? match[1]!,
        over: ['runtime.library-not-found', 'library.dependency-missing'],
        samples: [
          ['$ ls /opt/x\nlibzmq.so  app.so\n$ ldd /opt/x/app.so\n\tlibzmq.so.5 => not found', 'libzmq.so.5'],
        ],
      },
    ],
  ),
  ...family(
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
  ),
  ...family(
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
  ),
] satisfies RuleFamily;

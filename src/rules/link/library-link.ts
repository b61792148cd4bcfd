import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName, matchedFile } from '../../explain/subjects/libraries.ts';

const soname = (stem: string): string => stem.replace(/[.+]/g, '\\$&');

export default family(
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
        // What ldconfig cures was no link's fault: it makes links, and lists them.
        const cured = log.lines.some(
          ({ text: words, kind }) => kind === 'command' && /\bldconfig$/.test(words),
        );
        return (
          log.find(broken) !== null &&
          !cured &&
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
          log.lines.findLast(({ kind, text: words }) => kind === 'command' && words.startsWith('ls'))?.text ??
            '',
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
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';

/** make's word on the folder that it works in, where that has a blank. */
const SPACED_FOLDER = /Entering directory '(\/[^']{0,200} [^']{0,200})'/;

/**
 * The destination that a shell took apart at its blanks: the command printed before ends in `target`, and its only
 * absolute word stands in front of that, behind what is to be copied.
 */
function splitDestination({ log, at, match }: Match): string | null {
  const ending = ` ${match[1]}`;
  const command = log.lines.slice(Math.max(0, at - 3), at).find(({ text: words }) => words.endsWith(ending));
  const [program, ...words] = command?.text.replace(/^.*\b(?=(?:install|cp|mv) -)/, '').split(' ') ?? [];
  const operands = words.filter((word) => !/^-\w/.test(word));
  const place = operands.findIndex((word) => word.startsWith('/'));
  if (program === undefined || place < 1 || operands.slice(place + 1).some((word) => word.startsWith('/')))
    return null;
  return /^(.* [^/]*)\//.exec(operands.slice(place).join(' '))?.[1] ?? null;
}

export default family(
  'source.path-unsupported',
  {
    title: (subject) =>
      text(
        `The build path holds a character that make or autotools cannot take${subject ? `: ${subject}` : ''}`,
        `构建路径中有 make 或 autotools 无法处理的字符${subject ? `：${subject}` : ''}`,
      ),
    cause: text(
      'Blanks, quotes, #, $, & and the like in the folder name break configure, make or libtool.',
      '目录名中的空格、引号、#、$、& 等字符会使 configure、make 或 libtool 出错。',
    ),
    remedies: [
      {
        title: text(
          'Move the source to a folder with letters, digits, - and _ only',
          '把源码移到只含字母、数字、- 和 _ 的目录',
        ),
      },
    ],
  },
  [
    {
      id: 'source.path-unsupported/configure',
      when: /unsafe (?:absolute working directory|srcdir|absolute) (?:name|value:? ?'([^']{1,300})')/,
      subject: ({ match, line, log, at }) => {
        const path = match[1] ?? line.folder;
        const typed = /(?:cd|PWD=) ?["']([^"']{1,300})["']/.exec(log.commandOf(at))?.[1];
        return path ?? typed ?? null;
      },
      samples: [
        [
          'dev@h:/home/dev/buggy#3/czmq$ ./configure\nconfigure: error: unsafe absolute working directory name',
          '/home/dev/buggy#3/czmq',
        ],
        ["configure: error: unsafe srcdir value: `/home/dev/my code/czmq'", '/home/dev/my code/czmq'],
      ],
    },
    {
      id: 'source.path-unsupported/cut-at-blank',
      // A shell that takes a path with a blank for two words complains of the first.
      when: /(?:cd|\/bin\/(?:ba|da)?sh|mkdir|install|cp|rm|ar|libtool): .{0,60}?'?(\/[^\s':]{1,300})'?: .{0,20}(?:No such file|not found|too many arguments|Is a directory)/,
      test: ({ match, log, at }) =>
        log.before(at, 2000, SPACED_FOLDER)?.match[1]?.startsWith(`${match[1]} `) ?? false,
      over: ['library.broken-link/la', 'source.incomplete', 'tool.missing'],
      subject: ({ log, at }) => log.before(at, 2000, SPACED_FOLDER)?.match[1] ?? null,
      samples: [
        [
          "make[1]: Entering directory '/home/dev/my code/czmq'\n/bin/sh: /home/dev/my: No such file or directory",
          '/home/dev/my code/czmq',
        ],
      ],
      misses: [
        '/bin/sh: 1: libtoolize: not found',
        "make[1]: Entering directory '/home/dev/my code/czmq'\n/bin/sh: 1: /usr/bin/libtool: not found",
      ],
    },
    {
      id: 'source.path-unsupported/split-destination',
      when: /^(?:\S{0,60}\/)?g?(?:install|cp|mv): target '([^'/][^']{0,300}\/[^']{0,300})' is not a directory/,
      test: (found) => splitDestination(found) !== null,
      subject: splitDestination,
      samples: [
        [
          "libtool: install: /usr/bin/install -c zgate /home/dev/my code - a copy/debian/zgate/usr/bin/zgate\n/usr/bin/install: target 'copy/debian/zgate/usr/bin/zgate' is not a directory",
          '/home/dev/my code - a copy',
        ],
      ],
      misses: [
        " /usr/bin/install -c -m 644 a.h b.h include/zmq\n/usr/bin/install: target 'include/zmq' is not a directory",
      ],
    },
    {
      id: 'source.path-unsupported/libtool-space',
      when: /libtool: {1,3}(?:link|compile|install|error):? {0,3}.{0,60}(?:cannot determine absolute directory name of|'[^']{1,200} [^']{1,200}' (?:must be|is not) an? absolute|invalid.{0,20}directory name)/,
      over: ['library.broken-link/la', 'source.incomplete'],
      subject: ({ log, at }) => log.before(at, 2000, SPACED_FOLDER)?.match[1] ?? null,
      samples: [["libtool: install: error: cannot determine absolute directory name of 'my'", null]],
    },
    {
      id: 'source.path-unsupported/no-symlinks',
      // FAT, exFAT, shared folders of virtual machines and some network mounts hold no symbolic links.
      when: /failed to create symbolic link '([^']{1,300})'(?: -> '?[^']{1,300}'?)?: (?:[Ff]unction not implemented|Operation not (?:permitted|supported)|Protocol error)/,
      subject: ({ log, at }) => log.lines[at]!.folder,
      title: text('This file system holds no symbolic links', '此文件系统不支持符号链接'),
      cause: text(
        'The build makes links between versions of a library; FAT, exFAT and shared folders refuse them.',
        '构建会为库的各版本建立链接；FAT、exFAT 和共享文件夹不支持。',
      ),
      remedies: [
        {
          title: text(
            'Build in a folder on the system’s own disk (ext4, APFS, NTFS with developer mode)',
            '在系统自身的磁盘（ext4、APFS、启用开发者模式的 NTFS）上构建',
          ),
        },
      ],
      samples: [
        ["CMake Error: failed to create symbolic link 'libx.so.6': function not implemented", null],
        ["ln: failed to create symbolic link 'libzmq.so': Operation not permitted", null],
        ["ln: failed to create symbolic link 'libzmq.so' -> 'libzmq.so.5': Protocol error", null],
      ],
      misses: ["ln: failed to create symbolic link '/usr/lib/libzmq.so': Permission denied"],
    },
    {
      id: 'source.path-unsupported/too-long',
      when: /(?:File name too long|filename or extension is too long|Filename too long|fatal error C1083.{0,80}too long|exceeds? (?:the )?(?:maximum|max) (?:full )?path)/,
      subject: null,
      samples: [['error: unable to create file doc/x: Filename too long', null]],
    },
    {
      id: 'source.path-unsupported/make-missing-separator',
      when: /Makefile\S{0,20}:\d+: \*\*\* (?:target pattern contains no '%'|multiple target patterns|missing target pattern)\. {2}Stop/,
      tier: 'symptom',
      subject: ({ log, at }) => log.lines[at]!.folder,
      samples: [["Makefile:120: *** target pattern contains no '%'.  Stop.", null]],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { absolute, baseName, matchedName } from '../../explain/subjects/paths.ts';

export default [
  ...family(
    'source.line-endings',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A script'} has Windows line ends (CRLF)`,
          `${subject ?? '某个脚本'} 使用 Windows 换行（CRLF）`,
        ),
      cause: text(
        'The checkout was made on Windows or with core.autocrlf; the carriage return at each line end becomes part of names and commands.',
        '检出是在 Windows 上或在开启 core.autocrlf 时进行的；行尾的回车符成了名称和命令的一部分。',
      ),
      remedies: [
        {
          title: text('Check out again without conversion', '不做转换重新检出'),
          run: [
            ['git', 'config', 'core.autocrlf', 'input'],
            ['git', 'rm', '--cached', '-r', '.'],
            ['git', 'reset', '--hard'],
          ],
          risk: 'high',
        },
        { title: text('Or take a release archive', '或使用发行压缩包') },
      ],
    },
    [
      {
        id: 'source.line-endings/interpreter',
        when: /(?:^|: )(\S{1,200}): (?:\/bin\/\w+|\/usr\/bin\/env|\/usr\/bin\/\w+)(?: \w+)?(?:\^M|\\r|\r): bad interpreter|(?:\/bin\/\w+|env \w+|python\d?|bash|sh)\^M: bad interpreter|(?:^|: )(\S{1,200}): bad interpreter: \S{1,100}(?:\^M|\\r|\r)|env: '?(?:bash|sh|python\d?|perl|node)(?:\\r|\^M|\r)'?: No such file|(?:\.\/\S{1,100}): (?:\/bin\/\w+)?\^M/,
        subject: ({ match, log, at, line }) => {
          const path =
            match[1] ??
            match[2] ??
            /(?:\.\/|\/)?([\w./-]{1,120}\.(?:sh|py|pl)|[\w./-]{0,80}configure)/.exec(line.text)?.[1] ??
            /(?:\.\/)([\w./-]{1,120})/.exec(log.commandOf(at))?.[1];
          return path ? baseName(path) : null;
        },
        over: ['source.not-executable', 'tool.missing', 'autotools.not-generated'],
        samples: [
          ['bash: ./autogen.sh: /bin/sh^M: bad interpreter: No such file or directory', 'autogen.sh'],
          ['zsh: ./bootstrap: bad interpreter: /bin/bash^M: no such file or directory', 'bootstrap'],
          ["$ ./configure\n/usr/bin/env: 'bash\\r': No such file or directory", 'configure'],
        ],
      },
      {
        id: 'source.line-endings/command',
        when: /(?:^|[: ])(?:line )?\d+: (?:\$?'?(?:\\r|\^M)'?|\S{0,60}(?:\\r|\^M)'?): (?:command )?not found|syntax error near unexpected token '(?:\$?'?(?:\{|in|elif|do|then)?\\r|newline\^M)|\$'\\r': command not found|\\r'?: (?:invalid option|ambiguous redirect|numeric argument)|(?:set|shift): -\s?(?:\\r|\r)?: invalid option/,
        subject: ({ line }) => {
          const path = /^(?:-?\w{2,5}: )?((?:\.{0,2}\/)?[\w./-]{1,120}?):/.exec(line.text)?.[1];
          return path && !/^(?:-?bash|sh|line)$/.test(path) ? baseName(path) : null;
        },
        over: ['tool.missing', 'autotools.macro-missing'],
        samples: [["./autogen.sh: line 3: $'\\r': command not found", 'autogen.sh']],
      },
      {
        id: 'source.line-endings/required-file',
        // bash 5.2 says so of a script whose interpreter does not exist: `/bin/sh\r`, mostly.
        when: /(?:^|[: ])(\S{0,200}?(?:\.sh|autogen|bootstrap|configure|\.py|\.pl)): cannot execute: required file not found/,
        tier: 'symptom',
        test: ({ log }) => log.find(/bad interpreter/) === null,
        subject: matchedName,
        over: ['runtime.interpreter-missing'],
        possible: [
          {
            code: 'source.line-endings',
            why: text("the script's first line ends in CRLF", '脚本首行以 CRLF 结尾'),
            ask: ['file', 'SCRIPT'],
          },
          {
            code: 'tool.missing',
            why: text(
              'the interpreter that its first line names is not installed',
              '首行所写的解释器没有安装',
            ),
            ask: ['head', '-1', 'SCRIPT'],
          },
        ],
        samples: [['bash: ./autogen.sh: cannot execute: required file not found', 'autogen.sh']],
        misses: ['bash: ./server: cannot execute: required file not found'],
      },
      {
        id: 'source.line-endings/set-option',
        // The carriage return ends the terminal's line.
        when: /^(\S{1,120}?): (?:line )?\d{1,5}: set: (?:[Ii]llegal option )?-\s*$/,
        test: ({ log, at }) =>
          log.after(at, 1, /^(?::|invalid option$)/) !== null || /[Ii]llegal/.test(log.lines[at]!.text),
        subject: matchedName,
        samples: [
          ['ci_build.sh: line 1: set: -\n: invalid option', 'ci_build.sh'],
          ['./autogen.sh: 2: set: Illegal option -\r', 'autogen.sh'],
        ],
      },
      {
        id: 'source.line-endings/word-expected',
        // To dash, `in\r`, `then\r` and `done\r` are other words: the one that is expected never comes.
        when: /^(?:-?\w{2,5}: )?(\S{0,120}(?:configure|autogen|bootstrap|buildconf|\.sh)): (?:line )?\d{1,5}: Syntax error: (?:word unexpected \(expecting "(?:in|do)"\)|end of file unexpected \(expecting "(?:then|do|done|fi)"\))/,
        tier: 'symptom',
        subject: matchedName,
        possible: [
          {
            code: 'source.line-endings',
            why: text("the script's lines end in CRLF", '脚本的行尾是 CRLF'),
            ask: ['file', 'SCRIPT'],
          },
          {
            code: 'source.incomplete',
            why: text('the script is cut off', '脚本不完整'),
            ask: ['tail', '-3', 'SCRIPT'],
          },
        ],
        samples: [
          ['./configure: 21: Syntax error: word unexpected (expecting "in")', 'configure'],
          ['./autogen.sh: 5: Syntax error: end of file unexpected (expecting "then")', 'autogen.sh'],
        ],
        misses: ['./configure: 5213: Syntax error: word unexpected (expecting ")")'],
      },
      {
        id: 'source.line-endings/file-says',
        when: /^(\S{1,200}): .{0,120}script.{0,120}with CRLF line terminators/,
        test: ({ log }) => log.find(/bad interpreter|No such file|not found|syntax error/) !== null,
        subject: matchedName,
        over: ['source.not-executable', 'tool.missing', 'autotools.not-generated'],
        samples: [
          [
            '$ ./autogen.sh\nbash: ./autogen.sh: cannot execute: required file not found\n$ file autogen.sh\nautogen.sh: POSIX shell script, ASCII text executable, with CRLF line terminators',
            'autogen.sh',
          ],
        ],
      },
      {
        id: 'source.line-endings/version-sh',
        when: /version\.sh: error: could not extract version from (\S{1,120})/,
        subject: ({ match }) => match[1]!,
        over: ['autotools.macro-missing', 'autotools.not-generated'],
        samples: [['version.sh: error: could not extract version from include/zmq.h', 'include/zmq.h']],
      },
      {
        id: 'source.line-endings/m4',
        when: /^' is already registered with|^'\.?:? (?:No such file|not found)|\.\^M|#!\S{1,40}\^M/,
        subject: ({ line }) => /(\S{1,60}\.(?:sh|ac|am|m4))/.exec(line.text)?.[1] ?? null,
        over: ['autotools.macro-missing'],
        samples: [["' is already registered with AC_CONFIG_FILES.", null]],
      },
    ],
  ),
  ...family(
    'source.clock-skew',
    {
      title: (subject) =>
        text(
          `File times lie in the future${subject ? ` (${subject})` : ''}`,
          `文件时间在未来${subject ? `（${subject}）` : ''}`,
        ),
      cause: text(
        'The clock of this machine is behind the one that wrote the files (a container, a VM, a network file system), so make and configure cannot tell what is new.',
        '本机时钟落后于写文件的机器（容器、虚拟机、网络文件系统），make 和 configure 因而无法判断新旧。',
      ),
      remedies: [
        {
          title: text(
            'Set the clock, then give the files the time of now',
            '校准时钟，然后把文件时间改为当前时间',
          ),
          run: [['date'], ['find', '.', '-exec', 'touch', '{}', '+']],
        },
      ],
    },
    [
      {
        id: 'source.clock-skew/configure',
        when: /newly created file is older than distributed files|Check your system clock/,
        subject: ({ log, at }) => log.lines[at]!.folder,
        samples: [
          [
            'checking whether build environment is sane... configure: error: newly created file is older than distributed files!',
            null,
          ],
          [
            'dev@h:/home/dev/czmq$ ./configure\nconfigure: error: newly created file is older than distributed files!',
            '/home/dev/czmq',
          ],
        ],
      },
      {
        id: 'source.clock-skew/make',
        when: /warning: +Clock skew detected|[Ff]ile '([^']{1,200})' has modification time [\d.e+]+ s in the future/,
        severity: 'warning',
        tier: 'symptom',
        subject: ({ log, at, match }) =>
          match[1]?.startsWith('/') ? match[1].replace(/\/[^/]*$/, '') : log.lines[at]!.folder,
        samples: [
          [
            "make: Warning: File 'Makefile.in' has modification time 3000 s in the future\nmake: warning:  Clock skew detected.  Your build may be incomplete.\nmake: *** [Makefile:300: config.status] Error 1",
            null,
          ],
        ],
      },
      {
        id: 'source.clock-skew/tar',
        when: /tar: (\S{1,200}): time stamp .{1,60} is .{1,30} s in the future/,
        severity: 'warning',
        tier: 'trace',
        test: ({ log }) => log.find(/\*\*\* |error|fail/i) !== null,
        subject: ({ match, line }) => absolute(match[1]!.split('/')[0]!, line.folder),
        samples: [
          [
            'tar: czmq-4.2.1/configure: time stamp 2026-01-01 10:00:00 is 3000.5 s in the future\nconfigure: error: x',
            'czmq-4.2.1',
          ],
        ],
      },
      {
        id: 'source.clock-skew/ninja-loop',
        when: /ninja: error: manifest 'build\.ninja' still dirty after \d+ tries/,
        subject: ({ log, at }) => log.lines[at]!.folder,
        samples: [["ninja: error: manifest 'build.ninja' still dirty after 100 tries", null]],
      },
    ],
  ),
  ...family(
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
        id: 'source.path-unsupported/libtool-space',
        when: /libtool: {1,3}(?:link|compile|install|error):? {0,3}.{0,60}(?:cannot determine absolute directory name of|'[^']{1,200} [^']{1,200}' (?:must be|is not) an? absolute|invalid.{0,20}directory name)|(?:cd|\/bin\/sh|mkdir|install): .{0,40}(?:No such file|not found|too many arguments)/,
        test: ({ log, at }) => {
          const spaced = /Entering directory '(\/[^']{0,200} [^']{0,200})'/;
          return log.before(at, 2000, spaced) !== null || /libtool/.test(log.lines[at]!.text);
        },
        over: ['library.broken-link/la', 'source.incomplete', 'tool.missing'],
        subject: ({ log, at }) =>
          log.before(at, 2000, /Entering directory '(\/[^']{0,200} [^']{0,200})'/)?.match[1] ?? null,
        samples: [
          [
            "make[1]: Entering directory '/home/dev/my code/czmq'\n/bin/sh: /home/dev/my: No such file or directory",
            '/home/dev/my code/czmq',
          ],
        ],
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
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { baseName, matchedName } from '../../explain/subjects/paths.ts';

export default family(
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
          why: text('the interpreter that its first line names is not installed', '首行所写的解释器没有安装'),
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
      subject: ({ line, log, at }) => {
        const shown =
          log.before(at, 4, /(\S{1,200}): cannot execute: required file not found/)?.match[1] ??
          / (\S{1,200})(?: \||$)/.exec(log.commandOf(at))?.[1];
        return /(\S{1,60}\.(?:sh|ac|am|m4))/.exec(line.text)?.[1] ?? (shown ? baseName(shown) : null);
      },
      over: ['autotools.macro-missing'],
      samples: [
        ['$ head -1 autogen.sh | cat -A\n#!/bin/sh^M$', 'autogen.sh'],
        ["' is already registered with AC_CONFIG_FILES.", null],
      ],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { BROKEN_TOOL } from '../../explain/words/broken-tool.ts';

/** Tools that start and fail by themselves: what they are made of is not whole. */
export default family('tool.broken', BROKEN_TOOL, [
  {
    id: 'tool.broken/bus',
    when: /^(?:.{0,80}: )?(?:\/usr\/(?:local\/)?bin\/)(perl|m4|autom4te|python3?|git|cmake|make|gcc|g\+\+|ld|as): (?:error while loading shared libraries|symbol lookup error|version '?\w)/,
    over: [
      'runtime.library-not-found',
      'runtime.symbol-missing',
      'runtime.symbol-version',
      'tool.broken/compiler-library',
    ],
    subject: ({ match }) => toolName(match[1]!),
    samples: [
      [
        '/usr/local/bin/cmake: error while loading shared libraries: libssl.so.1.1: cannot open shared object file: No such file or directory',
        'cmake',
      ],
    ],
  },
  {
    id: 'tool.broken/msys-fork',
    when: /fatal error - (?:cygheap base mismatch|couldn't allocate heap)|fork: child \d+ - .{0,80}(?:died|retry)|child_info_fork::abort/,
    subject: 'sh',
    samples: [
      [
        "0 [main] sh 4120 child_info_fork::abort: address space needed by 'msys-gcc_s-seh-1.dll' is already occupied",
        'sh',
      ],
    ],
  },
  {
    id: 'tool.broken/perl-module',
    when: /^Can't locate ([\w/]{1,80})\.pm in @INC/,
    subject: ({ match }) =>
      /^Autom4te|^Automake/.test(match[1]!)
        ? match[1]!.startsWith('Autom4te')
          ? 'autoconf'
          : 'automake'
        : 'perl',
    samples: [
      [
        "Can't locate Autom4te/ChannelDefs.pm in @INC (you may need to install the Autom4te::ChannelDefs module)",
        'autoconf',
      ],
    ],
  },
  {
    id: 'tool.broken/python-venv',
    when: /ensurepip is not available|The virtual environment was not created successfully/,
    code: 'tool.missing',
    subject: 'python3-venv',
    title: text('python3-venv is not installed', '没有安装 python3-venv'),
    remedies: [{ title: text('Install the venv module', '安装 venv 模块'), install: ['python3-venv'] }],
    samples: [
      ['The virtual environment was not created successfully because ensurepip is not', 'python3-venv'],
    ],
  },
]);

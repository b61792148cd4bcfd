import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { BROKEN_TOOL } from '../../explain/words/broken-tool.ts';

/** Tools that start and fail by themselves: what they are made of is not whole. */
export default family('tool.broken', BROKEN_TOOL, [
  {
    id: 'tool.broken/bus',
    when: /^(?:.{0,80}: )?(?:\/usr\/(?:local\/)?bin\/)(perl|m4|autom4te|python3?|git|cmake|make|gcc|g\+\+|ld|as): (?:error while loading shared libraries|symbol lookup error|version '?\w)(?:: (\S{1,300}))?/,
    // An interpreter loads the extensions of others: what one of those lacks is no fault of the interpreter.
    test: ({ match }) =>
      !/^(?:perl|python)/.test(match[1]!) ||
      match[2] === undefined ||
      /^(?:\/usr\/(?:local\/)?bin\/)?(?:lib)?(?:perl|python)[\d.]*(?:$|\.so)|\/lib(?:perl|python)[\d.]*\.so|^lib(?!z?c?zmq)[\w.+-]+\.so/.test(
        match[2],
      ),
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
      [
        '/usr/bin/python3: symbol lookup error: /usr/lib/libpython3.11.so.1.0: undefined symbol: XML_SetReparseDeferralEnabled',
        'python3',
      ],
    ],
    misses: [
      '/usr/bin/python3: symbol lookup error: /usr/local/lib/libczmq.so.4: undefined symbol: zmq_ctx_get_ext',
      '/usr/bin/perl: symbol lookup error: /usr/lib/perl5/auto/ZMQ/LibZMQ3/LibZMQ3.so: undefined symbol: zmq_init',
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

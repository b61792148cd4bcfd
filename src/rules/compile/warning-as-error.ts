import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { warningSaid } from '../../explain/subjects/warnings.ts';
import { TRIAL_PROGRAM } from '../../explain/trials.ts';

export default family(
  'compile.warning-as-error',
  {
    title: (subject) =>
      text(
        `The build stops at a warning (${subject ?? '-Werror'}), because of -Werror`,
        `因为 -Werror，构建停在一个警告上（${subject ?? '-Werror'}）`,
      ),
    cause: text(
      'This compiler warns where the one of the authors did not, and -Werror makes the warning fatal. The code itself would compile.',
      '这个编译器给出了作者当时的编译器没有给出的警告，而 -Werror 使警告变成错误。代码本身可以编译。',
    ),
    remedies: (subject) => {
      const soft = subject?.startsWith('-W')
        ? `-Wno-error=${subject.slice(2).replace('error', '') || 'all'}`
        : '-Wno-error';
      return [
        {
          title: text('Configure without -Werror', '配置时去掉 -Werror'),
          run: [['./configure', '--disable-Werror']],
        },
        {
          title: text(
            `Or make it a warning again: CFLAGS and CXXFLAGS with ${soft}`,
            `或恢复为警告：在 CFLAGS 和 CXXFLAGS 中加入 ${soft}`,
          ),
          run: [['./configure', `CFLAGS=-O2 ${soft}`, `CXXFLAGS=-O2 ${soft}`]],
        },
      ];
    },
  },
  [
    {
      id: 'compile.warning-as-error/gcc',
      when: /\[-Werror=([\w+#-]{2,60})=?(?:[\w]{0,12})?\]/,
      unless: TRIAL_PROGRAM,
      test: ({ line }) => /error|\[-Werror=/.test(line.text),
      subject: ({ match }) => `-W${match[1]!.replace(/=$/, '')}`,
      over: ['compile.source-incompatible'],
      samples: [
        ["zcert.c:351:11: error: unused variable 'handle' [-Werror=unused-variable]", '-Wunused-variable'],
        [
          "src/msg.cpp:90:5: error: 'char* strncpy(char*, const char*, size_t)' specified bound 256 equals destination size [-Werror=stringop-truncation]",
          '-Wstringop-truncation',
        ],
        ["x.cpp:3:4: error: unknown conversion type character 'l' in format [-Werror=format=]", '-Wformat'],
      ],
    },
    {
      id: 'compile.warning-as-error/clang',
      when: /\[-Werror,(-W[\w+#-]{2,60})(?:,-W[\w-]+)?\]/,
      unless: TRIAL_PROGRAM,
      over: ['compile.source-incompatible'],
      samples: [
        [
          "src/ypipe.hpp:45:9: error: private field 'x' is not used [-Werror,-Wunused-private-field]",
          '-Wunused-private-field',
        ],
      ],
    },
    {
      id: 'compile.warning-as-error/old-gcc',
      when: /^(?:cc1|cc1plus|clang|g\+\+|gcc)(?:\.exe)?: (?:error: )?(?:all|some) warnings being treated as errors/,
      tier: 'symptom',
      test: ({ log }) => log.find(/\[-Werror[=,]/) === null,
      subject: ({ log, at }) => {
        const warning = log.before(at, 60, /: warning: (.{1,300}?)(?:\[(-W[\w-]{2,40})\])?$/)?.match;
        return warning?.[2] ?? warningSaid(warning?.[1] ?? '') ?? '-Werror';
      },
      samples: [
        ["zframe.c:10: warning: 'x' shadows\ncc1: all warnings being treated as errors", '-Werror'],
        [
          "zloop.c:91: warning: enumeration value 'DONE' not handled in switch\ncc1: all warnings being treated as errors",
          '-Wswitch',
        ],
      ],
    },
    {
      id: 'compile.warning-as-error/ancient-gcc',
      when: /^(?:cc1|cc1plus): warnings being treated as errors/,
      subject: ({ log, at }) => {
        const said = log.after(at, 3, /: (?:warning|error): (.{1,200})/)?.match[1] ?? '';
        return /\[(-W[\w-]{2,40})\]/.exec(said)?.[1] ?? warningSaid(said) ?? '-Werror';
      },
      over: ['compile.source-incompatible'],
      samples: [
        [
          "cc1plus: warnings being treated as errors\nsrc/zmq.cpp:30: warning: unused variable 'rc'",
          '-Wunused-variable',
        ],
      ],
    },
    {
      id: 'compile.warning-as-error/msvc',
      when: /error C2220: (?:the following )?warning.{0,20} treated as (?:an )?error|error (C4\d{3}):/,
      subject: ({ match, log, at }) =>
        match[1] ??
        log.after(at, 2, /warning (C\d{4})/)?.match[1] ??
        log.before(at, 2, /warning (C\d{4})/)?.match[1] ??
        '/WX',
      samples: [
        [
          "zmq.cpp(12): error C2220: the following warning is treated as an error\nzmq.cpp(12): warning C4996: 'strcpy': This function may be unsafe",
          'C4996',
        ],
      ],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { absolute } from '../../explain/subjects/paths.ts';

export default family(
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
);

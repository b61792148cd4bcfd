import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { libraryOfFile } from '../../explain/subjects/libraries.ts';
import { baseName } from '../../explain/subjects/paths.ts';

/** Apple's linker, old and new, on frameworks, platforms and what is defined twice. */
const LD = '^ld: (?:error: |fatal: )?';

export default [
  ...family(
    'link.library-not-found',
    {
      cause: (subject) =>
        text(
          `No folder given with -F or -L holds ${subject}: it was not built or fetched yet, or lies elsewhere.`,
          `-F 或 -L 给出的目录中都没有 ${subject}：它尚未构建或获取，或在别处。`,
        ),
      remedies: [
        {
          title: text(
            'CocoaPods: fetch the pods and open the workspace, not the project; else add the folder to FRAMEWORK_SEARCH_PATHS',
            'CocoaPods：先获取 pods 并打开 workspace 而非 project；否则把目录加入 FRAMEWORK_SEARCH_PATHS',
          ),
        },
      ],
    },
    [
      {
        id: 'link.library-not-found/framework',
        when: new RegExp(`${LD}framework (?:not found '?([\\w.+-]{1,80})|'([\\w.+-]{1,80})' not found)`),
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [
          ['ld: framework not found ZeroMQ', 'ZeroMQ'],
          ["ld: framework 'ZeroMQ' not found", 'ZeroMQ'],
        ],
        misses: ["ld: warning: Could not find or use auto-linked framework 'ZeroMQ'"],
      },
    ],
  ),
  ...family(
    'link.duplicate-symbol',
    {
      title: text('Symbols are defined twice', '有符号被定义了两次'),
      cause: text(
        'Two objects or libraries on the link line define the same symbols; Xcode prints them above, or only in its full log.',
        '链接命令中有两个目标文件或库定义了相同的符号；Xcode 在上文或完整日志中列出它们。',
      ),
      remedies: [
        {
          title: text(
            'Link only one of the two: a library that is given both by hand and by a package manager, or twice under two names',
            '两者只保留一个：例如既手动又由包管理器加入、或以两个名字重复加入的库',
          ),
        },
      ],
    },
    [
      {
        id: 'link.duplicate-symbol/ld64-count',
        when: new RegExp(`${LD}\\d{1,6} duplicate symbols?(?: for architecture|$)`),
        tier: 'symptom',
        subject: null,
        samples: [['ld: 74 duplicate symbols for architecture x86_64', null]],
      },
    ],
  ),
  ...family(
    'library.wrong-architecture',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A library'} is built for another platform`,
          `${subject ?? '某个库'} 是为另一个平台构建的`,
        ),
      cause: text(
        'A device, its simulator, Mac Catalyst and macOS are different platforms, even where their processors are the same.',
        '设备、其模拟器、Mac Catalyst 与 macOS 是不同的平台，即使处理器相同。',
      ),
      remedies: [
        {
          title: text(
            'Build it for the platform that the app is linked for, or use an .xcframework with all of them',
            '为应用所链接的平台构建它，或使用包含各平台的 .xcframework',
          ),
        },
      ],
    },
    [
      {
        id: 'library.wrong-architecture/apple-platform-quoted',
        // Since Xcode 14; Flutter and others repeat it behind a mark of their own.
        when: /[Bb]uilding for '[^']{1,40}', but linking in (?:object file|dylib) (?:\(|')([^'()[\]]{1,300})(?:\[[^\]]{1,20}\]){0,2}(?:\([^()]{1,100}\))?(?:\)|')/,
        unless: /^ld: warning/,
        over: ['library.wrong-architecture/ld64'],
        subject: ({ match }) => libraryOfFile(match[1]!) ?? baseName(match[1]!),
        samples: [
          [
            "ld: building for 'iOS-simulator', but linking in object file (/app/libzmq.a[arm64][2](zmq.o)) built for 'iOS'",
            'libzmq',
          ],
          [
            "Error (Xcode): Building for 'iOS-simulator', but linking in dylib (/app/ZeroMQ.framework/ZeroMQ) built for 'iOS'",
            'ZeroMQ',
          ],
        ],
      },
      {
        id: 'library.wrong-architecture/apple-platform',
        when: new RegExp(
          `${LD}(?:warning: )?building for .{1,40}, but (?:linking in|attempting to link with) .{1,60}? built for .{1,40}?,? (?:file |for architecture )?'?([^'\\s]{1,300})`,
        ),
        unless: /^ld: warning/,
        over: ['library.wrong-architecture/ld64'],
        subject: ({ match }) => libraryOfFile(match[1]!) ?? baseName(match[1]!),
        samples: [
          [
            "ld: building for iOS Simulator, but linking in object file built for iOS, file '/app/libzmq.a' for architecture arm64",
            'libzmq',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { newerRelease } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { cabalVersion } from '../../explain/subjects/cabal.ts';
import { capabilityOfLibrary, libraryOfProject } from '../../explain/subjects/libraries.ts';
import { matchedModule } from '../../explain/subjects/modules.ts';

export default [
  ...family(
    'pkgconfig.dependency-missing',
    {
      title: (subject) =>
        text(
          `A module was found, but ${subject}, which it requires, was not`,
          `找到了模块，但它依赖的 ${subject} 找不到`,
        ),
      cause: (subject) =>
        text(
          `A .pc file names ${subject} in Requires or Requires.private, and no folder that pkg-config searches holds ${subject}.pc.`,
          `某个 .pc 文件的 Requires 或 Requires.private 列出了 ${subject}，而 pkg-config 的搜索目录中没有 ${subject}.pc。`,
        ),
      remedies: (subject) => {
        const need = subject ? capabilityOfLibrary(subject) : null;
        return [
          {
            title: text(
              `Install the development files that bring ${subject}.pc`,
              `安装提供 ${subject}.pc 的开发文件`,
            ),
            install: need ? [need] : [],
          },
        ];
      },
    },
    [
      {
        id: 'pkgconfig.dependency-missing/required-by',
        when: /Package '?([\w.+-]{1,60})'?,? required by '(?!virtual:world)([\w.+-]{1,60})'?,? not found/,
        subject: matchedModule,
        over: ['pkgconfig.module-missing', 'dependency.missing'],
        samples: [
          ["Package 'libsodium', required by 'libzmq', not found", 'libsodium'],
          [
            "Package libsodium was not found in the pkg-config search path.\nPackage 'libsodium', required by 'libzmq', not found",
            'libsodium',
          ],
        ],
      },
    ],
  ),
  ...family(
    'pkgconfig.version-too-old',
    {
      cause: text(
        'pkg-config found the module, and its version is below what was asked for. A newer copy elsewhere is not seen.',
        'pkg-config 找到了该模块，但版本低于要求；别处即使有更新的副本也没有被看到。',
      ),
      remedies: (subject) => [
        newerRelease(subject),
        {
          title: text('See which copy was found', '查看找到的是哪一份'),
          run: [['pkg-config', '--modversion', '--debug', subject ?? 'libzmq']],
        },
      ],
    },
    [
      {
        id: 'pkgconfig.version-too-old/requested',
        when: /Requested '([\w.+-]{1,60}) ?(?:>=|=|>) ?[^']{1,30}' but version of .{1,80} is |Package dependency requirement '([\w.+-]{1,60}) (?:>=|=|>) [^']{1,30}' could not be satisfied/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        over: ['pkgconfig.module-missing', 'dependency.missing'],
        samples: [
          ["Requested 'libzmq >= 4.0.0' but version of libzmq is 3.2.5", 'libzmq'],
          ["Package dependency requirement 'libczmq >= 4.2.0' could not be satisfied.", 'libczmq'],
        ],
      },
      {
        id: 'pkgconfig.version-too-old/cabal',
        when: /[Tt]he pkg-config package '?[\w.+-]{1,60}/,
        test: (match) => cabalVersion(match)?.tooNew === false,
        subject: (match) => cabalVersion(match)!.module,
        samples: [
          [
            "Setup: The pkg-config package 'libzmq' version >=4.0 && <5.0 is required but the\nversion installed on the system is version 3.2.5",
            'libzmq',
          ],
        ],
        misses: ["The pkg-config package 'libzmq' version >=4.0 is required but it could not be\nfound."],
      },
      {
        id: 'pkgconfig.version-too-old/meson',
        when: /ERROR: Dependency '?([\w.+-]{1,60})'? (?:found|.{0,40}Invalid version).{0,40}(?:need|but need|requires?)|Invalid version, need '?([\w.+-]{1,60})'?/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        over: ['pkgconfig.module-missing', 'dependency.missing'],
        samples: [
          ["meson.build:4:0: ERROR: Dependency 'libzmq' found 3.2.5 but need: '>=4.0'", 'libzmq'],
          [
            "meson.build:22:0: ERROR: Dependency lookup for libzmq with method 'pkgconfig' failed: Invalid version, need 'libzmq' ['>= 4.2.0'] found '4.1.4'.",
            'libzmq',
          ],
        ],
      },
    ],
  ),
  ...family(
    'pkgconfig.stale',
    {
      title: (subject) =>
        text(`${subject}.pc points to what does not exist`, `${subject}.pc 指向不存在的位置`),
      cause: text(
        'The .pc file was left by a copy that was moved or removed.',
        '该 .pc 文件属于已被移动或删除的旧副本。',
      ),
      remedies: [
        {
          title: text(
            'See where it points, then remove or rebuild that copy',
            '查看其指向，然后删除或重装那份副本',
          ),
          run: [['czmq-setup', 'doctor']],
        },
      ],
    },
    [
      {
        id: 'pkgconfig.stale/cmake',
        when: /^Imported target "(?:PkgConfig::)?([\w.+-]{1,60})" includes non-existent path/,
        // A path that ends so was never found: cmake-notfound.ts.
        test: ({ log, at }) => log.after(at, 3, /-NOTFOUND/) === null,
        subject: ({ match }) =>
          /zmq/i.test(match[1]!) ? (/czmq/i.test(match[1]!) ? 'libczmq' : 'libzmq') : match[1]!,
        samples: [
          [
            'CMake Error in CMakeLists.txt:\n  Imported target "PkgConfig::libzmq" includes non-existent path\n\n    "/opt/zeromq/include"',
            'libzmq',
          ],
        ],
      },
      {
        id: 'pkgconfig.stale/cmake-config',
        // CMake's own kind of .pc file, by its set_and_check() and by what install(EXPORT) writes.
        when: /^File or directory \S{1,300} referenced by variable (?:PACKAGE_)?([A-Za-z][\w-]{1,40}?)_(?:INCLUDE|LIB|CMAKE|BIN|DIR)\w{0,20}|^The imported target "(?:[\w-]{1,40}::)?([\w.+-]{1,60})" references the file/,
        subject: ({ match }) =>
          libraryOfProject((match[1] ?? match[2])!.replace(/[-_](?:shared|static)$/, '')),
        title: (subject) =>
          text(
            `The CMake package of ${subject} points to what does not exist`,
            `${subject} 的 CMake 包指向不存在的位置`,
          ),
        cause: text(
          'Its CMake files were left by a copy that was moved or removed, or were never installed to where they say they are.',
          '其 CMake 文件属于已被移动或删除的副本，或从未安装到文件中所写的位置。',
        ),
        over: ['dependency.missing'],
        samples: [
          [
            'CMake Error at D:/libzmq-master/ZeroMQConfig.cmake:19 (message):\n  File or directory D://include referenced by variable ZeroMQ_INCLUDE_DIR\n  does not exist !',
            'libzmq',
          ],
          [
            'CMake Error at /usr/lib/cmake/ZeroMQ/ZeroMQTargets.cmake:116 (message):\n  The imported target "libzmq" references the file\n\n     "/usr/lib/libzmq.so.5.2.4"\n\n  but this file does not exist.  Possible reasons include:',
            'libzmq',
          ],
        ],
      },
      {
        id: 'pkgconfig.stale/parse',
        when: /(?:unable to parse|failed to parse|Failed to open|error parsing|couldn't parse).{0,40}?([\w.+-]{1,60})\.pc\b|\/([\w.+-]{1,60})\.pc:\d+: (?:error|warning: ).{0,60}/,
        unless: /WARN/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [
          ["Failed to open '/usr/local/lib/pkgconfig/libzmq.pc': No such file or directory", 'libzmq'],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

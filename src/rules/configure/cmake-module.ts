import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { newerRelease } from '../../explain/remedies.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { libraryOfProject, matchedProject } from '../../explain/subjects/libraries.ts';
import { baseName } from '../../explain/subjects/paths.ts';
import { MISSING_LIBRARY } from '../../explain/words/missing-library.ts';

/**
 * A find module that stops in its own words, as FindBoost does in Boost's and many projects' own ones do: what it looked
 * for stands in its name.
 */
const MODULE =
  /^CMake Error at (?:\S{0,300}\/)?Find([A-Za-z][\w+-]{1,40})\.cmake:\d+ \((?:message|MESSAGE)\)/;
/** Modules for other modules, and those whose answer is a program. */
const GENERAL =
  /\/?Find(?:Package|PkgConfig|Python|Perl|Git|Java|Doxygen|Threads|Required|Dependenc|Lib|Program)/;
const OLD = /too old|[Oo]lder|newer|at least|[Uu]nsuitable version|[Ii]ncompatible version/;

/** Macros that come with a package's CMake files: unknown where find_package did not find it, or was left out. */
const MACROS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ament|rosidl)_/, 'ament_cmake'],
  [/^catkin_/, 'catkin'],
  [/^pybind11_/, 'pybind11'],
  [/^(?:qt5|QT5)_/, 'Qt5'],
  [/^(?:qt6|qt)_/, 'Qt6'],
  [/^(?:protobuf|PROTOBUF)_/, 'protobuf'],
  [/^(?:pkg_check|PKG_CHECK|pkg_search)_/, 'pkg-config'],
  [/^(?:cuda|CUDA)_/, 'CUDA'],
  [/^ecm_/, 'extra-cmake-modules'],
  [/^catch_/, 'catch2'],
  [/^(?:gtest|gmock)_/, 'googletest'],
  [/^(?:boost_|BOOST_)/, 'boost'],
  [/^(?:swig|SWIG)_/, 'swig'],
  [/^llvm_|^add_llvm/, 'llvm'],
  [/^(?:vtk|VTK)_/, 'vtk'],
  [/^(?:ROOT|root)_/, 'ROOT'],
  [/^conan_/, 'conan'],
];
/** The path that CMake put on a line of its own below. */
const nextPath = (log: Match['log'], at: number): string | null =>
  log.after(at, 3, /^"?(\/[^\s"]{1,300})"?\.?$/)?.match[1]?.replace(/\.$/, '') ?? null;
const ownerOf = (macro: string): string | null =>
  MACROS.find(([pattern]) => pattern.test(macro))?.[1] ?? null;

export default [
  ...family('dependency.missing', MISSING_LIBRARY, [
    {
      id: 'dependency.missing/find-module',
      when: MODULE,
      unless: GENERAL,
      tier: 'symptom',
      generic: true,
      test: ({ log, at }) => log.after(at, 14, OLD) === null,
      subject: ({ match }) => libraryOfProject(match[1]!),
      samples: [
        [
          'CMake Error at /usr/share/cmake/Modules/FindBoost.cmake:1879 (message):\n  Unable to find the requested Boost libraries.\n\n  Boost version: 1.60.0',
          'boost',
        ],
        ['CMake Error at cmake/FindSodium.cmake:12 (message):\n  We looked everywhere', 'libsodium'],
      ],
      misses: [
        'CMake Warning at cmake/FindSodium.cmake:12 (message):\n  We looked everywhere',
        'CMake Error at /usr/share/cmake/FindPackageHandleStandardArgs.cmake:218 (message):\n  Could NOT find X (missing: X_LIBRARY)',
      ],
    },
    {
      id: 'dependency.missing/cmake-old-words',
      // CMake 2.8, and a catkin of its time.
      when: /^Could not find (?:module Find[\w+-]{1,60}\.cmake or )?a configuration file for package(?: "?([\w+-]{1,60})"?(?:\.|$)|$)/,
      test: ({ log, at }) =>
        log.before(at, 4, /^CMake Error\b/) !== null && log.after(at, 1, /that is compatible/) === null,
      subject: ({ match, log, at }) => {
        const name = match[1] ?? log.after(at, 1, /^"?([\w+-]{1,60})"?\./)?.match[1];
        return name ? libraryOfProject(name) : null;
      },
      samples: [
        [
          'CMake Error at /opt/ros/hydro/share/catkin/cmake/catkinConfig.cmake:75 (find_package):\n  Could not find a configuration file for package cv_bridge.\n\n  Set cv_bridge_DIR to the directory',
          'cv_bridge',
        ],
        [
          'CMake Error at CMakeLists.txt:3 (find_package):\n  Could not find module FindZeroMQ.cmake or a configuration file for package\n  ZeroMQ.',
          'libzmq',
        ],
      ],
      misses: [
        'CMake Error at CMakeLists.txt:12 (find_package):\n  Could not find a configuration file for package "ZeroMQ" that is compatible\n  with requested version "4.3".',
      ],
    },
    {
      id: 'dependency.missing/cmake-macro',
      when: /^Unknown CMake command "(\w{3,60})"/,
      test: ({ match }) => ownerOf(match[1]!) !== null,
      subject: ({ match }) => ownerOf(match[1]!),
      samples: [
        [
          'CMake Error at CMakeLists.txt:20 (ament_package):\n  Unknown CMake command "ament_package".',
          'ament_cmake',
        ],
      ],
      misses: ['CMake Error at CMakeLists.txt:20 (frob):\n  Unknown CMake command "frob".'],
    },
  ]),
  ...family(
    'source.incomplete',
    {
      title: (subject) =>
        text(`The toolchain file ${subject ?? ''} is not there`, `工具链文件 ${subject ?? ''} 不存在`),
      cause: text(
        'CMAKE_TOOLCHAIN_FILE names a file that CMake does not find; a relative path counts from the build folder.',
        'CMAKE_TOOLCHAIN_FILE 所指的文件不存在；相对路径以构建目录为起点。',
      ),
      remedies: [
        { title: text('Give its whole path, in an empty build folder', '写明完整路径，并使用空的构建目录') },
      ],
    },
    [
      {
        id: 'source.incomplete/cmake-unread-file',
        // file(STRINGS), file(READ) and file(COPY), folded by CMake; a file that this very project should hold.
        when: /^file (?:STRINGS file|failed to open for reading|COPY cannot find|INSTALL cannot find|READ)(?: \(No such file or directory\))?:? ?"?(\/\S{1,300}?)?"?(?:$| cannot|:)/,
        title: (subject) =>
          text(`The source lacks ${subject ?? 'a file'}`, `源码缺少 ${subject ?? '某个文件'}`),
        cause: text(
          'CMakeLists.txt reads or copies a file that the archive or checkout does not have.',
          'CMakeLists.txt 要读取或复制的文件在压缩包或检出中不存在。',
        ),
        remedies: [
          {
            title: text(
              "Take the project's own release archive, or a checkout with all submodules",
              '使用项目发布的压缩包，或含全部子模块的检出',
            ),
          },
        ],
        tier: 'symptom',
        test: ({ log, at, match }) =>
          log.before(at, 4, /^CMake Error\b/) !== null &&
          (match[1] !== undefined || nextPath(log, at) !== null),
        subject: ({ match, log, at }) => {
          const path = match[1] ?? nextPath(log, at);
          return path ? baseName(path) : null;
        },
        samples: [
          [
            'CMake Error at src/CMakeLists.txt:187 (file):\n  file STRINGS file "/src/ceph-14.2.10/src/.git_version" cannot\n  be read.',
            '.git_version',
          ],
          [
            'CMake Error at CMakeLists.txt:9 (file):\n  file failed to open for reading (No such file or directory):\n\n    /src/app/VERSION.txt',
            'VERSION.txt',
          ],
        ],
      },
      {
        id: 'source.incomplete/toolchain-file',
        when: /^Could not find toolchain file: ?(\S{0,300})/,
        subject: ({ match }) => (match[1] ? baseName(match[1]) : null),
        samples: [
          [
            'CMake Error at /usr/share/cmake-3.22/Modules/CMakeDetermineSystem.cmake:130 (message):\n  Could not find toolchain file: cmake/arm.cmake',
            'arm.cmake',
          ],
        ],
      },
    ],
  ),
  ...family(
    'dependency.too-old',
    {
      cause: (subject) =>
        text(
          `CMake found ${subject ?? 'it'}, and an older one than the project asks for.`,
          `CMake 找到了 ${subject ?? '该库'}，但版本低于项目的要求。`,
        ),
      remedies: (subject) => [newerRelease(subject)],
    },
    [
      {
        id: 'dependency.too-old/find-module',
        when: /^(?:Detected version of ([\w+-]{1,40}) is too old|([\w+-]{1,40}) version \S{1,30} is too old|Found ([\w+-]{1,40}) \S{0,30}, but (?:version )?.{1,30} is required)/,
        test: ({ log, at }) => log.before(at, 10, /^CMake Error\b/) !== null,
        subject: matchedProject,
        over: ['dependency.missing'],
        samples: [
          [
            'CMake Error at /usr/share/cmake/Modules/FindBoost.cmake:2100 (message):\n  Unable to find the requested Boost libraries.\n\n  Detected version of Boost is too old.  Requested version was 1.65 (or\n  newer).',
            'boost',
          ],
        ],
        misses: ['-- Detected version of Boost is too old, building our own'],
      },
    ],
  ),
] satisfies RuleFamily;

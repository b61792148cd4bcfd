import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { getLibrary, orBuildIt } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { libraryOfFlag, libraryOfProject } from '../../explain/subjects/libraries.ts';
import { baseName } from '../../explain/subjects/paths.ts';
import { MISSING_TOOL, namedTool } from '../../explain/words/missing-tool.ts';

/** What Meson stops with (mesonbuild/interpreter, dependencies, wrap, compilers) and the general rules do not know. */
const AT = String.raw`^(?:\S{0,200}meson\.build:\d+:\d+: )?ERROR: {1,2}`;

/** Meson says on an earlier line that it has no pkg-config; every dependency then is not found. */
const NO_PKG_CONFIG = /^(?:Did not find pkg-config by name '|Found [Pp]kg-config: +NO)/;

export default [
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/meson-old',
      // Before 0.45 Meson set what it stops with below the place, without ERROR.
      when: /^(?:Pkg-config|CMake|(?:Native )?(?:dependency|program) '?([\w.+-]{1,40})'?) (?:binary )?(?:not found|missing)\b/i,
      test: ({ log, at }) => log.before(at, 2, /^Meson encountered an error in file /) !== null,
      subject: ({ match }) => match[1] ?? (/^cmake/i.test(match[0]) ? 'cmake' : 'pkg-config'),
      samples: [
        [
          'Meson encountered an error in file meson.build, line 4, column 0:\nPkg-config not found.',
          'pkg-config',
        ],
      ],
      misses: ['Pkg-config not found.'],
    },
    {
      id: 'tool.missing/meson-pkg-config',
      when: new RegExp(
        `${AT}(?:.{0,200}Pkg-config (?:binary )?for machine .{1,40} not found|Pkg-config not found|Dependency |Neither a subproject directory nor a |Problem encountered: .{0,120}not found)`,
      ),
      test: ({ log, at, match }) => /Pkg-config/.test(match[0]) || log.before(at, 60, NO_PKG_CONFIG) !== null,
      subject: 'pkg-config',
      over: ['pkgconfig.module-missing', 'dependency.missing'],
      samples: [
        [
          'Did not find pkg-config by name \'pkg-config\'\nFound Pkg-config: NO\nRun-time dependency glib-2.0 found: NO (tried pkgconfig and cmake)\nmeson.build:15:0: ERROR: Dependency "glib-2.0" not found, tried pkgconfig and cmake',
          'pkg-config',
        ],
        [
          "meson.build:8:0: ERROR: Dependency lookup for libczmq with method 'pkgconfig' failed: Pkg-config for machine host machine not found.",
          'pkg-config',
        ],
      ],
      misses: [
        'Found pkg-config: /usr/bin/pkg-config (0.29.2)\nmeson.build:15:0: ERROR: Dependency "glib-2.0" not found, tried pkgconfig',
        'Found Pkg-config: NO\nRun-time dependency threads found: YES\nBuild targets in project: 4',
      ],
    },
    {
      id: 'tool.missing/meson-programs',
      when: new RegExp(`${AT}Program\\(s\\) \\['([\\w.+/-]{1,60})'`),
      subject: namedTool,
      samples: [["meson.build:5:2: ERROR: Program(s) ['xsltproc'] not found or not executable", 'xsltproc']],
    },
  ]),
  ...family(
    'dependency.missing',
    {
      cause: (subject) =>
        text(
          `Meson looked for ${subject} on this machine and found neither it nor a copy to build.`,
          `Meson 在本机查找 ${subject}，既没有找到，也没有可供构建的副本。`,
        ),
      remedies: getLibrary,
    },
    [
      {
        id: 'dependency.missing/meson-fallback',
        when: new RegExp(`${AT}Neither a subproject directory nor a ([\\w.+-]{1,60})\\.wrap file was found`),
        subject: ({ match, log, at }) =>
          libraryOfProject(
            log.before(at, 6, /^(?:Run-time|Build-time)? ?[Dd]ependency ([\w.+-]{1,60}) found: NO/)
              ?.match[1] ?? match[1]!,
          ),
        samples: [
          [
            'meson.build:15:0: ERROR: Neither a subproject directory nor a gstreamer.wrap file was found.',
            'gstreamer',
          ],
          [
            'Run-time dependency cmocka found: NO (tried pkgconfig)\nmeson.build:15:0: ERROR: Neither a subproject directory nor a cmocka-lib.wrap file was found.',
            'cmocka',
          ],
        ],
      },
      {
        id: 'dependency.missing/meson-other-ways',
        // By CMake, a config tool or the system's folders alone.
        when: new RegExp(`${AT}Dependency "([\\w.+:-]{1,60})" not found, tried (?!.{0,60}pkgconfig)`),
        subject: ({ match }) => libraryOfProject(match[1]!),
        samples: [['meson.build:9:0: ERROR: Dependency "Poco" not found, tried cmake', 'poco']],
        misses: ['meson.build:9:0: ERROR: Dependency "poco" not found, tried pkgconfig and cmake'],
      },
      {
        id: 'dependency.missing/meson-library',
        when: new RegExp(
          `${AT}(?:C|CPP|C\\+\\+|OBJC) (?:(?:shared|static|or) ){0,3}library '([\\w.+-]{1,60})' not found`,
        ),
        subject: ({ match }) => libraryOfFlag(match[1]!),
        samples: [
          ["meson.build:5:2: ERROR: C library 'jpeg' not found", 'libjpeg'],
          ["meson.build:5:2: ERROR: C++ shared or static library 'yaml-cpp' not found", 'libyaml-cpp'],
        ],
      },
    ],
  ),
  ...family(
    'pkgconfig.version-too-old',
    {
      cause: (subject) =>
        text(
          `Meson asks for a newer ${subject} than the one that it found.`,
          `Meson 要求的 ${subject} 比找到的新。`,
        ),
      remedies: (subject) => [
        {
          title: text(`See which ${subject} is found`, `查看找到的 ${subject}`),
          run: [['pkg-config', '--modversion', subject ?? '']],
        },
        ...orBuildIt(subject),
      ],
    },
    [
      {
        id: 'pkgconfig.version-too-old/meson-old-words',
        when: new RegExp(
          `${AT}Invalid version of (?:a )?dependency, need '([\\w.+-]{1,60})' \\[.{1,60}\\] found '`,
        ),
        samples: [
          [
            "meson.build:10:0: ERROR:  Invalid version of dependency, need 'glib-2.0' ['>= 2.66'] found '2.56.4'.",
            'glib-2.0',
          ],
        ],
      },
    ],
  ),
  ...family(
    'source.incomplete',
    {
      title: (subject) => text(`The source lacks ${subject}`, `源码缺少 ${subject}`),
      cause: text(
        'meson.build names a file or folder that the archive or checkout does not have.',
        'meson.build 提到的文件或目录在压缩包或检出中不存在。',
      ),
      remedies: [
        {
          title: text('A git checkout: fetch its submodules', '若是 git 检出：获取其子模块'),
          run: [['git', 'submodule', 'update', '--init', '--recursive']],
        },
        { title: text('An archive: fetch and unpack it again', '若是压缩包：重新下载并解开') },
      ],
    },
    [
      {
        id: 'source.incomplete/meson-file',
        when: new RegExp(
          `${AT}(?:Failed to initialize '(\\S{1,200})':$|File (\\S{1,200}) does not exist|Include dir (\\S{1,200}) does not exist|Non-?existent build file '?(\\S{1,200}?)'?[.,]?$|Tried to form an absolute path .{0,200}|Subproject (?:directory )?'?(\\S{0,120}?)'? ?(?:exists but has no meson\\.build|is empty))`,
        ),
        unless: /absolute path/,
        subject: ({ match }) => {
          const path = match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5];
          return path ? baseName(path) : 'meson.build';
        },
        samples: [
          ['meson.build:3:0: ERROR: File src/foo.c does not exist.', 'foo.c'],
          ["meson.build:3:0: ERROR: Nonexistent build file 'src/lib/meson.build'", 'meson.build'],
          ['meson.build:9:0: ERROR: Include dir third_party/stb does not exist.', 'stb'],
          [
            "meson.build:64:0: ERROR:  Failed to initialize 'subprojects/test.h':\nSubproject exists but has no meson.build file",
            'test.h',
          ],
          ['meson.build:3:0: ERROR: Subproject exists but has no meson.build file.', 'meson.build'],
        ],
      },
    ],
  ),
  ...family(
    'tool.too-old',
    {
      cause: text(
        'The source asks for a language standard that this compiler does not know yet.',
        '源码要求的语言标准，这个编译器还不认识。',
      ),
      remedies: (subject) => [{ title: text(`Install a newer ${subject}`, `安装更新的 ${subject}`) }],
    },
    [
      {
        id: 'tool.too-old/meson-standard',
        when: new RegExp(
          `${AT}(?:None of values .{1,120} (?:is|are) supported by the (C|CPP) compiler|Value "?'?(?:gnu|c)(?:\\+\\+)?\\w{1,4}'?"? .{0,40}for .{0,20}option .{0,4}(c|cpp)_std.{0,4} is not one of the choices)`,
        ),
        subject: ({ match }) => (/cpp/i.test(match[1] ?? match[2]!) ? 'g++' : 'gcc'),
        samples: [
          [
            "meson.build:1:0: ERROR: None of values ['c++23'] are supported by the CPP compiler. Possible values are ['none', 'c++98']",
            'g++',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

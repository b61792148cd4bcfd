import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { matchedProject } from '../../explain/subjects/libraries.ts';
import { WANTED_LIBRARY } from '../../explain/words/wanted-library.ts';

/** C libraries and modules that languages' own builders and installers did not find. */
export default family('dependency.missing', WANTED_LIBRARY, [
  {
    id: 'dependency.missing/luarocks-and-others',
    when: /^(?:[Ee]rror: |ERROR: |fatal: )?[Cc]ould not find (?:header|library) file for ([\w+-]{1,40})|^[Cc]ould not find (lib[\w+-]{1,40})\b/,
    unless: /, tried: /,
    subject: matchedProject,
    samples: [
      ['Error: Could not find header file for ZMQ', 'libzmq'],
      ['Could not find libzmq: zmq.h not found in include path', 'libzmq'],
    ],
  },
  {
    id: 'dependency.missing/php-extension',
    // The classes of pecl's zmq are there as soon as PHP loads it; why it did not, its own warning says better.
    when: /Class ['"]\\{0,2}ZMQ(?:Context|Socket|Poll|Device|Cert|Auth)?['"] not found/,
    tier: 'symptom',
    subject: 'php-zmq',
    samples: [
      ["PHP Fatal error:  Uncaught Error: Class 'ZMQContext' not found in /srv/push.php:5", 'php-zmq'],
      ['PHP Fatal error:  Uncaught Error: Class "ZMQSocket" not found in /srv/push.php:5', 'php-zmq'],
    ],
    misses: ["PHP Fatal error:  Uncaught Error: Class 'App\\ZMQPusher' not found in /srv/push.php:5"],
  },
  {
    id: 'dependency.missing/anticonf',
    // R packages' configure scripts.
    when: /Configuration failed (?:because|to find) (?:the )?'?([\w.+-]{2,40})'?(?: library| system library)?(?: was not found|\.|$)/,
    subject: matchedProject,
    samples: [['Configuration failed because libzmq was not found. Try installing:', 'libzmq']],
  },
  {
    id: 'dependency.missing/cabal',
    // Cabal names what its trial program could not link: one on the line, several on the next.
    when: /^\* Missing (?:\(or bad\) )?C librar(?:y: ([\w+.-]{1,60})|ies: ([\w+.-]{1,60}))/,
    subject: matchedProject,
    samples: [
      ['Missing dependency on a foreign library:\n* Missing (or bad) C library: zmq', 'libzmq'],
      ['setup: Missing dependencies on foreign libraries:\n* Missing C libraries: zmq, sodium', 'libzmq'],
    ],
  },
  {
    id: 'dependency.missing/luarocks-expected-file',
    when: /Could not find expected file \S{1,80}\.(?:a|so|dylib|dll|lib)\b.{0,200}? for ([\w+-]{1,40})/,
    subject: matchedProject,
    samples: [
      [
        'Error: Could not find expected file libzmq.a, or libzmq.so, or libzmq.so.* for ZMQ -- you may have to install ZMQ',
        'libzmq',
      ],
    ],
    misses: ['Error: Could not find expected file zmq.h, or zmq.h for ZMQ -- you may have to install ZMQ'],
  },
  {
    id: 'dependency.missing/devel-checklib',
    // Perl's Devel::CheckLib; headers stand in the same list, first.
    when: /Can't (?:link\/include|build and link to|link to) (?:C library )?'([\w+-]{1,40})'(?:[, ].{0,200})?$/,
    unless: /'[\w/-]{1,40}\.h'/,
    subject: matchedProject,
    samples: [["Can't link/include C library 'zmq', aborting.", 'libzmq']],
    misses: ["Can't link/include C library 'zmq.h', 'zmq', aborting."],
  },
  {
    id: 'dependency.missing/composer',
    when: /requires (ext-[\w-]{1,40}) \S{1,40} -> (?:the requested PHP extension \S{1,40} is missing|it is missing|.{0,80}extension .{0,40}(?:missing|disabled))/,
    remedies: (subject) => [
      {
        title: text(
          `Install PHP's extension (${subject ?? ''}) for the PHP that Composer runs`,
          `为 Composer 所用的 PHP 安装扩展（${subject ?? ''}）`,
        ),
      },
    ],
    samples: [
      [
        '- react/zmq v0.4.0 requires ext-zmq * -> the requested PHP extension zmq is missing from your system.',
        'ext-zmq',
      ],
      [
        "- react/zmq v0.4.0 requires ext-zmq * -> it is missing from your system. Install or enable PHP's zmq extension.",
        'ext-zmq',
      ],
    ],
  },
  {
    id: 'dependency.missing/python-module',
    // A script of the build, not the user's program.
    when: /^(?:ModuleNotFoundError|ImportError): No module named '?([A-Za-z]\w{1,40})/,
    unless: /named '?(?:_?zmq|pyzmq|czmq|distutils|imp|pkg_resources|asyncore|lib2to3|_\w)/,
    // CMake's next line of success: it went on without the module.
    test: ({ log, at }) =>
      log.after(at, 2, /^-- /) === null &&
      (log.before(at, 3, /^File ".{0,300}\b(?:setup\.py|SConstruct|SConscript|wscript|conanfile\.py)"/) !==
        null ||
        log.after(
          at,
          12,
          /^Command "?\S{0,80}python|^CMake Error|^\S{0,40}make(?:\[\d+\])?: \*\*\*|^ninja: build stopped|^FAILED: |^Failed {2,4}<<<|^ERROR: .{0,80}(?:meson|wheel)|subprocess-exited-with-error|meson\.build:\d+:\d+: ERROR/,
        ) !== null),
    remedies: (subject) => [
      {
        title: text(
          'Install the module for the Python that the build runs',
          '为构建所用的 Python 安装该模块',
        ),
        run: [['python3', '-m', 'pip', 'install', subject ?? '']],
      },
    ],
    samples: [
      [
        "ModuleNotFoundError: No module named 'catkin_pkg'\nCMake Error at cmake/core/ament_package_xml.cmake:95 (message):",
        'catkin_pkg',
      ],
      [
        '  File "/tmp/pip-build-env/pyzmq/setup.py", line 56, in <module>\n    from packaging.version import Version\nModuleNotFoundError: No module named \'packaging\'',
        'packaging',
      ],
    ],
    misses: [
      "ModuleNotFoundError: No module named 'myapp'",
      'ImportError: No module named setuptools\n-- Could NOT find GTest (missing: GTEST_LIBRARY)\nCMake Error at CMakeLists.txt:295 (find_package):',
    ],
  },
  {
    id: 'dependency.missing/python-distribution',
    // setuptools' pkg_resources, when a program's script starts: the script is there, what it needs is not.
    when: /\bDistributionNotFound: (?:The ')?([A-Za-z][\w.-]{0,60}?)(?:\[[^\]]{1,40}\])?(?:[<>=!~][^']{0,60})?(?:' distribution was not found|$)/,
    unless: /Found: (?:The ')?pyzmq\b/,
    remedies: (subject) => [
      {
        title: text('Install it for the Python that runs the program', '为运行程序的那个 Python 安装'),
        run: [['python3', '-m', 'pip', 'install', subject ?? '']],
      },
    ],
    samples: [
      [
        '    raise DistributionNotFound(req)\npkg_resources.DistributionNotFound: greenlet>=0.4.9',
        'greenlet',
      ],
      [
        "pkg_resources.DistributionNotFound: The 'tornado<5,>=4.2.1' distribution was not found and is required by salt",
        'tornado',
      ],
    ],
    misses: ['    raise DistributionNotFound(req)', 'pkg_resources.DistributionNotFound: pyzmq>=13'],
  },
  {
    id: 'dependency.missing/python-bundled',
    when: /(?:Fatal: |fatal: |error: )?(?:Cython appears|libzmq not found|Failed to (?:find|locate) (?:a )?(?:lib)?zmq|Failed with default libzmq|no zmq found|zmq\.h not found|ZeroMQ (?:library )?not found)/,
    unless: /Cython|Failed with default libzmq, trying|configure|CMake/,
    subject: 'libzmq',
    tier: 'symptom',
    samples: [['Fatal: libzmq not found, and building bundled libzmq is disabled', 'libzmq']],
  },
]);

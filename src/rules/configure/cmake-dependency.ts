import { family } from '../../explain/family.ts';
import { libraryOfProject, matchedProject } from '../../explain/subjects/libraries.ts';
import { WANTED_LIBRARY } from '../../explain/words/wanted-library.ts';

/** What find_package, its modules and imported targets leave behind where a package was not found. */
export default family('dependency.missing', WANTED_LIBRARY, [
  {
    id: 'dependency.missing/cmake-package',
    when: /Could NOT find ([\w+-]{1,60})[ .,(]|^By not providing "Find([\w+-]{1,60})\.cmake"|Could not find a package configuration file provided by "([\w+-]{1,60})"/,
    test: ({ log, at, line }) =>
      log.before(at, 4, /CMake Error/) !== null ||
      (log.after(at, 8, /Configuring incomplete/) !== null && !line.text.startsWith('-- ')) ||
      (log.before(at, 8, /CMake Error/) !== null && !line.text.startsWith('-- ')) ||
      // Quoted without its head.
      (/configuration file provided by/.test(line.text) && log.find(/CMake (?:Error|Warning)/) === null),
    subject: matchedProject,
    samples: [
      [
        'CMake Error at /usr/share/cmake-3.22/Modules/FindPackageHandleStandardArgs.cmake:230 (message):\n  Could NOT find ZeroMQ (missing: ZEROMQ_LIBRARIES ZEROMQ_INCLUDE_DIRS)',
        'libzmq',
      ],
      [
        'CMake Error at CMakeLists.txt:10 (find_package):\n  By not providing "FindZeroMQ.cmake" in CMAKE_MODULE_PATH this project has',
        'libzmq',
      ],
      [
        'CMake Error at CMakeLists.txt:29 (find_package):\n  Could not find a package configuration file provided by "cppzmq" with any\n  of the following names:',
        'cppzmq',
      ],
    ],
    misses: ['-- Could NOT find SODIUM (missing: SODIUM_LIBRARIES)\n-- Configuring done'],
  },
  {
    id: 'dependency.missing/cmake-last-check',
    // A project that stops in its own words right after a search that found nothing.
    when: /^-- (?:\[?CMake\]? )?Could NOT find ([\w+-]{1,60}) ?\(missing:/,
    unless:
      /find (?:PkgConfig|Git|Python|Java|SWIG|BISON|FLEX|Perl|Doxygen|Threads|OpenMP|GTest|LATEX|Sphinx)/i,
    tier: 'symptom',
    test: ({ log, at }) => log.after(at, 2, /^CMake Error at .{1,200}\(message\)/) !== null,
    subject: matchedProject,
    samples: [
      [
        '-- Could NOT find ZEROMQ (missing: ZEROMQ_LIBRARIES)\nCMake Error at cmake/GrComponent.cmake:75 (message):\n  user force-enabled gr-zeromq but configuration checked failed',
        'libzmq',
      ],
    ],
    misses: ['-- Could NOT find ZEROMQ (missing: ZEROMQ_LIBRARIES)\n-- Configuring done'],
  },
  {
    id: 'dependency.missing/cmake-message',
    when: /\b(ZeroMQ|zeromq|libzmq|ZMQ|zmq|libsodium|Sodium|sodium|libuuid|czmq|libczmq|CZMQ|libcurl|libmicrohttpd|lz4|libsystemd|libbsd|OpenSSL|GnuTLS|cppzmq)\b.{0,60}(?:not found|NOT FOUND|not be found|is required|is missing|required|not installed)|(?:[Cc]ould(?: not|n't)|[Cc]annot|[Uu]nable to) (?:find|locate) .{0,40}?\b(ZeroMQ|zeromq|libzmq|ZMQ|zmq|libsodium|Sodium|sodium|libuuid|czmq|libczmq|CZMQ|libcurl|libmicrohttpd|lz4|libsystemd|libbsd|OpenSSL|GnuTLS|cppzmq)\b/,
    unless: /^-- |Could NOT find|configure|version|\.(?:so|h|hpp)\b/,
    test: ({ log, at }) => log.before(at, 3, /CMake Error at .{1,200}\(message\)/) !== null,
    subject: matchedProject,
    samples: [
      [
        'CMake Error at CMakeLists.txt:240 (message):\n  libsodium was not found, install it, then run CMake again',
        'libsodium',
      ],
    ],
  },
  {
    id: 'dependency.missing/cmake-notfound-variable',
    when: /^([A-Za-z][\w-]{1,60}?)_(?:LIBRAR(?:Y|IES)|INCLUDE_DIRS?|LIB)(?:_\w+)?(?: \(ADVANCED\))?$/,
    test: ({ log, at }) =>
      log.before(at, 6, /variables are used in this project, but they are set to NOTFOUND/) !== null,
    subject: matchedProject,
    samples: [
      [
        'CMake Error: The following variables are used in this project, but they are set to NOTFOUND.\nPlease set them or make sure they are set and tested correctly in the CMake files:\nZEROMQ_LIBRARY\n    linked by target "demo" in directory /src',
        'libzmq',
      ],
    ],
  },
  {
    id: 'dependency.missing/cmake-notfound-name',
    // The variable of a find_library or find_path that the project named without such an ending.
    when: /^([A-Za-z][\w+.-]{1,60})(?: \(ADVANCED\))?$/,
    unless: /_(?:LIBRAR(?:Y|IES)|INCLUDE_DIRS?|LIB)(?:_\w+)?(?: \(ADVANCED\))?$/,
    test: ({ log, at }) =>
      log.before(at, 6, /variables are used in this project, but they are set to NOTFOUND/) !== null &&
      log.after(at, 1, /^(?:linked by target|used as include directory in) /) !== null,
    subject: matchedProject,
    samples: [
      [
        'CMake Error: The following variables are used in this project, but they are set to NOTFOUND.\nPlease set them or make sure they are set and tested correctly in the CMake files:\nFOONET\n    linked by target "demo" in directory /src',
        'foonet',
      ],
    ],
    misses: ['linked by target "demo" in directory /src'],
  },
  {
    id: 'dependency.missing/cmake-target',
    when: /(?:Target "[^"]{1,80}" links to(?: target)?:?|but the target was not found.{0,60})|The link interface of target "[^"]{1,80}" contains:|The dependency target "[\w+-]{1,40}::[\w.+-]{1,60}" of target\b/,
    test: ({ log, at }) => log.before(at, 4, /CMake Error/) !== null,
    subject: ({ log, at, line }) => {
      const name =
        /"((?:[\w+-]{1,40})(?:::[\w+-]{1,40})?)" but the target/.exec(line.text)?.[1] ??
        log.after(at, 4, /^([\w+-]{1,40})::[\w+-]{1,40}$/)?.match[1] ??
        /"([\w+-]{1,40})::[\w.+-]{1,60}"/.exec(line.text)?.[1];
      return name ? libraryOfProject(name.replace(/::.*$/, '')) : null;
    },
    samples: [
      [
        'CMake Error at CMakeLists.txt:12 (target_link_libraries):\n  Target "demo" links to:\n\n    cppzmq::cppzmq\n\n  but the target was not found.',
        'cppzmq',
      ],
      [
        'CMake Error at UseSWIG.cmake:573 (add_library):\n  Target "demo" links to target "Boost::regex" but\n  the target was not found.',
        'boost',
      ],
      [
        'CMake Error at FBPythonBinary.cmake:494 (add_dependencies):\n  The dependency target "FBThrift::thrift_py.py_lib" of target\n  "fb303_thrift_py.py_sources_built" does not exist.',
        'fbthrift',
      ],
    ],
  },
  {
    id: 'dependency.missing/cmake-found-false',
    // A package's own file gives up: what it says in the end is why.
    when: /^but it set ([\w+.-]{1,60})_FOUND to FALSE so package "/,
    subject: ({ match, log, at }) => {
      const target = log.after(at, 8, /referenced, but are missing: ([\w+.-]{1,60})::/)?.match[1];
      return libraryOfProject(target ?? match[1]!);
    },
    samples: [
      [
        'CMake Error at CMakeLists.txt:4 (find_package):\n  Found package configuration file:\n\n    /usr/lib/cmake/demo/demoConfig.cmake\n\n  but it set demo_FOUND to FALSE so package "demo" is considered to be\n  NOT FOUND.  Reason given by package:\n\n  The following imported targets are referenced, but are missing: fmt::fmt',
        'fmt',
      ],
      ['  but it set OpenCV_FOUND to FALSE so package "OpenCV" is considered to be', 'opencv'],
    ],
  },
]);

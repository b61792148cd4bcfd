import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/** Programs that CMake wants: its generator, a compiler, what find_package and ExternalProject call. */
export default family('tool.missing', MISSING_TOOL, [
  {
    id: 'tool.missing/cmake-generator',
    when: /CMake was unable to find a build program corresponding to "([^"]{1,60})"/,
    subject: ({ match }) =>
      /ninja/i.test(match[1]!) ? 'ninja' : /nmake/i.test(match[1]!) ? 'nmake' : 'make',
    over: ['tool.missing/cmake-compiler'],
    samples: [
      [
        'CMake Error: CMake was unable to find a build program corresponding to "Unix Makefiles".  CMAKE_MAKE_PROGRAM is not set.  You probably need to select a different build tool.',
        'make',
      ],
      ['CMake Error: CMake was unable to find a build program corresponding to "Ninja".', 'ninja'],
    ],
  },
  {
    id: 'tool.missing/cmake-compiler',
    when: /No CMAKE_(C|CXX|ASM)_COMPILER could be found|"CMAKE_(?:C|CXX)_COMPILER-NOTFOUND" was not found|The CMAKE_(C|CXX)_COMPILER:|(?:^|: )CMAKE_(C|CXX)_COMPILER not set, after EnableLanguage/,
    test: ({ log, at, match }) =>
      match[2] === undefined ||
      log.after(at, 6, /not found in the PATH|not a full path to an existing/) !== null,
    subject: ({ match, log, at }) => {
      // Both are reported: the one named first is the one that stops.
      const named = log.after(at, 4, /^([\w.+-]{1,40}|\/\S{1,120})$/);
      if (match[2] && named) return toolName(named.match[1]!);
      return (match[1] ?? match[2] ?? match[3]) === 'CXX' || match[0].includes('CXX') ? 'g++' : 'gcc';
    },
    samples: [
      [
        'CMake Error at CMakeLists.txt:3 (project):\n  No CMAKE_CXX_COMPILER could be found.\n\n  Tell CMake where to find the compiler by setting either',
        'g++',
      ],
      ['CMake Error: CMAKE_C_COMPILER not set, after EnableLanguage', 'gcc'],
      [
        'CMake Error: your CXX compiler: "CMAKE_CXX_COMPILER-NOTFOUND" was not found.   Please set CMAKE_CXX_COMPILER to a valid compiler path or name.',
        'g++',
      ],
      [
        '  The CMAKE_CXX_COMPILER:\n\n    clang++\n\n  is not a full path and was not found in the PATH.',
        'clang++',
      ],
    ],
  },
  {
    id: 'tool.missing/cmake-package',
    when: /Could NOT find (PkgConfig|Git|PythonInterp|Python3?|Java|SWIG|BISON|FLEX|Perl|Doxygen)\b/,
    // Without REQUIRED it is a status, and the message of the error tells what was wanted of it.
    test: ({ log, at, line }) =>
      log.before(at, 3, /CMake Error/) !== null ||
      (!line.text.startsWith('-- ') && log.after(at, 8, /Configuring incomplete/) !== null),
    subject: ({ match }) =>
      ({ PkgConfig: 'pkg-config', PythonInterp: 'python3', Python: 'python3', Python3: 'python3' })[
        match[1]!
      ] ?? match[1]!.toLowerCase(),
    over: ['dependency.missing/cmake-package'],
    samples: [
      [
        'CMake Error at /usr/share/cmake-3.25/Modules/FindPackageHandleStandardArgs.cmake:230 (message):\n  Could NOT find PkgConfig (missing: PKG_CONFIG_EXECUTABLE)',
        'pkg-config',
      ],
    ],
    misses: ['-- Could NOT find Doxygen (missing: DOXYGEN_EXECUTABLE)\n-- Configuring done'],
  },
  {
    id: 'tool.missing/cmake-git',
    over: ['dependency.missing/cmake-message', 'tool.missing/autogen'],
    when: /could not find (git|hg|svn) for (?:clone|fetch|checkout)/,
    samples: [
      [
        'CMake Error at /usr/share/cmake/Modules/ExternalProject.cmake:2500 (message):\n  error: could not find git for clone of zeromq',
        'git',
      ],
    ],
  },
  {
    id: 'tool.missing/cmake-variable',
    when: /Could not find compiler set in environment variable (?:CC|CXX|ASM):/,
    subject: ({ log, at }) => {
      const named = log.after(at, 3, /^(\S{1,200}?)\.?$/)?.match[1];
      return named ? toolName(named) : null;
    },
    over: ['tool.missing/cmake-compiler'],
    samples: [
      [
        'CMake Error at CMakeDetermineCCompiler.cmake:49 (message):\n  Could not find compiler set in environment variable CC:\n\n  clang-19.\nCMake Error: CMAKE_C_COMPILER not set, after EnableLanguage',
        'clang',
      ],
    ],
  },
]);

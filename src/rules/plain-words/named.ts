import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { isError } from '../../explain/spoken.ts';
import { libraryOfFlag, libraryOfProject } from '../../explain/subjects/libraries.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { MISSING_LIBRARY } from '../../explain/words/missing-library.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/** Printers with sentences of their own in which no word says what kind of thing is missing. */
export default [
  ...family('dependency.missing', MISSING_LIBRARY, [
    {
      id: 'dependency.missing/to-compile',
      // QEMU's configure and its like: the pkg-config module first, with the version in its name.
      when: /^(?:ERROR|Error|error|FATAL): (?:\S{0,40}: )?([A-Za-z][\w.+]{1,40}?)(?:-\d[\d.]{0,12})?(?:[ ,]{1,2}[\w.+-]{1,40}){0,3} (?:is|are) (?:required|needed) (?:to|for) (?:compile|build|link|configur)/,
      subject: ({ match }) => libraryOfProject(match[1]!),
      samples: [
        ['ERROR: glib-2.48 gthread-2.0 is required to compile QEMU', 'glib'],
        ['ERROR: pixman is required to build this', 'pixman'],
      ],
      misses: ['WARNING: glib-2.48 is required to compile the tests'],
    },
    {
      id: 'dependency.missing/lib-by-name',
      // A word that begins with "lib" is a library: no noun need say so.
      when: /(?:^|[\s:('"])(lib(?!rar)[a-z][\w+-]{1,40}?)'? (?:(?:is|was) )?not found(?:$|[\s.,!:])|(?:[Uu]nable to|[Cc]ould not|[Cc]annot|[Cc]an't|[Ff]ailed to) (?:find|locate) '?(lib(?!rar)[a-z][\w+-]{1,40})(?:$|[\s.,!:'"])/,
      unless:
        /\.(?:h|hpp|so|dll|dylib|a|la|pc)\b(?!.{0,3}[*'"\\])|using pkg-config|symbol|version|^ld: |^\S{0,80}\bld(?:\.\w+)?: /,
      tier: 'symptom',
      generic: true,
      test: isError,
      subject: ({ match }) => libraryOfProject((match[1] ?? match[2])!),
      samples: [
        ['ERROR: libx264 not found', 'libx264'],
        ['Error: unable to find libgadget, stop', 'libgadget'],
      ],
      misses: [
        'error: a shared library not found!',
        'checking for libx264... not found',
        '-- libx264 not found, encoder disabled',
      ],
    },
    {
      id: 'dependency.missing/include-folder',
      // A build script that looks for a library by the folder of its headers.
      when: /^(?:ERROR|Error|error|FATAL|fatal): (?:Could not|Couldn't|Cannot|Can't|Unable to) (?:find|locate) ['"]?\/(?:usr\/|usr\/local\/|opt\/|opt\/local\/)include\/([A-Za-z][\w.+-]{1,40})\/?(?=['"\s.,]|$)/,
      unless: /include\/[\w.+-]{1,40}\.h/,
      subject: ({ match }) => libraryOfProject(match[1]!),
      samples: [
        [
          'ERROR: Could not find "/usr/include/wireshark" check WIRESHARK_INCLUDE_DIR environment variable',
          'wireshark',
        ],
      ],
      misses: ['ERROR: Could not find "/usr/include/zmq.h"'],
    },
    {
      id: 'dependency.missing/samba-waf',
      // buildtools/wafsamba/samba_bundled.py; the names are those that the linker is given.
      when: /^ERROR: System (?:library|module) ([\w.+-]{1,60}) (?:of version .{1,30} )?not found, and bundling disabled/,
      subject: ({ match }) => libraryOfFlag(match[1]!),
      samples: [
        ['ERROR: System library talloc of version 2.3.1 not found, and bundling disabled', 'libtalloc'],
      ],
    },
    {
      id: 'dependency.missing/libclang',
      // The clang-sys crate, which bindgen loads when it runs.
      when: /Unable to find (libclang)\b/,
      subject: 'libclang',
      over: ['header.missing', 'runtime.library-not-found'],
      samples: [
        [
          "thread 'main' panicked at 'Unable to find libclang: \"couldn't find any of ['libclang.so']\"'",
          'libclang',
        ],
      ],
    },
    {
      id: 'dependency.missing/openssl-sys',
      when: /Could not find directory of (OpenSSL) installation/,
      subject: 'openssl',
      samples: [
        [
          'Could not find directory of OpenSSL installation, and this `-sys` crate cannot\n  proceed without this knowledge.',
          'openssl',
        ],
      ],
    },
    {
      id: 'dependency.missing/python-import-error',
      // Generators that catch the exception and print it after words of their own.
      when: /^(?:[\w ]{0,30}\b(?:import|Import) ?[Ee]rror: {1,2}|(?:ERROR|Error|error): )No module named '?([A-Za-z]\w{1,40})/,
      unless: /No module named '?(?:zmq|pyzmq|czmq|_)/,
      tier: 'symptom',
      subject: ({ match }) => match[1]!,
      samples: [
        ['python import error:  No module named em', 'em'],
        ["Error: No module named 'jinja2'", 'jinja2'],
      ],
      misses: ["WARNING: No module named 'jinja2'"],
    },
    {
      id: 'dependency.missing/r-package',
      when: /there is no package called '([\w.]{1,60})'/,
      unless: /Warning/,
      samples: [['Error in library(pbdZMQ) : there is no package called ‘pbdZMQ’', 'pbdZMQ']],
    },
  ]),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/or-too-old',
      when: /^(?:ERROR: )?(\w[\w+-]{1,30})(?:\/[\w+-]{1,30}){0,2} not found or too old/,
      subject: ({ match }) => toolName(match[1]!),
      samples: [['nasm/yasm not found or too old. Use --disable-x86asm for a crippled build.', 'nasm']],
    },
    {
      id: 'tool.missing/waf-program',
      // waflib/Configure.py, find_program; it names the first of several.
      when: /Could not find the program \[?'([\w.+-]{1,40})'/,
      unless: /^-- |[Oo]ptional/,
      subject: ({ match }) => toolName(match[1]!),
      samples: [["from /src: Could not find the program ['git']", 'git']],
    },
    {
      id: 'tool.missing/cmake-build-program',
      // cmGlobalGenerator: the build program could not be run at all; CMake then calls the compiler broken.
      when: /^CMake Error: Generator: (?:execution of make|build tool execution) failed[.,] (?:Make )?command was: ?"?'?([^\s"']{1,300})/,
      over: ['tool.broken'],
      subject: ({ match }) => toolName(match[1]!),
      samples: [
        [
          'CMake Error: Generator: execution of make failed. Make command was: make cmTC_adbc0/fast &&',
          'make',
        ],
        ['CMake Error: Generator: build tool execution failed, command was: /usr/bin/ninja cmTC_1', 'ninja'],
      ],
    },
    {
      id: 'tool.missing/java-home',
      when: /JAVA_HOME is not set and no '(java)' command could be found|JAVA_HOME is (?:not set|set to an invalid directory)|JAVA_HOME environment variable (?:must be|is not) set/,
      unless: /[Ww]arning/,
      subject: 'java',
      samples: [["ERROR: JAVA_HOME is not set and no 'java' command could be found in your PATH.", 'java']],
    },
    {
      id: 'tool.missing/android-ndk',
      when: /^(?:> )?(?:No version of NDK matched the requested version|NDK not configured|NDK is not installed|NDK at \S{1,200} did not have a source\.properties|\[?CXX1101\]?)|ANDROID_NDK(?:_HOME|_ROOT)? (?:is not set|not set|environment variable (?:is )?not)/,
      subject: null,
      samples: [
        [
          '> No version of NDK matched the requested version 21.0.6113669. Versions available locally: 20.0.5594570',
          null,
        ],
        [
          "> NDK not configured. Download it with SDK manager. Preferred NDK version is '21.4.7075529'.",
          null,
        ],
      ],
    },
    {
      id: 'tool.missing/spack-compiler',
      when: /^(?:==> )?Error: No compilers (?:for .{1,60} )?satisfy (?:spec )?%?(\w[\w-]{1,30})/,
      subject: ({ match }) => toolName(match[1]!),
      samples: [['==> Error: No compilers for operating system debian11 satisfy spec gcc@12', 'gcc']],
    },
  ]),
] satisfies RuleFamily;

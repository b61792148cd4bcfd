import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/** What compilers, vcpkg and Meson say of a program that they call themselves. */
export default family('tool.missing', MISSING_TOOL, [
  {
    id: 'tool.missing/vcpkg-needs',
    when: /currently requires the following (?:programs|tools) from the system package manager/,
    subject: ({ log, at }) => {
      const named = log.after(
        at,
        3,
        /^(?:sudo (?:apt-get|apt|dnf|yum) install )?(autoconf|automake|libtool|pkg-config|bison|flex|gperf|python3|nasm|cmake|ninja|[a-z][\w.+-]{1,40})\b/,
      );
      return named ? toolName(named.match[1]!) : null;
    },
    samples: [
      [
        'libsodium currently requires the following programs from the system package manager:\n    autoconf automake autoconf-archive',
        'autoconf',
      ],
    ],
  },
  {
    id: 'tool.missing/msvc',
    // MSBuild's numbers are the same in all languages: C++ targets, platform toolset, Windows SDK, VCBuild.
    when: /\bMSB4019: .{0,80}Microsoft\.Cpp\.|\bMSB(?:8020|8036|3428): |Microsoft Visual C\+\+ \d+(?:\.\d+)?(?: or greater)? is required|Unable to find vcvarsall\.bat|could not find any instance of Visual Studio|[Uu]nable to find a valid Visual Studio instance|The "?CL(?:\.exe)?"? (?:compiler|task executable).{0,40} (?:was|could) not/,
    subject: 'cl',
    samples: [
      [
        'error: Microsoft Visual C++ 14.0 or greater is required. Get it with "Microsoft C++ Build Tools"',
        'cl',
      ],
      [
        "C:\\src\\czmq.vcxproj(12,3): error MSB8020: The build tools for v143 (Platform Toolset = 'v143') cannot be found.",
        'cl',
      ],
    ],
    misses: ['error MSB4019: The imported project "C:\\src\\Own.targets" was not found.'],
  },
  {
    id: 'tool.missing/meson',
    when: /ERROR: (?:Unknown compiler\(s\): \[\[?'([\w.+-]{1,40})|Program '?([\w.+-]{1,60})'? (?:\([^)]{0,60}\) )?(?:not found|found but)|Pkg-config (?:binary )?(?:for machine \S{1,20} )?not found|Could not detect Ninja)/,
    unless: /found but/,
    subject: ({ match, line }) => {
      if (match[1]) return toolName(match[1]).replace(/^cc$|^icc$/, 'gcc');
      if (match[2]) return toolName(match[2]);
      return /Ninja/.test(line.text) ? 'ninja' : 'pkg-config';
    },
    samples: [
      ["../meson.build:1:0: ERROR: Unknown compiler(s): [['cc'], ['gcc'], ['clang']]", 'gcc'],
      ["meson.build:12:0: ERROR: Program 'asciidoctor' not found or not executable", 'asciidoctor'],
    ],
  },
  {
    id: 'tool.missing/gcc-helper',
    // The assembler and the linker are programs of their own (binutils); cc1 and collect2 are parts of gcc.
    when: /(?:cannot execute|error trying to exec|cannot exec(?:ute)?) '?(?:\/\S{0,120}\/)?((?:[\w-]{1,40}-)?(?:as|ld(?:\.\w{2,5})?|ar|ranlib))'?: ?(?:(?:posix_spawnp?|execvp|spawn|CreateProcess):? ?)?(?:No such file or directory)?|collect2: fatal error: cannot find '(ld(?:\.\w{2,5})?)'|clang\S{0,20}: error: (?:unable to execute command: Executable "([\w.-]{1,40})" doesn't exist|invalid linker name in .{0,20}-fuse-ld=(\w{1,12}))/,
    // collect2 calls every linker 'ld'; which one it was told to use, its command line says.
    subject: ({ match, log, at }) =>
      (match[2] && log.before(at, 40, / -fuse-ld=([a-z]{2,6})\b/)?.match[1]) ??
      (match[1] ?? match[2] ?? match[3] ?? match[4])!,
    over: ['tool.broken'],
    samples: [
      ["cc: fatal error: cannot execute 'as': execvp: No such file or directory", 'as'],
      ["gcc: error trying to exec 'as': execvp: No such file or directory", 'as'],
      ["collect2: fatal error: cannot find 'ld'", 'ld'],
      ["gcc -fuse-ld=mold -o app main.o -lczmq\ncollect2: fatal error: cannot find 'ld'", 'mold'],
      ["clang: error: invalid linker name in argument '-fuse-ld=lld'", 'lld'],
    ],
  },
]);

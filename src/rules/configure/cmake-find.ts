import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { getHeader, getLibrary } from '../../explain/remedies.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { isLibrary, libraryOfFlag, libraryOfProject } from '../../explain/subjects/libraries.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/**
 * CMake's find_library, find_path, find_file and find_program with REQUIRED (Source/cmFindBase.cxx): the variable, and
 * the names or files that were looked for.
 */
const FIND = /^Could not find (\S{1,80}) using the following (?:names|files): ([\w.+/-]{1,80})/;

/** The command stands in brackets at the end of the line before. */
const commandOf = ({ log, at }: Match): string =>
  log.before(at, 3, /^CMake Error at .{1,300}\((find_\w{1,10})\):/)?.match[1] ?? '';
const kindOf = (match: Match): 'header' | 'tool' | 'library' => {
  const name = match.match[2]!;
  if (/\.h(?:pp|h|xx)?$/.test(name)) return 'header';
  return commandOf(match) === 'find_program' || /(?:EXECUTABLE|PROGRAM|_EXE|_BIN)$/i.test(match.match[1]!)
    ? 'tool'
    : 'library';
};

export default [
  ...family(
    'header.missing',
    {
      cause: (subject) =>
        text(
          `No folder that CMake searches holds ${subject}: its development files are not installed, or lie elsewhere.`,
          `CMake 搜索的目录中都没有 ${subject}：其开发文件没有安装，或在别处。`,
        ),
      remedies: getHeader,
    },
    [
      {
        id: 'header.missing/cmake-required',
        when: FIND,
        test: (match) => kindOf(match) === 'header',
        subject: ({ match }) => match[2]!,
        samples: [
          [
            'CMake Error at CMakeLists.txt:331 (find_path):\n  Could not find FMOD_INCLUDE_DIR using the following files: fmod.h',
            'fmod.h',
          ],
        ],
      },
    ],
  ),
  ...family(
    'dependency.missing',
    {
      cause: (subject) =>
        text(
          `CMake was told that it must find ${subject}, and no folder that it searches holds it.`,
          `CMake 必须找到 ${subject}，但其搜索的目录中都没有。`,
        ),
      remedies: getLibrary,
    },
    [
      {
        id: 'dependency.missing/cmake-required',
        when: FIND,
        test: (match) => kindOf(match) === 'library',
        subject: ({ match }) =>
          isLibrary(match[2]!) ? libraryOfProject(match[2]!) : libraryOfFlag(match[2]!.replace(/^lib/, '')),
        samples: [
          [
            'CMake Error at CMakeLists.txt:12 (find_library):\n  Could not find USB_LIBRARY using the following names: usb-1.0, libusb-1.0',
            'libusb-1.0',
          ],
        ],
      },
    ],
  ),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/cmake-required',
      when: FIND,
      test: (match) => kindOf(match) === 'tool',
      subject: ({ match }) => toolName(match[2]!),
      samples: [
        [
          'CMake Error at CMakeLists.txt:9 (find_program):\n  Could not find GLSLC using the following names: glslc',
          'glslc',
        ],
      ],
    },
  ]),
] satisfies RuleFamily;

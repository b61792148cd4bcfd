import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { isError } from '../../explain/spoken.ts';
import { saidMissing } from '../../explain/subjects/said.ts';
import { type Unlisted, unlisted } from '../../explain/subjects/unlisted.ts';
import { MISSING_LIBRARY } from '../../explain/words/missing-library.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/** An error that calls a thing a package, a library, a module or a program and says that it is missing: the thing is in no table. */
const SAID =
  /issing|MISSING|not (?:be )?(?:found|installed|available|located|detected|present)|(?:ould not|ouldn't|annot|an't|nable to|ailed to|id not|oes not) (?:find|locate|have|be found)|know where to find|equire[ds]|eeded|lease install/;
/** Other rules know these printers, or nothing is missing that could be installed. */
const OTHERS =
  /^(?:E: |W: |npm |ERROR: (?:Could not find a version|No matching)|fatal: |go: |Package ['\w]|No package '|Perhaps you|Package requirements|The following|No module named|ModuleNotFoundError|ImportError|Cannot find module|Error: Cannot find module|error\[E|error TS)|undefined|unresolved|\bmodule '[^']{1,80}' not found:|(?:permission|symbol|version|revision|branch|tag|function|member|file|directory|target|argument|process) (?:\S{1,60} )?not found|\.(?:h|hpp|so|dll|dylib)\b/;

const configuring = ({ log, at, line }: Pick<Match, 'log' | 'at' | 'line'>): boolean =>
  line.text.startsWith('configure: error: ') ||
  /^(?:\S{0,200}meson\.build:\d+:\d+: )?ERROR: (?:Problem encountered: |Dependency )/.test(line.text) ||
  log.before(at, 3, /^CMake Error at .{1,200}\(message\)/) !== null;

const words = (line: string): string =>
  line
    .replace(/^configure: error: /, '')
    .replace(/^(?:\S{0,200}meson\.build:\d+:\d+: )?ERROR: (?:Problem encountered: )?/, '');

const thing = (match: Pick<Match, 'log' | 'at' | 'line' | 'match'>): Unlisted | null =>
  unlisted(words(match.match.input), configuring(match));
const said =
  (kind: Unlisted['kind']) =>
  (match: Match): boolean =>
    // What a table knows is said.ts's.
    saidMissing(match.match.input) === null && thing(match)?.kind === kind && isError(match);
const name = (match: Match): string | null => thing(match)?.name ?? null;

const NEAR_MISSES = [
  '-- Missing required python module: xcbgen',
  'configure: WARNING: FFTW not found, disabling spectrum',
  'error: template not found',
  'Error: the required file was not found',
  'error: cannot find symbol\n  symbol: class Foo',
  'CMake Error at CMakeLists.txt:3 (message):\n  In-source builds are not allowed',
];

export default [
  ...family('dependency.missing', MISSING_LIBRARY, [
    {
      id: 'dependency.missing/unlisted',
      when: SAID,
      unless: OTHERS,
      tier: 'trace',
      generic: true,
      test: said('library'),
      subject: name,
      samples: [
        [
          'CMake Error at lib/xpp/CMakeLists.txt:55 (message):\n  Missing required python module: xcbgen\n\n-- Configuring incomplete, errors occurred!',
          'xcbgen',
        ],
        [
          "CMake Error at cmake/FindRequiredPackage.cmake:38 (message):\n  Could not find prerequisite package 'PCAP'",
          'PCAP',
        ],
        ['CMake Error at CMakeLists.txt:9 (message):\n  FFTW not found.', 'FFTW'],
        ['configure: error: liquid-dsp is required', 'liquid-dsp'],
        ['ERROR: the volk library was not found', 'volk'],
        ['meson.build:41:0: ERROR: Problem encountered: xkbcommon library not found', 'xkbcommon'],
      ],
      misses: NEAR_MISSES,
    },
  ]),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/unlisted',
      when: SAID,
      unless: OTHERS,
      tier: 'trace',
      generic: true,
      test: said('tool'),
      subject: name,
      samples: [
        [
          'CMake Error at CMakeLists.txt:12 (message):\n  Could not find the program genders-query',
          'genders-query',
        ],
        ['ERROR: required tool protoc is not installed', 'protoc'],
      ],
      misses: NEAR_MISSES,
    },
  ]),
] satisfies RuleFamily;

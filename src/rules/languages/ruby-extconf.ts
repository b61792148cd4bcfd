import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { getLibrary } from '../../explain/remedies.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { isLibrary, libraryOfFlag, libraryOfProject } from '../../explain/subjects/libraries.ts';
import { isBuildTool, toolName } from '../../explain/subjects/tools.ts';
import { BROKEN_TOOL } from '../../explain/words/broken-tool.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/**
 * Ruby's mkmf, which says what it looked for and then only that extconf.rb failed.
 * Source: have_library, have_header, find_executable and find_library of lib/mkmf.rb.
 */
const CHECK = /^checking for (?:\w{1,80}\(\) in )?((?:-l)?[\w/.+-]{1,60})(?: in \S{1,200})?\.\.\. no$/;
const FAILED = /^\*\*\* (?:\S{1,200}\/)?extconf\.rb failed/;

/** What was looked for last, and not found. */
const lastCheck = ({ log, at }: Match): string | null => log.before(at, 12, CHECK)?.match[1] ?? null;
const libraryOf = (word: string): string | null =>
  word.startsWith('-l') && !isLibrary(word) ? libraryOfFlag(word) : libraryOfProject(word);
const isTool = (found: Match): boolean => isBuildTool(toolName(lastCheck(found) ?? ''));

/** A check that ends in an exception instead of an answer: nothing at all could be compiled (mkmf's try_do). */
const BROKEN_CHECK =
  /^checking for (?:[\w/.+-]{1,60}\.h\w{0,2}|\w{1,80}\(\)(?: in (?:-l)?[\w.+-]{1,60})?|-l[\w.+-]{1,60})(?: in \S{1,200})?\.\.\. \*\*\* (?:\S{1,200}\/)?extconf\.rb failed/;

export default [
  ...family(
    'dependency.missing',
    {
      cause: (subject) =>
        text(
          `extconf.rb looked for ${subject} with its headers and did not find both where it searches.`,
          `extconf.rb 查找 ${subject} 及其头文件，但在搜索范围内没有找齐。`,
        ),
      remedies: getLibrary,
    },
    [
      {
        id: 'dependency.missing/extconf',
        when: FAILED,
        tier: 'symptom',
        test: (found) => lastCheck(found) !== null && !isTool(found),
        subject: (found) => libraryOf(lastCheck(found)!),
        samples: [
          [
            'checking for zmq.h in /usr/local/include... no\n*** extconf.rb failed ***\nCould not create Makefile due to some reason',
            'libzmq',
          ],
          ['checking for magic_open() in -lmagic... no\n*** extconf.rb failed ***', 'libmagic'],
        ],
        misses: ['checking for automake... no\n*** extconf.rb failed ***'],
      },
    ],
  ),
  ...family('tool.broken', BROKEN_TOOL, [
    {
      id: 'tool.broken/extconf',
      when: BROKEN_CHECK,
      tier: 'symptom',
      subject: 'gcc',
      samples: [['checking for stdio.h... *** extconf.rb failed ***', 'gcc']],
      misses: ['checking g++ version... *** extconf.rb failed ***', 'checking for zmq.h... no'],
    },
  ]),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/extconf',
      when: FAILED,
      tier: 'symptom',
      test: isTool,
      subject: (found) => toolName(lastCheck(found)!),
      samples: [
        ['checking for -lzmq... no\nchecking for glibtoolize... no\n*** extconf.rb failed ***', 'libtool'],
        ['checking for cmake... no\n*** ../ext/extconf.rb failed ***', 'cmake'],
      ],
      misses: ['checking for main() in -lzmq... no\n*** extconf.rb failed ***'],
    },
    {
      id: 'tool.missing/extconf-compiler',
      // try_do: whatever is looked for first, nothing compiles.
      when: /The compiler failed to generate an executable file|^You have to install development tools first/,
      tier: 'symptom',
      subject: 'gcc',
      over: ['dependency.missing/extconf', 'tool.broken/extconf'],
      samples: [
        [
          "mkmf.rb:456:in `try_do': The compiler failed to generate an executable file. (RuntimeError)\nYou have to install development tools first.",
          'gcc',
        ],
      ],
    },
  ]),
] satisfies RuleFamily;

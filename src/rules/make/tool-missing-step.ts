import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { isKnownTool, MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/** A command that a build calls and that is in no list of tools: that a build called it, the lines around it say. */
const ELSEWHERE = /^(?:sudo|doas|ldconfig)$/;
/** Upper-case words in a configure script are macros that were not expanded; `function` and the like are no commands. */
const COMMAND = String.raw`([a-z][\w.+-]{1,60}|[A-Z]+[a-z][\w.+-]{0,60})`;

const unlisted = (match: Match): boolean => !ELSEWHERE.test(match.match[1]!) && !isKnownTool(match);

/** Who called the shell was told that there is no such command (exit status 127). */
const NO_COMMAND =
  /\*\*\* (?:\[.{1,300}\] )?Error (?:code )?127\b|exit(?:ed)?(?: with)?(?: status| code)?:? 127\b|returned a non-zero code: 127\b|(?:Fehler|Erreur|Errore|Ошибка|Erro|错误) 127\b/;
const isStep = ({ log, at, match }: Match): boolean =>
  log.after(at, 8, NO_COMMAND) !== null || log.lines[at - 1]?.text.startsWith(`${match[1]} `) === true;

const tool = ({ match }: Match): string => toolName(match[1]!);

export default family('tool.missing', MISSING_TOOL, [
  {
    id: 'tool.missing/step',
    when: new RegExp(
      `^(?:/\\S{0,60}/)?(?:ba|da|a|z|k)?sh: (?:(?:line )?\\d{1,6}: )?${COMMAND}: (?:command not found|not found)\\.?$`,
    ),
    generic: true,
    test: (match) => unlisted(match) && isStep(match),
    subject: tool,
    samples: [
      [
        'gperf -m 10 ./lib/names.gperf > ./lib/names.h-t\n/bin/sh: frobgen: command not found\nmake: *** [lib/names.h] Error 127',
        'frobgen',
      ],
      ['/bin/sh: 1: bin2hdr: not found\n*** Error 127 in /home/dev/app (Makefile:68)', 'bin2hdr'],
      ['bin2hdr -i index.html > index.h\n/bin/sh: line 1: bin2hdr: command not found', 'bin2hdr'],
    ],
    misses: [
      'bash: frobnicate: command not found',
      '/bin/sh: sudo: command not found\nmake: *** [install] Error 127',
    ],
  },
  {
    id: 'tool.missing/bsd-make-exec',
    // BSD make runs a simple command without a shell.
    when: /^\S{0,20}make(?:\[\d+\])?: exec\((\S{1,120})\) failed \(No such file or directory\)/,
    subject: tool,
    samples: [['make: exec(gcc) failed (No such file or directory)\n*** Error code 1', 'gcc']],
    misses: ['make: exec(./configure) failed (Permission denied)'],
  },
  {
    id: 'tool.missing/in-script',
    // A script of the project's, by its line: it goes on, and what follows may matter more.
    when: new RegExp(
      `^(?:\\.{1,2}/\\S{1,200}|[\\w./-]{1,200}\\.(?:ba|z|k|c)?sh): (?:line )?\\d{1,6}: ${COMMAND}: (?:command not found|not found)\\.?$`,
    ),
    unless:
      /(?:^|\/)(?:configure|config\.status|libtool|missing|ltmain\.sh|\.\w{1,20}rc|\.profile|(?:ba|da|a|z|k)?sh): |^\/(?:home|Users|root)\/[^/]{1,60}\/\.|^\/etc\//,
    tier: 'symptom',
    generic: true,
    test: ({ match }) => !ELSEWHERE.test(match[1]!),
    subject: tool,
    samples: [
      ['/src/lib/gen_headers.sh: line 4: gperf: command not found', 'gperf'],
      ['./gitcompile: line 10: frobgen: command not found', 'frobgen'],
      ['/src/lib/gen.cpp.sh: line 44: gperf2: command not found', 'gperf2'],
    ],
    misses: [
      './configure: line 3010: AX_CODE_COVERAGE: command not found',
      '/home/dev/.bashrc: line 9: brew2: command not found',
    ],
  },
]);

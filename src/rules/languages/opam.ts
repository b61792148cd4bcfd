import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { installIt } from '../../explain/remedies.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { capabilityOfLibrary, fileName, libraryOfProject } from '../../explain/subjects/libraries.ts';
import { isBuildTool, toolName } from '../../explain/subjects/tools.ts';

/** OCaml's package manager; its sentences are broken to the width of the terminal, so a rule takes what stands first. */

/** The system packages stand alone on the line below, apart by blanks. Source: opam's print_depexts_helper. */
const BELOW = /^([\w.+-]{2,60}(?: [\w.+-]{2,60}){0,30})$/;
const listed = ({ log, at }: Match): string | null =>
  log.after(at, 2, BELOW)?.match[1]?.split(' ')[0] ?? null;
const isTool = (found: Match): boolean => isBuildTool(toolName(listed(found) ?? ''));

const DEPEXTS = /make sure they are installed before retrying:$/;
const remedies = (subject: string | null, packages: readonly string[]) => [
  ...installIt(subject, subject ? capabilityOfLibrary(subject) : null),
  { title: text("Or by the system's name for it", '或按系统中的名称安装'), packages },
];

export default [
  ...family(
    'dependency.missing',
    {
      title: (subject) => text(`${subject} of the system is needed`, `需要系统中的 ${subject}`),
      cause: (subject) =>
        text(
          `A package of opam builds upon ${subject}, which this system does not have.`,
          `opam 的某个包依赖 ${subject}，而本系统没有它。`,
        ),
      remedies: (subject, hit) => remedies(subject, [listed(hit) ?? ''].filter(Boolean)),
    },
    [
      {
        id: 'dependency.missing/opam-depexts',
        when: DEPEXTS,
        tier: 'symptom',
        test: (found) => listed(found) !== null && !isTool(found),
        subject: (found) => libraryOfProject(listed(found)!),
        samples: [
          [
            'The packages you requested declare the following system dependencies. Please make sure they are installed before retrying:\n    hidapi lmdb',
            'hidapi',
          ],
          ['make sure they are installed before retrying:\n    libzmq3-dev pkg-config', 'libzmq'],
        ],
        misses: ['make sure they are installed before retrying:\n    m4'],
      },
    ],
  ),
  ...family(
    'tool.missing',
    {
      cause: (subject) =>
        text(`A package of opam is built with ${subject}.`, `opam 的某个包需要用 ${subject} 构建。`),
      remedies: (subject) => remedies(subject, [subject ?? ''].filter(Boolean)),
    },
    [
      {
        id: 'tool.missing/opam-depexts',
        when: DEPEXTS,
        tier: 'symptom',
        test: isTool,
        subject: (found) => toolName(listed(found)!),
        samples: [['make sure they are installed before retrying:\n    m4', 'm4']],
        misses: ['make sure they are installed before retrying:\n    libzmq3-dev'],
      },
    ],
  ),
  ...family(
    'source.checksum-mismatch',
    {
      title: (subject) => text(`${subject} is not the one that was pinned`, `${subject} 与记录的校验和不符`),
      cause: text(
        "The bytes fetched have another checksum than the package's description names.",
        '下载内容的校验和与包描述中记录的不同。',
      ),
      remedies: [
        { title: text('Bring the descriptions up to date', '更新包描述'), run: [['opam', 'update']] },
      ],
    },
    [
      {
        id: 'source.checksum-mismatch/opam',
        when: /\b(?:Wrong|Bad) checksum for (\S{1,300}?)[,:]? ?(?:expected\b|$)/,
        over: ['source.checksum-mismatch/brew-others'],
        // A forge's address of a branch says nothing by its last part.
        subject: ({ match }) =>
          /\.(?:t[bgx]z|zip|tar\.\w{2,4})$/.test(match[1]!) ? fileName(match[1]!) : match[1]!,
        samples: [
          [
            '[ERROR] Bad checksum for /tmp/opam-7/zmq-5.1.3.tbz: expected md5=8e84\n                             got      md5=82ab',
            'zmq-5.1.3.tbz',
          ],
          [
            'Wrong checksum for https://forge.example/dev/ozmq/tarball/master:',
            'https://forge.example/dev/ozmq/tarball/master',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

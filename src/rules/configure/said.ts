import { text } from '../../core/text.ts';
import { lastRefused, type Wanted } from '../../explain/configure-checks.ts';
import { family } from '../../explain/family.ts';
import { getHeader, getLibrary } from '../../explain/remedies.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { libraryOfProject } from '../../explain/subjects/libraries.ts';
import { wordsSaidMissing } from '../../explain/subjects/said.ts';
import { isBuildTool, toolName } from '../../explain/subjects/tools.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/**
 * configure's last word in its author's own words, about something that no table knows: what it is, the check says that
 * was answered with "no" just before, or else the sentence.
 */
const LAST_WORD = /^configure: error: (.{1,300})/;
const MISSING =
  /not (?:be )?(?:found|installed|available|detected|present)|missing|install|(?:annot|an't|ould not|ouldn't|nable to|id not|ailed to) (?:find|locate|detect|link|include|get|use)|equire[ds]?\b|need(?:s|ed)?\b|no (?:working|usable|suitable)|don't have|do not have|unavailable|lacks?\b|(?:test|check) failed/i;
/** What is asked of compilers, options, versions and folders is no missing library. */
const OTHER =
  /compiler cannot|cannot (?:run|compute|guess|create)|working directory|newly created|sanity|config\.(?:sub|guess)|unsafe|source directory already|cannot find (?:sources|install-sh|required auxiliary|input)|Package requirements|unrecognized option|invalid |too old|too new|newer|older|at least|version \S{0,4}\d|[<>]=? ?\d|--(?:enable|with|disable|without)-\S+ (?:requires|needs)|mutually|conflict|not supported|unsupported/;

/** With a version the check does not say whether there is none or an old one: none is what it says first. */
const VERSIONED =
  /not (?:found|installed)(?: or |\b)|[<>]=? ?\d[\w.]{0,20}\+? (?:is |are )?(?:required|needed|not installed|not found)|equires? (?:lib)?[\w.+-]{2,40} [<>]=? ?\d/;

const isMissing = ({ match, log, at }: Match): boolean =>
  MISSING.test(match[1]!) &&
  (!OTHER.test(match[1]!) || (VERSIONED.test(match[1]!) && lastRefused(log, at)?.kind === 'library'));

/** Words that stand where a name is expected. */
const NO_NAME =
  /^(?:a|an|the|your|you|it|its|this|that|them|these|those|either|one|all|any|some|more|following|library|libraries|lib|headers?|files?|functions?|symbols?|support|working|suitable|compatible|usable|compiler|programs?|tools?|packages?|modules?|versions?|dependenc(?:y|ies)|prerequisites?|requirements?|and|or|in|on|to|of|for|with|see|please|try|development|devel|dev|system|build|building|configure|need|needed|needs|required|requires|install|installed|found|find|compile|compiling|run|running|path|directory|folder|prefix|source|sources|correct|proper|necessary|C|C\+\+|which|what|where|must|should|is|are|not|be|was|some|both|first|latest|recent|but|could|would|languages?|features?|standard|explicitly|requested|recent|better|newer|higher|later|greater|above|error|true|false|yes|no)$/i;

/** The first word of the sentence that can be a name. */
function named(sentence: string): string | null {
  const words = wordsSaidMissing(sentence).filter(
    (word) => !NO_NAME.test(word) && !/^[/\d]|\.h(?:pp)?$/.test(word),
  );
  const word = words[0];
  return word ? libraryOfProject(word.replace(/^-l/, 'lib').replace(/^(?:\w{1,40}::)/, '')) : null;
}

const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^lib/, '')
    .replace(/[/.].*$/, '');

function answerOf({ log, at, match }: Match): Wanted | null {
  const sentence = match[1]!;
  const check = lastRefused(log, at);
  const word = named(sentence);
  const said: Wanted | null =
    word === null
      ? null
      : isBuildTool(word)
        ? { kind: 'tool', name: toolName(word) }
        : { kind: 'library', name: word };
  if (!check || check.byFlag) return check ?? said;
  const agreed = sentence.toLowerCase().includes(keyOf(check.name));
  // The author's spelling where both speak of one library; another library is another matter than the check.
  const same =
    said !== null &&
    (check.name.toLowerCase().includes(keyOf(said.name)) || keyOf(said.name).includes(keyOf(check.name)));
  if (said && (same || !agreed) && check.kind !== 'tool')
    return check.kind === 'header' && !agreed ? check : said;
  return agreed || !said ? check : said;
}

const answers =
  (kind: Wanted['kind']) =>
  (match: Match): boolean =>
    isMissing(match) && answerOf(match)?.kind === kind;
const subject = (match: Match): string | null => answerOf(match)?.name ?? null;

const shared = { when: LAST_WORD, tier: 'symptom', generic: true, subject } as const;

export default [
  ...family(
    'dependency.missing',
    {
      title: (name) =>
        text(`configure needs ${name} and did not find it`, `configure 需要 ${name}，但没有找到`),
      cause: (name) =>
        text(
          `${name} with its development files is not installed, or lies where configure does not look.`,
          `没有安装 ${name} 及其开发文件，或它们不在 configure 查找的位置。`,
        ),
      remedies: (name) => [
        ...getLibrary(name),
        {
          title: text(
            'Installed elsewhere? Name its folders in CPPFLAGS and LDFLAGS; config.log shows what was tried',
            '装在别处？在 CPPFLAGS 和 LDFLAGS 中写明其目录；config.log 记录了尝试过程',
          ),
        },
      ],
    },
    [
      {
        id: 'dependency.missing/configure-own-words',
        ...shared,
        test: answers('library'),
        samples: [
          [
            'checking for pcap_open_live in -lpcap... no\nconfigure: error: please install the packet capture library',
            'libpcap',
          ],
          ['checking for LIBNL... no\nconfigure: error: netlink support is required', 'libnl'],
          ['checking for gmp.h... no\nconfigure: error: GMP not found, see the INSTALL file', 'gmp'],
          ['configure: error: You need the apt-pkg headers installed to compile this.', 'apt-pkg'],
          ['configure: error: Unable to find frobtools anywhere', 'frobtools'],
          [
            'checking for glib-2.0 >= 2.18.0... no\nconfigure: error: Glib >= 2.18.0+ is required',
            'glib-2.0',
          ],
          [
            'checking for GLIB... no\nconfigure: error: glib-2.0 not found or version too old (must be >= 2.12)',
            'glib-2.0',
          ],
        ],
        misses: [
          'configure: error: C compiler cannot create executables',
          "configure: error: unrecognized option: `--frob'",
          'configure: error: something went wrong',
          'checking for gmp.h... no\nconfigure: creating ./config.status',
        ],
      },
    ],
  ),
  ...family(
    'header.missing',
    {
      cause: (name) =>
        text(
          `No folder that the compiler searches holds ${name}: its development files are not installed, or lie elsewhere.`,
          `编译器搜索的目录中都没有 ${name}：其开发文件没有安装，或在别处。`,
        ),
      remedies: (name) => getHeader(name),
    },
    [
      {
        id: 'header.missing/configure-own-words',
        ...shared,
        test: answers('header'),
        samples: [
          ['checking for pcap.h... no\nconfigure: error: packet capture headers are needed', 'pcap.h'],
        ],
      },
    ],
  ),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/configure-own-words',
      ...shared,
      test: answers('tool'),
      samples: [
        [
          'checking for msgfmt... no\nconfigure: error: the translations cannot be made: install it',
          'msgfmt',
        ],
      ],
    },
  ]),
  ...family(
    'library.duplicate',
    {
      title: (name) =>
        text(`Two versions of ${name} are installed and mixed`, `装有两个版本的 ${name}，且被混用`),
      cause: (name) =>
        text(
          `The ${name} that the compiler and loader take is another than the one that the .pc file or config script describes.`,
          `编译器和加载器取用的 ${name} 与 .pc 文件或 config 脚本所描述的不是同一份。`,
        ),
      remedies: (name) => [
        {
          title: text(
            'Remove one of them, or let PKG_CONFIG_PATH and LD_LIBRARY_PATH name the same prefix',
            '删除其中一份，或让 PKG_CONFIG_PATH 与 LD_LIBRARY_PATH 指向同一安装目录',
          ),
          run: [['pkg-config', '--modversion', name ?? '']],
        },
      ],
    },
    [
      {
        id: 'library.duplicate/am-path',
        // AM_PATH_GLIB_2_0, AM_PATH_GTK and those made after them.
        when: /^\*{3} '(?:pkg-config --modversion ([\w.+-]{1,60})|([\w.+-]{1,60})-config\b[^']{0,40})' returned \S{1,40}, but \S{1,40} \(/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        over: ['dependency.missing'],
        samples: [
          [
            "*** 'pkg-config --modversion glib-2.0' returned 2.45.1, but GLIB (2.34.3)\n*** was found! If pkg-config was correct, then it is best",
            'glib-2.0',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

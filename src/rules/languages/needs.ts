import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { installIt } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { capabilityOfLibrary, fileName, libraryOfProject } from '../../explain/subjects/libraries.ts';

/** What languages' builders want before they build: Cabal's packages, BinDeps' providers, scripts of GSL, pyzmq's probe. */

/** zproject's and zproto's scripts begin with their names. */
const gslProject = (file: string): string => /^(zproject|zproto)_/.exec(file)?.[1] ?? file;

export default [
  ...family(
    'dependency.missing',
    {
      title: (subject) => text(`${subject ?? 'A dependency'} is missing`, `缺少 ${subject ?? '依赖'}`),
      cause: (subject) =>
        text(
          `The build needs ${subject ?? 'something'} that is not installed, or not where it looks.`,
          `构建需要 ${subject ?? '某项依赖'}，但它没有安装，或不在查找的位置。`,
        ),
      remedies: (subject) => installIt(subject, subject ? capabilityOfLibrary(subject) : null),
    },
    [
      {
        id: 'dependency.missing/cabal-package',
        // Cabal's Distribution/Simple/Configure.hs, old words and new; the packages stand below, apart by commas.
        when: /(?:At least the following dependencies are missing:|Encountered missing (?:or private )?dependencies:)(?: {0,4}([\w-]{1,60}))?/,
        test: ({ match, log, at }) => (match[1] ?? log.after(at, 1, /^[A-Za-z][\w-]{0,60}/)) != null,
        subject: ({ match, log, at }) => match[1] ?? log.after(at, 1, /^([A-Za-z][\w-]{0,60})/)!.match[1]!,
        remedies: [
          {
            title: text('Let cabal install the packages first', '先让 cabal 安装所需的包'),
            run: [
              ['cabal', 'update'],
              ['cabal', 'install', '--only-dependencies'],
            ],
          },
        ],
        samples: [
          [
            'cabal: At least the following dependencies are missing:\nexceptions ==0.6.*, semigroups >=0.8',
            'exceptions',
          ],
          [
            'setup: Encountered missing or private dependencies:\nexceptions ==0.6.*, semigroups >=0.8',
            'exceptions',
          ],
          [
            'Setup: Encountered missing or private dependencies:\nzeromq4-haskell >=0.6 && <0.9',
            'zeromq4-haskell',
          ],
        ],
        misses: ['cabal: At least the following dependencies are missing:'],
      },
      {
        id: 'dependency.missing/bindeps',
        // Julia's BinDeps and its providers.
        when: /\bProvider \w{2,40} failed to satisfy dependency ([\w.+-]{1,60})|None of the selected providers can install dependency ([\w.+-]{1,60}?)\.?(?: |$)|The following (?:libs|dependencies) could not be (?:installed|satisfied):? ([\w.+-]{1,60})/,
        subject: ({ match }) => libraryOfProject((match[1] ?? match[2] ?? match[3])!),
        tier: 'symptom',
        samples: [
          ['Provider BuildProcess failed to satisfy dependency zmq', 'libzmq'],
          [
            'LoadError: None of the selected providers can install dependency nettle.\nUse BinDeps.debug(package_name)',
            'nettle',
          ],
        ],
      },
      {
        id: 'dependency.missing/nim-package',
        // The compiler's word for an import that is nowhere on its path.
        when: /^\S{1,300}\.nims?\(\d+, \d+\) Error: cannot open file: ([\w/]{1,80})/,
        subject: ({ match }) => match[1]!.split('/')[0]!,
        remedies: (subject) => [
          {
            title: text('Install the package', '安装该包'),
            run: [['nimble', 'install', subject ?? '']],
          },
        ],
        samples: [['src/poller.nim(1, 8) Error: cannot open file: zmq', 'zmq']],
      },
      {
        id: 'dependency.missing/language-module',
        // GHC, Swift and OCaml's findlib on what no package of theirs provides.
        when: /^(?:.{0,200}error: {0,4})?Could not find module '([\w.]{1,80})'(?!.{0,10}\(or )|error: no such module '(\w{1,60})'|^ocamlfind: Package '([\w.-]{1,60})' not found/,
        subject: ({ match }) => (match[1] ?? match[2] ?? match[3])!,
        generic: true,
        remedies: [],
        samples: [
          ["src/App.hs:4:1: error:\n    Could not find module 'System.ZMQ4'", 'System.ZMQ4'],
          ["Sources/main.swift:1:8: error: no such module 'SwiftZMQ'", 'SwiftZMQ'],
          ["ocamlfind: Package `zmq' not found", 'zmq'],
        ],
        misses: [
          "FileNotFoundError: Could not find module 'C:\\zmq\\libczmq.dll' (or one of its dependencies)",
        ],
      },
      {
        id: 'dependency.missing/clone-it',
        // A configure script that wants another checkout beside its own says what to type.
        when: /^(?:[Pp]lease|[Yy]ou (?:need|must|have)|[Tt]ry|[Ff]irst|[Dd]o|[Rr]un)\b.{0,80}\bgit clone (?:-\S{1,30} ){0,3}\S{1,120}\/([\w.+-]{1,60}?)(?:\.git)?(?:[\s;&]|$)/,
        test: ({ match, log, at }) =>
          log.before(
            at,
            3,
            new RegExp(`${match[1]!.replace(/[.+]/g, '\\$&')}\\b.{0,80}(?:not found|no$|missing)`, 'i'),
          ) !== null,
        subject: ({ match }) => match[1]!,
        samples: [
          [
            'checking for nDPI... not found\nPlease do cd ..; git clone https://github.com/ntop/nDPI.git; cd nDPI; ./autogen.sh; make',
            'nDPI',
          ],
        ],
        misses: ['Please do git clone https://github.com/ntop/nDPI.git'],
      },
      {
        id: 'dependency.missing/gsl-script',
        when: /\bFile: ((?:zproject|zproto)_\w{1,60}) not found$/,
        subject: ({ match }) => gslProject(fileName(match[1]!)),
        remedies: (subject) => [
          {
            title: text(
              `Install ${subject}: its scripts go where gsl looks (/usr/local/bin, or GSL_PATH)`,
              `安装 ${subject}：其脚本应位于 gsl 的查找位置（/usr/local/bin 或 GSL_PATH）`,
            ),
          },
        ],
        samples: [
          ['gsl -q zgossip.xml\n2014/07/22 11:27:44: File: zproto_server_c not found', 'zproto'],
          ['2016/01/02 10:00:00: File: zproject_class not found', 'zproject'],
        ],
        misses: ['File: notes not found'],
      },
    ],
  ),
  ...family(
    'dependency.too-old',
    {
      cause: text(
        'The build asked the library found for its version, and needs a later one.',
        '构建查询了所找到库的版本，而它需要更新的版本。',
      ),
      remedies: (subject) => installIt(subject, subject ? capabilityOfLibrary(subject) : null),
    },
    [
      {
        id: 'dependency.too-old/detected',
        when: /\b[Dd]etected ([A-Za-z][\w+-]{1,40}) (?:library )?version:? v?\d[\w.]{0,20},? but (?:requires?|needs?) (?:[\w+-]{1,40} )?(?:>=? ?|at least |version )v?\d/,
        subject: ({ match }) => libraryOfProject(match[1]!),
        samples: [
          ['Bad libzmq version: Detected ZMQ version: 2.2.0, but require ZMQ >= 3.2', 'libzmq'],
          ['error: Detected libsodium version 0.4, but needs at least 1.0', 'libsodium'],
        ],
      },
      {
        id: 'dependency.too-old/unsupported',
        when: /^([A-Za-z][\w+-]{1,40}) version (?:is )?(?:not supported|unsupported)\b/,
        test: ({ log, at }) => log.before(at, 2, /^CMake Error\b|^configure: error:/) !== null,
        subject: ({ match }) => libraryOfProject(match[1]!),
        samples: [['CMake Error at CMakeLists.txt:16 (message):\n  ZeroMQ version not supported!', 'libzmq']],
        misses: ['ZeroMQ version not supported!'],
      },
    ],
  ),
] satisfies RuleFamily;

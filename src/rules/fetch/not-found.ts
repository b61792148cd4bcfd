import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import {
  addressNear,
  failedTransfer,
  PACKAGE_MANAGER,
  TRANSFER_STATUS,
} from '../../explain/subjects/hosts.ts';

export default family(
  'fetch.not-found',
  {
    cause: text(
      'The tag, branch, archive or repository was renamed, moved or never existed.',
      '该标签、分支、压缩包或仓库已改名、迁移，或从未存在。',
    ),
    remedies: [
      {
        title: text('List the tags that exist', '列出现有标签'),
        run: [['git', 'ls-remote', '--tags', 'https://github.com/zeromq/libzmq']],
      },
    ],
  },
  [
    {
      id: 'fetch.not-found/prebuilt',
      // Node's fetchers of compiled addons; where the build that follows succeeds, nothing was missed.
      // node-gyp's install.js: of the headers of a node release that it does not have.
      when: /^(?:prebuild-install|node-pre-gyp|gyp) (?:http|ERR!|WARN).{0,60}?\b404\b.{0,40}?(https?:\/\/[^\s'"]{1,300})/,
      tier: 'symptom',
      test: ({ line, log }) =>
        /ERR!/.test(line.text) || log.lines.some(({ shown }) => /ERR!|npm error/.test(shown)),
      samples: [
        [
          'gyp ERR! stack Error: 404 status code downloading checksum https://example.org/dist/v5.0.3/SHASUMS256.txt',
          'https://example.org/dist/v5.0.3/SHASUMS256.txt',
        ],
        [
          'node-pre-gyp ERR! Tried to download(404): https://example.org/zmq/v5.0.0/node-v72-linux-x64.tar.gz',
          'https://example.org/zmq/v5.0.0/node-v72-linux-x64.tar.gz',
        ],
      ],
      misses: ['prebuild-install http 200 https://example.org/zmq/v5.0.0/node-v72-linux-x64.tar.gz'],
    },
    {
      id: 'fetch.not-found/ref',
      when: /Remote branch (\S{1,200}) not found in upstream|[Cc]ouldn't find remote ref (\S{1,200})|pathspec '([^']{1,200})' did not match any|unknown revision or path not in the working tree|reference is not a tree: (\S{1,80})|Failed to checkout tag: '([^']{1,200})'|invalid reference: (\S{1,200})|Server does not allow request for unadvertised object (\w{1,64})|upload-pack: not our ref (\w{1,64})|fatal: ambiguous argument '([^']{1,200})': unknown revision/,
      subject: ({ match }) =>
        match
          .slice(1)
          .find((group) => group !== undefined)
          ?.replace(/^refs\/(?:heads|tags)\//, '') ?? null,
      samples: [
        ['fatal: Remote branch v9.9.9 not found in upstream origin', 'v9.9.9'],
        ["error: pathspec 'v4.3.9' did not match any file(s) known to git", 'v4.3.9'],
        ["fatal: couldn't find remote ref refs/tags/v4.2.9", 'v4.2.9'],
        ['fatal: remote error: upload-pack: not our ref 8a2c9d01', '8a2c9d01'],
      ],
    },
    {
      id: 'fetch.not-found/repository',
      when: /(?:fatal: )?[Rr]epository '([^']{1,300})' not found|ERROR: Repository not found|fatal: '([^']{1,300})' does not (?:exist|appear to be a git repository)|fatal: repository '([^']{1,300})' does not exist/,
      subject: (found) =>
        (found.match[1] ?? found.match[2] ?? found.match[3])?.replace(/\/$/, '') ?? addressNear(found),
      samples: [
        [
          "fatal: repository 'https://github.com/zeromq/nope.git/' not found",
          'https://github.com/zeromq/nope.git',
        ],
      ],
    },
    {
      id: 'fetch.not-found/http',
      when: /(?:The requested URL returned error: |ERROR |HTTP request sent, awaiting response\.\.\. |HTTP (?:error )?(?:code )?|status(?:[ _]code)?:? |HTTPError: |server said |returned )(404|410)\b|404:? Not Found|HTTP\/[\d.]+ 404|curl: \(22\)/,
      unless: new RegExp(
        `${PACKAGE_MANAGER.source}|npm|GET https?://\\S+ - (?:Not found|404)|Err:|prebuil|${'gyp'} `,
        'i',
      ),
      subject: addressNear,
      samples: [
        [
          '$ wget https://github.com/zeromq/libzmq/releases/download/v9/zeromq-9.tar.gz\nHTTP request sent, awaiting response... 404 Not Found\n2026-01-01 10:00:00 ERROR 404: Not Found.',
          'https://github.com/zeromq/libzmq/releases/download/v9/zeromq-9.tar.gz',
        ],
        ['curl: (22) The requested URL returned error: 404', null],
      ],
    },
    {
      id: 'fetch.not-found/exit-status',
      when: TRANSFER_STATUS,
      tier: 'symptom',
      test: ({ line }) => failedTransfer(line.text) === 'answer',
      subject: addressNear,
      samples: [
        [
          "subprocess.CalledProcessError: Command '['wget', '-q', 'https://files.example/zmq.tar.gz']' returned non-zero exit status 8.",
          'https://files.example/zmq.tar.gz',
        ],
      ],
    },
    {
      id: 'fetch.not-found/npm',
      when: /(?:code )?E404\b|404 Not Found - GET (\S{1,300})|ETARGET|No matching version found for (\S{1,120})/,
      unless: /^(?:npm )?(?:code )?E404$|^code (?:E404|ETARGET)$|^E404$|^ETARGET$/,
      subject: ({ match }) => match[2]?.replace(/\.$/, '') ?? match[1] ?? null,
      samples: [['npm ERR! notarget No matching version found for zeromq@99.0.0.', 'zeromq@99.0.0']],
    },
    {
      id: 'fetch.not-found/pip',
      when: /Could not find a version that satisfies the requirement ([\w.=<>!~-]{1,80})|No matching distribution found for ([\w.=<>!~-]{1,80})/,
      test: ({ log }) =>
        log.find(/Temporary failure|NewConnectionError|CERTIFICATE_VERIFY|ProxyError|SSLError/) === null,
      subject: ({ match }) => (match[1] ?? match[2])!.replace(/[=<>!~].*$/, ''),
      code: 'package.not-found',
      title: (subject) => text(`pip knows no ${subject}`, `pip 找不到 ${subject}`),
      cause: text(
        'The index has no such project, or no release of it that fits this Python and this demand.',
        '索引中没有该项目，或没有适合当前 Python 与版本要求的发行版。',
      ),
      remedies: (subject) => [
        {
          title: text('See which releases there are', '查看有哪些版本'),
          run: [['python3', '-m', 'pip', 'index', 'versions', subject ?? 'pyzmq']],
        },
      ],
      samples: [
        [
          'ERROR: Could not find a version that satisfies the requirement pyzmqq (from versions: none)',
          'pyzmqq',
        ],
        ['ERROR: No matching distribution found for pyzmq==99.1', 'pyzmq'],
      ],
    },
  ],
);

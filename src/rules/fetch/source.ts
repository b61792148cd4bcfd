import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import {
  addressNear,
  failedTransfer,
  PACKAGE_MANAGER,
  TRANSFER_STATUS,
} from '../../explain/subjects/hosts.ts';

export default [
  ...family(
    'fetch.protocol',
    {
      title: (subject) =>
        text(
          `The address cannot be used that way: ${subject ?? ''}`,
          `不能以这种方式使用该地址：${subject ?? ''}`,
        ),
      cause: text(
        'git:// is blocked or switched off there, or the server asks for a login or key that is not given.',
        'git:// 被封锁或已停用，或服务器要求登录或密钥。',
      ),
      remedies: [
        {
          title: text('Let git use https for such addresses', '让 git 改用 https'),
          run: [['git', 'config', '--global', 'url.https://github.com/.insteadOf', 'git://github.com/']],
        },
      ],
    },
    [
      {
        id: 'fetch.protocol/git-protocol',
        when: /The unauthenticated git protocol on port 9418 is no longer supported|(?:unable to connect to|connect to host) \S{1,200}.{0,20}9418|port 9418/,
        subject: addressNear,
        over: ['fetch.network', 'source.incomplete', 'fetch.not-found'],
        samples: [
          [
            '$ git clone git://github.com/zeromq/libzmq.git\nfatal: remote error:\n  The unauthenticated git protocol on port 9418 is no longer supported.',
            'git://github.com/zeromq/libzmq.git',
          ],
        ],
      },
      {
        id: 'fetch.protocol/git-timeout',
        when: /fatal: unable to connect to ([\w.-]{1,200}):?$|fatal: read error: Connection reset by peer/,
        test: ({ log, at }) =>
          /git:\/\//.test(log.commandOf(at)) ||
          log.before(at, 10, /git:\/\//) !== null ||
          log.after(at, 6, /clone of 'git:\/\//) !== null,
        subject: addressNear,
        over: ['fetch.network'],
        samples: [
          [
            '$ git clone git://github.com/zeromq/czmq.git\nfatal: unable to connect to github.com:',
            'git://github.com/zeromq/czmq.git',
          ],
          [
            "Submodule 'a' (git://git.example/a.git) registered for path 'a'\nCloning into 'b'...\nfatal: unable to connect to git.example:\ngit.example[0: 192.0.2.1]: errno=Connection timed out\n\nfatal: clone of 'git://git.example/b.git' into submodule path 'b' failed",
            'git://git.example/b.git',
          ],
        ],
      },
      {
        id: 'fetch.protocol/login',
        when: /(?:could not read (?:Username|Password) for '([^']{1,300})'|terminal prompts disabled|Permission denied \((?:publickey|password)|Host key verification failed|Authentication failed for '([^']{1,300})'|Invalid username or (?:password|token)|Support for password authentication was removed|(?:The requested URL returned error: |HTTP request sent, awaiting response\.\.\. )40[13]\b)/,
        unless: new RegExp(`sudo|${PACKAGE_MANAGER.source}`, 'i'),
        subject: ({ match, ...rest }) => {
          const url = match[1] ?? match[2];
          if (url) return url.replace(/\/\/[^@/]*@/, '//').replace(/\/$/, '');
          const scp = /([\w.-]+@[\w.-]+:[\w./-]+)/;
          return (
            scp.exec(rest.log.commandOf(rest.at))?.[1] ??
            scp.exec(rest.line.text)?.[1] ??
            addressNear({ match, ...rest }) ??
            /([\w.-]+@[\w.-]+): Permission denied/.exec(rest.line.text)?.[1] ??
            null
          );
        },
        over: ['fetch.not-found', 'go.module-not-found'],
        samples: [
          [
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
            'https://github.com',
          ],
          [
            '$ git clone git@github.com:zeromq/czmq.git\ngit@github.com: Permission denied (publickey).',
            'git@github.com:zeromq/czmq.git',
          ],
        ],
      },
    ],
  ),
  ...family(
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
  ),
  ...family(
    'fetch.git-ownership',
    {
      title: (subject) =>
        text(
          `git refuses ${subject ?? 'a checkout'}, which another user owns`,
          `git 拒绝属于其他用户的检出 ${subject ?? ''}`,
        ),
      cause: text(
        'Since 2.35.2 git does not work in a folder whose owner is not the one who runs it (containers, sudo, shared folders).',
        '自 2.35.2 起，若目录的所有者不是运行者（容器、sudo、共享目录），git 会拒绝操作。',
      ),
      remedies: (subject) => [
        {
          title: text('Say that this folder is safe', '声明该目录安全'),
          run: [['git', 'config', '--global', '--add', 'safe.directory', subject ?? '.']],
          risk: 'safe',
        },
      ],
    },
    [
      {
        id: 'fetch.git-ownership/dubious',
        when: /(?:detected dubious ownership in repository at|unsafe repository \()\s?'?([^')]{1,300})'?/,
        subject: ({ match }) => match[1]!.replace(/ is owned by.*$/, ''),
        samples: [
          ["fatal: detected dubious ownership in repository at '/src/libzmq'", '/src/libzmq'],
          ["fatal: unsafe repository ('/src/czmq' is owned by someone else)", '/src/czmq'],
        ],
      },
      {
        id: 'fetch.git-ownership/safe-directory',
        when: /git config --global --add safe\.directory '?(\S{1,300}?)'?$/,
        tier: 'trace',
        samples: [['git config --global --add safe.directory /src/libzmq', '/src/libzmq']],
      },
      {
        id: 'fetch.git-ownership/go-vcs',
        when: /error obtaining VCS status: exit status 128/,
        subject: ({ log, at }) => log.lines[at]!.folder,
        samples: [
          [
            'error obtaining VCS status: exit status 128\n\tUse -buildvcs=false to disable VCS stamping.',
            null,
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { addressNear, PACKAGE_MANAGER } from '../../explain/subjects/hosts.ts';

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
          [
            "fatal: erreur distante :\n  The unauthenticated git protocol on port 9418 is no longer supported.\nfatal: le clonage de 'git://git.example/a.git' dans le chemin de sous-module 'b' a échoué",
            'git://git.example/a.git',
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

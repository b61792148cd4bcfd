import { text } from '../core/text.ts';
import { family } from '../explain/family.ts';
import type { Match, RuleFamily } from '../explain/rule.ts';
import { hostOf, plainHost } from '../explain/subjects/hosts.ts';

/** The host that a line, its neighbours or the typed command are about. */
const host = ({ match, line, log, at }: Match): string | null => {
  const connecting = /^Connecting to ([\w.-]{1,200})/.exec(line.text)?.[1];
  if (connecting) return plainHost(connecting);
  const named = match[1] ?? match[2] ?? match[3];
  if (named && !/[/:]{2}/.test(named)) return plainHost(named);
  return (
    hostOf(line.text) ??
    hostOf(log.commandOf(at)) ??
    hostOf(log.before(at, 6, /:\/\//)?.match.input ?? '') ??
    hostOf(log.after(at, 3, /:\/\//)?.match.input ?? '')
  );
};
const address = ({ line, log, at }: Match): string | null =>
  /\b((?:https?|git|ssh|ftp):\/\/[^\s'"<>]{1,300}?)[/.']?(?:['"\s,)]|$|: )/.exec(line.text)?.[1] ??
  /\b((?:https?|git|ssh):\/\/[^\s'"]{1,300})/.exec(log.commandOf(at))?.[1] ??
  /\b((?:https?|git|ssh):\/\/[^\s'"]{1,300})/.exec(log.before(at, 6, /:\/\//)?.match.input ?? '')?.[1] ??
  null;

/** apt, go and pip have their own words for a network that fails. */
const PACKAGE_MANAGER =
  /^(?:E: |W: |Err:|Ign:|Failed to fetch|go: |go (?:get|build|mod)|\S{1,200}@v\d)|proxy\.golang|goproxy/i;
const BEHIND_PROXY = ({ log }: Match): boolean => log.find(/proxy/i) !== null;

export default [
  ...family(
    'fetch.network',
    {
      title: (subject) =>
        text(`${subject ?? 'A host'} cannot be reached`, `无法访问 ${subject ?? '某个主机'}`),
      cause: (subject) =>
        text(
          `The name ${subject ?? ''} was not resolved, or no connection came about.`,
          `无法解析 ${subject ?? '该主机名'}，或无法建立连接。`,
        ),
      remedies: (subject) => [
        {
          title: text('See whether the name resolves', '检查名称能否解析'),
          run: [['getent', 'hosts', subject ?? 'github.com']],
        },
        {
          title: text(
            'Behind a firewall: name a mirror (--mirror) or a proxy (https_proxy), or install from a local archive (--from FILE --offline)',
            '在防火墙后：指定镜像（--mirror）或代理（https_proxy），或从本地压缩包安装（--from FILE --offline）',
          ),
        },
      ],
    },
    [
      {
        id: 'fetch.network/resolve',
        when: /(?:[Cc]ould not|[Cc]ouldn't|[Uu]nable to|[Ff]ailed to|cannot) (?:resolve|look ?up) (?:(?:the )?host(?:name)?(?: address)?:? ?['"]?|['"])([\w.-]{1,200})['"]?|Temporary failure in name resolution|Name or service not known|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]{1,200})|nodename nor servname provided|No address associated with hostname|lookup ([\w.-]{1,200})(?: on \S{1,60})?: (?:no such host|server misbehaving|i\/o timeout|Temporary failure)|failed to lookup address information|Name does not resolve/,
        unless: new RegExp(
          `${PACKAGE_MANAGER.source}|Could not resolve proxy|resolve proxy|could not resolve (?:type|module|import)|host information|zbeacon|No such device|tcp://`,
          'i',
        ),
        subject: host,
        samples: [
          [
            "fatal: unable to access 'https://github.com/zeromq/libzmq.git/': Could not resolve host: github.com",
            'github.com',
          ],
          ["wget: unable to resolve host address 'github.com'", 'github.com'],
          ['ssh: Could not resolve hostname github.com: Temporary failure in name resolution', 'github.com'],
          [
            'npm ERR! request to https://npm.example/zeromq failed, reason: getaddrinfo ENOTFOUND npm.example',
            'npm.example',
          ],
        ],
      },
      {
        id: 'fetch.network/connect',
        when: /Failed to connect to (\S{1,200}) port \d+|fatal: unable to connect to ([\w.-]{1,200})|connect to (?:host )?([\w.-]{1,200}) port \d+: (?:Connection (?:timed out|refused|reset)|Network is unreachable|No route to host|Operation timed out)|(?:failed: |errno=)(?:Connection (?:timed out|refused)|Network is unreachable|No route to host)|Recv failure: Connection (?:reset|was reset)|Operation timed out after \d+|connect (?:ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH)|(?:Connection|Read) timed out\.? ?\(|network ?timeout at|curl: \(28\)|Operation too slow|ERR_SOCKET_TIMEOUT/,
        unless: new RegExp(`${PACKAGE_MANAGER.source}|proxy|(?:tcp|ipc):\\/\\/|port 9418`, 'i'),
        subject: host,
        samples: [
          [
            "fatal: unable to access 'https://github.com/zeromq/czmq.git/': Failed to connect to github.com port 443: Connection timed out",
            'github.com',
          ],
          [
            'curl: (7) Failed to connect to raw.example port 443 after 130 ms: Connection refused',
            'raw.example',
          ],
          [
            'Connecting to github.com (github.com)|140.82.121.3|:443... failed: Connection timed out.',
            'github.com',
          ],
        ],
        misses: ['zmq: tcp://10.0.0.1:5555 connect ECONNREFUSED'],
      },
      {
        id: 'fetch.network/pip',
        when: /Retrying \(Retry\(total=\d.{0,200}(?:NewConnectionError|ConnectTimeoutError|ReadTimeoutError)|(?:NewConnectionError|Max retries exceeded).{0,200}/,
        subject: ({ line }) => hostOf(line.text) ?? /host='([\w.-]{1,100})'/.exec(line.text)?.[1] ?? null,
        unless: /ProxyError|SSLError|CERTIFICATE/,
        tier: 'symptom',
        samples: [
          [
            "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='files.example', port=443): Max retries exceeded with url: /x",
            'files.example',
          ],
        ],
      },
      {
        id: 'fetch.network/cmake-download',
        when: /status_code: (?:6|7|28|56)\b|status_string: "(?:Couldn't (?:resolve|connect)|Timeout|Failure when receiving)/,
        subject: ({ log, at }) => hostOf(log.before(at, 20, /https?:\/\//)?.match.input ?? ''),
        samples: [
          [
            "-- Downloading... src='https://github.com/zeromq/libzmq/archive/v4.3.5.tar.gz'\nCMake Error: status_code: 6",
            'github.com',
          ],
        ],
      },
      {
        id: 'fetch.network/http-server',
        when: /(?:The requested URL returned error: |HTTP request sent, awaiting response\.\.\. |ERROR |HTTP\/\d(?:\.\d)? |HTTP error )(5\d\d|429)\b/,
        subject: ({ line, log, at }) =>
          hostOf(line.text) ??
          hostOf(log.commandOf(at)) ??
          hostOf(log.before(at, 6, /:\/\//)?.match.input ?? ''),
        samples: [
          [
            "fatal: unable to access 'https://github.com/zeromq/libzmq/': The requested URL returned error: 503",
            'github.com',
          ],
        ],
      },
    ],
  ),
  ...family(
    'fetch.tls',
    {
      title: (subject) =>
        text(
          `The certificate of ${subject ?? 'the server'} is not trusted, or TLS fails`,
          `${subject ?? '服务器'} 的证书不受信任，或 TLS 失败`,
        ),
      cause: text(
        'The CA bundle is missing or old, the clock is wrong, a proxy re-signs the traffic, or the TLS library is too old.',
        'CA 证书包缺失或过旧、时钟不正确、代理重新签发了证书，或 TLS 库太旧。',
      ),
      remedies: [
        { title: text('Install the CA certificates', '安装 CA 证书'), install: ['ca-certificates'] },
        {
          title: text(
            "Behind a proxy that re-signs: add its CA to the system's",
            '代理会重新签发证书：把它的 CA 加入系统',
          ),
        },
      ],
    },
    [
      {
        id: 'fetch.tls/certificate',
        when: /(?:server )?certificate (?:verification failed|verify failed|problem|has expired|is not (?:yet )?(?:trusted|valid|activated)|subject name .{0,80}does not match|common name .{0,80}(?:doesn't|does not) match)|SSL certificate problem|unable to get (?:local )?issuer certificate|self[- ]signed certificate|certificate (?:of|for) '?([\w.-]{1,200})'? (?:is not trusted|has expired|doesn't have|was signed)|cannot verify ([\w.-]{1,200})'s certificate|x509: |CERT(?:IFICATE)?_(?:HAS_EXPIRED|VERIFY_FAILED|UNTRUSTED)|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|SELF_SIGNED_CERT|[Pp]eer(?:'s)? (?:certificate|Certificate) (?:issuer|cannot be|has)|server certificate verification|No CA certificates|error setting certificate verify locations|problem with the SSL CA cert|curl: \((?:60|77)\)|Certificate verification failed/,
        unless: new RegExp(`${PACKAGE_MANAGER.source}|checking`, 'i'),
        subject: host,
        over: ['fetch.network', 'source.incomplete'],
        samples: [
          [
            "fatal: unable to access 'https://github.com/zeromq/czmq.git/': server certificate verification failed. CAfile: none CRLfile: none",
            'github.com',
          ],
          ["ERROR: cannot verify github.com's certificate, issued by 'CN=x'", 'github.com'],
          ['curl: (60) SSL certificate problem: unable to get local issuer certificate', null],
        ],
      },
      {
        id: 'fetch.tls/go',
        when: /(?:tls: failed to verify certificate|x509: (?:certificate signed by unknown authority|certificate has expired|cannot validate))/,
        subject: host,
        over: ['go.proxy-unreachable', 'go.module-not-found', 'fetch.network'],
        samples: [
          [
            'go: github.com/zeromq/goczmq@v4.1.0: Get "https://goproxy.example/github.com/zeromq/goczmq/@v/list": x509: certificate signed by unknown authority',
            'goproxy.example',
          ],
        ],
      },
      {
        id: 'fetch.tls/handshake',
        when: /SSL(?:_connect)?:? ?(?:routines.{0,80}|error:.{0,80}|SSL_ERROR_\w+|connect error|handshake fail\w*)|gnutls_handshake\(\) failed|GnuTLS: .{0,80}(?:handshake|alert)|tlsv1 alert|sslv3 alert|wrong version number|unsupported protocol|tls: (?:handshake failure|protocol version)|remote error: tls|TLS handshake timeout|EPROTO|schannel: (?:failed|next|SEC_E)|curl: \(35\)|Unable to establish SSL connection|OpenSSL SSL_(?:connect|read)/,
        unless: /checking|\bOpenSSL \d|x509|certificate/,
        subject: host,
        over: ['source.incomplete', 'fetch.network'],
        samples: [
          [
            "fatal: unable to access 'https://github.com/zeromq/libzmq.git/': gnutls_handshake() failed: Handshake failed",
            'github.com',
          ],
          [
            'curl: (35) error:1407742E:SSL routines:SSL23_GET_SERVER_HELLO:tlsv1 alert protocol version',
            null,
          ],
        ],
      },
      {
        id: 'fetch.tls/no-https',
        when: /(?:Protocol|protocol) "?https"? (?:not supported|is not supported|not supported or disabled)|Unable to find remote helper for 'https'|HTTPS support not compiled in|unsupported url scheme 'https|ssl module (?:in Python )?is not available|No module named '?_ssl/,
        subject: host,
        samples: [
          ["fatal: Unable to find remote helper for 'https'", null],
          [
            'pip is configured with locations that require TLS/SSL, however the ssl module in Python is not available.',
            null,
          ],
        ],
      },
    ],
  ),
  ...family(
    'fetch.proxy',
    {
      title: (subject) =>
        text(
          `The proxy refuses or is wrong${subject ? `: ${subject}` : ''}`,
          `代理拒绝或设置有误${subject ? `：${subject}` : ''}`,
        ),
      cause: text(
        'http_proxy, https_proxy or the git or npm configuration name a proxy that does not answer, asks for a login, or forbids the address.',
        'http_proxy、https_proxy 或 git、npm 配置中的代理没有响应、要求登录，或禁止访问该地址。',
      ),
      remedies: [
        {
          title: text('See what is set', '查看当前设置'),
          run: [['env'], ['git', 'config', '--get-regexp', 'proxy']],
        },
      ],
    },
    [
      {
        id: 'fetch.proxy/resolve',
        when: /(?:[Cc]ould not|[Cc]ouldn't) resolve proxy:? ?(\S{1,200})|Error parsing proxy URL|Unsupported proxy (?:scheme|syntax)|proxyconnect tcp: (?:dial tcp(?:: lookup)? )?([\w.-]{1,100})/,
        subject: host,
        over: ['fetch.network', 'go.proxy-unreachable'],
        samples: [
          [
            "fatal: unable to access 'https://github.com/x/': Could not resolve proxy: proxy.corp.example",
            'proxy.corp.example',
          ],
        ],
      },
      {
        id: 'fetch.proxy/refused',
        when: /(?:Received HTTP code (\d{3}) from proxy|HTTP code (?:407|403) from proxy|Proxy (?:CONNECT aborted|tunneling failed|Authentication Required|request failed)|407 Proxy|CONNECT tunnel failed, response|proxy authentication required|tunneling socket could not be established|Cannot connect to proxy|ProxyError\(|ERR_PROXY|Proxy-Authenticate)/i,
        subject: ({ log, line }) => {
          const variable = log.find(/\b((?:https?|all)_proxy|HTTPS?_PROXY|ALL_PROXY)=/)?.[1];
          const named = /proxy[^\w]{1,4}(?:https?:\/\/)?([\w-]{1,60}(?:\.[\w-]{1,60}){1,5})/i.exec(
            line.text,
          )?.[1];
          return variable ?? named ?? hostOf(log.find(/\bproxy\b.{0,20}:\/\//i)?.input ?? '') ?? null;
        },
        over: ['fetch.network', 'fetch.tls', 'source.incomplete'],
        samples: [
          [
            "$ export https_proxy=http://p.example:3128\n$ git clone https://github.com/zeromq/czmq\nfatal: unable to access 'https://github.com/zeromq/czmq/': Received HTTP code 407 from proxy after CONNECT",
            'https_proxy',
          ],
        ],
      },
      {
        id: 'fetch.proxy/connect',
        when: /Failed to connect to (\S{1,200}) port (?:3128|8080|8118|1080|1087|7890|7897|8888|10809|10808|8123|3129|8081)\b/,
        test: (match) =>
          BEHIND_PROXY(match) || /port (?:3128|8118|1080|1087|7890|7897|10809|10808)/.test(match.line.text),
        subject: host,
        over: ['fetch.network'],
        samples: [
          [
            "fatal: unable to access 'https://github.com/x/y/': Failed to connect to 127.0.0.1 port 7890: Connection refused",
            '127.0.0.1',
          ],
        ],
      },
    ],
  ),
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
        subject: address,
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
        test: ({ log, at }) => /git:\/\//.test(log.commandOf(at)) || log.before(at, 10, /git:\/\//) !== null,
        subject: address,
        over: ['fetch.network'],
        samples: [
          [
            '$ git clone git://github.com/zeromq/czmq.git\nfatal: unable to connect to github.com:',
            'git://github.com/zeromq/czmq.git',
          ],
        ],
      },
      {
        id: 'fetch.protocol/login',
        when: /(?:could not read (?:Username|Password) for '([^']{1,300})'|terminal prompts disabled|Permission denied \((?:publickey|password)|Host key verification failed|Authentication failed for '([^']{1,300})'|Invalid username or (?:password|token)|Support for password authentication was removed)/,
        unless: /sudo/,
        subject: ({ match, ...rest }) => {
          const url = match[1] ?? match[2];
          if (url) return url.replace(/\/\/[^@/]*@/, '//').replace(/\/$/, '');
          const scp = /([\w.-]+@[\w.-]+:[\w./-]+)/;
          return (
            scp.exec(rest.log.commandOf(rest.at))?.[1] ??
            scp.exec(rest.line.text)?.[1] ??
            address({ match, ...rest }) ??
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
      title: (subject) =>
        text(
          `${subject ?? 'What was asked for'} does not exist there`,
          `那里没有 ${subject ?? '所请求的内容'}`,
        ),
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
        id: 'fetch.not-found/ref',
        when: /Remote branch (\S{1,200}) not found in upstream|[Cc]ouldn't find remote ref (\S{1,200})|pathspec '([^']{1,200})' did not match any|unknown revision or path not in the working tree|reference is not a tree: (\S{1,80})|Failed to checkout tag: '([^']{1,200})'|invalid reference: (\S{1,200})|fatal: ambiguous argument '([^']{1,200})': unknown revision/,
        subject: ({ match }) =>
          (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? match[6] ?? match[7])?.replace(
            /^refs\/(?:heads|tags)\//,
            '',
          ) ?? null,
        samples: [
          ['fatal: Remote branch v9.9.9 not found in upstream origin', 'v9.9.9'],
          ["error: pathspec 'v4.3.9' did not match any file(s) known to git", 'v4.3.9'],
          ["fatal: couldn't find remote ref refs/tags/v4.2.9", 'v4.2.9'],
        ],
      },
      {
        id: 'fetch.not-found/repository',
        when: /(?:fatal: )?[Rr]epository '([^']{1,300})' not found|ERROR: Repository not found|fatal: '([^']{1,300})' does not (?:exist|appear to be a git repository)|fatal: repository '([^']{1,300})' does not exist/,
        subject: (found) =>
          (found.match[1] ?? found.match[2] ?? found.match[3])?.replace(/\/$/, '') ?? address(found),
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
        subject: address,
        samples: [
          [
            '$ wget https://github.com/zeromq/libzmq/releases/download/v9/zeromq-9.tar.gz\nHTTP request sent, awaiting response... 404 Not Found\n2026-01-01 10:00:00 ERROR 404: Not Found.',
            'https://github.com/zeromq/libzmq/releases/download/v9/zeromq-9.tar.gz',
          ],
          ['curl: (22) The requested URL returned error: 404', null],
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
        subject: ({ match }) => (match[1] ?? match[2])!,
        code: 'package.not-found',
        title: (subject) => text(`pip knows no ${subject}`, `pip 找不到 ${subject}`),
        samples: [
          [
            'ERROR: Could not find a version that satisfies the requirement pyzmqq (from versions: none)',
            'pyzmqq',
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

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import {
  failedTransfer,
  hostNear,
  hostOf,
  PACKAGE_MANAGER,
  plainHost,
  TRANSFER_STATUS,
} from '../../explain/subjects/hosts.ts';

const BEHIND_PROXY = ({ log }: Match): boolean => log.find(/proxy/i) !== null;

export default [
  ...family(
    'fetch.network',
    {
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
        when: /(?:[Cc]ould not|[Cc]ouldn't|[Uu]nable to|[Ff]ailed to|cannot) (?:resolve|look ?up) (?:(?:the )?host(?:name)?(?: address)?:? ?['"]?|['"])([\w.-]{1,200})['"]?|Temporary failure in name resolution|Name or service not known|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]{1,200})|nodename nor servname provided|No address associated with hostname|lookup ([\w.-]{1,200})(?: on \S{1,60})?: (?:no such host|server misbehaving|i\/o timeout|Temporary failure)|bad address '([\w.-]{1,200})'|failed to lookup address information|Name does not resolve/,
        unless: new RegExp(
          `${PACKAGE_MANAGER.source}|Could not resolve proxy|resolve proxy|could not resolve (?:type|module|import)|host information|zbeacon|No such device|tcp://|^sudo: unable to resolve host`,
          'i',
        ),
        subject: hostNear,
        samples: [
          [
            "fatal: unable to access 'https://github.com/zeromq/libzmq.git/': Could not resolve host: github.com",
            'github.com',
          ],
          ["wget: unable to resolve host address 'github.com'", 'github.com'],
          ["wget: bad address 'github.com'", 'github.com'],
          ['ssh: Could not resolve hostname github.com: Temporary failure in name resolution', 'github.com'],
          [
            'npm ERR! request to https://npm.example/zeromq failed, reason: getaddrinfo ENOTFOUND npm.example',
            'npm.example',
          ],
        ],
        misses: ['sudo: unable to resolve host vm01: Name or service not known'],
      },
      {
        id: 'fetch.network/zig',
        // The names of std.http's and std.net's errors.
        when: /^(?:\S{0,200}: )?error: .{1,200}: (?:TemporaryNameServerFailure|NameServerFailure|UnknownHostName|HostLacksNetworkAddresses|NetworkUnreachable|ConnectionTimedOut|ConnectionRefused|ConnectionResetByPeer)$/,
        subject: ({ line, log, at }) =>
          hostOf(line.text) ?? hostOf(log.after(at, 3, /:\/\//)?.match.input ?? ''),
        samples: [
          [
            '/src/build.zig.zon:8:20: error: unable to discover remote git server capabilities: TemporaryNameServerFailure\n            .url = "git+https://github.com/zeromq/libzmq.git#c61f184",',
            'github.com',
          ],
        ],
      },
      {
        id: 'fetch.network/connect',
        when: /Failed to connect to (\S{1,200}) port \d+|fatal: unable to connect to ([\w.-]{1,200})|connect to (?:host )?([\w.-]{1,200}) port \d+: (?:Connection (?:timed out|refused|reset)|Network is unreachable|No route to host|Operation timed out)|(?:failed: |^Connecting to .{1,200}\.{3} \S{3,40}: |errno=)(?:Connection (?:timed out|refused)|Network is unreachable|No route to host)|Recv failure: Connection (?:reset|was reset)|Operation timed out after \d+|connect (?:ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH)|(?:Connection|Read) timed out\.? ?\(|network ?timeout at|curl: \(28\)|Operation too slow|ERR_SOCKET_TIMEOUT/,
        unless: new RegExp(`${PACKAGE_MANAGER.source}|proxy|(?:tcp|ipc):\\/\\/|port 9418`, 'i'),
        // ssh alone is a login, not a download.
        test: ({ line, log, at }) =>
          !line.text.startsWith('ssh: ') || log.after(at, 4, /^(?:fatal|error): |rsync|scp/) !== null,
        subject: hostNear,
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
        id: 'fetch.network/cut-off',
        when: /^(?:error|fatal): (?:RPC failed; (?:curl \d+|result=\d+|HTTP 5)|.{0,20}Connection (?:was )?reset)|transfer closed with (?:\d+|outstanding) (?:bytes|read data) remaining|curl: \((?:18|52|56|92)\)|[Cc]onnection closed at byte \d+|[Rr]ead error at byte \d+|IncompleteRead\(|ERR_STREAM_PREMATURE_CLOSE|ECONNRESET/,
        unless: /\b(?:401|403)\b|tcp:\/\/|zmq/i,
        over: ['source.incomplete/git'],
        subject: (found) => hostNear(found) ?? hostOf(found.log.find(/\bhttps?:\/\//)?.input ?? ''),
        samples: [
          [
            "$ git clone https://github.com/zeromq/libzmq\nCloning into 'libzmq'...\nerror: RPC failed; curl 56 GnuTLS recv error (-9): A TLS packet with unexpected length was received.\nfatal: early EOF",
            'github.com',
          ],
          [
            'curl -LO https://files.example/zeromq.tar.gz\ncurl: (18) transfer closed with 120 bytes remaining to read',
            'files.example',
          ],
        ],
      },
      {
        id: 'fetch.network/pip',
        when: /Retrying \(Retry\(total=\d.{0,200}(?:NewConnectionError|ConnectTimeoutError|ReadTimeoutError)|(?:NewConnectionError|Max retries exceeded).{0,200}/,
        subject: ({ line }) => hostOf(line.text) ?? /host='([\w.-]{1,100})'/.exec(line.text)?.[1] ?? null,
        unless: /ProxyError|SSLError|CERTIFICATE/,
        // pip tries again by itself; what it says at the end counts.
        test: ({ log, at, line }) =>
          !/Retrying \(/.test(line.text) ||
          log.after(at, 400, /^(?:Successfully installed|Downloading |Using cached )/) === null,
        tier: 'symptom',
        samples: [
          [
            "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='files.example', port=443): Max retries exceeded with url: /x",
            'files.example',
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
      {
        id: 'fetch.network/exit-status',
        when: TRANSFER_STATUS,
        tier: 'symptom',
        test: ({ line }) => failedTransfer(line.text) === 'network',
        subject: ({ line }) => hostOf(line.text),
        samples: [
          [
            'ERROR: process "/bin/sh -c curl -fsSLO https://files.example/zeromq.tar.gz" did not complete successfully: exit code: 6',
            'files.example',
          ],
        ],
        misses: [
          'ERROR: process "/bin/sh -c apt-get install -y curl" did not complete successfully: exit code: 100',
          'ERROR: process "/bin/sh -c curl -sSLO https://files.example/x.tar.gz && tar xf x.tar.gz" did not complete successfully: exit code: 2',
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
        when: /(?:server )?certificate (?:verification failed|verify failed|problem|has expired|is not (?:yet )?(?:trusted|valid|activated)|subject name .{0,80}does not match|common name .{0,80}(?:doesn't|does not) match)|SSL certificate problem|unable to get (?:local )?issuer certificate|self[- ]signed certificate|certificate (?:of|for) '?([\w.-]{1,200})'? (?:is not trusted|has expired|doesn't have|was signed)|cannot verify ([\w.-]{1,200})'s certificate|x509: |CERT(?:IFICATE)?_(?:HAS_EXPIRED|VERIFY_FAILED|UNTRUSTED)|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|SELF_SIGNED_CERT|[Pp]eer(?:'s)? (?:certificate|Certificate) (?:issuer|cannot be|has)|server certificate verification|No CA certificates|error setting certificate verify locations|[Pp]roblem with the SSL CA cert|curl: \((?:60|77)\)|Certificate verification failed/,
        unless: new RegExp(`${PACKAGE_MANAGER.source}|checking`, 'i'),
        subject: hostNear,
        over: ['fetch.network', 'source.incomplete'],
        samples: [
          [
            "fatal: unable to access 'https://github.com/zeromq/czmq.git/': server certificate verification failed. CAfile: none CRLfile: none",
            'github.com',
          ],
          ["ERROR: cannot verify github.com's certificate, issued by 'CN=x'", 'github.com'],
          ['curl: (60) SSL certificate problem: unable to get local issuer certificate', null],
          [
            "fatal: unable to access 'https://github.com/zeromq/czmq/': Problem with the SSL CA cert (path? access rights?)",
            'github.com',
          ],
        ],
      },
      {
        id: 'fetch.tls/go',
        when: /(?:tls: failed to verify certificate|x509: (?:certificate signed by unknown authority|certificate has expired|cannot validate))/,
        subject: hostNear,
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
        when: /SSL(?:_connect)?:? ?(?:routines.{0,80}|error:.{0,80}|SSL_ERROR_\w+|connect error|handshake fail\w*)|gnutls_handshake\(\) failed|GnuTLS: .{0,80}(?:handshake|alert)|tlsv1 alert|sslv3 alert|wrong version number|unsupported protocol|tls: (?:handshake failure|protocol version)|remote error: tls|TLS handshake timeout|(?:write|read|code:?|errno:?) '?EPROTO|schannel: (?:failed|next|SEC_E)|curl: \(35\)|Unable to establish SSL connection|OpenSSL SSL_(?:connect|read)/,
        unless: /checking|\bOpenSSL \d|x509|certificate/,
        subject: hostNear,
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
        id: 'fetch.tls/exit-status',
        when: TRANSFER_STATUS,
        tier: 'symptom',
        test: ({ line }) => failedTransfer(line.text) === 'tls',
        subject: ({ line }) => hostOf(line.text),
        samples: [
          [
            'LoadError: failed process: Process(`curl -f -o zeromq.tar.gz -L https://files.example/zeromq.tar.gz`, ProcessExited(77)) [77]',
            'files.example',
          ],
        ],
      },
      {
        id: 'fetch.tls/no-https',
        when: /(?:Protocol|protocol) "?https"? (?:not supported|is not supported|not supported or disabled)|Unable to find remote helper for 'https'|HTTPS support not compiled in|unsupported url scheme 'https|ssl module (?:in Python )?is not available|No module named '?_ssl/,
        subject: hostNear,
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
        subject: hostNear,
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
        when: /(?:\(407\)|(?:HTTP(?: error)?|status(?: code)?):? 407\b|Received HTTP code (\d{3}) from proxy|HTTP code (?:407|403) from proxy|Proxy (?:CONNECT aborted|tunneling failed|Authentication Required|request failed)|407 Proxy|CONNECT tunnel failed, response|proxy authentication required|tunneling socket could not be established|Cannot connect to proxy|ProxyError\(|ERR_PROXY|Proxy-Authenticate)/i,
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
        id: 'fetch.proxy/other-port',
        // An https address whose connection goes to another port than 443 goes to a proxy.
        when: /request to https:\/\/[^\s:]{1,300} failed, reason: connect E(?:CONNREFUSED|TIMEDOUT|HOSTUNREACH) ([\w.:-]{1,60}):(?!443\b)\d{2,5}/,
        subject: hostNear,
        over: ['fetch.network'],
        samples: [
          [
            'npm ERR! FetchError: request to https://registry.example/zeromq failed, reason: connect ECONNREFUSED 127.0.0.1:3128',
            '127.0.0.1',
          ],
        ],
        misses: [
          'npm ERR! request to https://registry.example/zeromq failed, reason: connect ETIMEDOUT 192.0.2.1:443',
        ],
      },
      {
        id: 'fetch.proxy/other-host',
        // An address of one host, a connection to another: a proxy stands between.
        when: /'https?:\/\/(?:[^\s/'@]{1,100}@)?([^\s/':]{1,200})[^\s']{0,300}': Failed to connect to (\S{1,200}) port \d+/,
        test: ({ match }) => plainHost(match[1]!) !== plainHost(match[2]!),
        subject: ({ match }) => plainHost(match[2]!),
        over: ['fetch.network'],
        samples: [
          [
            "fatal: unable to access 'https://git.example/czmq/': Failed to connect to proxy.corp port 3999 after 0 ms: Couldn't connect to server",
            'proxy.corp',
          ],
        ],
        misses: [
          "fatal: unable to access 'https://git.example/czmq/': Failed to connect to git.example port 443: Connection timed out",
        ],
      },
      {
        id: 'fetch.proxy/connect',
        when: /Failed to connect to (\S{1,200}) port (?:3128|8080|8118|1080|1087|7890|7897|8888|10809|10808|8123|3129|8081)\b/,
        test: (match) =>
          BEHIND_PROXY(match) || /port (?:3128|8118|1080|1087|7890|7897|10809|10808)/.test(match.line.text),
        subject: hostNear,
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
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import {
  failedTransfer,
  hostNear,
  hostOf,
  PACKAGE_MANAGER,
  TRANSFER_STATUS,
} from '../../explain/subjects/hosts.ts';

export default family(
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
      when: /(?:[Cc]ould not|[Cc]ouldn't|[Uu]nable to|[Ff]ailed to|cannot) (?:resolve|look ?up) (?:(?:the )?host(?:name)?(?: address)?:? ?['"]?|address for |['"])([\w.-]{1,200})['"]?|Temporary failure in name resolution|Name or service not known|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) ([\w.-]{1,200})|nodename nor servname provided|No address associated with hostname|lookup ([\w.-]{1,200})(?: on \S{1,60})?: (?:no such host|server misbehaving|i\/o timeout|Temporary failure)|bad address '([\w.-]{1,200})'|failed to lookup address information|Name does not resolve/,
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
        // libgit2, for cargo.
        [
          'warning: spurious network error (2 tries remaining): failed to resolve address for github.com: Name or service not known; class=Net (12)',
          'github.com',
        ],
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
      when: /^(?:error|fatal): (?:RPC failed; (?:curl \d+|result=\d+|HTTP 5)|.{0,20}Connection (?:was )?reset)|transfer closed with (?:\d+|outstanding) (?:bytes|read data) remaining|curl: \((?:18|52|56|92)\)|[Cc]onnection closed at byte \d+|[Rr]ead error at byte \d+|IncompleteRead\(|ERR_STREAM_PREMATURE_CLOSE|ECONNRESET|unable to access '.{1,300}': (?:GnuTLS (?:recv|send) error|Empty reply from server|HTTP\/\d stream|Send failure|Failure when receiving data|Failed sending data|transfer closed)/,
      unless: /\b(?:401|403)\b|tcp:\/\/|ZMQError|zmq_\w+|zmq: /,
      over: ['source.incomplete/git'],
      subject: (found) => hostNear(found) ?? hostOf(found.log.find(/\b(?:https?|git|ssh):\/\//)?.input ?? ''),
      samples: [
        [
          "$ git clone https://github.com/zeromq/libzmq\nCloning into 'libzmq'...\nerror: RPC failed; curl 56 GnuTLS recv error (-9): A TLS packet with unexpected length was received.\nfatal: early EOF",
          'github.com',
        ],
        [
          "fatal: unable to access 'https://github.com/zeromq/libzmq.git/': GnuTLS recv error (-110): The TLS connection was non-properly terminated.",
          'github.com',
        ],
        ["fatal: unable to access 'https://git.example/czmq.git/': Empty reply from server", 'git.example'],
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
);

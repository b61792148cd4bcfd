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
      id: 'fetch.tls/nss',
      // curl and git of Red Hat's releases up to 7 speak TLS through NSS: SECerrs.h and SSLerrs.h.
      when: /(?:unable to access '[^']{1,300}': |curl: \((?:35|51|58|60)\) )(?:Peer(?:'s [Cc]ertificate| reports| using)|Issuer certificate is invalid|The certificate (?:issuer's|was signed)|Certificate (?:type not approved|path length|usages field|extension|contains)|(?:Unable to|Cannot) communicate securely|SSL (?:peer|received)|NSS error -(?:8|12)\d{3})/,
      subject: hostNear,
      over: ['fetch.network', 'source.incomplete'],
      samples: [
        [
          "fatal: unable to access 'https://git.example/czmq.git/': Peer reports incompatible or unsupported protocol version.",
          'git.example',
        ],
        [
          "fatal: unable to access 'https://git.example/czmq.git/': Issuer certificate is invalid.",
          'git.example',
        ],
      ],
      misses: ["fatal: unable to access 'https://git.example/czmq.git/': TCP connection reset by peer"],
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
        ['curl: (35) error:1407742E:SSL routines:SSL23_GET_SERVER_HELLO:tlsv1 alert protocol version', null],
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
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { hostOf } from '../../explain/subjects/hosts.ts';
import { BROKEN_PACKAGE } from '../../explain/words/broken-package.ts';

/** What conda calls its own failures by name (conda/exceptions.py); its solver's stand in conflict.ts. */
export default [
  ...family(
    'fetch.network',
    {
      title: (subject) =>
        text(`conda cannot reach ${subject ?? 'its channel'}`, `conda 无法访问 ${subject ?? '其频道'}`),
      cause: text(
        'The channel did not answer: no network, a proxy that conda was not told of, or a wrong address.',
        '频道没有响应：网络不通、未向 conda 配置代理，或地址有误。',
      ),
      remedies: [
        {
          title: text('See which channels and proxies are set', '查看设置的频道与代理'),
          run: [['conda', 'config', '--show']],
        },
      ],
    },
    [
      {
        id: 'fetch.network/conda',
        when: /^(?:CondaHTTPError|CondaConnectionError|OfflineError|ProxyError)?: ?HTTP 0{3} CONNECTION FAILED|^CondaHTTPError: HTTP (?:5\d\d|429)|^ConnectionFailed\b/,
        subject: ({ line, log, at }) =>
          hostOf(line.text) ?? hostOf(log.after(at, 3, /https?:\/\//)?.match.input ?? ''),
        samples: [
          [
            'CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://conda.example/pkgs/main/linux-64/repodata.json>',
            'conda.example',
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
          `conda does not trust the certificate of ${subject ?? 'its channel'}`,
          `conda 不信任 ${subject ?? '其频道'} 的证书`,
        ),
      cause: text(
        'A proxy re-signs the traffic, or the CA bundle or OpenSSL of this conda is broken.',
        '代理重新签发了证书，或此 conda 的 CA 证书包、OpenSSL 已损坏。',
      ),
      remedies: [
        {
          title: text(
            "Name the CA bundle that holds the proxy's certificate",
            '指定包含代理证书的 CA 证书包',
          ),
          run: [['conda', 'config', '--set', 'ssl_verify', '/etc/ssl/certs/ca-certificates.crt']],
        },
      ],
    },
    [
      {
        id: 'fetch.tls/conda',
        when: /^CondaSSLError: |^CondaHTTPError: .{0,80}SSL/,
        subject: ({ line, log, at }) =>
          hostOf(line.text) ?? hostOf(log.after(at, 6, /https?:\/\//)?.match.input ?? ''),
        samples: [
          ['CondaSSLError: Encountered an SSL error. Most likely a certificate verification issue.', null],
        ],
      },
    ],
  ),
  ...family(
    'fetch.not-found',
    {
      title: (subject) => text(`There is no channel ${subject ?? ''}`, `没有频道 ${subject ?? ''}`),
      cause: text(
        'The channel was renamed or removed, or its address is wrong.',
        '该频道已改名、移除，或地址有误。',
      ),
      remedies: [
        {
          title: text('See which channels are set', '查看设置的频道'),
          run: [['conda', 'config', '--show', 'channels']],
        },
      ],
    },
    [
      {
        id: 'fetch.not-found/conda',
        when: /^(?:UnavailableInvalidChannel|CondaHTTPError): (?:The channel is not accessible|HTTP 404)/,
        subject: ({ line, log, at }) =>
          /<(https?:\/\/[^>]{1,300})>/.exec(line.text)?.[1] ??
          log.after(at, 4, /channel (?:url|name): (\S{1,200})/)?.match[1] ??
          null,
        samples: [
          [
            'UnavailableInvalidChannel: HTTP 404 NOT FOUND for channel zmqq <https://conda.example/zmqq>',
            'https://conda.example/zmqq',
          ],
        ],
      },
    ],
  ),
  ...family(
    'install.permission',
    {
      title: (subject) =>
        text(
          `This user cannot write the environment ${subject ?? ''}`,
          `当前用户无权写入环境 ${subject ?? ''}`,
        ),
      cause: text('The environment belongs to root or another user.', '该环境属于 root 或其他用户。'),
      remedies: [
        {
          title: text('Make an environment of your own', '新建自己的环境'),
          run: [['conda', 'create', '--name', 'zmq', 'zeromq']],
        },
      ],
    },
    [
      {
        id: 'install.permission/conda',
        when: /^(?:EnvironmentNotWritableError|NotWritableError|NoWritablePkgsDirError|NoWritableEnvsDirError)\b/,
        subject: ({ log, at }) =>
          log.after(
            at,
            4,
            /(?:environment location|path|No writeable \w{1,8} directories configured.?):? (\/\S{1,200})/,
          )?.match[1] ??
          log.after(at, 4, /^- (\/\S{1,200})/)?.match[1] ??
          null,
        samples: [
          [
            'EnvironmentNotWritableError: The current user does not have write permissions to the target environment.\n  environment location: /opt/conda',
            '/opt/conda',
          ],
        ],
      },
    ],
  ),
  ...family('package.broken', BROKEN_PACKAGE, [
    {
      id: 'package.broken/conda-files',
      when: /^(?:ClobberError|CondaVerificationError|LinkError|SafetyError|KnownPackageClobberError|UnknownPackageClobberError): /,
      subject: ({ line, log, at }) =>
        /package (?:for )?'?(?:[\w.-]{1,60}(?:\/[\w-]{1,20})?::)?([\w.-]{1,60}?)-\d/.exec(
          `${line.text} ${log.after(at, 3, /package/)?.match.input ?? ''}`,
        )?.[1] ?? null,
      samples: [
        [
          'CondaVerificationError: The package for libsodium located at /opt/conda/pkgs/libsodium-1.0.18-h7b6447c_0\nappears to be corrupted.',
          null,
        ],
        ['ClobberError: This transaction has incompatible packages due to a shared path.', null],
      ],
    },
  ]),
] satisfies RuleFamily;

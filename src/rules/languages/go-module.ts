import { GOCZMQ_V4 } from '../../bindings/goczmq.ts';
import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { hostOf } from '../../explain/subjects/hosts.ts';

/** How proxies say in their answer that it is the version, not the access, that fails. */
const NO_SUCH_VERSION =
  /server response: .{0,200}(?:not available|not found|does not exist|no such|unknown revision|no matching)/i;

export default [
  ...family(
    'go.module-not-found',
    {
      title: (subject) =>
        text(
          `Go finds no module ${subject ?? ''} of that path and version`,
          `Go 找不到该路径和版本的模块 ${subject ?? ''}`,
        ),
      cause: text(
        'The import path, the version or the /vN suffix is wrong: goczmq has no tagged v4 with a go.mod of that name.',
        '导入路径、版本或 /vN 后缀有误：goczmq 没有与 go.mod 名称一致的 v4 标签。',
      ),
      remedies: (subject) => [
        ...(/goczmq/.test(subject ?? '')
          ? [
              {
                title: text('Take the version that exists upstream', '使用上游确实存在的版本'),
                run: [['go', 'get', `github.com/zeromq/goczmq/v4@${GOCZMQ_V4}`]],
              },
            ]
          : []),
        {
          title: text('List the versions that exist', '列出存在的版本'),
          run: [['go', 'list', '-m', '-versions', subject ?? 'github.com/zeromq/goczmq/v4']],
        },
      ],
    },
    [
      {
        id: 'go.module-not-found/revision',
        when: /(?:^|[\s:])([\w.-]{1,80}\.[a-z]{2,8}\/[\w./-]{1,200})(?:@\S{1,120})?[:; ].{0,200}?(?:unknown revision|invalid version|no matching versions for query|cannot find module providing package|no required module provides package|module declares its path as|reading \S{1,300}: (?:404|410)|not found: module|should be v\d, not v\d|go\.mod has (?:non-\.\.\.\.?v\d|post-v\d))/,
        unless:
          /dial tcp|i\/o timeout|connection refused|no such host|x509|proxyconnect|could not read Username|TLS handshake/,
        subject: ({ match, log }) => {
          const imports = log.find(
            /^([\w.-]{1,80}\.[a-z]{2,8}\/[\w./-]{1,200}): cannot find module providing package/,
          )?.[1];
          return imports ?? match[1]!.replace(/\/$/, '');
        },
        samples: [
          [
            'go: github.com/zeromq/goczmq/v4@v4.0.0: invalid version: unknown revision v4.0.0',
            'github.com/zeromq/goczmq/v4',
          ],
          [
            'main.go:4:2: github.com/zeromq/goczmq: no required module provides package; to add it:',
            'github.com/zeromq/goczmq',
          ],
        ],
      },
      {
        id: 'go.module-not-found/not-in-module',
        when: /module [\w.-]{1,80}\.[a-z]{2,8}\/\S{1,200} found \(.{1,200}\),? but does not contain package ([\w.-]{1,80}\.[a-z]{2,8}\/\S{1,200})/,
        subject: ({ match }) => match[1]!,
        samples: [
          [
            'main.go:4:2: module github.com/zeromq/goczmq@latest found (v4.2.0+incompatible), but does not contain package github.com/zeromq/goczmq/v4',
            'github.com/zeromq/goczmq/v4',
          ],
          [
            'go: module github.com/pebbe/zmq4@v1.2.9 found (v1.2.9, replaced by ../zmq4), but does not contain package github.com/pebbe/zmq4/draft',
            'github.com/pebbe/zmq4/draft',
          ],
        ],
      },
      {
        id: 'go.module-not-found/vendoring',
        // go build compares go.mod with vendor/modules.txt before anything else.
        when: /^([\w.-]{1,80}\.[a-z]{2,8}\/[\w./-]{1,200})@\S{1,120}: is (?:explicitly required in go\.mod, but not marked as explicit|marked as explicit in vendor\/modules\.txt, but not explicitly required|replaced in go\.mod, but not marked as replaced)/,
        remedies: [
          {
            title: text('Write the vendor folder anew', '重新生成 vendor 目录'),
            run: [['go', 'mod', 'vendor']],
          },
        ],
        samples: [
          [
            'go: inconsistent vendoring in /src/app:\n\tgithub.com/pebbe/zmq4@v1.2.9: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
            'github.com/pebbe/zmq4',
          ],
        ],
      },
      {
        id: 'go.module-not-found/proxy-refuses',
        // A mirror that holds a selection says 403 of what it has not; its own words follow.
        when: /(?:^|[\s:])([\w.-]{1,80}\.[a-z]{2,8}\/[\w./-]{1,200})@\S{1,120}: reading \S{1,300}: 40[13]/,
        test: ({ log, at }) => log.after(at, 2, NO_SUCH_VERSION) !== null,
        subject: ({ match }) => match[1]!,
        samples: [
          [
            'go: github.com/zeromq/goczmq/v4@v4.0.0: reading https://goproxy.example/github.com/zeromq/goczmq/v4/@v/v4.0.0.info: 403 Forbidden\n\tserver response: This module version is not available.',
            'github.com/zeromq/goczmq/v4',
          ],
        ],
      },
      {
        id: 'go.module-not-found/package',
        when: /(?:no required module provides package|cannot find module providing package|cannot find package) "?([\w.-]{1,80}\.[a-z]{2,8}\/[^\s";:]{1,200})"?/,
        unless:
          /dial tcp|i\/o timeout|connection refused|no such host|x509|proxyconnect|could not read Username/,
        subject: ({ match }) => match[1]!.replace(/@.*$/, ''),
        samples: [
          [
            'main.go:4:2: no required module provides package github.com/zeromq/goczmq/v4; to add it:',
            'github.com/zeromq/goczmq/v4',
          ],
          ['main.go:5:2: cannot find package "github.com/pebbe/zmq4" in any of:', 'github.com/pebbe/zmq4'],
        ],
      },
      {
        id: 'go.module-not-found/path-mismatch',
        when: /parsing go\.mod: unexpected module path "([^"]{1,200})"|module declares its path as: ?(\S{1,200})|but was required as: ?(\S{1,200})|(?:go: )?module ([\w./-]{1,200}): (?:git ls-remote|not found|reading)|(?:unrecognized import path) "([^"]{1,200})"/,
        unless: /dial tcp|i\/o timeout|no such host|x509/,
        test: ({ match, log, at }) =>
          match[2] === undefined || log.after(at, 2, /but was required as/) === null,
        subject: ({ match }) => match.slice(1).find((group) => group !== undefined) ?? null,
        samples: [
          [
            'go: github.com/zeromq/goczmq@v4.2.0: parsing go.mod:\n\tmodule declares its path as: github.com/zeromq/goczmq/v4\n\t        but was required as: github.com/zeromq/goczmq',
            'github.com/zeromq/goczmq',
          ],
        ],
      },
      {
        id: 'go.module-not-found/no-go-mod',
        when: /go: (?:go\.mod file not found in current directory|cannot find main module|cannot determine module path)|no Go files in (\S{1,200})|go: 'go (?:install|get)' requires a version/,
        tier: 'symptom',
        subject: ({ match }) => match[1] ?? null,
        samples: [
          [
            "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
            null,
          ],
        ],
      },
    ],
  ),
  ...family(
    'go.proxy-unreachable',
    {
      title: (subject) =>
        text(`The module proxy ${subject ?? ''} cannot be reached`, `无法访问模块代理 ${subject ?? ''}`),
      cause: text(
        'GOPROXY names a host that does not answer from here.',
        'GOPROXY 指定的主机在此处没有响应。',
      ),
      remedies: [
        {
          title: text('Fetch from the repositories themselves', '直接从仓库获取'),
          run: [['go', 'env', '-w', 'GOPROXY=direct']],
        },
        {
          title: text(
            'Or name a proxy that can be reached (in a Dockerfile: ENV GOPROXY=...)',
            '或指定一个可访问的代理（Dockerfile 中：ENV GOPROXY=...）',
          ),
        },
      ],
    },
    [
      {
        id: 'go.proxy-unreachable/dial',
        when: /(?:Get|Post|Head) "?(https?:\/\/[^\s"]{1,300}?\/@v\/|https?:\/\/[^\s"]{1,300}?(?:@latest|sumdb|sum\.golang|\/lookup\/|goproxy|proxy)[^\s"]{0,200})[^\s"]{0,200}"?:? .{0,200}(?:dial tcp|i\/o timeout|connection refused|no such host|connection reset|TLS handshake timeout|EOF|context deadline|network is unreachable|server misbehaving|bad gateway|stream error)/,
        unless: /proxyconnect|x509/,
        subject: ({ match }) => hostOf(match[1]!),
        over: ['go.module-not-found', 'fetch.network', 'fetch.tls/handshake'],
        samples: [
          [
            'go: github.com/zeromq/goczmq/v4@v4.2.1: Get "https://goproxy.example/github.com/zeromq/goczmq/v4/@v/v4.2.1.mod": dial tcp 1.2.3.4:443: i/o timeout',
            'goproxy.example',
          ],
        ],
      },
      {
        id: 'go.proxy-unreachable/status',
        when: /reading (https?:\/\/\S{1,300}\/@v\/\S{1,100}): (?:5\d\d|403|401)|GOPROXY list is not the empty string|module lookup disabled by GOPROXY=off|invalid proxy URL/,
        test: ({ log, at, match }) => match[1] === undefined || log.after(at, 2, NO_SUCH_VERSION) === null,
        subject: ({ match }) => (match[1] ? hostOf(match[1]) : 'off'),
        over: ['go.module-not-found'],
        samples: [
          ['go: x@v1: module lookup disabled by GOPROXY=off', 'off'],
          ['reading https://goproxy.example/github.com/x/@v/v1.zip: 502 Bad Gateway', 'goproxy.example'],
        ],
        misses: [
          'go: github.com/x/y@v1.9.0: reading https://goproxy.example/github.com/x/y/@v/v1.9.0.info: 403 Forbidden\n\tserver response: This module version does not exist.',
        ],
      },
    ],
  ),
  ...family(
    'go.checksum-mismatch',
    {
      title: (subject) =>
        text(
          `The checksum of ${subject ?? 'a module'} is not the recorded one`,
          `模块 ${subject ?? ''} 的校验和与记录不符`,
        ),
      cause: text(
        'go.sum or the checksum database knows other bytes for this version: the tag was moved, a proxy answers differently, or go.sum is stale.',
        'go.sum 或校验和数据库记录的该版本内容不同：标签被移动、代理返回不同内容，或 go.sum 过期。',
      ),
      remedies: [
        {
          title: text(
            'Look at the difference; where the tag was moved on purpose, record it anew',
            '查看差异；若标签确系有意移动，则重新记录',
          ),
          run: [
            ['go', 'clean', '-modcache'],
            ['go', 'mod', 'tidy'],
          ],
          risk: 'moderate',
        },
      ],
    },
    [
      {
        id: 'go.checksum-mismatch/verify',
        when: /verifying ([\w.-]{1,80}\.[a-z]{2,8}\/[\w./-]{1,200}?)@\S{1,120}: (?:checksum mismatch|\S{0,40}checksum)|verifying module: (?:checksum mismatch|\S{1,200}: .{0,40}sumdb|.{0,200}(?:410|404))/,
        subject: ({ match, line }) =>
          match[1] ?? /([\w.-]{1,80}\.[a-z]{2,8}\/[\w./-]{1,200}?)@v/.exec(line.text)?.[1] ?? null,
        samples: [
          [
            'go: github.com/pebbe/zmq4@v1.2.10: verifying module: checksum mismatch\n\tsum.go.example.org: h1:x',
            'github.com/pebbe/zmq4',
          ],
          [
            'verifying github.com/zeromq/goczmq@v4.1.0+incompatible: checksum mismatch\n\tdownloaded: h1:a\n\tgo.sum:     h1:b\n\nSECURITY ERROR',
            'github.com/zeromq/goczmq',
          ],
        ],
      },
      {
        id: 'go.checksum-mismatch/missing-entry',
        when: /missing go\.sum entry(?: for (?:module providing package |go\.mod file)?)?(?:; to add|([\w.-]{1,80}\.[a-z]{2,8}\/[\w./-]{1,200}))?/,
        subject: ({ match, line }) =>
          match[1] ?? /([\w.-]{1,80}\.[a-z]{2,8}\/[\w./-]{1,200})@/.exec(line.text)?.[1] ?? null,
        over: ['go.module-not-found'],
        samples: [
          [
            'main.go:4:2: missing go.sum entry for module providing package github.com/pebbe/zmq4; to add:',
            'github.com/pebbe/zmq4',
          ],
          [
            'go: github.com/pebbe/zmq4@v1.2.10: missing go.sum entry; to add it:\n\tgo mod download github.com/pebbe/zmq4',
            'github.com/pebbe/zmq4',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

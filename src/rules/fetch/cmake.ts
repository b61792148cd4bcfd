import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { addressNear, hostOf } from '../../explain/subjects/hosts.ts';

/**
 * CMake's file(DOWNLOAD), ExternalProject, FetchContent and vcpkg's scripts print the number of libcurl's error:
 * `status_code: 7`, `Failed. Status: 7;"Couldn't connect to server"`. Source: libcurl-errors(3).
 */
const status = (numbers: string): RegExp =>
  new RegExp(`\\bstatus_code: (?:${numbers})\\b|\\bStatus: (?:${numbers});`);

/** The address of the download: on the line itself, or the last that was named. */
const host = ({ log, at, line }: Match): string | null =>
  hostOf(line.text) ?? hostOf(log.before(at, 20, /https?:\/\//)?.match.input ?? '');

const elsewhere = {
  title: text(
    'Fetch the archive elsewhere and put it where the build looks, or name a mirror or proxy',
    '在别处下载压缩包并放到构建查找的位置，或指定镜像或代理',
  ),
};

export default [
  ...family(
    'fetch.network',
    {
      cause: (subject) =>
        text(
          `CMake downloads while it configures, and no connection to ${subject ?? 'the host'} came about.`,
          `CMake 在配置时下载文件，而无法连接到 ${subject ?? '该主机'}。`,
        ),
      remedies: (subject) => [
        {
          title: text('See whether the name resolves', '检查名称能否解析'),
          run: [['getent', 'hosts', subject ?? 'github.com']],
        },
        elsewhere,
      ],
    },
    [
      {
        id: 'fetch.network/cmake-download',
        when: new RegExp(
          `${status('5|6|7|28|52|55|56').source}|status_string: "(?:Couldn't (?:resolve|connect)|Timeout|Failure when receiving)`,
        ),
        subject: host,
        samples: [
          [
            "-- Downloading... src='https://github.com/zeromq/libzmq/archive/v4.3.5.tar.gz'\nCMake Error: status_code: 6",
            'github.com',
          ],
          [
            '-- Downloading https://files.example/czmq-4.2.1.tar.gz... Failed. Status: 28;"Timeout was reached"',
            'files.example',
          ],
        ],
        misses: [
          'HTTP status: 7',
          'exit status: 6',
          '-- Downloading https://files.example/a.zip... Status: 0;"No error"',
        ],
      },
    ],
  ),
  ...family(
    'fetch.tls',
    {
      title: (subject) =>
        text(
          `The certificate of ${subject ?? 'a host'} is not trusted`,
          `${subject ?? '某个主机'} 的证书不受信任`,
        ),
      cause: text(
        "CMake's own libcurl did not find the certificate's issuer, or no common version of TLS.",
        'CMake 自带的 libcurl 找不到证书的签发者，或没有共同的 TLS 版本。',
      ),
      remedies: [
        { title: text('Install the CA certificates', '安装 CA 证书'), install: ['ca-certificates'] },
        {
          title: text('Show CMake where they are', '告诉 CMake 证书的位置'),
          run: [['cmake', '-DCMAKE_TLS_CAINFO=/etc/ssl/certs/ca-certificates.crt', '.']],
        },
      ],
    },
    [
      {
        id: 'fetch.tls/cmake-download',
        when: status('35|51|53|54|58|59|60|66|77|80|83|90|91'),
        subject: host,
        over: ['fetch.network', 'source.incomplete', 'fetch.tls/certificate'],
        samples: [
          [
            '-- Downloading https://files.example/czmq-4.2.1.tar.gz... Failed. Status: 60;"Peer certificate cannot be authenticated with given CA certificates"',
            'files.example',
          ],
        ],
      },
    ],
  ),
  ...family(
    'fetch.not-found',
    {
      cause: text('The server answered that it does not have the file.', '服务器回答没有该文件。'),
      remedies: [elsewhere],
    },
    [
      {
        id: 'fetch.not-found/cmake-download',
        when: status('22|78'),
        tier: 'symptom',
        subject: addressNear,
        samples: [
          [
            '-- Downloading https://files.example/zmq-9.tar.gz... Failed. Status: 22;"HTTP response code said error"',
            'https://files.example/zmq-9.tar.gz',
          ],
        ],
      },
      {
        id: 'fetch.not-found/said',
        when: /\b(?:[Ff]ile|[Aa]rchive|[Pp]ackage|[Ss]ource)s? not found on (?:the )?(?:server|mirror|remote|host)s?:? {1,2}(\S{3,200})/,
        samples: [['Error: archive not found on mirror: zeromq-4.3.5.tar.gz', 'zeromq-4.3.5.tar.gz']],
        misses: ['header file not found on the include path: zmq.h'],
      },
    ],
  ),
] satisfies RuleFamily;

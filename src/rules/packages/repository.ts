import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Hit, Match, RuleFamily } from '../../explain/rule.ts';
import { hostOf } from '../../explain/subjects/hosts.ts';

/** apt numbers what it fetches: `Err:4` is of no account where `Get:4` or `Hit:4` follows. */
const retried = (log: Match['log'], at: number): boolean => {
  const number = /^Err:(\d+)/.exec(log.lines[at]!.text)?.[1];
  return number !== undefined && log.after(at, 2000, new RegExp(`^(?:Get|Hit):${number} `)) !== null;
};

const REFRESHES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\/dnf$/, ['dnf', 'makecache', '--refresh']],
  [/\.db'|pacman|signature from|synchronize all databases|database '/, ['pacman', '-Syy']],
  [/Repository '/, ['zypper', 'refresh', '--force']],
  [/apk/, ['apk', 'update']],
];
const refreshBy = ({ rule, line }: Hit): readonly string[] =>
  REFRESHES.find(
    ([whose]) =>
      whose.test(rule.id.replace('apk-pacman-zypper', '')) ||
      (/apk-pacman/.test(rule.id) && whose.test(line.text)),
  )?.[1] ?? (/apk-pacman/.test(rule.id) ? ['apk', 'update'] : ['apt-get', 'update']);

export default [
  ...family(
    'package.repository',
    {
      title: (subject) =>
        text(
          `A package repository cannot be used${subject ? `: ${subject}` : ''}`,
          `无法使用软件仓库${subject ? `：${subject}` : ''}`,
        ),
      cause: text(
        'It cannot be reached, has moved to an archive, its release file has expired, or its key is unknown.',
        '仓库无法访问、已移入归档、Release 文件已过期，或签名密钥未知。',
      ),
      remedies: (_, hit) => [
        {
          title: text('Refresh the lists and read which repository fails', '刷新列表，查看是哪个仓库失败'),
          run: [refreshBy(hit)],
          root: true,
        },
        {
          title: text(
            'Remove or replace that entry (an old release moves to an archive server)',
            '移除或替换该条目（旧版本会迁移到归档服务器）',
          ),
        },
      ],
    },
    [
      {
        id: 'package.repository/apt',
        when: /^(?:E|W|Err:\d+|Error):? ?(?:The repository '([^']{1,300})'? (?:does not have|no longer has|is no longer signed|is not signed|changed its)|Failed to fetch (\S{1,300})|GPG error: (\S{1,300})|Release file for (\S{1,300}) is (?:expired|not valid)|Could not resolve '([^']{1,200})'|Some index files failed to download|(https?:\/\/\S{1,300}) )/,
        test: ({ line, log, at }) =>
          (!/^W: (?:Some index|GPG|https?:)/.test(line.text) || log.find(/^E: /) !== null) &&
          !retried(log, at),
        severity: 'error',
        subject: ({ match, line }) => {
          const named = match.slice(1).find((group) => group !== undefined);
          if (named && !/\//.test(named)) return named;
          return hostOf(named ?? line.text) ?? named ?? null;
        },
        samples: [
          [
            "E: The repository 'http://ppa.example/ubuntu impish Release' does not have a Release file.",
            'ppa.example',
          ],
          [
            'E: Failed to fetch http://deb.example/debian/pool/main/z/zeromq3/x.deb  404  Not Found [IP: 1.2.3.4 80]',
            'deb.example',
          ],
          ['Err:1 http://deb.example/debian bookworm InRelease', 'deb.example'],
        ],
        misses: [
          'W: https://apt.example/dists/stable/InRelease: Key is stored in legacy trusted.gpg keyring (/etc/apt/trusted.gpg)',
          'Err:4 http://deb.example/ubuntu jammy InRelease\nGet:4 http://deb.example/ubuntu jammy InRelease [119 kB]',
        ],
      },
      {
        id: 'package.repository/apt-clock',
        when: /Release file for (\S{1,300}) is not valid yet \(invalid for another/,
        subject: ({ match }) => hostOf(match[1]!) ?? match[1]!,
        over: ['package.repository/apt'],
        title: text(
          'apt refuses a repository since the clock of this machine is behind',
          '本机时钟偏慢，apt 拒绝使用软件仓库',
        ),
        cause: text(
          "The release file is signed in this machine's future: the clock is wrong (often a virtual machine that slept).",
          'Release 文件在本机看来签署于未来：时钟有误（常见于休眠过的虚拟机）。',
        ),
        remedies: [{ title: text('Set the clock', '校准时钟'), run: [['date']] }],
        samples: [
          [
            'E: Release file for http://deb.example/debian/dists/bookworm/InRelease is not valid yet (invalid for another 2h 3min 4s). Updates for this repository will not be applied.',
            'deb.example',
          ],
        ],
      },
      {
        id: 'package.repository/apt-key',
        when: /NO_PUBKEY (\w{8,40})|EXPKEYSIG|The following signatures (?:couldn't be verified|were invalid)|KEYEXPIRED|Hash Sum mismatch|File has unexpected size/,
        subject: ({ line, log, at }) =>
          hostOf(line.text) ?? hostOf(log.before(at, 4, /https?:\/\//)?.match.input ?? ''),
        test: ({ line, log }) => !line.text.startsWith('W:') || log.find(/^E: /) !== null,
        samples: [
          [
            "W: GPG error: http://repo.example/apt stable InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 0123456789ABCDEF\nE: The repository 'http://repo.example/apt stable InRelease' is not signed.",
            'repo.example',
          ],
        ],
      },
      {
        id: 'package.repository/apt-lists',
        // apt-pkg/sourcelist.cc, deb/debmetaindex.cc, acquire-worker.cc.
        when: /^E: (?:Malformed (?:entry|line) \d+ in (?:list|source|sources|deb822)? ?(?:list |file )*(\/\S{1,200})|Type '[^']{1,40}' is not known on (?:line \d+|stanza \d+) in source list (\/\S{1,200})|Conflicting values set for option \S{1,40} regarding source (https?:\/\/\S{1,200})|The method driver \/usr\/lib\/apt\/methods\/(\w{1,20}) could not be found|The package (?:cache file|lists or status file) (?:is corrupted|could not be parsed)|Unable to parse package file (\/\S{1,200}))/,
        subject: ({ match }) => {
          const named = match.slice(1).find((group) => group !== undefined);
          return named ? (hostOf(named) ?? named) : null;
        },
        remedies: [
          {
            title: text(
              'Correct or remove the entry under /etc/apt/sources.list.d that the line names',
              '修正或移除该行所指的 /etc/apt/sources.list.d 下的条目',
            ),
          },
        ],
        samples: [
          [
            'E: Malformed entry 1 in list file /etc/apt/sources.list.d/zeromq.list (Component)\nE: The list of sources could not be read.',
            '/etc/apt/sources.list.d/zeromq.list',
          ],
          [
            'E: Conflicting values set for option Signed-By regarding source https://apt.example/zeromq/ stable: /usr/share/keyrings/zeromq.gpg != ',
            'apt.example',
          ],
          ['E: The method driver /usr/lib/apt/methods/https could not be found.', 'https'],
        ],
      },
      {
        id: 'package.repository/rpm-pkg',
        // dnf's and yum's signature check; FreeBSD's pkg.
        when: /^Error: GPG check FAILED|^Package (\S{1,120}) is not signed$|^pkg: Repository ([\w-]{1,60}) (?:cannot be opened|has a wrong packagesite|has no meta file)|^pkg: (?:repository|Unable to update repository) ([\w-]{1,60})|^(?:Error: )?Public key for (\S{1,120}) is not (?:installed|trusted)/,
        subject: ({ match }) => match.slice(1).find((group) => group !== undefined) ?? null,
        over: ['package.not-found'],
        samples: [
          ['Error: GPG check FAILED', null],
          [
            "pkg: Repository FreeBSD cannot be opened. 'pkg update' required\npkg: No packages available to install matching 'libzmq4' have been found in the repositories",
            'FreeBSD',
          ],
        ],
      },
      {
        id: 'package.repository/dnf',
        over: ['fetch.network'],
        when: /There are no enabled repositories in |no usable package repositories configured|Cannot (?:find|retrieve) (?:a valid baseurl for repo|repository metadata|metalink for repository)[:\s(]{0,3}'?([\w./-]{1,60})|Failed to download metadata for repo '([^']{1,60})'|(?:Error|ERROR): Failed to synchronize cache|All mirrors were (?:already )?tried without success|Couldn't resolve host .{0,40}mirrorlist|Could not retrieve mirrorlist (\S{1,200})|repomd\.xml: \[Errno 14\]|GPG key retrieval failed|Public key for \S{1,120} is not installed/,
        subject: ({ match, line, log, at }) =>
          match[1]?.replace(/\/.*$/, '') ??
          match[2] ??
          hostOf(match[3] ?? line.text) ??
          log.before(at, 4, /repo '([^']{1,60})'/)?.match[1] ??
          null,
        samples: [
          [
            "Error: Failed to download metadata for repo 'appstream': Cannot prepare internal mirrorlist: No URLs in mirrorlist",
            'appstream',
          ],
          ['Cannot find a valid baseurl for repo: base/7/x86_64', 'base'],
        ],
      },
      {
        id: 'package.repository/apk-pacman-zypper',
        when: /^(?:ERROR|WARNING): (?:Ignoring |fetching |updating and opening )?(https?:\/\/\S{1,300}): (?:temporary error|network error|No such file|BAD signature|UNTRUSTED signature|remote server returned|DNS lookup error|IO ERROR|could not connect|operation timed out)|fetch (https?:\/\/\S{1,300}): |error: failed (?:retrieving file '[^']{1,120}' from (\S{1,120})|to synchronize all databases)|error: (\S{1,60}): signature from .{1,120} is (?:unknown trust|invalid|marginal trust)|error: database '([\w-]{1,40})' is not valid|Repository '([^']{1,60})' is invalid/,
        over: ['fetch.network'],
        unless: /^fetch https?:\/\/\S{1,300}$/,
        subject: ({ match, line }) => {
          const named = match.slice(1).find((group) => group !== undefined);
          return hostOf(line.text) ?? named?.replace(/[\s:]+$/, '') ?? null;
        },
        samples: [
          [
            'ERROR: https://alpine.example/alpine/v3.9/main: No such file or directory\nERROR: unable to select packages:',
            'alpine.example',
          ],
          [
            "error: failed retrieving file 'core.db' from mirror.example : Could not resolve host: mirror.example",
            'mirror.example',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../core/text.ts';
import { family } from '../explain/family.ts';
import type { Hit, Match, RuleFamily } from '../explain/rule.ts';
import { hostOf } from '../explain/subjects/hosts.ts';
import { packageName } from '../explain/subjects/packages.ts';

/** apt numbers what it fetches: `Err:4` is of no account where `Get:4` or `Hit:4` follows. */
const retried = (log: Match['log'], at: number): boolean => {
  const number = /^Err:(\d+)/.exec(log.lines[at]!.text)?.[1];
  return number !== undefined && log.after(at, 2000, new RegExp(`^(?:Get|Hit):${number} `)) !== null;
};

/** Whose words they are, by the rule that knows them; what they say of their own wants. */
const REPAIRS: readonly (readonly [RegExp, readonly (readonly string[])[], boolean])[] = [
  [/zypper|the to be installed|providers of/, [['zypper', 'verify']], true],
  [/\/(?:rpm|libsolv)$/, [['dnf', 'distro-sync']], true],
  [/\/apk/, [['apk', 'fix']], true],
  [/\/pacman/, [['pacman', '-Syu']], true],
  [/\/brew$/, [['brew', 'doctor']], false],
  [/\/npm$/, [['npm', 'explain', 'zeromq']], false],
  [/\/pip/, [['python3', '-m', 'pip', 'check']], false],
  [
    /./,
    [
      ['dpkg', '--configure', '-a'],
      ['apt-get', 'install', '--fix-broken'],
    ],
    true,
  ],
];
const repairBy = ({ rule, line }: Hit): { run: readonly (readonly string[])[]; root: boolean } => {
  const [, run, root] = REPAIRS.find(
    ([whose]) => whose.test(rule.id) || whose.test(`${line.text} ${rule.id}`),
  )!;
  return { run, root };
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

/** `zeromq` of `zeromq-devel-2.2.0-4.el8.x86_64`'s kind of name: version, release and architecture fall off. */
const rpmName = (name: string | null): string | null =>
  name === null ? null : name.replace(/[,.;]$/, '').replace(/-\d[\w.]*(?:-[\w.~^+]+)?(?:\.\w+)?$/, '');

export default [
  ...family(
    'package.broken',
    {
      title: (subject) =>
        text(
          `The package manager cannot bring ${subject ?? 'the packages'} together`,
          `软件包管理器无法处理 ${subject ?? '这些软件包'} 的依赖`,
        ),
      cause: text(
        'Unmet, conflicting or held dependencies, or an installation that was cut off: often a foreign repository mixed in.',
        '依赖缺失、冲突或被锁定，或安装曾被中断：常因混入了外部仓库。',
      ),
      remedies: (_, hit) => [
        {
          title: text(
            'Let the package manager repair itself, then install again',
            '让软件包管理器自行修复，然后重新安装',
          ),
          ...repairBy(hit),
        },
        {
          title: text(
            'Or remove the foreign repository that the version comes from',
            '或移除该版本所来自的外部仓库',
          ),
        },
      ],
    },
    [
      {
        id: 'package.broken/apt-unmet',
        when: /^(\S{1,120}) : (?:Pre)?(?:Depends|Conflicts|Breaks|Recommends): (\S{1,120})/,
        subject: ({ match }) => packageName(match[1]!),
        samples: [
          [
            'The following packages have unmet dependencies:\n libzmq5 : Depends: libsodium18x (>= 0.6.0) but it is not installable\nE: Unable to correct problems, you have held broken packages.',
            'libzmq5',
          ],
        ],
      },
      {
        id: 'package.broken/apt-held',
        when: /^E: (?:Unable to correct problems, you have held|Unmet dependencies|Broken packages|Error, pkgProblemResolver|Held packages were changed|Unable to satisfy dependencies)|held broken packages/,
        tier: 'symptom',
        subject: null,
        samples: [['E: Unable to correct problems, you have held broken packages.', null]],
      },
      {
        id: 'package.broken/dpkg-interrupted',
        when: /dpkg was interrupted, you must manually run|dpkg: (?:error processing (?:package |archive )?(\S{1,160})|dependency problems prevent configuration of (\S{1,120}))|trying to overwrite '([^']{1,200})', which is also in package (\S{1,80})|Sub-process \/usr\/bin\/dpkg returned an error code/,
        subject: ({ match }) => {
          const name = match[1] ?? match[2];
          if (name) return packageName(name.replace(/^.*\//, '').replace(/_.*\.deb$/, ''));
          return match[4] ? packageName(match[4]) : /interrupted/.test(match[0]) ? 'dpkg' : null;
        },
        samples: [
          [
            "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem.",
            'dpkg',
          ],
          ['dpkg: error processing package libzmq3-dev (--configure):', 'libzmq3-dev'],
          ['dpkg: dependency problems prevent configuration of libczmq-dev:', 'libczmq-dev'],
        ],
      },
      {
        id: 'package.broken/rpm',
        when: /(?:nothing provides (\S{1,120})(?: [<>=]+ \S+)? needed by (\S{1,120})|package (\S{1,120})(?: from \S{1,60})? requires \S{1,120}.{0,80}, but none of the providers can be installed|Error: Package: (\S{1,160}) \(|cannot install (?:both|the best).{0,80}?(\S{1,120})|conflicting requests|(\S{1,120}) from \S{1,60} (?:conflicts with|has (?:missing|unmet))|file \/\S{1,200} from install of (\S{1,120}) conflicts)/,
        unless: /^- conflicting requests|Problem: conflicting/,
        subject: ({ match }) => {
          const name = match[2] ?? match[3] ?? match[4] ?? match[5] ?? match[6] ?? match[7];
          return rpmName(name ?? null);
        },
        samples: [
          [
            'Error: \n Problem: conflicting requests\n  - nothing provides libsodium.so.13()(64bit) needed by zeromq-4.1.4-5.el7.x86_64',
            'zeromq',
          ],
          ['Error: Package: zeromq-3.2.5-1.el6.x86_64 (epel)', 'zeromq'],
        ],
      },
      {
        id: 'package.broken/libsolv',
        // dnf, zypper and mamba solve with libsolv; its problems.c has these sentences.
        when: /(?:^|- |: )(?:package (\S{1,120}) (?:from \S{1,60} )?(?:conflicts with|obsoletes|implicitly obsoletes|is not installable|is disabled|is filtered out|has inferior architecture)|(?:installed package|both package) (\S{1,120}) (?:and package \S{1,120} )?(?:implicitly )?obsoletes?|cannot install (?:both|the best (?:update )?candidate for (?:package|the job)) ?(\S{1,120})?|the (?:to be )?installed (\S{1,120}) (?:conflicts with|requires|obsoletes))/,
        unless: /modular filtering/,
        subject: ({ match }) => rpmName(match.slice(1).find((group) => group !== undefined) ?? null),
        samples: [
          [
            'Error:\n Problem: problem with installed package zeromq3-devel-3.2.5-3.el8.x86_64\n  - package zeromq3-devel-3.2.5-3.el8.x86_64 conflicts with zeromq-devel(x86-64) provided by zeromq-devel-2.2.0-4.el8.x86_64',
            'zeromq3-devel',
          ],
          ['  - cannot install both libzmq5-4.3.4-1.x86_64 and libzmq5-4.3.1-2.x86_64', 'libzmq5'],
          [
            "Problem: the to be installed czmq-devel-4.2.1-1.x86_64 requires 'libczmq4 = 4.2.1', but this requirement cannot be provided",
            'czmq-devel',
          ],
        ],
      },
      {
        id: 'package.broken/apk-needs',
        // apk-tools: what a package needs is missing, not what was asked for (`world`).
        when: /^(\S{1,120}) \(no such package\):/,
        test: ({ log, at }) => log.after(at, 1, /^required by: (?!world\[)/) !== null,
        subject: ({ log, at }) =>
          rpmName(log.after(at, 1, /^required by: (\S{1,120}?)\[/)?.match[1]?.replace(/-r\d+$/, '') ?? null),
        over: ['package.not-found/apk'],
        samples: [
          [
            'ERROR: unable to select packages:\n  so:libzmq.so.5 (no such package):\n    required by: czmq-4.2.1-r1[so:libzmq.so.5]',
            'czmq',
          ],
        ],
        misses: ['  czmq-static (no such package):\n    required by: world[czmq-static]'],
      },
      {
        id: 'package.broken/pacman-apk-zypper',
        when: /error: (?:failed to prepare transaction \(could not satisfy dependencies\)|failed to commit transaction \(conflicting files\)|unresolvable package conflicts)|^:: (?:installing )?(\S{1,120}) (?:\([^)]{1,40}\) )?(?:breaks dependency|requires installed|and \S{1,80} are in conflict)|^(\S{1,120}): \/\S{1,200} exists in filesystem|breaks: \S{1,80}\[|^(?:Problem: )?(?:nothing provides|the to be installed) '?(\S{1,120})|^(\S{1,80}) \(no such package\):.{0,5}$/,
        unless: /no such package/,
        subject: ({ match, log, at }) => {
          const name = match[1] ?? match[2] ?? match[3];
          const follow = log.after(
            at,
            3,
            /^:: (?:installing )?(\S{1,120}) |^(\S{1,120}): \/\S{1,200} exists/,
          )?.match;
          return name ? packageName(name) : (follow?.[1] ?? follow?.[2] ?? null);
        },
        samples: [
          [
            'error: failed to commit transaction (conflicting files)\nzeromq: /usr/lib/libzmq.so exists in filesystem',
            'zeromq',
          ],
        ],
      },
      {
        id: 'package.broken/brew',
        when: /Error: (\S{1,60}) (?:\S{1,20} )?(?:is already installed but outdated|has been disabled|cannot be (?:installed|built)|: (?:An unsatisfied requirement|no bottle available))|Error: The 'brew link' step did not complete|The formula built, but is not symlinked|Error: Could not symlink (\S{1,200})/,
        subject: ({ match, log, at }) => {
          if (match[1]) return packageName(match[1]);
          return (
            log.after(at, 12, /brew (?:link|unlink|install)(?: --\S+)* ([\w@.-]{1,40})/)?.match[1] ??
            log
              .before(at, 12, /(?:Pouring|Installing|Linking) ([\w@.-]{1,40})/)
              ?.match[1]?.replace(/--.*$/, '') ??
            null
          );
        },
        samples: [
          [
            'Error: The `brew link` step did not complete successfully\nThe formula built, but is not symlinked into /usr/local\nCould not symlink lib/libzmq.5.dylib\nTo force the link and overwrite all conflicting files:\n  brew link --overwrite zeromq',
            'zeromq',
          ],
        ],
      },
      {
        id: 'package.broken/npm',
        when: /npm ERR! ERESOLVE|ERESOLVE (?:unable to resolve|could not resolve)|Could not resolve dependency/,
        subject: null,
        tier: 'symptom',
        samples: [['npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree', null]],
      },
      {
        id: 'package.broken/pip-conflict',
        when: /ResolutionImpossible|has requirement .{1,80}, but you(?:'ll)? have|UnsatisfiableError|LibMambaUnsatisfiableError/,
        subject: null,
        tier: 'symptom',
        unless: /WARNING/,
        samples: [['ERROR: ResolutionImpossible: for help visit', null]],
      },
    ],
  ),
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
          (!/^(?:W: Some index|W: GPG)/.test(line.text) || log.find(/^E: /) !== null) && !retried(log, at),
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

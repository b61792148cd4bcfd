import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { packageName } from '../../explain/subjects/packages.ts';
import { BROKEN_PACKAGE } from '../../explain/words/broken-package.ts';

/** `zeromq-devel` of `zeromq-devel-4.3.4-4.el8.x86_64`: rpm forbids hyphens in versions and releases, not in names. */
const rpmName = (name: string | null): string | null => {
  if (name === null) return null;
  const bare = name
    .replace(/[,.;]$/, '')
    .replace(/\.(?:x86_64|i[3-6]86|noarch|aarch64|armv\w{2,4}|ppc64(?:le)?|s390x?|src)$/, '');
  return /^(.+?)-(?:\d+:)?[^-]*\d[^-]*-[^-]*\d[^-]*$/.exec(bare)?.[1] ?? bare.replace(/-\d[\w.+~^]*$/, '');
};

export default [
  ...family('package.broken', BROKEN_PACKAGE, [
    {
      id: 'package.broken/apt-unmet',
      // apt wrote no blank before the colon until 0.8.
      when: /^(\S{1,120}?) ?: (?:Pre)?(?:Depends|Conflicts|Breaks|Recommends): (\S{1,120})/,
      subject: ({ match }) => packageName(match[1]!),
      samples: [
        [
          'The following packages have unmet dependencies:\n libzmq5 : Depends: libsodium18x (>= 0.6.0) but it is not installable\nE: Unable to correct problems, you have held broken packages.',
          'libzmq5',
        ],
        ['  libczmq-dev: Depends: libczmq1 (= 1.4.1-1) but it is not going to be installed', 'libczmq-dev'],
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
      id: 'package.broken/dpkg-compression',
      // Debian's dpkg reads zstd since 1.21.18, Ubuntu's since 18.04.
      when: /dpkg-deb: error: archive '[^']{1,200}' uses unknown compression for member/,
      code: 'tool.too-old',
      subject: 'dpkg',
      title: text('dpkg is too old for this package', 'dpkg 太旧，无法处理该软件包'),
      cause: text(
        'The package is compressed by a method that this dpkg does not know: it was made for a newer release.',
        '该软件包的压缩方式不被此 dpkg 支持：它是为更新的发行版制作的。',
      ),
      remedies: [{ title: text('Take the package of this release', '使用本发行版的软件包') }],
      samples: [
        [
          "dpkg-deb: error: archive 'libzmq5_4.3.4-2_amd64.deb' uses unknown compression for member 'control.tar.zst', giving up",
          'dpkg',
        ],
      ],
    },
    {
      id: 'package.broken/rpm',
      when: /(?:nothing provides (\S.{0,160}?) needed by (?:the (?:to be )?installed )?(\S{1,120})|package (\S{1,120})(?: from \S{1,60})? requires \S{1,120}.{0,80}, but none of the providers can be installed|Error: Package: (\S{1,160}) \(|cannot install (?:both|the best).{0,80}?(\S{1,120})|conflicting requests|(\S{1,120}) from \S{1,60} (?:conflicts with|has (?:missing|unmet))|file \/\S{1,200} from install of (\S{1,120}) conflicts)/,
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
        [
          "Problem: 1: nothing provides '(libzmq.so.5 if czmq)' needed by the to be installed czmq-tools-4.2.1+git12-3.2.x86_64",
          'czmq-tools',
        ],
        ['Error: Package: zeromq-3.2.5-1.el6.x86_64 (epel)', 'zeromq'],
      ],
    },
    {
      id: 'package.broken/libsolv',
      // dnf, zypper and mamba solve with libsolv; its problems.c has these sentences.
      when: /(?:^|- |: )(?:package (\S{1,120}) (?:from \S{1,60} )?(?:conflicts with|obsoletes|implicitly obsoletes|is not installable|is disabled|is filtered out|has inferior architecture)|(?:installed package|both package) (\S{1,120}) (?:and package \S{1,120} )?(?:implicitly )?obsoletes?|cannot install (?:both|the best (?:update )?candidate for (?:package|the job)) ?(\S{1,120})?|the (?:to be )?installed (\S{1,120}) (?:conflicts with|requires|obsoletes)|(\S{1,120}) requires \S.{0,120}, but this requirement cannot be provided)/,
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
        // zypper of openSUSE 11 and SLE 11.
        [
          'Problem: czmq-devel-3.0.2-2.1.x86_64 requires libczmq3 = 3.0.2, but this requirement cannot be provided',
          'czmq-devel',
        ],
      ],
    },
    {
      id: 'package.broken/apk-needs',
      // apk-tools: what a package needs is missing, not what was asked for (`world`).
      when: /^(\S{1,120}) \((?:no such package|missing)\):/,
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
      id: 'package.broken/apk-solver',
      // apk-tools' report of what it cannot choose (commit.c): the package, then its reasons in lines of their own.
      when: /^(?:breaks|conflicts|masked in): /,
      test: ({ log, at }) =>
        log.before(at, 6, /^ERROR: unable to select packages:|^ERROR: unsatisfiable constraints/) !== null ||
        log.before(at, 3, /^\S{1,120}-r\d+:$/) !== null,
      subject: ({ log, at }) => rpmName(log.before(at, 3, /^(\S{1,120}?)(?:-r\d+)?:$/)?.match[1] ?? null),
      samples: [
        [
          'ERROR: unable to select packages:\n  zeromq-4.3.4-r1:\n    breaks: world[zeromq=4.3.3-r0]',
          'zeromq',
        ],
        [
          'ERROR: unable to select packages:\n  libzmq-static-4.3.4-r0:\n    masked in: @edge\n    satisfies: world[libzmq-static]',
          'libzmq-static',
        ],
      ],
      misses: ['conflicts: zmq sockets'],
    },
    {
      id: 'package.broken/rpm-needs',
      // rpm itself: the demand, then who makes it.
      when: /^(?:error: )?(?:Failed dependencies:|\S{1,160}(?: [<>=]{1,2} \S{1,60})? is needed by (?:\(installed\) )?(\S{1,120}))$/,
      subject: ({ match, log, at }) =>
        rpmName(
          match[1] ?? log.after(at, 3, /is needed by (?:\(installed\) )?(\S{1,120})$/)?.match[1] ?? null,
        ),
      samples: [
        [
          '# rpm -ivh zyre-2.0-1.x86_64.rpm\nerror: Failed dependencies:\n\tlibczmq.so.4()(64bit) is needed by zyre-2.0-1.x86_64',
          'zyre',
        ],
      ],
      misses: ['libzmq is needed by this program'],
    },
    {
      id: 'package.broken/rpmdb',
      when: /rpmdb: (?:BDB\d+ )?(?:Thread|Fatal|Program version|unable)|cannot open Packages (?:database|index)|rpmdb open failed|(?:Failed|failed) to open rpmdb/i,
      subject: 'rpm',
      remedies: [
        {
          title: text("Build rpm's database anew", '重建 rpm 数据库'),
          run: [['rpm', '--rebuilddb']],
          root: true,
          risk: 'moderate',
        },
      ],
      samples: [
        [
          'error: rpmdb: BDB0113 Thread/process 31015/139834 failed: BDB1507 Thread died in Berkeley DB library',
          'rpm',
        ],
      ],
    },
    {
      id: 'package.broken/makepkg',
      // The names stand above what makepkg says at last, each after an arrow.
      when: /^ERROR: Could not (?:resolve all dependencies|install (?:all|missing) dependencies)|^ERROR: '?pacman'? failed to install missing dependencies/,
      subject: ({ log, at }) => {
        const list = log.before(at, 30, /^Missing dependencies:/);
        const named = list
          ? log.lines[list.at + 1]!.text
          : log.before(at, 9, /target not found: \S/)?.match.input;
        return (
          /^(?:-> |error: target not found: )?([\w.@+-]{1,80}?)(?:[<>=]|$)/.exec(named ?? '')?.[1] ?? null
        );
      },
      tier: 'symptom',
      samples: [
        [
          '==> Missing dependencies:\n  -> zeromq>=4.3\n==> ERROR: Could not resolve all dependencies.',
          'zeromq',
        ],
      ],
    },
    {
      id: 'package.broken/pacman-apk-zypper',
      when: /error: (?:failed to prepare transaction \(could not satisfy dependencies\)|failed to commit transaction \(conflicting files\)|unresolvable package conflicts)|^:: (?:installing )?(\S{1,120}) (?:\([^)]{1,40}\) )?(?:breaks dependency|requires installed|and \S{1,80} are in conflict)|^(\S{1,120}): \/\S{1,200} exists in filesystem|^(?:Problem: )?(?:nothing provides|the to be installed) '?(\S{1,120})|^(\S{1,80}) \(no such package\):.{0,5}$/,
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
  ]),
] satisfies RuleFamily;

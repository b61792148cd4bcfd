import { text } from '../../core/text.ts';
import type { FamilyWords } from '../family.ts';
import type { Hit } from '../rule.ts';

/** Whose words they are, by the rule that knows them; what they say of their own wants. */
const REPAIRS: readonly (readonly [RegExp, readonly (readonly string[])[], boolean])[] = [
  [/zypper|the to be installed|providers of/, [['zypper', 'verify']], true],
  [/\/(?:rpm|libsolv)$/, [['dnf', 'distro-sync']], true],
  [/\/apk/, [['apk', 'fix']], true],
  [/\/pacman/, [['pacman', '-Syu']], true],
  [/\/brew/, [['brew', 'doctor']], false],
  [/\/npm$/, [['npm', 'explain', 'zeromq']], false],
  [/\/pip/, [['python3', '-m', 'pip', 'check']], false],
  [/\/conda/, [['conda', 'create', '--name', 'fresh', 'zeromq']], false],
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

/** What all rules of package.broken say, whatever manager printed the line. */
export const BROKEN_PACKAGE: FamilyWords = {
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
};

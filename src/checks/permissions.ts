import type { Evidence, Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isInstalled } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import { powers } from '../facts/powers.ts';
import { prefixWritable, writtenFolders } from '../install/machine.ts';

/** Whether this user can install below the prefix, himself or as root. */
const permissions: Check = {
  id: 'permissions',
  title: text('the prefix can be written', '安装前缀可写'),
  codes: ['install.permission', 'install.no-sudo'],
  async judge(ask, scope) {
    const { probe } = ask;
    const { prefix } = scope;
    const installed = isInstalled(ask, scope);
    if (installed && !scope.building) return [];
    if (prefixWritable(probe, prefix)) return [];
    // Told by the check of mounts.
    if (writtenFolders(prefix).some((folder) => mountPointOf(probe, folder)?.readOnly)) return [];
    const { root, elevation, refused } = await ask.of(powers);
    if (elevation !== null) return [];
    // Who has the libraries already, or asked for no build, is not kept from anything yet.
    const severity = installed || !scope.building ? 'warning' : 'error';
    const evidence: readonly Evidence[] = [
      { kind: 'file', where: prefix, text: `not writable for ${probe.self.user}` },
      ...refused.map(
        ({ program, words }): Evidence => ({ kind: 'command', where: `${program} -n true`, text: words }),
      ),
    ];
    const fixes = [
      proposal(text('Install below your own home instead', '改为安装到自己的主目录下'), [
        [...probe.self.command, 'install', '--prefix', `${probe.self.home}/.local`],
      ]),
    ];
    const [first] = refused;
    if (!root && first !== undefined) {
      const finding: Finding = {
        code: 'install.no-sudo',
        subject: first.program,
        severity,
        title: text(
          `${first.program} does not let ${probe.self.user} become root`,
          `${first.program} 不允许 ${probe.self.user} 成为 root`,
        ),
        cause: text(
          `Writing ${prefix} needs root, and ${first.program} refuses: ${first.words}`,
          `写入 ${prefix} 需要 root 权限，而 ${first.program} 拒绝了：${first.words}`,
        ),
        evidence,
        consequences: [{ code: 'install.permission', subject: prefix }],
        fixes,
      };
      return [finding];
    }
    return [
      {
        code: 'install.permission',
        subject: prefix,
        severity,
        title: text(
          `${prefix} cannot be written by ${probe.self.user}`,
          `${probe.self.user} 无法写入 ${prefix}`,
        ),
        cause: root
          ? text('The system refuses it even to root.', '系统甚至拒绝 root 写入。')
          : text(
              'It belongs to somebody else, and this machine has neither sudo nor doas.',
              '它属于其他用户，而本机既没有 sudo 也没有 doas。',
            ),
        evidence,
        consequences: root ? [] : [{ code: 'install.no-sudo', subject: 'sudo' }],
        fixes,
      },
    ];
  },
};

export default permissions;

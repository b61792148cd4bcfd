import type { Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity } from '../doctor/building.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';

const DEVICE = '/dev/null';

/** null(4): a character device of major 1 and minor 3, open to everybody. */
function deviceFix({ probe }: Ask, isDevice: boolean): Fix {
  const stands = probe.lstat(DEVICE).ok;
  return {
    title: text(`Put ${DEVICE} in order`, `修复 ${DEVICE}`),
    commands: isDevice
      ? [['chmod', '666', DEVICE]]
      : [
          ...(stands ? [[...probe.self.command, '__repair', 'move-aside', DEVICE]] : []),
          // Made beside and put in place at once: a compiler that writes into it meanwhile makes a file of it.
          ['mknod', '-m', '666', `${DEVICE}.new`, 'c', '1', '3'],
          ['mv', '-f', `${DEVICE}.new`, DEVICE],
        ],
    needsRoot: true,
    automatic: true,
    risk: 'safe',
  };
}

/** The file into which every script throws what it does not want to see, and from which it reads nothing. */
const nullDevice: Check = {
  id: 'null-device',
  title: text(`${DEVICE} is what it should be`, `${DEVICE} 正常`),
  codes: ['install.permission'],
  judge(ask, scope) {
    const { probe } = ask;
    const severity = variableSeverity(ask, scope);
    if (probe.self.os !== 'linux' || severity === null) return [];
    const stat = probe.stat(DEVICE);
    const isDevice = stat.ok && stat.value.kind === 'other';
    if (isDevice && probe.access(DEVICE, 'write') && probe.access(DEVICE, 'read')) return [];
    const said = !stat.ok
      ? 'is not there'
      : isDevice
        ? `mode ${stat.value.mode.toString(8)}`
        : `a ${stat.value.kind}`;
    return [
      {
        code: 'install.permission',
        subject: DEVICE,
        severity,
        title: isDevice
          ? text(`${probe.self.user} cannot use ${DEVICE}`, `${probe.self.user} 无法使用 ${DEVICE}`)
          : text(`${DEVICE} is no device`, `${DEVICE} 不是设备文件`),
        cause: text(
          'Shells, configure scripts and compilers open it at every step and stop where they cannot, or read back what others wrote.',
          'shell、configure 脚本和编译器每一步都要打开它，打不开就会停止，或者读到别人写入的内容。',
        ),
        evidence: [{ kind: 'file', where: DEVICE, text: said }],
        consequences: [],
        fixes: [deviceFix(ask, isDevice)],
      },
    ];
  },
};

export default nullDevice;

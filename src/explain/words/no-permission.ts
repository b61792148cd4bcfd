import { text } from '../../core/text.ts';
import type { FamilyWords } from '../family.ts';

/** What rules of `install.permission` say. */
export const NO_PERMISSION: FamilyWords = {
  title: (subject) =>
    text(`This user cannot write ${subject ?? 'there'}`, `当前用户无权写入 ${subject ?? '该位置'}`),
  cause: text('The folder belongs to root or another user.', '该目录属于 root 或其他用户。'),
  remedies: (subject) =>
    /node_modules|npm/.test(subject ?? '')
      ? [
          {
            title: text(
              "Run npm in the project's own folder, without -g: it then writes there only",
              '在项目自己的目录中运行 npm，不要加 -g：这样只会写入该目录',
            ),
            run: [['npm', 'install']],
          },
        ]
      : [
          {
            title: text('Install as root', '以 root 身份安装'),
            run: [['sudo', 'make', 'install']],
            root: true,
            risk: 'moderate',
          },
          {
            title: text('Or into a prefix of your own, which needs no root', '或安装到自己的目录，无需 root'),
            run: [['czmq-setup', 'install', '--prefix', '~/.local']],
            risk: 'safe',
          },
        ],
};

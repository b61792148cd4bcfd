import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { option, optional } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';

/** Who shares a package manager and its package names with whom, by the ID of os-release(5) and by what people say. */
const SYSTEMS = {
  ubuntu: 'debian',
  mint: 'debian',
  linuxmint: 'debian',
  pop: 'debian',
  kali: 'debian',
  raspbian: 'debian',
  wsl: 'debian',
  apt: 'debian',
  rhel: 'fedora',
  centos: 'fedora',
  rocky: 'fedora',
  alma: 'fedora',
  almalinux: 'fedora',
  ol: 'fedora',
  amzn: 'fedora',
  amazon: 'fedora',
  dnf: 'fedora',
  yum: 'fedora',
  wolfi: 'alpine',
  postmarketos: 'alpine',
  apk: 'alpine',
  archlinux: 'arch',
  manjaro: 'arch',
  endeavouros: 'arch',
  pacman: 'arch',
  opensuse: 'suse',
  'opensuse-leap': 'suse',
  'opensuse-tumbleweed': 'suse',
  sles: 'suse',
  zypper: 'suse',
  darwin: 'macos',
  mac: 'macos',
  osx: 'macos',
  brew: 'macos',
  homebrew: 'macos',
} as const;

export const explain: CommandSpec<O.ExplainOptions> = {
  summary: text('read a log and name the cause of its failure', '阅读日志，指出失败的原因'),
  anywhere: true,
  fields: {
    input: optional(
      'FILE|DIR|-',
      v.fileOrStdin,
      text('a log, a build folder, or - for standard input', '日志文件、构建目录，或用 - 表示标准输入'),
    ),
    for: option(
      v.choiceBy(SYSTEMS, v.choice('debian', 'fedora', 'alpine', 'arch', 'suse', 'macos', 'freebsd')),
      null,
      text(
        "whose package manager the fixes speak to (else this machine's)",
        '修复命令针对哪种系统（默认为本机）',
      ),
    ),
  },
};

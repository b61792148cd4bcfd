import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

export default family(
  'install.no-sudo',
  {
    title: (subject) =>
      text(
        `Root is needed, and ${subject ?? 'sudo'} cannot give it`,
        `需要 root 权限，但 ${subject ?? 'sudo'} 无法提供`,
      ),
    cause: text(
      'sudo is not installed, wants a password that cannot be asked for, or does not know this user.',
      'sudo 没有安装、需要无法输入的密码，或不认识当前用户。',
    ),
    remedies: [
      {
        title: text(
          'Already root (a container)? Run the command without sudo',
          '已经是 root（容器）？直接运行命令，不要加 sudo',
        ),
      },
      {
        title: text(
          'Or install into a prefix of your own, which needs no root',
          '或安装到无需 root 的自己的目录',
        ),
        run: [['czmq-setup', 'install', '--prefix', '~/.local', '--sudo', 'never']],
      },
    ],
  },
  [
    {
      id: 'install.no-sudo/missing',
      when: /(?:^|[: ])(sudo|doas): (?:command )?not found|env: '?(sudo|doas)'?: No such file|make\S{0,10}: (sudo): (?:Command not found|No such file)|exec: "(sudo)": executable file not found/,
      subject: ({ match }) => (match[1] ?? match[2] ?? match[3] ?? match[4])!,
      over: ['tool.missing'],
      samples: [
        ['./install.sh: line 12: sudo: command not found', 'sudo'],
        ['/bin/sh: 1: sudo: not found', 'sudo'],
      ],
    },
    {
      id: 'install.no-sudo/password',
      when: /^(sudo|doas|su|pkexec): (?:a (?:terminal|password) is required|no (?:tty present|password was provided)|sorry, you must have a tty|\d+ incorrect password|a password is required|Authentication (?:failed|required|failure)|must be run from a terminal|unable to (?:read password|stat)|no new privileges|effective uid is not 0|must be setuid root|(?:doas )?is not enabled, \/|\/usr\/bin\/sudo must be owned|The "no new privileges")/i,
      samples: [
        [
          'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper',
          'sudo',
        ],
        ['sudo: no tty present and no askpass program specified', 'sudo'],
        ['doas: doas is not enabled, /etc/doas.conf: No such file or directory', 'doas'],
      ],
    },
    {
      id: 'install.no-sudo/sudoers',
      when: /is not in the sudoers file|may not run sudo on|is not allowed to execute|user \S{1,60} is NOT in sudoers|doas: Operation not permitted/i,
      subject: ({ line }) => (/doas/.test(line.text) ? 'doas' : 'sudo'),
      samples: [['dev is not in the sudoers file.  This incident will be reported.', 'sudo']],
    },
    {
      id: 'install.no-sudo/polkit',
      when: /^Error executing command as another user: Not authorized|^==== AUTHENTICATION FAILED ====|^polkit-agent-helper-1: (?:error response|needs to be setuid)/,
      subject: 'pkexec',
      samples: [['Error executing command as another user: Not authorized', 'pkexec']],
    },
    {
      id: 'install.no-sudo/brew-root',
      when: /Running Homebrew as root is extremely dangerous|Cowardly refusing to 'sudo brew/,
      subject: 'brew',
      title: text('Homebrew refuses to run as root', 'Homebrew 拒绝以 root 身份运行'),
      cause: text('Homebrew installs as an ordinary user.', 'Homebrew 须以普通用户安装。'),
      remedies: [{ title: text('Run brew without sudo', '不要用 sudo 运行 brew') }],
      samples: [['Error: Running Homebrew as root is extremely dangerous and no longer supported.', 'brew']],
    },
  ],
);

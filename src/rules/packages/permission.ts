import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { NO_PERMISSION } from '../../explain/words/no-permission.ts';

/** Package managers, the system's and the languages', where they may not write. */
export default family('install.permission', NO_PERMISSION, [
  {
    id: 'install.permission/package-manager',
    when: /are you root\?|you must be root|You (?:need to|have to|must) be (?:the )?(?:root|superuser)|This command has to be run (?:with superuser privileges|under the root user)|requires? (?:root|superuser) privileges|must be run as root|you cannot perform this operation unless you are root|Root privileges are required|need (?:root|administrative) privileges|superuser privileges are required|Insufficient privileges to |access denied \(try with sudo\)|You don't have write permissions for the \/|Could not get lock \/\S{1,200} - open \(13: Permission denied\)|^ERROR: Unable to lock database: Permission denied/,
    subject: ({ line, log, at }) =>
      /(?:write permissions for the (\/\S{1,200}) directory)/.exec(line.text)?.[1] ??
      /(\/var\/[\w./-]{1,100}|\/etc\/[\w./-]{1,100}|(?<=lock )\/[\w./-]{1,100})/
        .exec(`${line.text} ${log.before(at, 2, /\/var\/\S/)?.match.input ?? ''}`)?.[1]
        ?.replace(/\/[^/]*\)?$/, '') ??
      null,
    remedies: [{ title: text('Run it as root', '以 root 身份运行'), run: [['sudo', '-v']], root: true }],
    over: ['package.locked', 'install.permission/denied'],
    samples: [
      [
        'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?',
        '/var/lib/dpkg',
      ],
      ['error: you cannot perform this operation unless you are root.', null],
      ['Error: Insufficient privileges to write to MacPorts install prefix.', null],
      [
        "ERROR:  While executing gem ... (Gem::FilePermissionError)\n    You don't have write permissions for the /var/lib/gems/2.7.0 directory.",
        '/var/lib/gems/2.7.0',
      ],
      [
        'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied',
        null,
      ],
    ],
  },
  {
    id: 'install.permission/node-gyp',
    // npm dropped root's rights; node-gyp then takes a folder of the module's instead, which works as often as not.
    when: /^gyp WARN EACCES (?:user "[^"]{1,60}"|current user \("[^"]{1,60}"\)) does not have permission to access the dev dir "([^"]{1,300})"/,
    tier: 'trace',
    subject: ({ match }) => match[1]!,
    test: ({ log }) => log.find(/ERR!|\*\*\* /) !== null,
    remedies: [
      {
        title: text(
          'Run npm as the user who owns the project, not by sudo',
          '以项目所有者的身份运行 npm，不要用 sudo',
        ),
        run: [['npm', 'install']],
      },
    ],
    samples: [
      [
        'gyp WARN EACCES user "root" does not have permission to access the dev dir "/root/.node-gyp/6.2.2"\ngyp ERR! build error',
        '/root/.node-gyp/6.2.2',
      ],
    ],
  },
  {
    id: 'install.permission/pip-brew',
    when: /(?:Error: )?(\/[^\s'"]{1,200})['"]{0,2} is not writable|The following directories are not writable by your user:|Cannot install in Homebrew on .{0,60}prefix/,
    subject: ({ match, log, at }) => match[1] ?? log.after(at, 2, /^(\/\S{1,200})/)?.match[1] ?? null,
    over: ['package.broken/brew', 'install.permission/denied'],
    samples: [
      [
        'Warning in install.packages("rzmq") :\n  \'lib = "/usr/local/lib/R/site-library"\' is not writable',
        '/usr/local/lib/R/site-library',
      ],
      [
        'Error: The following directories are not writable by your user:\n/usr/local/share/man',
        '/usr/local/share/man',
      ],
    ],
  },
  {
    id: 'install.permission/externally-managed',
    when: /externally-managed-environment|This environment is externally managed/,
    subject: null,
    title: text("Python's own packages are managed by the system here", '此处的 Python 软件包由系统管理'),
    cause: text(
      "PEP 668: pip may not write into the system's Python.",
      'PEP 668：pip 不得写入系统的 Python。',
    ),
    remedies: [
      {
        title: text('Use a virtual environment', '使用虚拟环境'),
        install: ['python3-venv'],
        run: [['python3', '-m', 'venv', '.venv']],
      },
    ],
    samples: [['error: externally-managed-environment', null]],
  },
]);

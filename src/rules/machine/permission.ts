import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { folderOf } from '../../explain/subjects/paths.ts';
import { FULL, folderDenied, pathOf, READ_ONLY } from '../../explain/subjects/places.ts';

const DENIED =
  /[Pp]ermission denied|EACCES|EPERM|Operation not permitted|Access is denied|not writable|[Cc]annot be written|not have (?:write )?permission/;

/** npm and its helpers go on after a warning; what stops them comes after it. */
const WARNS = /^[\w-]{1,30} (?:WARN|warn)\b/;

export default family(
  'install.permission',
  {
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
              title: text(
                'Or into a prefix of your own, which needs no root',
                '或安装到自己的目录，无需 root',
              ),
              run: [['czmq-setup', 'install', '--prefix', '~/.local']],
              risk: 'safe',
            },
          ],
  },
  [
    {
      id: 'install.permission/denied',
      when: DENIED,
      unless:
        /^W: |^gyp WARN EACCES|cache has been disabled|publickey|Permission denied, please try again|\(os error 13\).{0,20}socket|bind\b|dmesg|cannot open shared object|\.\/(?:configure|autogen\.sh)|configure: error|checking|ptrace|bad interpreter|execvp|[Ll]ock(?:ed| file)?\b|docker\.sock|sched|setpriority|\/proc\/|\/sys\/|failed to map segment|mount:|ping:|CPU affinity/,
      test: (match) =>
        (pathOf(match.line.text) !== null || /E(?:ACCES|PERM)/.test(match.line.text)) &&
        !(WARNS.test(match.line.text) && match.log.after(match.at, 40, DENIED) !== null),
      subject: (found) =>
        folderDenied(DENIED)(found) ??
        (found.log.after(found.at, 6, /path:? '?(\/[^\s',]{1,200})/)?.match[1]
          ? folderOf(found.log.after(found.at, 6, /path:? '?(\/[^\s',]{1,200})/)!.match[1]!)
          : null),
      samples: [
        [
          "/usr/bin/install: cannot create regular file '/usr/local/lib/libzmq.so.5.2.5': Permission denied",
          '/usr/local/lib',
        ],
        ["mkdir: cannot create directory '/usr/local/include': Permission denied", '/usr/local'],
        ["npm ERR! Error: EACCES, mkdir '/home/node_modules'", '/home'],
        [
          "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/usr/lib/python3/dist-packages/zmq'",
          '/usr/lib/python3/dist-packages',
        ],
        ['open /usr/local/lib/x: permission denied', '/usr/local/lib'],
        [
          "prebuild-install WARN install EACCES: permission denied, access '/home/dev/.npm'\nError: EACCES: permission denied, mkdir '/usr/lib/node_modules/zeromq/zmq'",
          '/usr/lib/node_modules/zeromq',
        ],
      ],
      misses: [
        "W: Download is performed unsandboxed as root as file '/tmp/x.deb' couldn't be accessed by user '_apt'. - pkgAcquire::Run (13: Permission denied)",
        "WARNING: The directory '/root/.cache/pip' or its parent directory is not owned or is not writable by the current user. The cache has been disabled.",
        'git@github.com: Permission denied (publickey).',
        'bash: ./autogen.sh: Permission denied',
      ],
    },
    {
      id: 'install.permission/install-d',
      // coreutils' `install -d` goes on where it may not make the folder, and misses it when it sets the mode.
      when: /^(?:\/\S{1,60}\/)?g?install: cannot change permissions of '?(\/[^\s']{1,300})'?: No such file or directory$/,
      subject: ({ match }) => folderOf(match[1]!),
      samples: [
        [
          "/usr/bin/install: cannot change permissions of '/usr/local/include/zmq': No such file or directory",
          '/usr/local/include',
        ],
      ],
    },
    {
      id: 'install.permission/cmake',
      when: /file (?:cannot create directory: (\S{1,300}?)\.?(?:\s+Maybe need|$)|INSTALL cannot (?:copy file|set permissions|make directory|duplicate symlink)(?:.{0,300}? to "([^"]{1,300})"|(?: on)? "([^"]{1,300})")?)/,
      test: ({ log, at, line }) =>
        !READ_ONLY.test(line.text) &&
        !FULL.test(line.text) &&
        log.after(at, 4, READ_ONLY) === null &&
        log.after(at, 4, FULL) === null &&
        log.after(at, 4, /No such file/) === null,
      subject: ({ match, log, at }) => {
        // CMake breaks its sentences wherever the line is full.
        const sentence = log.lines
          .slice(at, at + 4)
          .map(({ text: words }) => words)
          .join(' ');
        const path =
          match[1] ?? /"? to "([^"]{1,300})"/.exec(sentence)?.[1] ?? /"([^"]{1,300})"/.exec(sentence)?.[1];
        return path ? folderOf(path.replaceAll('/./', '/')) : null;
      },
      over: ['install.permission/denied'],
      samples: [
        [
          'CMake Error at cmake_install.cmake:41 (file):\n  file INSTALL cannot set permissions on "/usr/local/./include": Operation\n  not permitted.',
          '/usr/local',
        ],
        [
          'CMake Error at cmake_install.cmake:50 (file):\n  file cannot create directory: /usr/local/lib/pkgconfig.  Maybe need\n  administrative privileges.',
          '/usr/local/lib',
        ],
        [
          '  file INSTALL cannot copy file "/src/build/lib/libzmq.so.5.2.5" to\n  "/usr/local/lib/libzmq.so.5.2.5": Permission denied.',
          '/usr/local/lib',
        ],
        [
          'CMake Error at cmake_install.cmake:46 (file):\n  file INSTALL cannot copy file "/home/me/src/man/app.1"\n  to "/usr/local/share/man/man1/app.1": Permission denied.',
          '/usr/local/share/man/man1',
        ],
      ],
    },
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
      id: 'install.permission/git',
      // git names what it may not make by its own name, without the folder that it would lie in.
      when: /^fatal: could not create (?:work tree dir|leading directories of) '([^']{1,300})': Permission denied/,
      subject: ({ match, line }) => folderOf(match[1]!) ?? line.folder,
      over: ['install.permission/denied'],
      samples: [
        [
          "dev@box:/opt$ git clone https://git.example/czmq\nfatal: could not create work tree dir 'czmq': Permission denied",
          '/opt',
        ],
        ["fatal: could not create leading directories of '/usr/src/czmq': Permission denied", '/usr/src'],
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
      id: 'install.permission/windows',
      // E_ACCESSDENIED, whatever the language of the sentence beside it.
      when: /\b0x80070005\b/,
      subject: ({ line }) =>
        /'?([A-Za-z]:\\[^'"<>|]{1,200}\\)[^'"\\]{1,80}/.exec(line.text)?.[1]?.replace(/\\$/, '') ?? null,
      tier: 'symptom',
      samples: [['Error: 0x80070005 Access is denied.', null]],
    },
    {
      id: 'install.permission/curl',
      // curl breaks its warnings at the terminal's width: the reason may stand in the next line.
      when: /Warning: Failed to (?:create|open) the file (\S{1,300}?):? ?(Permission denied)?$/,
      test: ({ match, log, at }) =>
        match[2] !== undefined || log.after(at, 1, /^Warning: Permission denied/) !== null,
      subject: ({ match }) => folderOf(match[1]!),
      over: ['install.permission/denied'],
      samples: [
        [
          'Warning: Failed to create the file /usr/local/src/zeromq-4.3.5.tar.gz: \nWarning: Permission denied\ncurl: (23) Failed writing body (0 != 1378)',
          '/usr/local/src',
        ],
      ],
      misses: ['Warning: Failed to create the file /mnt/x.tar.gz: \nWarning: No space left on device'],
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
  ],
);

import { family } from '../../explain/family.ts';
import { folderOf } from '../../explain/subjects/paths.ts';
import { FULL, folderDenied, pathOf, READ_ONLY } from '../../explain/subjects/places.ts';
import { NO_PERMISSION } from '../../explain/words/no-permission.ts';

const DENIED =
  /[Pp]ermission denied|EACCES|EPERM|Operation not permitted|Access is denied|not writable|[Cc]annot be written|not have (?:write )?permission/;

/** npm and its helpers go on after a warning; what stops them comes after it. */
const WARNS = /^[\w-]{1,30} (?:WARN|warn)\b/;

/** A folder or a file that the system does not let a build write. */
export default family('install.permission', NO_PERMISSION, [
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
]);

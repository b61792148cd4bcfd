import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

export default family(
  'package.locked',
  {
    title: (subject) =>
      text(
        `Another run of the package manager holds ${subject ?? 'the lock'}`,
        `另一个软件包管理器进程占用着 ${subject ?? '锁'}`,
      ),
    cause: text(
      'An update runs in the background, or an earlier run was cut off.',
      '后台正在更新，或先前的运行被中断。',
    ),
    remedies: (subject) => [
      {
        title: text('Wait until it is done; see who holds it', '等待其完成；查看占用者'),
        run: [['fuser', '-v', subject ?? '/var/lib/dpkg/lock-frontend']],
        root: true,
      },
    ],
  },
  [
    {
      id: 'package.locked/apt',
      when: /(?:Could not get lock|Unable to lock directory|Unable to acquire the dpkg (?:frontend )?lock \(?|unable to lock the (?:administration|download) directory \(?) ?(\/[\w./-]{1,100})/,
      unless: /Permission denied|are you root/,
      subject: ({ match }) => match[1]!.replace(/[.)]+$/, ''),
      samples: [
        [
          'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 1234 (unattended-upgr)',
          '/var/lib/dpkg/lock-frontend',
        ],
        [
          'E: Could not get lock /var/lib/dpkg/lock - open (11: Resource temporarily unavailable)',
          '/var/lib/dpkg/lock',
        ],
      ],
    },
    {
      id: 'package.locked/others',
      when: /unable to lock database|could not lock database|Existing lock (\/[\w./-]{1,100}): another copy|Unable to lock database: (?!Permission)|Another app is currently holding the yum lock|Waiting for process with pid \d+ to finish|can't create transaction lock on (\/[\w./-]{1,100})|System management is locked|process has already locked (\/\S{1,200})|process has already locked|Another active Homebrew .{0,60}process|dpkg frontend (?:lock )?(?:is|was) locked by another process|status database area is locked|database is locked by another process|ERROR: Unable to lock database/,
      unless: /Permission denied/,
      subject: ({ match, line, log, at }) => {
        const named = match[1] ?? match[2] ?? match[3];
        if (named) return named.replace(/[.,]$/, '');
        const path =
          /(\/(?:var|run)\/[\w./-]{1,80})/.exec(line.text)?.[1] ??
          log.after(at, 4, /(\/var\/lib\/pacman\/db\.lck)/)?.match[1];
        if (path) return path;
        if (/dpkg frontend/.test(line.text)) return '/var/lib/dpkg/lock-frontend';
        if (/status database/.test(line.text)) return '/var/lib/dpkg/lock';
        if (/lock database/.test(line.text) && /^(?:error: )/.test(line.text))
          return '/var/lib/pacman/db.lck';
        if (/^ERROR/.test(line.text)) return '/lib/apk/db/lock';
        if (/yum/.test(line.text)) return '/var/run/yum.pid';
        return null;
      },
      samples: [
        ['error: failed to init transaction (unable to lock database)', '/var/lib/pacman/db.lck'],
        [
          'dpkg: error: dpkg frontend lock was locked by another process with pid 99',
          '/var/lib/dpkg/lock-frontend',
        ],
        [
          'Error: A `brew install zeromq` process has already locked /usr/local/var/homebrew/locks/zeromq.formula.lock.',
          '/usr/local/var/homebrew/locks/zeromq.formula.lock',
        ],
        ['Existing lock /var/run/yum.pid: another copy is running as pid 99.', '/var/run/yum.pid'],
        ['ERROR: Unable to lock database: temporary error (try again later)', '/lib/apk/db/lock'],
      ],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { baseName, matchedName } from '../../explain/subjects/paths.ts';

export default [
  ...family(
    'source.not-executable',
    {
      title: (subject) =>
        text(`${subject ?? 'A script'} may not be executed`, `${subject ?? '某个脚本'} 不可执行`),
      cause: text(
        'It has no execute bit (an archive or copy that dropped it), or lies on a mount with noexec.',
        '它没有执行权限位（解压或复制时丢失），或位于 noexec 挂载上。',
      ),
      remedies: (subject) => [
        {
          title: text('Give it the bit, or call it by the shell', '加上执行权限，或用 shell 调用'),
          run: [['chmod', '+x', subject ?? 'configure']],
          risk: 'safe',
        },
        {
          title: text('Build in a folder that is not mounted noexec', '在没有 noexec 的目录中构建'),
          run: [['findmnt', '-T', '.']],
        },
      ],
    },
    [
      {
        id: 'source.not-executable/script',
        when: /(?:^|: )(?:line )?(?:\d+: )?(?:\.{0,2}\/)?((?:[\w.+-]{1,60}\/){0,8}(?:configure|autogen\.sh|version\.sh|config\.status|config\.guess|install-sh|depcomp|missing|[\w-]{1,40}\.sh|libtool|test_\w{1,60}|\w{1,40}_selftest|ltmain\.sh|config\.sub|mkinstalldirs)): (?:Permission denied|cannot execute: Permission denied|permission denied)|(?:^|: )permission denied: (?:\.{0,2}\/)?(\S{1,120})$|^fish: The file '(?:\.{0,2}\/)?([^'\s]{1,120})' is not executable by this user|(?:\/bin\/\w{2,5}|\/usr\/bin\/env): (?:bad interpreter|\d+: .{1,80}): Permission denied/,
        unless: /exec: "|^(?:cp|mv|rm|install|mkdir|touch|ln|cat|tar): |\/(?:usr|opt|etc)\//,
        subject: ({ match, line, log, at }) => {
          const path =
            match[1] ??
            match[2] ??
            match[3] ??
            /(?:\.\/)([\w./-]{1,120})/.exec(line.text)?.[1] ??
            /(?:\.\/)([\w./-]{1,120})/.exec(log.commandOf(at))?.[1];
          return path ? baseName(path) : null;
        },
        over: ['install.permission', 'tool.missing'],
        samples: [
          ['bash: ./autogen.sh: Permission denied', 'autogen.sh'],
          ['/bin/sh: 1: ./configure: Permission denied', 'configure'],
          ['zsh: permission denied: ./autogen.sh', 'autogen.sh'],
          ["fish: The file './configure' is not executable by this user", 'configure'],
        ],
        misses: ["cp: cannot create regular file '/usr/local/lib/libzmq.so': Permission denied"],
      },
      {
        id: 'source.not-executable/spawn',
        when: /(?:could not spawn|spawn(?:Sync)?)\b.{0,20}?['( ]((?:\S{0,200}\/)?[\w.+-]{1,60})\b.{0,200}(?:permission denied|EACCES)|PermissionError: .{0,40}: '((?:\S{0,200}\/)?(?:configure|[\w-]{1,40}\.sh))'/,
        subject: matchedName,
        over: ['install.permission'],
        samples: [
          [
            'LoadError: could not spawn setenv(`/home/dev/zeromq-3.2.5/configure --prefix=/home/dev/usr`): permission denied (EACCES)',
            'configure',
          ],
          ['Error: spawn ./autogen.sh EACCES', 'autogen.sh'],
          ["PermissionError: [Errno 13] Permission denied: './configure'", 'configure'],
        ],
      },
      {
        id: 'source.not-executable/just-built',
        // What was compiled a moment ago has its execute bit: the folder's mount forbids it (noexec).
        when: /\b(?:[Ff]ailed to|[Cc]ould not|[Cc]annot|[Uu]nable to) (?:run|execute|start|launch) \[?['"]?([\w./+-]{1,200}?)['"]?\]?(?:: |, | \()(?:PermissionError|.{0,40}(?:[Pp]ermission denied|EACCES))/,
        subject: matchedName,
        over: ['install.permission'],
        samples: [
          ["Failed to run ['build/temp/scratch/probe']: PermissionError(13, 'Permission denied')", 'probe'],
          ['error: could not execute /tmp/build/conftest: Permission denied', 'conftest'],
        ],
        misses: ['error: failed to start the job: it does not exist'],
      },
      {
        id: 'source.not-executable/make-exec',
        when: /^\S{0,40}make(?:\[\d+\])?: (?:execvp: )?(?:\.{0,2}\/)?((?:[\w.+-]{1,60}\/){0,12}[\w.+-]{1,60}) ?: Permission denied/,
        subject: matchedName,
        over: ['install.permission'],
        samples: [
          ['make: ./version.sh: Permission denied', 'version.sh'],
          ['make[1]: execvp: config/install-sh: Permission denied', 'install-sh'],
        ],
      },
      {
        id: 'source.not-executable/shell-exec',
        // dash says "cannot create" of what it may not write to: this form is of what it may not run. bash and make have
        // one form for both; a file of the build, or one under /tmp, that make's status 126 or nothing else explains.
        when: /^(?:\/(?:usr\/)?bin\/)?(?:da|a)?sh: (?:\d+: )?(?:\.{0,2}\/)?([\w./+-]{1,200}): Permission denied$|(?:^|: )line \d+: ((?:\.{0,2}|\/(?:var\/)?tmp|\/dev\/shm)\/[\w./+-]{1,200}): Permission denied$/,
        unless: /\.(?:log|txt|out|o|d|c|h|tmp|conf|cfg)\b|\/(?:usr|opt|etc)\/(?!bin)/,
        subject: ({ match }) => baseName((match[1] ?? match[2])!),
        over: ['install.permission', 'tool.missing'],
        samples: [
          [
            '/bin/sh: 1: scripts/basic/fixdep: Permission denied\nmake[2]: *** [scripts/basic/fixdep] Error 126',
            'fixdep',
          ],
          ['./configure: line 151: /tmp/print_expr: Permission denied', 'print_expr'],
        ],
        misses: ['./configure: line 20: /tmp/conf123.log: Permission denied'],
      },
      {
        id: 'source.not-executable/exec',
        // Whoever starts programs: coreutils' env, nohup and timeout; sudo, Perl, debconf, Go, containers.
        when: /(?:failed to run command|cannot run command|cannot run|unable to execute|Can't exec|exec of|fork\/exec|exec:?) ['"]?([\w./+~-]{1,200})['"]?(?: \w{1,20})?\s{0,2}(?:failed)?: [Pp]ermission denied/,
        unless: /ssh|\.(?:so|dylib)\b/,
        subject: ({ match }) => baseName(match[1]!),
        over: ['install.permission'],
        samples: [
          [
            'Can\'t exec "/tmp/libzmq5.config.a1b2c3": Permission denied at /usr/share/perl/5.36/IPC/Open3.pm line 178.',
            'libzmq5.config.a1b2c3',
          ],
          ["env: failed to run command './configure': Permission denied", 'configure'],
          ['sudo: unable to execute ./autogen.sh: Permission denied', 'autogen.sh'],
          [
            'OCI runtime create failed: container_linux.go:380: exec: "./run.sh": permission denied: unknown',
            'run.sh',
          ],
          ['fork/exec ./zpub: permission denied', 'zpub'],
        ],
        misses: ['find: cannot open /root: Permission denied'],
      },
      {
        id: 'source.not-executable/noexec',
        when: /\bnoexec\b.{0,60}(?:mount|tmp|flag)|(?:mounted|mount).{0,60}\bnoexec\b|failed to map segment from shared object: Operation not permitted/,
        subject: ({ line }) => /(?:on |: |at )(\/[\w./-]{1,100})/.exec(line.text)?.[1] ?? null,
        samples: [['/tmp is mounted noexec: mount it exec', null]],
      },
      {
        id: 'source.not-executable/mount-listing',
        when: /^\S{1,100} (?:on )?(\/\S{0,100}) (?:type )?\w{2,12} \(?(?:\w[\w=,-]{0,120},)?noexec\b/,
        test: ({ log, match }) =>
          log.lines.some(
            ({ text: words, folder }) =>
              /cannot run C|[Pp]ermission denied|failed to map segment/.test(words) &&
              `${words} ${folder ?? ''} ${log.find(/error: in '([^']{1,300})'/)?.[1] ?? ''}`.includes(
                match[1]!,
              ),
          ),
        over: ['env.cross-compile', 'install.permission', 'source.not-executable/script'],
        samples: [
          [
            "configure: error: in `/tmp/czmq':\nconfigure: error: cannot run C compiled programs.\n$ mount\ntmpfs on /tmp type tmpfs (rw,nosuid,nodev,noexec)",
            '/tmp',
          ],
        ],
        misses: ['$ mount\ntmpfs on /run type tmpfs (rw,nosuid,nodev,noexec)'],
      },
      {
        id: 'source.not-executable/configure-run',
        when: /configure: error: cannot run (?:\/bin\/(?:ba)?sh )?(\S{0,200}config\.(?:sub|guess))|(\S{1,100}config\.(?:sub|guess)): Permission denied/,
        subject: matchedName,
        tier: 'symptom',
        samples: [['configure: error: cannot run /bin/sh ./config.sub', 'config.sub']],
      },
    ],
  ),
] satisfies RuleFamily;

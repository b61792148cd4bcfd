import { text } from '../core/text.ts';
import { family } from '../explain/family.ts';
import type { Match, RuleFamily } from '../explain/rule.ts';
import { absolute, baseName } from '../explain/subjects/paths.ts';

const base1 = ({ match }: Match): string | null => {
  const path = match[1] ?? match[2] ?? match[3];
  return path ? baseName(path) : null;
};
const archiveOf = ({ log, at, match }: Match): string | null => {
  const named = match[1] && /\.(?:tar|t[gx]z|zip|tbz)/.test(match[1]) ? match[1] : null;
  const typed =
    /(\S{1,200}\.(?:tar(?:\.\w{2,4})?|t[gx]z|tbz2?|zip))/.exec(log.commandOf(at))?.[1] ??
    log.before(at, 12, /(\S{1,200}\.(?:tar\.\w{2,4}|t[gx]z|tbz2?|zip))/)?.match[1];
  const path = named ?? typed;
  return path ? baseName(path) : null;
};
const cloned = (log: Match['log'], at: number): string | null => {
  const into = log.before(at, 40, /Cloning into '(?:bare repository ')?([^']{1,200})'/)?.match[1];
  return into ? baseName(into) : null;
};

export default [
  ...family(
    'source.incomplete',
    {
      title: (subject) =>
        text(
          `The source is not whole${subject ? `: ${subject}` : ''}`,
          `源码不完整${subject ? `：${subject}` : ''}`,
        ),
      cause: text(
        'The archive or checkout was cut off, or lacks files or submodules.',
        '压缩包或检出被截断，或缺少文件、子模块。',
      ),
      remedies: [
        { title: text('Fetch it again', '重新获取') },
        {
          title: text('A git checkout: fetch its submodules too', '若是 git 检出：连同子模块一起获取'),
          run: [['git', 'submodule', 'update', '--init', '--recursive']],
        },
      ],
    },
    [
      {
        id: 'source.incomplete/tar',
        when: /^(?:tar|gzip|gunzip|xz|bzip2|bsdtar|unzip|zstd|stdin)(?: \(child\))?: ?(?:(\S{1,200}): )?(?:Unexpected EOF in archive|unexpected end of (?:file|input)|not in gzip format|This does not look like a tar archive|File format not recognized|Unrecognized archive format|Truncated (?:tar archive|input file)|Compressed data is corrupt|Unexpected end of input|invalid compressed data|Skipping to next header|is not a bzip2 file|Data integrity error|Child returned status [12]|truncated (?:gzip|tar) input)|End-of-central-directory signature not found|tar: Error is not recoverable/,
        subject: archiveOf,
        samples: [
          [
            '$ tar xzf zeromq-4.3.5.tar.gz\ngzip: stdin: unexpected end of file\ntar: Unexpected EOF in archive',
            'zeromq-4.3.5.tar.gz',
          ],
          ['$ tar xf czmq-4.2.1.tar.gz\ngzip: stdin: not in gzip format', 'czmq-4.2.1.tar.gz'],
        ],
      },
      {
        id: 'source.incomplete/git',
        when: /(?:fatal|error): (?:early EOF|index-pack failed|fetch-pack: invalid index-pack output|the remote end hung up unexpectedly|pack has bad object|protocol error: bad pack header|unpack-objects died|inflate: data stream error|packed object \w+ .{0,80}is corrupt|missing (?:blob|tree|commit)|loose object \w+ .{0,80}(?:is )?corrupt)|error: RPC failed; (?:curl \d+|result=\d+|HTTP 5)/,
        subject: ({ log, at }) => cloned(log, at),
        unless: /403|401/,
        samples: [
          [
            "Cloning into 'libzmq'...\nerror: RPC failed; curl 56 GnuTLS recv error (-9): A TLS packet with unexpected length was received.\nfatal: early EOF",
            'libzmq',
          ],
        ],
      },
      {
        id: 'source.incomplete/cmake-file',
        when: /CMake Error: File (\S{1,300}) does not exist|^(?:configure_file: )?File (\S{1,300}) does not exist|include could not find (?:load|requested) file:|Cannot find source file:|No SOURCES given to target: (\S{1,80})/,
        subject: ({ match, log, at, line }) => {
          const path = match[1] ?? match[2] ?? match[3] ?? log.after(at, 3, /^(\S{1,300})$/)?.match[1];
          void line;
          return path ? baseName(path) : null;
        },
        samples: [
          [
            'CMake Error: File /src/zeromq-4.2.3/ZeroMQConfig.cmake.in does not exist.',
            'ZeroMQConfig.cmake.in',
          ],
          [
            'CMake Error at CMakeLists.txt:100 (add_library):\n  Cannot find source file:\n\n    src/zgossip_engine.inc',
            'zgossip_engine.inc',
          ],
        ],
      },
      {
        id: 'source.incomplete/make-rule',
        when: /No rule to make target '((?!install|all|check|clean)[\w./+-]{1,200}\.(?:c|cc|cpp|h|hpp|inc|txt|xml|doc|pc\.in|in|1|3|7|md|S|py|gsl|proto))'(?:, needed by|\.)/,
        unless: /Makefile|configure\.ac|aclocal|config\.h\.in/,
        subject: base1,
        samples: [
          ["make[1]: *** No rule to make target 'src/zsys.c', needed by 'src/zsys.lo'.  Stop.", 'zsys.c'],
        ],
      },
      {
        id: 'source.incomplete/submodule',
        when: /(?:The source directory|add_subdirectory given source|Does not exist:|does not contain a CMakeLists\.txt|submodule).{0,20}"?((?:\S{0,200}\/)?(?:vendor|third_party|3rdparty|extern|external|deps|submodules|libzmq|cppzmq|googletest)[^\s"]{0,120})"?.{0,60}(?:does not contain a CMakeLists|is not an existing directory|not (?:initiali[sz]ed|found)|which is not)|^(?:The source directory)$|submodules? (?:are|is) (?:missing|not (?:checked out|initiali[sz]ed))/,
        unless: /^The source directory$/,
        subject: base1,
        samples: [
          [
            'CMake Error at CMakeLists.txt:20 (add_subdirectory):\n  add_subdirectory given source "vendor/libzmq" which is not an existing\n  directory.',
            'libzmq',
          ],
        ],
      },
      {
        id: 'source.incomplete/cmake-no-lists',
        when: /^(\/\S{1,300}|[A-Za-z]:\/\S{1,300})$/,
        test: ({ log, at }) =>
          log.before(at, 3, /^The source directory$/) !== null &&
          log.after(at, 3, /does not contain a CMakeLists\.txt/) !== null,
        subject: base1,
        samples: [
          [
            'CMake Error at CMakeLists.txt:20 (add_subdirectory):\n  The source directory\n\n    /src/app/vendor/libzmq\n\n  does not contain a CMakeLists.txt file.',
            'libzmq',
          ],
        ],
      },
      {
        id: 'source.incomplete/script',
        when: /^(?:(?:\/\S{1,20}\/)?(?:ba|z|da)?sh|-(?:ba|a)?sh|bash|zsh|\S{1,80}\.sh)?(?:: line \d+)?(?:: \d+)?:? ?(?:can't open |cannot open )?'?(?:\.{0,2}\/)((?:\S{1,100}\/)?(?:version\.sh|build\.sh|ci_build\.sh|[\w-]{1,40}\.sh))'?: (?:No such file or directory|not found)/,
        tier: 'trace',
        unless: /autogen\.sh|\^M|bad interpreter/,
        subject: base1,
        samples: [['/bin/sh: ./version.sh: No such file or directory', 'version.sh']],
      },
      {
        id: 'source.incomplete/configure-cd',
        when: /configure: (?:line )?\d+: cd: (?:can't cd to )?([\w./~-]{1,200})(?:: No such file or directory)?$/,
        samples: [
          ['../configure: line 19137: cd: foreign/openpgm: No such file or directory', 'foreign/openpgm'],
        ],
      },
      {
        id: 'source.incomplete/cd',
        when: /(?:^|: )cd: (?:can't cd to |no such file or directory: )?([\w./~-]{1,200}): No such file or directory$/,
        tier: 'trace',
        subject: base1,
        samples: [['bash: cd: libzmq: No such file or directory', 'libzmq']],
      },
      {
        id: 'source.incomplete/gyp-submodule',
        when: /gyp: (\S{1,200}\.gypi?) not found|package\.json.{0,20}ENOENT|error: failed to (?:load|read) (?:source|manifest).{0,200}(?:vendor|deps|submodule)\S{0,100}/,
        subject: base1,
        tier: 'symptom',
        samples: [
          [
            'gyp: /app/node_modules/zmq/binding.gyp not found (cwd: /app) while trying to load binding.gyp',
            'binding.gyp',
          ],
        ],
      },
      {
        id: 'source.incomplete/rust-vendor',
        when: /(?:couldn't read|failed to read|could not find)\s.{0,20}'?(\S{0,200}vendor\/(\S{1,100}?))'?(?:: No such file| \(os error 2\)|, is)/,
        subject: base1,
        samples: [
          ["error: couldn't read `vendor/include/zmq.h`: No such file or directory (os error 2)", 'zmq.h'],
        ],
      },
      {
        id: 'source.incomplete/empty-download',
        when: /^(?:tar|unzip|gzip): (?:\S{1,200}: )?(?:Cannot open: No such file or directory|cannot find or open (\S{1,200}))/,
        tier: 'symptom',
        subject: ({ line, ...match }) =>
          /^tar: (\S{1,200}): Cannot open/.exec(line.text)?.[1]?.replace(/^.*\//, '') ??
          archiveOf({ line, ...match }),
        samples: [
          ['tar: zeromq-4.3.5.tar.gz: Cannot open: No such file or directory', 'zeromq-4.3.5.tar.gz'],
        ],
      },
      {
        id: 'source.incomplete/version-git',
        when: /fatal: (?:not a git repository|No names found, cannot describe anything|no tag exactly matches)/,
        tier: 'trace',
        test: ({ log, at }) => log.after(at, 20, /error|Error|\*\*\*/) !== null,
        subject: '.git',
        samples: [
          [
            'fatal: not a git repository (or any of the parent directories): .git\nconfigure.ac:10: error: AC_INIT should be called with package and version arguments',
            '.git',
          ],
        ],
      },
    ],
  ),
  ...family(
    'source.checksum-mismatch',
    {
      title: (subject) =>
        text(
          `${subject ?? 'The archive'} is not the one that was pinned`,
          `${subject ?? '压缩包'} 与记录的校验和不符`,
        ),
      cause: text(
        'The bytes fetched have another checksum: a cut-off download, an error page, a forge that packs its archives anew, or tampering. Nothing of it should be used.',
        '下载内容的校验和不同：下载不完整、返回了错误页面、托管站重新打包，或被篡改。不应使用其中任何内容。',
      ),
      remedies: [
        {
          title: text(
            'Delete the file and fetch it again; if it stays so, compare with the checksum that the project publishes',
            '删除文件后重新下载；若仍不符，请与项目公布的校验和核对',
          ),
        },
      ],
    },
    [
      {
        id: 'source.checksum-mismatch/cmake',
        when: /(?:file )?DOWNLOAD (?:HASH mismatch|cannot (?:open|compute))|Hash mismatch|error: (?:downloading|verifying).{0,40}(?:hash|checksum)|does not match expected value/,
        unless: /apt|Hash Sum|for: http/,
        subject: ({ log, at, line }) => {
          const path =
            /'?(\S{1,300}\.(?:tar\.\w{2,4}|t[gx]z|zip))/.exec(line.text)?.[1] ??
            log.after(at, 6, /(\S{1,300}\.(?:tar\.\w{2,4}|t[gx]z|zip))/)?.match[1] ??
            log.before(at, 8, /(\S{1,300}\.(?:tar\.\w{2,4}|t[gx]z|zip))/)?.match[1];
          return path ? baseName(path.replace(/[\]'")]+$/, '').replace(/^[[('"]+/, '')) : null;
        },
        samples: [
          [
            'CMake Error at x.cmake:9 (file):\n  file DOWNLOAD HASH mismatch\n    for file: [/b/zeromq-4.0.7.tar.gz]',
            'zeromq-4.0.7.tar.gz',
          ],
        ],
      },
      {
        id: 'source.checksum-mismatch/sha',
        when: /^(\S{1,300}): FAILED(?: open or read)?$|(?:sha256sum|sha512sum|md5sum|shasum|sha1sum): WARNING: \d+ computed checksums? did NOT match/,
        test: ({ match, log, at }) =>
          match[1] === undefined ||
          /\.(?:tar|t[gx]z|zip|xz|bz2|deb|rpm|apk)/.test(match[1]) ||
          log.after(at, 3, /computed checksum/) !== null,
        subject: ({ match, log, at }) => {
          const path = match[1] ?? log.before(at, 3, /^(\S{1,300}): FAILED/)?.match[1];
          return path ? baseName(path) : null;
        },
        over: ['test.failed'],
        samples: [
          [
            'zeromq-4.3.5.tar.gz: FAILED\nsha256sum: WARNING: 1 computed checksum did NOT match',
            'zeromq-4.3.5.tar.gz',
          ],
        ],
      },
      {
        id: 'source.checksum-mismatch/brew-others',
        when: /(?:Error: |ERROR: |error: )?(?:SHA256 mismatch|[Cc]hecksum mismatch|SHA-?(?:256|512|1) (?:checksum )?(?:mismatch|does not match)|[Ii]nvalid checksum|hash mismatch|hash '[^']{1,80}' does not match|MD5 (?:sum|checksum) mismatch|signature check failed|BAD signature from|failed integrity check|Integrity check failed|sha\d+ sum mismatch|THESE PACKAGES DO NOT MATCH THE HASHES)/,
        unless: /SECURITY ERROR|verifying \S{1,200}@v|go\.(?:sum|mod)/,
        test: ({ log, at }) =>
          log.find(/SECURITY ERROR/) === null && log.before(at, 2, /verifying \S{1,200}@v/) === null,
        subject: ({ log, at, line }) => {
          const path =
            /(\S{1,300}\.(?:tar\.\w{2,4}|t[gx]z|zip|whl|crate|deb|rpm|apk))/.exec(line.text)?.[1] ??
            log.after(at, 8, /(\S{1,300}\.(?:tar\.\w{2,4}|t[gx]z|zip|whl))/)?.match[1] ??
            log.before(at, 8, /(\S{1,300}\.(?:tar\.\w{2,4}|t[gx]z|zip|whl))/)?.match[1];
          return path ? baseName(path.replace(/[\]'")]+$/, '').replace(/^[[('"]+/, '')) : null;
        },
        samples: [
          [
            'Error: SHA256 mismatch\nExpected: 6653ef\n  Actual: aaaa\n Archive: /Users/dev/Library/Caches/Homebrew/zeromq-4.3.5.tar.gz',
            'zeromq-4.3.5.tar.gz',
          ],
        ],
      },
    ],
  ),
  ...family(
    'source.line-endings',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A script'} has Windows line ends (CRLF)`,
          `${subject ?? '某个脚本'} 使用 Windows 换行（CRLF）`,
        ),
      cause: text(
        'The checkout was made on Windows or with core.autocrlf; the carriage return at each line end becomes part of names and commands.',
        '检出是在 Windows 上或在开启 core.autocrlf 时进行的；行尾的回车符成了名称和命令的一部分。',
      ),
      remedies: [
        {
          title: text('Check out again without conversion', '不做转换重新检出'),
          run: [
            ['git', 'config', 'core.autocrlf', 'input'],
            ['git', 'rm', '--cached', '-r', '.'],
            ['git', 'reset', '--hard'],
          ],
          risk: 'high',
        },
        { title: text('Or take a release archive', '或使用发行压缩包') },
      ],
    },
    [
      {
        id: 'source.line-endings/interpreter',
        when: /(?:^|: )(\S{1,200}): (?:\/bin\/\w+|\/usr\/bin\/env|\/usr\/bin\/\w+)(?: \w+)?(?:\^M|\\r|\r): bad interpreter|(?:\/bin\/\w+|env \w+|python\d?|bash|sh)\^M: bad interpreter|env: '?(?:bash|sh|python\d?|perl|node)(?:\\r|\^M|\r)'?: No such file|(?:\.\/\S{1,100}): (?:\/bin\/\w+)?\^M/,
        subject: ({ match, log, at, line }) => {
          const path =
            match[1] ??
            /(?:\.\/|\/)?([\w./-]{1,120}\.(?:sh|py|pl)|[\w./-]{0,80}configure)/.exec(line.text)?.[1] ??
            /(?:\.\/)([\w./-]{1,120})/.exec(log.commandOf(at))?.[1];
          return path ? baseName(path) : null;
        },
        over: ['source.not-executable', 'tool.missing', 'autotools.not-generated'],
        samples: [
          ['bash: ./autogen.sh: /bin/sh^M: bad interpreter: No such file or directory', 'autogen.sh'],
          ["$ ./configure\n/usr/bin/env: 'bash\\r': No such file or directory", 'configure'],
        ],
      },
      {
        id: 'source.line-endings/command',
        when: /(?:^|[: ])(?:line )?\d+: (?:\$?'?(?:\\r|\^M)'?|\S{0,60}(?:\\r|\^M)'?): (?:command )?not found|syntax error near unexpected token '(?:\$?'?(?:\{|in|elif|do|then)?\\r|newline\^M)|\$'\\r': command not found|\\r'?: (?:invalid option|ambiguous redirect|numeric argument)|(?:set|shift): -\s?(?:\\r|\r)?: invalid option/,
        subject: ({ line }) => {
          const path = /^(?:-?\w{2,5}: )?((?:\.{0,2}\/)?[\w./-]{1,120}?):/.exec(line.text)?.[1];
          return path && !/^(?:-?bash|sh|line)$/.test(path) ? baseName(path) : null;
        },
        over: ['tool.missing', 'autotools.macro-missing'],
        samples: [["./autogen.sh: line 3: $'\\r': command not found", 'autogen.sh']],
      },
      {
        id: 'source.line-endings/version-sh',
        when: /version\.sh: error: could not extract version from (\S{1,120})/,
        subject: ({ match }) => match[1]!,
        over: ['autotools.macro-missing', 'autotools.not-generated'],
        samples: [['version.sh: error: could not extract version from include/zmq.h', 'include/zmq.h']],
      },
      {
        id: 'source.line-endings/m4',
        when: /^' is already registered with|^'\.?:? (?:No such file|not found)|\.\^M|#!\S{1,40}\^M/,
        subject: ({ line }) => /(\S{1,60}\.(?:sh|ac|am|m4))/.exec(line.text)?.[1] ?? null,
        over: ['autotools.macro-missing'],
        samples: [["' is already registered with AC_CONFIG_FILES.", null]],
      },
    ],
  ),
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
        when: /(?:^|: )(?:line )?(?:\d+: )?(?:\.{0,2}\/)?((?:[\w.+-]{1,60}\/){0,8}(?:configure|autogen\.sh|version\.sh|config\.status|config\.guess|install-sh|depcomp|missing|[\w-]{1,40}\.sh|libtool|test_\w{1,60}|\w{1,40}_selftest|ltmain\.sh|config\.sub|mkinstalldirs)): (?:Permission denied|cannot execute: Permission denied|permission denied)|(?:^|: )permission denied: (?:\.{0,2}\/)?(\S{1,120})$|(?:\/bin\/\w{2,5}|\/usr\/bin\/env): (?:bad interpreter|\d+: .{1,80}): Permission denied/,
        unless: /^(?:cp|mv|rm|install|mkdir|touch|ln|cat|tar): |\/(?:usr|opt|etc)\//,
        subject: ({ match, line, log, at }) => {
          const path =
            match[1] ??
            match[2] ??
            /(?:\.\/)([\w./-]{1,120})/.exec(line.text)?.[1] ??
            /(?:\.\/)([\w./-]{1,120})/.exec(log.commandOf(at))?.[1];
          return path ? baseName(path) : null;
        },
        over: ['install.permission', 'tool.missing'],
        samples: [
          ['bash: ./autogen.sh: Permission denied', 'autogen.sh'],
          ['/bin/sh: 1: ./configure: Permission denied', 'configure'],
          ['zsh: permission denied: ./autogen.sh', 'autogen.sh'],
        ],
        misses: ["cp: cannot create regular file '/usr/local/lib/libzmq.so': Permission denied"],
      },
      {
        id: 'source.not-executable/make-exec',
        when: /^\S{0,40}make(?:\[\d+\])?: (?:execvp: )?(?:\.{0,2}\/)?((?:[\w.+-]{1,60}\/){0,8}[\w.+-]{1,60}): Permission denied/,
        subject: base1,
        over: ['install.permission'],
        samples: [
          ['make: ./version.sh: Permission denied', 'version.sh'],
          ['make[1]: execvp: config/install-sh: Permission denied', 'install-sh'],
        ],
      },
      {
        id: 'source.not-executable/noexec',
        when: /\bnoexec\b.{0,60}(?:mount|tmp|flag)|(?:mounted|mount).{0,60}\bnoexec\b|failed to map segment from shared object: Operation not permitted/,
        subject: ({ line }) => /(?:on |: |at )(\/[\w./-]{1,100})/.exec(line.text)?.[1] ?? null,
        samples: [['/tmp is mounted noexec: mount it exec', null]],
      },
      {
        id: 'source.not-executable/configure-run',
        when: /configure: error: cannot run (?:\/bin\/(?:ba)?sh )?(\S{0,200}config\.(?:sub|guess))|(\S{1,100}config\.(?:sub|guess)): Permission denied/,
        subject: base1,
        tier: 'symptom',
        samples: [['configure: error: cannot run /bin/sh ./config.sub', 'config.sub']],
      },
    ],
  ),
  ...family(
    'source.clock-skew',
    {
      title: (subject) =>
        text(
          `File times lie in the future${subject ? ` (${subject})` : ''}`,
          `文件时间在未来${subject ? `（${subject}）` : ''}`,
        ),
      cause: text(
        'The clock of this machine is behind the one that wrote the files (a container, a VM, a network file system), so make and configure cannot tell what is new.',
        '本机时钟落后于写文件的机器（容器、虚拟机、网络文件系统），make 和 configure 因而无法判断新旧。',
      ),
      remedies: [
        {
          title: text(
            'Set the clock, then give the files the time of now',
            '校准时钟，然后把文件时间改为当前时间',
          ),
          run: [['date'], ['find', '.', '-exec', 'touch', '{}', '+']],
        },
      ],
    },
    [
      {
        id: 'source.clock-skew/configure',
        when: /newly created file is older than distributed files|Check your system clock/,
        subject: ({ log, at }) => log.lines[at]!.folder,
        samples: [
          [
            'checking whether build environment is sane... configure: error: newly created file is older than distributed files!',
            null,
          ],
          [
            'dev@h:/home/dev/czmq$ ./configure\nconfigure: error: newly created file is older than distributed files!',
            '/home/dev/czmq',
          ],
        ],
      },
      {
        id: 'source.clock-skew/make',
        when: /warning: +Clock skew detected|[Ff]ile '([^']{1,200})' has modification time [\d.e+]+ s in the future/,
        severity: 'warning',
        tier: 'symptom',
        subject: ({ log, at, match }) =>
          match[1]?.startsWith('/') ? match[1].replace(/\/[^/]*$/, '') : log.lines[at]!.folder,
        samples: [
          [
            "make: Warning: File 'Makefile.in' has modification time 3000 s in the future\nmake: warning:  Clock skew detected.  Your build may be incomplete.\nmake: *** [Makefile:300: config.status] Error 1",
            null,
          ],
        ],
      },
      {
        id: 'source.clock-skew/tar',
        when: /tar: (\S{1,200}): time stamp .{1,60} is .{1,30} s in the future/,
        severity: 'warning',
        tier: 'trace',
        test: ({ log }) => log.find(/\*\*\* |error|fail/i) !== null,
        subject: ({ match, line }) => absolute(match[1]!.split('/')[0]!, line.folder),
        samples: [
          [
            'tar: czmq-4.2.1/configure: time stamp 2026-01-01 10:00:00 is 3000.5 s in the future\nconfigure: error: x',
            'czmq-4.2.1',
          ],
        ],
      },
      {
        id: 'source.clock-skew/ninja-loop',
        when: /ninja: error: manifest 'build\.ninja' still dirty after \d+ tries/,
        subject: ({ log, at }) => log.lines[at]!.folder,
        samples: [["ninja: error: manifest 'build.ninja' still dirty after 100 tries", null]],
      },
      {
        id: 'source.clock-skew/apt',
        when: /Release file for (\S{1,200}) is not valid yet \(invalid for another/,
        code: 'source.clock-skew',
        subject: null,
        over: ['package.repository'],
        title: text('The clock of this machine is wrong', '本机时钟不正确'),
        cause: text(
          "apt refuses a release file that is signed in this machine's future.",
          'apt 拒绝在本机看来签署于未来的 Release 文件。',
        ),
        remedies: [{ title: text('Set the clock', '校准时钟'), run: [['date']] }],
        samples: [
          [
            'E: Release file for http://deb.example/debian/dists/bookworm/InRelease is not valid yet (invalid for another 2h 3min 4s). Updates for this repository will not be applied.',
            null,
          ],
        ],
      },
    ],
  ),
  ...family(
    'source.path-unsupported',
    {
      title: (subject) =>
        text(
          `The build path holds a character that make or autotools cannot take${subject ? `: ${subject}` : ''}`,
          `构建路径中有 make 或 autotools 无法处理的字符${subject ? `：${subject}` : ''}`,
        ),
      cause: text(
        'Blanks, quotes, #, $, & and the like in the folder name break configure, make or libtool.',
        '目录名中的空格、引号、#、$、& 等字符会使 configure、make 或 libtool 出错。',
      ),
      remedies: [
        {
          title: text(
            'Move the source to a folder with letters, digits, - and _ only',
            '把源码移到只含字母、数字、- 和 _ 的目录',
          ),
        },
      ],
    },
    [
      {
        id: 'source.path-unsupported/configure',
        when: /unsafe (?:absolute working directory|srcdir|absolute) (?:name|value:? ?'([^']{1,300})')/,
        subject: ({ match, line, log, at }) => {
          const path = match[1] ?? line.folder;
          const typed = /(?:cd|PWD=) ?["']([^"']{1,300})["']/.exec(log.commandOf(at))?.[1];
          return path ?? typed ?? null;
        },
        samples: [
          [
            'dev@h:/home/dev/buggy#3/czmq$ ./configure\nconfigure: error: unsafe absolute working directory name',
            '/home/dev/buggy#3/czmq',
          ],
          ["configure: error: unsafe srcdir value: `/home/dev/my code/czmq'", '/home/dev/my code/czmq'],
        ],
      },
      {
        id: 'source.path-unsupported/libtool-space',
        when: /libtool: {1,3}(?:link|compile|install|error):? {0,3}.{0,60}(?:cannot determine absolute directory name of|'[^']{1,200} [^']{1,200}' (?:must be|is not) an? absolute|invalid.{0,20}directory name)|(?:cd|\/bin\/sh|mkdir|install): .{0,40}(?:No such file|not found|too many arguments)/,
        test: ({ log, at }) => {
          const spaced = /Entering directory '(\/[^']{0,200} [^']{0,200})'/;
          return log.before(at, 2000, spaced) !== null || /libtool/.test(log.lines[at]!.text);
        },
        over: ['library.broken-link/la', 'source.incomplete', 'tool.missing'],
        subject: ({ log, at }) =>
          log.before(at, 2000, /Entering directory '(\/[^']{0,200} [^']{0,200})'/)?.match[1] ?? null,
        samples: [
          [
            "make[1]: Entering directory '/home/dev/my code/czmq'\n/bin/sh: /home/dev/my: No such file or directory",
            '/home/dev/my code/czmq',
          ],
        ],
      },
      {
        id: 'source.path-unsupported/too-long',
        when: /(?:File name too long|filename or extension is too long|Filename too long|fatal error C1083.{0,80}too long|exceeds? (?:the )?(?:maximum|max) (?:full )?path)/,
        subject: null,
        samples: [['error: unable to create file doc/x: Filename too long', null]],
      },
      {
        id: 'source.path-unsupported/make-missing-separator',
        when: /Makefile\S{0,20}:\d+: \*\*\* (?:target pattern contains no '%'|multiple target patterns|missing target pattern)\. {2}Stop/,
        tier: 'symptom',
        subject: ({ log, at }) => log.lines[at]!.folder,
        samples: [["Makefile:120: *** target pattern contains no '%'.  Stop.", null]],
      },
    ],
  ),
] satisfies RuleFamily;

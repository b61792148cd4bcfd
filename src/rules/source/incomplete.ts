import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';
import { baseName, matchedName } from '../../explain/subjects/paths.ts';

const archiveOf = ({ log, at, match }: Match): string | null => {
  const named = match[1] && /\.(?:tar|t[gx]z|zip|tbz)/.test(match[1]) ? match[1] : null;
  const typed =
    /(\S{1,200}\.(?:tar(?:\.\w{2,4})?|t[gx]z|tbz2?|zip))/.exec(log.commandOf(at))?.[1] ??
    log.before(at, 12, /(\S{1,200}\.(?:tar\.\w{2,4}|t[gx]z|tbz2?|zip))/)?.match[1];
  const path = named ?? typed ?? log.after(at, 6, /in one of (\S{1,200}\.zip)/)?.match[1];
  return path ? baseName(path) : null;
};

const cloned = (log: Match['log'], at: number): string | null => {
  const into = log.before(at, 40, /Cloning into '(?:bare repository ')?([^']{1,200})'/)?.match[1];
  return into ? baseName(into) : null;
};

export default family(
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
      when: /^(?:tar|gzip|gunzip|xz|bzip2|bsdtar|unzip|zstd|stdin)(?: \(child\))?: ?(?:Error opening archive: )?(?:(\S{1,200}): )?(?:Unexpected EOF in archive|unexpected end of (?:file|input)|not in gzip format|This does not look like a tar archive|File format not recognized|Unrecognized archive format|Truncated (?:tar archive|input file)|Compressed data is corrupt|Unexpected end of input|invalid compressed data|Skipping to next header|is not a bzip2 file|Data integrity error|Child returned status [12]|truncated (?:gzip|tar) input)|End-of-central-directory signature not found|tar: Error is not recoverable/,
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
      when: /(?:fatal|error): (?:early EOF|index-pack failed|fetch-pack: invalid index-pack output|the remote end hung up unexpectedly|pack has bad object|protocol error: bad pack header|unpack-objects died|inflate: data stream error|packed object \w+ .{0,80}is corrupt|missing (?:blob|tree|commit)|revision walk setup failed|unable to read tree|bad object|\S{1,200} did not send all necessary objects|loose object \w+ .{0,80}(?:is )?corrupt)/,
      subject: ({ log, at }) => cloned(log, at),
      unless: /403|401/,
      samples: [
        ["Cloning into 'libzmq'...\nfatal: early EOF\nfatal: index-pack failed", 'libzmq'],
        ['error: https://git.example/czmq did not send all necessary objects', null],
      ],
    },
    {
      id: 'source.incomplete/cmake-file',
      when: /CMake Error: File (\S{1,300}) does not exist|^(?:configure_file: )?File (\S{1,300}) does not exist|include could not find (?:load|requested) file:|Cannot find source file:|No SOURCES given to target: (\S{1,80})/,
      test: ({ log, at }) => log.after(at, 3, /-NOTFOUND\//) === null,
      subject: ({ match, log, at }) => {
        const path = match[1] ?? match[2] ?? match[3] ?? log.after(at, 3, /^(\S{1,300})$/)?.match[1];
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
      when: /No rule to make target '((?!install|all|check|clean)[\w./+-]{1,200}\.(?:c|cc|cpp|h|hpp|inc|txt|xml|doc|pc\.in|in|1|3|7|md|S|py|gsl|proto|java|class|stamp|l?o|obj|l?a|so))'(?:, needed by|\.)/,
      unless:
        /Makefile|configure\.ac|aclocal|config\.h\.in|target '(?:\/|\.\.\/|[A-Za-z]:)\S{1,200}\.(?:l?a|so)'/,
      subject: matchedName,
      samples: [
        ["make[1]: *** No rule to make target 'src/zsys.c', needed by 'src/zsys.lo'.  Stop.", 'zsys.c'],
        [
          "make[1]: *** No rule to make target 'classdist_noinst.stamp', needed by 'org/zeromq/ZMQ.class'.  Stop.",
          'classdist_noinst.stamp',
        ],
      ],
    },
    {
      id: 'source.incomplete/patch-file',
      when: /^(?:cp|install|patch|sha\d{1,3}sum|ln|mv|cat|git apply|error|fatal): (?:\*{4} )?(?:cannot stat |[Cc]an't open (?:patch(?: file)? )?|[Cc]ould not open |cannot open )?(?:patch )?'?([^\s']{1,300}\.(?:patch|diff))'? ?(?:for reading)?: No such file or directory/,
      subject: matchedName,
      samples: [
        ["cp: cannot stat '0001-fix-build.patch': No such file or directory", '0001-fix-build.patch'],
        [
          "patch: **** Can't open patch file /src/patches/zeromq/no-pgm.diff : No such file or directory",
          'no-pgm.diff',
        ],
      ],
    },
    {
      id: 'source.incomplete/submodule',
      when: /(?:The source directory|add_subdirectory given source|Does not exist:|does not contain a CMakeLists\.txt|submodule).{0,20}"?((?:\S{0,200}\/)?(?:vendor|third_party|3rdparty|extern|external|deps|submodules|libzmq|cppzmq|googletest)[^\s"]{0,120})"?.{0,60}(?:does not contain a CMakeLists|is not an existing directory|not (?:initiali[sz]ed|found)|which is not)|^(?:The source directory)$|submodules? (?:are|is) (?:missing|not (?:checked out|initiali[sz]ed))/,
      unless: /^The source directory$/,
      subject: matchedName,
      samples: [
        [
          'CMake Error at CMakeLists.txt:20 (add_subdirectory):\n  add_subdirectory given source "vendor/libzmq" which is not an existing\n  directory.',
          'libzmq',
        ],
      ],
    },
    {
      id: 'source.incomplete/cmake-no-folder',
      when: /^add_subdirectory given source "?([^"\s]{1,200})"? which is not/,
      subject: matchedName,
      samples: [
        [
          'CMake Error at CMakeLists.txt:28 (add_subdirectory):\n  add_subdirectory given source "libsane" which is not an existing directory.',
          'libsane',
        ],
      ],
    },
    {
      id: 'source.incomplete/cmake-no-lists',
      when: /^(\/\S{1,300}|[A-Za-z]:\/\S{1,300})$/,
      test: ({ log, at }) =>
        log.before(at, 3, /^The source directory$/) !== null &&
        log.after(at, 3, /does not contain a CMakeLists\.txt/) !== null,
      subject: matchedName,
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
      subject: matchedName,
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
      subject: matchedName,
      samples: [['bash: cd: libzmq: No such file or directory', 'libzmq']],
    },
    {
      id: 'source.incomplete/gyp-submodule',
      when: /gyp: (\S{1,200}\.gypi?) not found|package\.json.{0,20}ENOENT|error: failed to (?:load|read) (?:source|manifest).{0,200}(?:vendor|deps|submodule)\S{0,100}/,
      subject: matchedName,
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
      subject: matchedName,
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
      samples: [['tar: zeromq-4.3.5.tar.gz: Cannot open: No such file or directory', 'zeromq-4.3.5.tar.gz']],
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
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { isKnownTool, MISSING_TOOL, namedTool } from '../../explain/words/missing-tool.ts';

/** Other rules know these words better: sudo is a question of rights, ldconfig one of PATH. */
const NOT_OURS = /\b(?:sudo|doas|ldconfig)(?:'|"|: |$)/;

export default family('tool.missing', MISSING_TOOL, [
  {
    id: 'tool.missing/typed',
    // An interactive shell: what was typed by hand, perhaps beside the matter.
    when: /^-?(?:bash|sh|ash|ksh|dash): ([\w.+/-]{1,120}): (?:command not found|not found)\.{0,3}$/,
    unless: /library|\.so/,
    tier: 'symptom',
    test: isKnownTool,
    subject: namedTool,
    samples: [
      ['bash: cmake: command not found', 'cmake'],
      ['-ash: g++: not found', 'g++'],
    ],
    misses: ['bash: frobnicate: command not found'],
  },
  {
    id: 'tool.missing/shell',
    when: /(?:^|[: ])([\w.+/-]{1,120}): (?:command not found|Command not found|not found)\.?$/,
    unless:
      /^-?(?:ba|a|da|k)?sh: (?!\d{1,5}: )[\w.+/-]{1,120}: |^(?:\S{0,40}make|cp|mv|ls|stat|install|ldd|which): (?!command not found)|\b(?:library|headers?|modules?|packages?|function)\b|\.so/i,
    test: isKnownTool,
    subject: namedTool,
    samples: [
      ['./autogen.sh: line 12: libtoolize: command not found', 'libtool'],
      ['/bin/sh: 1: autoreconf: not found', 'autoconf'],
      ['sh: 1: cmake: not found', 'cmake'],
      ['./build.sh: 7: pkg-config: not found', 'pkg-config'],
      ['../libtool: line 971: g++: command not found', 'g++'],
      ['sudo: make: command not found', 'make'],
      ['/bin/sh: ant: command not found', 'ant'],
      // Debian's command-not-found names no shell.
      ['cmake: command not found', 'cmake'],
      ['/src/gen_CommonHeaders.sh: line 44: protoc: command not found', 'protoc'],
    ],
    misses: ['libzmq.so.5: not found', 'bash: frobnicate: command not found', 'checking for gcc... gcc'],
  },
  {
    id: 'tool.missing/zsh-fish',
    when: /^(?:\S{1,80}:(?:\d{1,5}:)? command not found: |fish: Unknown command:? '?|Command ')([\w.+-]{1,60})'?(?: not found, (?:but|did you mean)|$)/,
    unless: NOT_OURS,
    test: isKnownTool,
    subject: namedTool,
    samples: [
      ['zsh: command not found: cmake', 'cmake'],
      ["Command 'automake' not found, but can be installed with:", 'automake'],
      ['fish: Unknown command: ninja', 'ninja'],
      ['./autogen.sh:12: command not found: libtoolize', 'libtool'],
      ["Command 'cmake' not found, did you mean:", 'cmake'],
      ['zsh: command not found: jupyter-lab', 'jupyter-lab'],
    ],
  },
  {
    id: 'tool.missing/windows',
    when: /^(?:[\w.+-]{1,60} ?: )?(?:The term )?'"?([\w.+-]{1,60})"?' is not recognized as (?:an internal|the name)/,
    test: isKnownTool,
    subject: namedTool,
    samples: [
      ["'cmake' is not recognized as an internal or external command,", 'cmake'],
      ["'nmake' is not recognized as an internal or external command,", 'nmake'],
      ["The term 'git' is not recognized as the name of a cmdlet, function, script file", 'git'],
      ["cmake : The term 'cmake' is not recognized as the name of a cmdlet, function", 'cmake'],
    ],
  },
  {
    id: 'tool.missing/make',
    when: /^\S{0,40}make(?:\[\d+\])?: (?:execvp: )?(?:\/\S{0,80}\/)?([\w.+-]{1,60}): (?:[Cc]ommand not found|No such file or directory)/,
    unless: NOT_OURS,
    subject: namedTool,
    samples: [
      ['make: g++: Command not found', 'g++'],
      ['make[2]: gcc: No such file or directory', 'gcc'],
      ['gmake: cmake: Command not found', 'cmake'],
    ],
    misses: ['make: *** [Makefile:2: all] Error 127'],
  },
  {
    id: 'tool.missing/env',
    when: /^(?:\/usr\/bin\/)?env: '?([\w.+-]{1,60})'?: No such file or directory/,
    unless: NOT_OURS,
    subject: namedTool,
    samples: [
      ["/usr/bin/env: 'python3': No such file or directory", 'python3'],
      ['env: node: No such file or directory', 'node'],
    ],
  },
  {
    id: 'tool.missing/exec-go',
    when: /exec: "([\w.+/-]{1,80})": (?:executable file not found in|stat )/,
    subject: namedTool,
    samples: [
      ['exec: "gcc": executable file not found in $PATH', 'gcc'],
      ['cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH', 'gcc'],
      ['go build czmq: exec: "pkg-config": executable file not found in %PATH%', 'pkg-config'],
      ['# runtime/cgo\ncgo: exec clang: exec: "clang": executable file not found in $PATH', 'clang'],
    ],
  },
  {
    id: 'tool.missing/go-old',
    when: /^(?:go: (?:missing|no) (Git|Mercurial|Subversion) command|go: .{0,80}: exec: "?([\w.+-]{1,40})"?: not found)/,
    subject: ({ match }) =>
      match[1]
        ? ({ Git: 'git', Mercurial: 'hg', Subversion: 'svn' } as Record<string, string>)[match[1]]!
        : toolName(match[2]!),
    samples: [['go: missing Git command. See the documentation', 'git']],
  },
  {
    id: 'tool.missing/apt-key',
    when: /^E: gnupg, gnupg2 and gnupg1 do not seem to be installed/,
    subject: 'gnupg',
    samples: [
      [
        'E: gnupg, gnupg2 and gnupg1 do not seem to be installed, but one of them is required for this operation',
        'gnupg',
      ],
    ],
  },
  {
    id: 'tool.missing/makepkg',
    // makepkg's check of what it calls itself.
    when: /^ERROR: Cannot find the ([\w.+-]{1,40}) binary/,
    subject: namedTool,
    samples: [['==> ERROR: Cannot find the fakeroot binary.', 'fakeroot']],
  },
  {
    id: 'tool.missing/tar-decompressor',
    when: /^(?:tar(?: \(child\))?: )?(?:\S{0,20}: )?(xz|lzma|bzip2|gzip|zstd|lzip|unzip): Cannot exec: No such file/,
    subject: namedTool,
    samples: [['tar (child): xz: Cannot exec: No such file or directory', 'xz']],
  },
  {
    id: 'tool.missing/xcode',
    when: /no developer tools were found|xcode-select: error: (?:tool '([\w.+-]{1,40})' requires Xcode|unable to get active)/,
    subject: ({ match }) => (match[1] ? toolName(match[1]) : 'clang'),
    remedies: [
      {
        title: text("Install Apple's command line tools", '安装 Apple 命令行工具'),
        run: [['xcode-select', '--install']],
      },
    ],
    samples: [['xcode-select: note: no developer tools were found, requesting install.', 'clang']],
  },
  {
    id: 'tool.missing/git-runs',
    when: /^(?:error|fatal): cannot (?:run|exec) '?([\w.+-]{1,40})'?: No such file or directory/,
    subject: namedTool,
    samples: [['error: cannot run ssh: No such file or directory\nfatal: unable to fork', 'ssh']],
  },
  {
    id: 'tool.missing/git-lfs',
    // A filter that .gitattributes names is called by a shell.
    when: /git: '([\w-]{1,30})' is not a git command|git-([\w-]{1,30}) \S{1,30}: (?:line )?(?:\d+: )?git-\S{1,30}: (?:command )?not found|external filter 'git-([\w-]{1,30}) /,
    subject: ({ match }) => `git-${match[1] ?? match[2] ?? match[3]}`,
    over: ['source.incomplete/git'],
    samples: [
      ["git: 'lfs' is not a git command. See 'git --help'.", 'git-lfs'],
      [
        'git-lfs filter-process: git-lfs: command not found\nfatal: the remote end hung up unexpectedly',
        'git-lfs',
      ],
    ],
  },
]);

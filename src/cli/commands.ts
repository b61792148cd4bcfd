import type * as O from '../commands/options.ts';
import { text } from '../core/text.ts';
import {
  argument,
  flag,
  listed,
  many,
  mapped,
  merged,
  option,
  optional,
  repeated,
  rest,
  unless,
} from './fields.ts';
import * as m from './measure-values.ts';
import type { CommandSpec, Fields } from './spec.ts';
import { usageError } from './usage.ts';
import * as v from './values.ts';

/** Options that mean the same everywhere. `lang` and `color` are the cli's own; no command sees them. */
export const COMMON: Fields<O.CommonOptions & { lang: string | null; color: boolean }> = {
  json: flag(
    text('print one JSON document on stdout and nothing else there', '在标准输出上只打印一个 JSON 文档'),
  ),
  yes: flag(text('ask nothing', '不提问，全部确认'), 'y'),
  quiet: flag(text('print only errors and the result', '只打印错误和结果'), 'q'),
  verbose: flag(text('print more', '打印更多内容'), 'v'),
  color: unless(
    text('no colours (NO_COLOR and FORCE_COLOR work too)', '不用颜色（也可设 NO_COLOR、FORCE_COLOR）'),
  ),
  lang: option(
    v.choice('en', 'zh-CN'),
    null,
    text('language (else from LC_ALL, LC_MESSAGES, LANG)', '语言（默认取自 LC_ALL、LC_MESSAGES、LANG）'),
  ),
};

const targetsHelp = text(
  'libsodium, libzmq, czmq, goczmq, pyzmq …, each with an optional @version; czmq when none is named',
  'libsodium、libzmq、czmq、goczmq、pyzmq 等，可加 @版本；不写则为 czmq',
);

const prefix = option(v.folder, '/usr/local', text('where the libraries belong', '安装目录（prefix）'));

const sudo = option(
  v.choice('auto', 'always', 'never'),
  'auto',
  text('how the steps that need root get it', '需要 root 的步骤如何取得权限'),
);

const cacheKey = option(
  v.file,
  null,
  text(
    'whose signature counts: a public key or an allowed_signers file',
    '信任谁的签名：公钥文件或 allowed_signers 文件',
  ),
);

const MIB = 1024 ** 2;
const cacheLimit = option(
  v.size,
  256 * MIB,
  text('how large the cache may grow (default 256M)', '缓存的大小上限（默认 256M）'),
);

const into = option(
  v.folder,
  null,
  text(
    'goczmq: the Go module that it is for, or where to make an example (else the current folder)',
    'goczmq：目标 Go 模块所在目录，或示例项目的位置（默认为当前目录）',
  ),
);
const venv = option(
  v.folder,
  null,
  text(
    'pyzmq: the virtual environment that it is for, made where it is not there (else the active one)',
    'pyzmq：目标虚拟环境，不存在时创建（默认为已激活的环境）',
  ),
);

const BUILD: Fields<Omit<O.BuildOptions, keyof O.CommonOptions>> = {
  targets: many('target[@version]', v.word('TARGET', 'target'), targetsHelp),
  prefix,
  from: option(
    v.origin('auto', 'git', 'archive'),
    'auto',
    text('where the sources come from', '源代码从哪里取'),
  ),
  source: mapped(v.targetOrigin, text("one target's source (repeatable)", '单个目标的源代码来源（可重复）')),
  mirror: repeated(
    v.mirror,
    text('base address of a mirror, tried first (repeatable)', '镜像的基地址，最先尝试（可重复）'),
  ),
  offline: flag(text('use nothing but the cache', '只用缓存，不访问网络')),
  features: merged(
    v.features,
    text('features to switch on, or off with a dash before them', '要打开的功能；前面加减号表示关闭'),
  ),
  static: flag(
    text('only the static library (with --shared: both)', '只要静态库（与 --shared 同用则两者都要）'),
  ),
  shared: flag(text('only the shared library', '只要共享库')),
  buildSystem: option(
    v.choice('autotools', 'cmake', 'auto'),
    'autotools',
    text(
      'what builds the libraries; auto: the fastest that is proved to make the same here',
      '用哪种构建系统；auto：已验证在本机能得到相同产物的最快方式',
    ),
  ),
  jobs: option(
    v.count,
    null,
    text(
      'compile so many files at once (else from cores and memory)',
      '同时编译的文件数（默认由核数和内存决定）',
    ),
    'j',
  ),
  systemPackages: option(
    v.choice('install', 'check', 'skip'),
    'install',
    text(
      'what to do about packages of the system that are missing',
      '缺少系统软件包时怎么办：安装、只检查或跳过',
    ),
  ),
  sudo,
  cache: unless(text('build anew and keep nothing in the cache', '不用缓存，全部重新构建')),
  cacheFrom: repeated(
    v.store,
    text(
      'a second cache to take signed build results from (repeatable; needs --cache-key)',
      '另一处缓存，从中取用已签名的构建产物（可重复；需要 --cache-key）',
    ),
  ),
  cacheKey,
  verify: flag(
    text(
      'compare what is installed by digest, not only by size and time',
      '按摘要而不仅按大小和时间核对已安装的文件',
    ),
  ),
  keepBuild: flag(text('keep the build folders', '保留构建目录')),
  into,
  venv,
  force: flag(text('build and install again what is already there', '已安装的也重新构建并安装')),
};

function settleBuild<B extends O.BuildOptions>(options: B, named: ReadonlySet<string>): B {
  if (options.cacheFrom.length > 0 && options.cacheKey === null)
    throw usageError(
      text(
        '--cache-from needs --cache-key FILE: nothing of a second cache is used unless you name the key that signs it',
        '--cache-from 需要 --cache-key FILE：只有您指定了签名密钥，才会使用另一处缓存中的内容',
      ),
      null,
    );
  return {
    ...options,
    static: named.has('static') ? options.static : !(named.has('shared') && options.shared),
    shared: named.has('shared') ? options.shared : !(named.has('static') && options.static),
  };
}

function settleCache(options: O.CacheOptions): O.CacheOptions {
  const { action, place } = options;
  const carries = action === 'export' || action === 'import';
  if (carries && place === null)
    throw usageError(
      text(`cache ${action} needs a file or folder`, `cache ${action} 需要一个文件或目录`),
      'cache',
    );
  if (!carries && place !== null)
    throw usageError(
      text(`cache ${action} takes no argument ${place}`, `cache ${action} 不接受参数 ${place}`),
      'cache',
    );
  return options;
}

const install: CommandSpec<O.InstallOptions> = {
  summary: text(
    'bring libraries to this machine and prove that they work',
    '在本机安装这些库，并验证它们确实可用',
  ),
  acts: true,
  fields: {
    ...BUILD,
    dryRun: flag(text('print the plan and change nothing', '只打印计划，不做任何改动')),
    timeline: option(
      v.file,
      null,
      text(
        'write when each stage and command ran (Chrome trace format, opens in Perfetto)',
        '把各阶段和命令的运行时间写入该文件（Chrome trace 格式，可用 Perfetto 打开）',
      ),
    ),
    cacheLimit,
  },
  settle: settleBuild,
};

const plan: CommandSpec<O.PlanOptions> = {
  summary: text('print what install would do and change nothing', '打印 install 将要做的事，不做任何改动'),
  fields: {
    ...BUILD,
    format: option(
      v.choice('text', 'json', 'sh', 'dockerfile'),
      'text',
      text('how the plan is printed', '计划的输出格式'),
    ),
  },
  settle: settleBuild,
};

const doctor: CommandSpec<O.DoctorOptions> = {
  summary: text(
    'say what is wrong with this machine, why, and what to type',
    '检查本机：哪里不对、为什么、该输入什么',
  ),
  acts: true,
  fields: {
    prefix,
    fix: flag(text('run the automatic fixes, asking before each', '执行可自动完成的修复，逐个询问')),
    binary: repeated(
      v.file,
      text(
        'a program or library to diagnose too; named alone and loading well, only it is looked at (repeatable)',
        '另外诊断的程序或库；若只给出此项且其加载正常，则只检查它（可重复）',
      ),
    ),
    snapshot: option(
      v.file,
      null,
      text('diagnose the machine that report --snapshot recorded', '诊断 report --snapshot 记录的机器'),
    ),
    target: repeated(
      v.word('TARGET', 'target'),
      text('what the machine is wanted for', '本机用来做什么'),
      'list',
    ),
    only: repeated(v.word('ID'), text('run these checks only', '只运行这些检查'), 'list'),
    list: flag(text('name the checks and run none', '列出全部检查，不运行')),
    online: flag(text('try the network as well', '也检查网络')),
    ignore: repeated(
      v.findingKey,
      text('show this finding as ignored (repeatable)', '把这条诊断标为已忽略（可重复）'),
    ),
    strict: flag(text('a warning fails too', '有警告也算失败')),
    link: rest(
      'link',
      'COMMAND…',
      (given) => given,
      text(
        'diagnose a link line: doctor --link -- gcc main.o -lczmq',
        '诊断链接命令：doctor --link -- gcc main.o -lczmq',
      ),
    ),
  },
};

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

const explain: CommandSpec<O.ExplainOptions> = {
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

const verify: CommandSpec<O.VerifyOptions> = {
  summary: text(
    'compile, link and run real programs against what is installed',
    '用真实程序编译、链接、运行，检验已安装的库',
  ),
  acts: true,
  fields: {
    targets: many('target', v.word('TARGET', 'target'), targetsHelp),
    prefix,
    upstream: flag(
      text(
        "also run upstream's own tests against the installed copy (minutes)",
        '另外对已安装的副本运行上游自带的测试（需数分钟）',
      ),
    ),
  },
};

const bench: CommandSpec<O.BenchOptions> = {
  summary: text(
    'measure throughput, latency, CPU and memory of the installed libraries',
    '测量已安装库的吞吐、延迟、CPU 和内存',
  ),
  acts: true,
  fields: {
    targets: many(
      'target',
      v.choice('libzmq', 'czmq', 'goczmq', 'pyzmq'),
      text(
        'libzmq, czmq, goczmq, pyzmq: through which API; all that are there when none is named',
        'libzmq、czmq、goczmq、pyzmq：通过哪些 API 测量；不写则为本机可用的全部',
      ),
    ),
    prefix,
    sizes: listed(
      m.sizes,
      [1, 1024, 65_536, 1_048_576],
      text('sizes of the messages (default 1,1K,64K,1M)', '消息大小（默认 1,1K,64K,1M）'),
    ),
    patterns: listed(
      m.choices('push-pull', 'pub-sub', 'pair', 'dealer-router', 'req-rep'),
      ['push-pull', 'req-rep'],
      text(
        'push-pull, pub-sub: throughput; req-rep: latency; pair, dealer-router: both (default push-pull,req-rep)',
        'push-pull、pub-sub 测吞吐；req-rep 测延迟；pair、dealer-router 两者都测（默认 push-pull,req-rep）',
      ),
    ),
    transports: listed(
      m.choices('inproc', 'ipc', 'tcp'),
      ['inproc', 'ipc', 'tcp'],
      text('inproc, ipc, tcp (default all)', 'inproc、ipc、tcp（默认全部）'),
    ),
    duration: option(
      m.time(1, 600_000),
      60,
      text('how long each run measures (default 0.06)', '每轮测量的时长（默认 0.06 秒）'),
    ),
    warmUp: option(
      m.time(0, 600_000),
      20,
      text(
        'how long each run works before it measures (default 0.02)',
        '每轮测量前的预热时长（默认 0.02 秒）',
      ),
    ),
    runs: option(
      m.countUpTo(100),
      5,
      text('how often each figure is measured (default 5)', '每个数据测量几次（默认 5）'),
    ),
    html: option(v.file, null, text('write a page with plots to this file', '把带图表的网页写入该文件')),
    baseline: option(
      v.file,
      null,
      text(
        'compare with what bench --json printed earlier, and say which differences are more than noise',
        '与先前 bench --json 的输出比较，并指出哪些差异超出噪声',
      ),
    ),
  },
};

const status: CommandSpec<O.StatusOptions> = {
  summary: text(
    'show what is installed where, by whom, and which copy wins',
    '显示装了什么、在哪里、由谁安装、哪一份生效',
  ),
  fields: { prefix },
};

const uninstall: CommandSpec<O.UninstallOptions> = {
  summary: text('remove what this tool installed, and only that', '卸载由本工具安装的内容，且仅此而已'),
  acts: true,
  fields: {
    targets: many(
      'target',
      v.word('TARGET', 'target'),
      text('what to remove; everything when none is named', '要卸载的目标；不写则全部卸载'),
    ),
    prefix,
    into,
    venv,
    sudo,
    force: flag(text('also what another installed library needs', '即使其他已安装的库仍需要它也卸载')),
  },
};

const env: CommandSpec<O.EnvOptions> = {
  summary: text('print the shell lines that make a prefix usable', '打印让安装目录可用的 shell 命令行'),
  fields: {
    prefix,
    shell: option(
      v.choice('bash', 'zsh', 'fish', 'powershell', 'github'),
      null,
      text('for which shell (else the one of SHELL)', '用于哪种 shell（默认取自 SHELL）'),
    ),
  },
};

const report: CommandSpec<O.ReportOptions> = {
  summary: text(
    'print what a maintainer asks for in a bug report, redacted',
    '打印提交问题所需的全部信息（已脱敏）',
  ),
  fields: {
    prefix,
    snapshot: option(
      v.file,
      null,
      text("write the machine's probe results to this file", '把本机的探测结果写入该文件'),
    ),
  },
};

const cache: CommandSpec<O.CacheOptions> = {
  summary: text('look after the cache of sources and build results', '管理源代码和构建结果的缓存'),
  acts: true,
  fields: {
    action: argument(
      'ACTION',
      v.choice('ls', 'path', 'prune', 'clear', 'export', 'import'),
      text(
        'ls: list; path: where it is; prune: drop what is old; clear: drop everything; export, import: carry it elsewhere',
        'ls：列出；path：位置；prune：清理旧内容；clear：全部清空；export、import：带到别处',
      ),
    ),
    place: optional(
      'FILE|DIR',
      v.fileOrFolder,
      text(
        'export, import: an archive (.tar.gz), or a folder/ that --cache-from can name',
        'export、import：归档文件（.tar.gz），或可供 --cache-from 使用的目录/',
      ),
    ),
    sources: flag(text('export: the sources as well', 'export：源代码也导出')),
    signKey: option(v.file, null, text('export: sign with this SSH key', 'export：用此 SSH 密钥签名')),
    cacheKey,
    cacheLimit,
  },
  settle: settleCache,
};

const completion: CommandSpec<O.CompletionOptions> = {
  summary: text('print the completion script of a shell', '打印 shell 的补全脚本'),
  anywhere: true,
  fields: {
    shell: argument('SHELL', v.choice('bash', 'zsh', 'fish'), text('which shell', '哪种 shell')),
  },
};

const transaction: CommandSpec<O.TransactionOptions> = {
  summary: text('the elevated half of a commit', '提交操作中需要提权的部分'),
  hidden: true,
  acts: true,
  fields: {
    args: rest(null, 'ARGUMENT…', (given) => given ?? [], text('as the commit wrote them', '由提交操作给出')),
  },
};

const repair: CommandSpec<O.RepairOptions> = {
  summary: text('one act of a fix', '修复中的一个操作'),
  hidden: true,
  acts: true,
  fields: {
    args: rest(null, 'ARGUMENT…', (given) => given ?? [], text('as doctor printed them', '由 doctor 给出')),
  },
};

const COMMANDS = {
  install,
  plan,
  doctor,
  explain,
  verify,
  bench,
  status,
  uninstall,
  env,
  report,
  cache,
  completion,
  __transaction: transaction,
  __repair: repair,
};

/** All commands by name, in the order of the help. */
export const commands = COMMANDS as unknown as Readonly<Record<string, CommandSpec>>;

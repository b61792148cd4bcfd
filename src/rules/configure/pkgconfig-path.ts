import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { moduleSeen } from '../../explain/subjects/modules.ts';

const NOT_FOUND =
  /was not found in the pkg-config search path|No package '|required by 'virtual:world', not found/;

export default family(
  'env.pkg-config-path',
  {
    title: text(
      'pkg-config does not search the folder that holds the .pc file',
      'pkg-config 没有搜索 .pc 文件所在的目录',
    ),
    cause: (_, { match }) =>
      text(
        `The log shows ${match[1]}.pc, and pkg-config does not find it: its folder is not in PKG_CONFIG_PATH.`,
        `日志中可以看到 ${match[1]}.pc，但 pkg-config 找不到它：所在目录不在 PKG_CONFIG_PATH 中。`,
      ),
    remedies: [
      {
        title: text(
          'Make the prefix known to this shell: eval "$(czmq-setup env --prefix DIR)"',
          '让当前 shell 认识该安装目录：eval "$(czmq-setup env --prefix DIR)"',
        ),
        run: [['czmq-setup', 'env']],
      },
    ],
  },
  [
    {
      id: 'env.pkg-config-path/seen',
      when: /^(?:Package '?([\w.+-]{1,60})'? was not found in the pkg-config search path|Package '?([\w.+-]{1,60})'?, required by 'virtual:world', not found|No package '([\w.+-]{1,60})' found)/,
      test: (found) =>
        moduleSeen({
          ...found,
          match: [
            found.match[0],
            found.match[1] ?? found.match[2] ?? found.match[3],
          ] as unknown as RegExpExecArray,
        }),
      subject: 'PKG_CONFIG_PATH',
      over: ['pkgconfig.module-missing'],
      title: text(
        'pkg-config does not search the folder that holds the .pc file',
        'pkg-config 没有搜索 .pc 文件所在的目录',
      ),
      cause: text(
        'The log shows the .pc file, and pkg-config does not find it: its folder is not in PKG_CONFIG_PATH.',
        '日志中可以看到该 .pc 文件，但 pkg-config 找不到它：所在目录不在 PKG_CONFIG_PATH 中。',
      ),
      samples: [
        [
          '$ ls /opt/zeromq/lib/pkgconfig\nlibzmq.pc\n$ pkg-config --cflags libzmq\nPackage libzmq was not found in the pkg-config search path.',
          'PKG_CONFIG_PATH',
        ],
      ],
      misses: [
        "Package libzmq was not found in the pkg-config search path.\nPerhaps you should add the directory containing `libzmq.pc'",
      ],
    },
    {
      id: 'env.pkg-config-path/with-it',
      on: 'command',
      // Naming the folder is the experiment that proves it.
      when: /(?:^|export |env )PKG_CONFIG_PATH=(\/\S{1,300})/,
      test: ({ log, at }) =>
        log.before(at, 60, NOT_FOUND) !== null &&
        log.after(at, 12, NOT_FOUND) === null &&
        log.after(at, 3, /\S/) !== null,
      subject: 'PKG_CONFIG_PATH',
      over: ['pkgconfig.module-missing'],
      cause: text(
        'The log itself shows that pkg-config finds the module once its folder is named.',
        '日志本身表明，指出目录之后 pkg-config 就能找到该模块。',
      ),
      samples: [
        [
          'Package libczmq was not found in the pkg-config search path.\n$ PKG_CONFIG_PATH=/opt/czmq/lib/pkgconfig pkg-config --modversion libczmq\n4.2.1',
          'PKG_CONFIG_PATH',
        ],
      ],
    },
    {
      id: 'env.pkg-config-path/typo',
      on: 'command',
      when: /\b(KG_CONFIG_PATH|PKG_CONFIGPATH|PKG_CONFIG_PAHT|PKGCONFIG_PATH|PKG_CONFIG_PTAH|PKG_CONF_PATH|PKGCONF_PATH)=/,
      unless: /\bPKG_CONFIG_PATH=/,
      test: ({ log }) => log.find(/was not found in the pkg-config search path|No package '/) !== null,
      subject: 'PKG_CONFIG_PATH',
      over: ['pkgconfig.module-missing'],
      cause: (_, { match }) =>
        text(
          `The variable was spelled ${match[1]}, so pkg-config never saw it.`,
          `变量被写成了 ${match[1]}，pkg-config 根本没有读到它。`,
        ),
      samples: [
        [
          '$ export KG_CONFIG_PATH=/usr/local/lib/pkgconfig\n$ go build\nPackage libczmq was not found in the pkg-config search path.',
          'PKG_CONFIG_PATH',
        ],
      ],
    },
    {
      id: 'env.pkg-config-path/libdir',
      when: /PKG_CONFIG_LIBDIR(?:=| is set to | = )\S{0,200}/,
      on: 'command',
      test: ({ log }) => log.find(/was not found in the pkg-config search path|No package '/) !== null,
      subject: 'PKG_CONFIG_LIBDIR',
      over: ['pkgconfig.module-missing'],
      cause: text(
        "PKG_CONFIG_LIBDIR replaces pkg-config's own folders instead of adding to them.",
        'PKG_CONFIG_LIBDIR 会取代而不是追加 pkg-config 自己的搜索目录。',
      ),
      samples: [
        [
          "$ PKG_CONFIG_LIBDIR=/opt/x/lib/pkgconfig ./configure\nNo package 'libzmq' found",
          'PKG_CONFIG_LIBDIR',
        ],
      ],
    },
  ],
);

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { libraryOfCName } from '../../explain/subjects/symbols.ts';

/** Modules that are cgo through and through: their names are undefined where cgo is off. */
const CGO_MODULES = /\b(?:goczmq|zmq4|gozmq|zmq3|zmq2|czmq)\b/;

export default [
  ...family(
    'go.cgo-disabled',
    {
      title: text(
        'cgo is off, so every file that binds to the C library is left out',
        'cgo 已关闭，所有绑定 C 库的文件都被排除',
      ),
      cause: text(
        'CGO_ENABLED=0 is set (in the environment, by `go env -w`, or because GOOS or GOARCH asks for a cross build).',
        '设置了 CGO_ENABLED=0（来自环境变量、`go env -w`，或因 GOOS、GOARCH 指定了交叉构建）。',
      ),
      remedies: [
        { title: text('Switch it on', '打开 cgo'), run: [['go', 'env', '-w', 'CGO_ENABLED=1']] },
        {
          title: text('A C compiler is needed too', '还需要 C 编译器'),
          install: ['c-compiler', 'pkg-config'],
        },
      ],
    },
    [
      {
        id: 'go.cgo-disabled/constraints',
        when: /build constraints exclude all Go files in (\S{1,300})/,
        test: ({ line, log }) =>
          CGO_MODULES.test(line.text) ||
          log.find(/CGO_ENABLED="?=?0/) !== null ||
          /\/(?:zmq|sodium|czmq)\w*/.test(line.text),
        subject: 'CGO_ENABLED',
        samples: [
          [
            'go build github.com/zeromq/goczmq: build constraints exclude all Go files in /root/go/src/github.com/zeromq/goczmq',
            'CGO_ENABLED',
          ],
        ],
      },
      {
        id: 'go.cgo-disabled/constraints-alone',
        // A package that is not known to be cgo's: its files may be for another system, which its name then mostly says.
        when: /imports \S{1,300}: build constraints exclude all Go files in (\S{1,300})/,
        unless:
          /[/_-](?:windows|darwin|macos|linux|unix|plan9|js|wasm|\w{0,10}bsd|android|ios|solaris|aix)\b/,
        tier: 'symptom',
        subject: 'CGO_ENABLED',
        possible: [
          {
            code: 'go.cgo-disabled',
            why: text(
              'CGO_ENABLED is 0, or Go found no C compiler',
              'CGO_ENABLED 为 0，或 Go 没有找到 C 编译器',
            ),
            ask: ['go', 'env', 'CGO_ENABLED', 'CC'],
          },
          {
            code: 'env.cross-compile',
            why: text(
              'GOOS or GOARCH is set: cgo is then off by default',
              '设置了 GOOS 或 GOARCH：此时 cgo 默认关闭',
            ),
            ask: ['go', 'env', 'GOOS', 'GOARCH'],
          },
        ],
        samples: [
          [
            '$ go build\npackage example.org/chat\n\timports example.org/gtk/v4: build constraints exclude all Go files in /go/pkg/mod/example.org/gtk@v0.1.0/v4',
            'CGO_ENABLED',
          ],
        ],
        misses: [
          'package a\n\timports golang.org/x/sys/windows: build constraints exclude all Go files in /go/pkg/mod/golang.org/x/sys@v0.1.0/windows',
        ],
      },
      {
        id: 'go.cgo-disabled/undefined',
        when: /\.go:\d+(?::\d+)?: undefined: \w/,
        tier: 'symptom',
        test: ({ line, log }) =>
          /undefined: (?:goczmq|zmq4?|czmq|gozmq)\.\w/.test(line.text) ||
          CGO_MODULES.test(line.text) ||
          log.find(/CGO_ENABLED="?=?"?0/) !== null,
        subject: 'CGO_ENABLED',
        over: ['compile.source-incompatible'],
        samples: [['./main.go:10:14: undefined: zmq.NewContext', 'CGO_ENABLED']],
      },
      {
        id: 'go.cgo-disabled/said',
        when: /(?:requires?|needs?|require[sd]?) (?:cgo|CGO_ENABLED=1|CGO)\b|cgo (?:is )?(?:disabled|not enabled|not available)|-race requires cgo|compiled with 'CGO_ENABLED=0'|C source files not allowed when not using cgo|cgo: not (?:supported|enabled)|can't load package: .{0,200}cgo/,
        subject: 'CGO_ENABLED',
        samples: [
          ['go: -race requires cgo; enable cgo by setting CGO_ENABLED=1', 'CGO_ENABLED'],
          ['package goczmq: C source files not allowed when not using cgo or SWIG: x.c', 'CGO_ENABLED'],
        ],
      },
    ],
  ),
  ...family(
    'go.binding-mismatch',
    {
      title: (subject) =>
        text(
          `The Go binding and the installed ${subject ?? 'headers'} are of different versions`,
          `Go 绑定与已安装的 ${subject ?? '头文件'} 版本不一致`,
        ),
      cause: (subject) =>
        text(
          `The binding names functions or constants that the headers of ${subject ?? 'the library'} found do not have: the library is older, or has dropped them.`,
          `绑定引用了找到的 ${subject ?? '库'} 头文件中没有的函数或常量：库版本过旧，或已将其删除。`,
        ),
      remedies: (subject) => [
        {
          title: text(
            `Build a current ${subject ?? 'library'}: goczmq v4 wants czmq 4.2 or newer`,
            `构建当前版本的 ${subject ?? '库'}：goczmq v4 需要 czmq 4.2 或更新`,
          ),
          run: [['czmq-setup', 'install', subject === 'libzmq' ? 'libzmq' : 'czmq']],
        },
        {
          title: text('See which headers cgo is given', '查看传给 cgo 的是哪份头文件'),
          run: [['pkg-config', '--modversion', '--cflags', subject ?? 'libczmq']],
        },
      ],
    },
    [
      {
        id: 'go.binding-mismatch/kind',
        when: /could not determine (?:what C\.(\w{1,80}) refers to|kind of name for C\.(\w{1,80}))/,
        subject: ({ match, line, log }) => {
          const names = log
            .all(/could not determine (?:what C\.(\w{1,80}) refers to|kind of name for C\.(\w{1,80}))/)
            .map((found) => found[1] ?? found[2]!);
          for (const name of [match[1] ?? match[2]!, ...names]) {
            const library = libraryOfCName(name);
            if (library) return library;
          }
          // A name of the system's (C.SOCKET): the package says whose binding it is.
          return /\bgoczmq\b/.test(line.text)
            ? 'libczmq'
            : /\bzmq4\b|\bgozmq\b/.test(line.text)
              ? 'libzmq'
              : null;
        },
        over: ['compile.source-incompatible'],
        samples: [
          [
            'go\\src\\github.com\\pebbe\\zmq4\\socketget_windows.go:20:11: could not determine kind of name for C.SOCKET',
            'libzmq',
          ],
          ['sock_option.go:138:9: could not determine kind of name for C.zsock_connect_timeout', 'libczmq'],
          ['could not determine kind of name for C.ZMQ_HWM', 'libzmq'],
        ],
      },
      {
        id: 'go.binding-mismatch/cgo-gcc',
        when: /cgo-gcc-prolog|_cgo_export\.c|\.cgo2\.c:\d+|cgo-generated-wrappers/,
        test: ({ line, log, at }) =>
          /error|undeclared|too (?:few|many)|conflicting/.test(line.text) ||
          log.after(at, 3, /error: /) !== null,
        unless: /warning/,
        tier: 'symptom',
        subject: ({ log, at, line }) => {
          const name = /'((?:zmq|z[a-z]{2,12})_\w{1,60}|ZMQ_\w{1,40})'?/.exec(
            `${line.text} ${log.after(at, 3, /error: /)?.match.input ?? ''}`,
          )?.[1];
          return name ? libraryOfCName(name) : null;
        },
        over: ['compile.source-incompatible'],
        samples: [["cgo-gcc-prolog:120:33: error: too few arguments to function 'zsock_set_hwm'", 'libczmq']],
      },
      {
        id: 'go.binding-mismatch/type',
        when: /\.go:\d+(?::\d+)?:.{0,60}cannot use .{1,120}\(?(?:type|variable of type)? ?.{0,40}\*?_?C(?:type)?[._](?:struct__?)?(z\w{1,40}|zmq_\w{1,40})/,
        subject: ({ match }) => libraryOfCName(match[1]!),
        samples: [['./sock.go:50:22: cannot use zsock (type *C.zsock_t) as type x', 'libczmq']],
      },
    ],
  ),
  ...family(
    'go.flag-rejected',
    {
      title: (subject) =>
        text(
          `Go refuses the flag ${subject ?? ''} in a #cgo line or .pc file`,
          `Go 拒绝 #cgo 行或 .pc 文件中的选项 ${subject ?? ''}`,
        ),
      cause: text(
        'cgo passes on only flags of its list; others must be allowed by name.',
        'cgo 只放行其清单内的选项；其余必须按名称允许。',
      ),
      remedies: (subject, { line }) => {
        const variable = /LDFLAGS|--libs|ldflag/i.test(line.text) ? 'CGO_LDFLAGS_ALLOW' : 'CGO_CFLAGS_ALLOW';
        return [
          {
            title: text('Allow it', '允许该选项'),
            run: [
              ['go', 'env', '-w', `${variable}=${(subject ?? '-.*').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`],
            ],
          },
        ];
      },
    },
    [
      {
        id: 'go.flag-rejected/invalid',
        when: /invalid flag in (?:#cgo|pkg-config|go:cgo_ldflag)[^:]{0,40}: (\S{1,200})|malformed #cgo (?:argument|line)?:? ?(\S{1,200})/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [
          ['go build x: invalid flag in #cgo LDFLAGS: -Wl,--whole-archive', '-Wl,--whole-archive'],
          ['go build github.com/zeromq/goczmq: invalid flag in pkg-config --cflags: -fopenmp', '-fopenmp'],
        ],
      },
      {
        id: 'go.flag-rejected/pkg-config-args',
        when: /invalid pkg-config package name: (\S{1,80})|cgo: (?:unrecognized|unknown) (?:argument|option|flag) '?(-\S{1,80})'?/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [['go build x: invalid pkg-config package name: --static', '--static']],
      },
    ],
  ),
] satisfies RuleFamily;

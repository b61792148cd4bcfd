import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { MISSING_SYMBOL, missingSymbol } from '../../explain/missing-symbol.ts';
import { fileName, libraryOfFile, matchedFile } from '../../explain/subjects/libraries.ts';
import { libraryOfSymbol } from '../../explain/subjects/symbols.ts';

/** glibc's fortified and private functions, of which musl has none. */
const GLIBC_ONLY =
  /^(?:__\w+_chk|gnu_get_libc_version|__(?:isoc99|isoc23)_\w+|__res_\w+|__register_atfork|__libc_\w+|backtrace\w*|fcntl64|mallinfo2?|qsort_r|secure_getenv|_dl_\w+|__strdup)$/;

/** Functions of the program that loads an extension module: CPython's, V8's, Node's. */
const HOST = /^_?Py|^_ZN?K?2v8|^napi_|^node_|^_ZN4node/;
/** What is wrong with an extension module that its host program refuses. */
const OTHER_HOST = {
  title: (subject: string | null) =>
    text(
      `The add-on (${subject ?? ''}) was built for another version of its host program`,
      `扩展模块（${subject ?? ''}）是为另一版本的宿主程序构建的`,
    ),
  cause: text(
    'Node or Python was changed after the binding had been built.',
    '绑定构建完成之后，Node 或 Python 换了版本。',
  ),
};

export default family('runtime.symbol-missing', MISSING_SYMBOL, [
  {
    id: 'runtime.symbol-missing/lookup',
    when: /symbol lookup error: (\S{1,300}): undefined symbol: ?(\S{1,300}?)(?:,|$)/,
    subject: ({ match }) => missingSymbol(match[2]!, match[1]!),
    samples: [
      [
        'zpinger: symbol lookup error: /usr/local/lib/libczmq.so.4: undefined symbol: zmq_poller_new',
        'libzmq',
      ],
      ['./app: symbol lookup error: ./app: undefined symbol: zsock_new_push', 'libczmq'],
    ],
  },
  {
    id: 'runtime.symbol-missing/dlopen',
    when: /(\S{1,300}): undefined symbol: (\w{1,200})/,
    unless:
      /symbol lookup error|(?:^|[\s/])(?:ld\S{0,12}|lld-link|mold|rust-lld|tcc): (?:error: )?undefined|wasm-ld: |^(?:emcc: )?error: undefined/,
    test: ({ match }) => !HOST.test(match[2]!),
    subject: ({ match }) => missingSymbol(match[2]!, match[1]!),
    samples: [
      ['OSError: /home/dev/zmq/libzmq.so: undefined symbol: clock_gettime', 'librt'],
      [
        'ImportError: /usr/lib/python3/dist-packages/zmq/backend/cython/_poll.so: undefined symbol: zmq_curve_public',
        'libzmq',
      ],
    ],
  },
  {
    id: 'runtime.symbol-missing/host',
    when: /(\S{1,300}): undefined symbol: (\w{1,200})/,
    unless: /symbol lookup error/,
    test: ({ match }) => HOST.test(match[2]!),
    subject: ({ match }) => fileName(match[1]!.replace(/^['"]/, '')),
    ...OTHER_HOST,
    remedies: (_, { match }) => [
      /^_?Py/.test(match[2]!)
        ? {
            title: text(
              'Build the module again, with the Python that loads it',
              '用加载该模块的 Python 重新构建它',
            ),
          }
        : { title: text('Build the binding again', '重新构建绑定'), run: [['npm', 'rebuild']] },
    ],
    samples: [
      ['ImportError: /src/demo/_demo.so: undefined symbol: PyUnicodeUCS4_FromString', '_demo.so'],
      ['Error: /app/build/Release/zmq.node: undefined symbol: _ZN2v86String3NewEPKci', 'zmq.node'],
    ],
    misses: ['ImportError: /src/demo/_demo.so: undefined symbol: zmq_poller_new'],
  },
  {
    id: 'runtime.symbol-missing/addon-abi',
    when: /was compiled against a different Node\.js version|\(DLL\) initialization routine failed|Module version mismatch\. Expected|Module did not self-register/,
    code: 'runtime.version-mismatch',
    ...OTHER_HOST,
    remedies: [{ title: text('Build the binding again', '重新构建绑定'), run: [['npm', 'rebuild']] }],
    test: ({ line, log, at }) =>
      !/initialization routine/.test(line.text) ||
      /\.node\b/.test(`${line.text} ${log.lines[at + 1]?.text ?? ''}`),
    subject: ({ line, log, at }) => {
      const words =
        /(\S{1,300}\.node)\b/.exec(line.text)?.[1] ??
        log.before(at, 3, /(\S{1,300}\.node)\b/)?.match[1] ??
        log.after(at, 1, /(\S{1,300}\.node)\b/)?.match[1];
      return words ? fileName(words.replace(/^['"]|['"]$/g, '')) : null;
    },
    misses: ['ImportError: DLL load failed: A dynamic link library (DLL) initialization routine failed.'],
    samples: [
      [
        'Error: A dynamic link library (DLL) initialization routine failed.\n\\\\?\\C:\\app\\zeromq\\build\\Release\\zmq.node',
        'zmq.node',
      ],
      [
        "Error: The module '/app/node_modules/zeromq/build/Release/zeromq.node'\nwas compiled against a different Node.js version using",
        'zeromq.node',
      ],
    ],
  },
  {
    id: 'runtime.symbol-missing/musl',
    when: /Error relocating (\S{1,300}): (\S{1,200}): symbol not found/,
    test: ({ match }) => !GLIBC_ONLY.test(match[2]!),
    subject: ({ match }) => missingSymbol(match[2]!, match[1]!),
    samples: [['Error relocating /usr/lib/libczmq.so.4: zmq_msg_set_group: symbol not found', 'libzmq']],
  },
  {
    id: 'runtime.symbol-missing/musl-glibc',
    when: /Error relocating (\S{1,300}): (\S{1,200}): symbol not found/,
    test: ({ match }) => GLIBC_ONLY.test(match[2]!),
    code: 'runtime.wrong-architecture',
    title: (subject) =>
      text(
        `${subject} was built for glibc and runs on musl`,
        `${subject} 是为 glibc 构建的，却在 musl 上运行`,
      ),
    cause: text('The missing functions exist in glibc only.', '缺失的函数只存在于 glibc。'),
    remedies: [{ title: text('Build it on this system', '在本系统上重新构建') }],
    subject: matchedFile,
    samples: [['Error relocating /app/libzmq.so.5: __memcpy_chk: symbol not found', 'libzmq.so.5']],
  },
  {
    id: 'runtime.symbol-missing/dyld',
    when: /(?:dyld(?:\[\d+\])?: (?:lazy symbol binding failed: )?|: |^)[Ss]ymbol not found(?: in flat namespace)?:? \(?'?_?([\w$]{1,200})/,
    unless: /Error relocating/,
    // dyld names the library that it looked in; a function of libc is not what it would be on Linux.
    subject: ({ match, log, at }) => {
      const file = log.after(at, 4, /Expected in:? (?:<[\w-]{1,60}> )?(\/\S{1,200})/)?.match[1];
      return file ? (libraryOfFile(file) ?? fileName(file)) : libraryOfSymbol(match[1]!);
    },
    samples: [
      [
        'dyld: Symbol not found: _zmq_curve_public\n  Referenced from: /usr/local/lib/libczmq.4.dylib\n  Expected in: /usr/local/lib/libzmq.5.dylib',
        'libzmq',
      ],
      [
        "ImportError: dlopen(/opt/py/zmq/_zmq.abi3.so, 0x0002): symbol not found in flat namespace '_randombytes_close'",
        'libsodium',
      ],
    ],
  },
  {
    id: 'runtime.symbol-missing/dyld-called',
    // A library was linked with -undefined dynamic_lookup; dyld does not say what was called.
    when: /^dyld(?:\[\d+\])?: missing symbol called/,
    samples: [['dyld[44504]: missing symbol called', null]],
  },
  {
    id: 'runtime.symbol-missing/ghc',
    when: /(\S{1,300}\.(?:o|so|a|dylib)): unknown symbol '(\w{1,200})'/,
    subject: ({ match }) => missingSymbol(match[2]!, match[1]!),
    samples: [["ghc: /home/dev/.cabal/lib/HSzeromq3-haskell-0.5.o: unknown symbol 'zmq_ctx_new'", 'libzmq']],
  },
  {
    id: 'runtime.symbol-missing/bsd-windows',
    when: /(?:(\S{1,300}): )?Undefined symbol "(\w{1,200})"|procedure entry point (\w{1,120}) could not be located in the dynamic link library (\S{1,120})/,
    subject: ({ match }) => missingSymbol((match[2] ?? match[3])!, match[4] ?? match[1] ?? null),
    samples: [
      [
        '/libexec/ld-elf.so.1: /usr/local/lib/node_modules/zmq/zmq.node: Undefined symbol "_ZN2v811HandleScopeC1Ev"',
        'zmq.node',
      ],
      ['/usr/local/lib/libczmq.so.4: Undefined symbol "zmq_poller_new"', 'libzmq'],
    ],
  },
  {
    id: 'runtime.symbol-missing/windows-procedure',
    // ERROR_PROC_NOT_FOUND: the DLL is there, a function that is asked of it or of one that it needs is not.
    when: /The specified procedure could not be found/,
    subject: ({ line, match }) => {
      const file = /([^\s'"\\/()]{1,80}\.(?:dll|node|pyd))\b/i.exec(line.text.slice(0, match.index))?.[1];
      return file ?? null;
    },
    samples: [
      [
        "PHP Startup: Unable to load dynamic library 'C:\\php\\ext\\php_zmq.dll' - The specified procedure could not be found.",
        'php_zmq.dll',
      ],
      [
        'ImportError: DLL load failed while importing _zmq: The specified procedure could not be found.',
        null,
      ],
    ],
  },
  {
    id: 'runtime.symbol-missing/bionic',
    when: /cannot locate symbol "(\w{1,200})" referenced by "([^"]{1,200})"/,
    subject: ({ match }) => missingSymbol(match[1]!, match[2]!),
    samples: [['dlopen failed: cannot locate symbol "zmq_ctx_new" referenced by "libczmq.so"...', 'libzmq']],
  },
  {
    id: 'runtime.symbol-missing/jvm-native',
    // A native method that no loaded library defines: name, signature (JVMs of old) or declaration (17 and later).
    when: /UnsatisfiedLinkError: (?:'[^']{1,200}\)'|[\w.$/]{1,200}\([^)\s]{0,200}\)\S{0,80}|\w{1,80})$/,
    tier: 'symptom',
    test: ({ log, at, line }) =>
      log.after(at, 2, /\(Native Method\)/) !== null || /: '?(?:\w{1,20} )?org\.zeromq\./.test(line.text),
    subject: ({ log, at, line }) =>
      /org\.zeromq\./.test(`${line.text} ${log.lines[at + 1]?.text ?? ''}`) ? 'libjzmq' : null,
    samples: [
      [
        "java.lang.UnsatisfiedLinkError: 'long org.zeromq.ZMQ$Poller.open()'\n\tat org.zeromq.ZMQ$Poller.open(Native Method)",
        'libjzmq',
      ],
      ['UnsatisfiedLinkError: org.app.Dev.run(I)V\n\tat org.app.Dev.run(Native Method)', null],
      // jzmq's own classes need no trace to tell.
      ['Caused by: java.lang.UnsatisfiedLinkError: org.zeromq.ZMQ.version_full()I', 'libjzmq'],
    ],
    misses: ['UnsatisfiedLinkError: org.app.Dev.run(I)V'],
  },
]);

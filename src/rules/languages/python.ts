import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

export default [
  ...family(
    'python.binding-missing',
    {
      title: text('pyzmq cannot be imported', '无法导入 pyzmq'),
      cause: text(
        'This Python has no pyzmq, or one that was built for another Python or for a libzmq that is gone. Each Python and virtual environment has packages of its own.',
        '这个 Python 没有 pyzmq，或其 pyzmq 是为另一个 Python 或已不存在的 libzmq 构建的。每个 Python 和虚拟环境都有各自的软件包。',
      ),
      remedies: [
        {
          title: text('Install it for the Python that runs the program', '为运行程序的那个 Python 安装'),
          run: [['python3', '-m', 'pip', 'install', '--force-reinstall', 'pyzmq']],
        },
        {
          title: text('See which Python and pyzmq are used', '查看使用的是哪个 Python 和 pyzmq'),
          run: [['python3', '-c', 'import sys, zmq; print(sys.executable, zmq.__file__, zmq.zmq_version())']],
        },
      ],
    },
    [
      {
        id: 'python.binding-missing/no-module',
        when: /(?:ModuleNotFoundError|ImportError|^(?:\S{0,200}[\\/])?python[\d.]{0,6}(?:\.exe)?): No module named '?"?(zmq(?:\.[\w.]{1,60})?|pyzmq|czmq|_zmq|_cffi_ext)'?"?/,
        subject: 'pyzmq',
        samples: [
          ["ModuleNotFoundError: No module named 'zmq'", 'pyzmq'],
          ['ImportError: No module named zmq', 'pyzmq'],
          ["ImportError: No module named 'zmq.backend.cython._zmq'", 'pyzmq'],
          ['/usr/bin/python3: No module named zmq', 'pyzmq'],
        ],
      },
      {
        id: 'python.binding-missing/backend',
        when: /ImportError: cannot import name '?(?:constants|IPC_PATH_MAX_LEN|backend|zmq_version_info|_zmq|error|context|Context|_cffi|ffi|lib|utils|libsodium|monitored_queue|_device|_poll|zmq_poll)'?|Could not (?:import|find) (?:the )?(?:zmq|pyzmq)|requires? pyzmq\b|DistributionNotFound: (?:The ')?pyzmq\b|pyzmq (?:is )?(?:not installed|missing|required)|Please install pyzmq/,
        test: ({ log, line }) => /zmq/i.test(line.text) || log.find(/\/zmq\/|import zmq/) !== null,
        subject: 'pyzmq',
        samples: [
          [
            "pkg_resources.DistributionNotFound: The 'pyzmq>=13.1.0' distribution was not found and is required by salt",
            'pyzmq',
          ],
          [
            'Traceback:\n  File "/usr/lib/python3/dist-packages/zmq/__init__.py", line 47\nImportError: cannot import name \'constants\'',
            'pyzmq',
          ],
        ],
      },
      {
        id: 'python.binding-missing/init',
        when: /PyInit_|initzmq|dynamic module does not define (?:module export|init) function|undefined symbol: _?Py\w{2,60}/,
        test: ({ log, line }) => /zmq/i.test(line.text) || log.find(/\/zmq\//) !== null,
        subject: 'pyzmq',
        over: ['runtime.symbol-missing'],
        samples: [
          [
            'ImportError: /usr/lib/python3/dist-packages/zmq/backend/cython/error.so: undefined symbol: PyUnicodeUCS2_Decode',
            'pyzmq',
          ],
        ],
      },
      {
        id: 'python.binding-missing/broken-import',
        // The loader's or Windows' words follow in the user's language; what counts is that pyzmq's own import ends so.
        when: /^ImportError: (?:DLL load failed(?: while importing \w{1,40})?: (?!%1)|cannot import name |No module named )|^Are you trying to 'import zmq' from the pyzmq source dir/,
        test: ({ log, at }) =>
          log.before(at, 4, /^File "(?:.{0,300}[\\/])?zmq[\\/]|^from (?:\.|zmq) import/) !== null,
        subject: 'pyzmq',
        over: ['runtime.library-not-found/dll-load'],
        samples: [
          [
            'Traceback (most recent call last):\n  File "C:\\\\Python38\\\\lib\\\\site-packages\\\\zmq\\\\backend\\\\cython\\\\__init__.py", line 6, in <module>\n    from . import (constants, error,\nImportError: DLL load failed while importing error: Das angegebene Modul wurde nicht gefunden.',
            'pyzmq',
          ],
          [
            '  File "/opt/lib/python2.6/site-packages/zmq/__init__.py", line 62, in <module>\n    raise ImportError("%s" % e)\nImportError: cannot import name initthreads',
            'pyzmq',
          ],
        ],
        misses: ['  File "app.py", line 2\nImportError: cannot import name Worker'],
      },
      {
        id: 'python.binding-missing/bundled-dll',
        // zmq/__init__.py loads the libzmq and libsodium that its wheel brings; ctypes names neither on Windows.
        when: /^(?:WindowsError|OSError|FileNotFoundError): (?:[^[]{0,40}\[(?:Win)?Error (?:126|127|182|1114)\]|Could not find module ')/,
        test: ({ log, at }) => log.before(at, 9, /^File "(?:.{0,300}[\\/])zmq[\\/]/) !== null,
        subject: 'pyzmq',
        over: ['runtime.library-not-found', 'runtime.symbol-missing'],
        samples: [
          [
            '  File "C:\\Python35\\lib\\site-packages\\zmq\\__init__.py", line 37, in <module>\n    _libzmq = ctypes.cdll.LoadLibrary(bundled[0])\n  File "C:\\Python35\\lib\\ctypes\\__init__.py", line 425, in LoadLibrary\n    return self._dlltype(name)\nOSError: [WinError 126] Le module spécifié est introuvable',
            'pyzmq',
          ],
        ],
        misses: [
          '  File "app.py", line 3, in <module>\nOSError: [WinError 126] The specified module could not be found',
        ],
      },
      {
        id: 'python.binding-missing/swallowed',
        // The program went on after `import zmq` had failed.
        when: /NameError: (?:global )?name '(?:zmq|ZMQ)' is not defined/,
        subject: 'pyzmq',
        samples: [["    self.context = zmq.Context()\nNameError: global name 'zmq' is not defined", 'pyzmq']],
      },
      {
        id: 'python.binding-missing/not-compiled',
        // zmq/backend/cython/_zmq.py of the source: its compiled part is for another Python, or was never built.
        when: /\bAttempting to import zmq Cython backend, which has not been compiled\b/,
        subject: 'pyzmq',
        over: ['python.binding-missing/broken-import'],
        samples: [
          [
            'ImportError:\n    Attempting to import zmq Cython backend, which has not been compiled.\n\n    This probably means you are importing zmq from its source tree.',
            'pyzmq',
          ],
        ],
      },
      {
        id: 'python.binding-missing/attribute',
        when: /AttributeError: (?:partially initialized )?module '?zmq'? has no attribute '?\w|AttributeError: '?module'? object has no attribute '(?:Context|REQ|SUB|PUB|ROUTER|DEALER|PULL|PUSH)'/,
        subject: 'pyzmq',
        cause: text(
          'What was imported as zmq is not pyzmq: a file or folder named zmq stands in front of it.',
          '以 zmq 之名导入的并不是 pyzmq：有同名文件或目录排在前面。',
        ),
        samples: [["AttributeError: module 'zmq' has no attribute 'Context'", 'pyzmq']],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

export default family(
  'tool.too-new',
  {
    cause: (subject) =>
      text(
        `This release was written for an older ${subject}, which has since dropped what it relies on.`,
        `这个发行版是为旧版 ${subject} 编写的，新版已去掉了它依赖的功能。`,
      ),
    remedies: (subject) =>
      subject === 'cmake'
        ? [
            {
              title: text('Configure with the old policies allowed', '配置时允许旧的策略版本'),
              run: [['cmake', '-DCMAKE_POLICY_VERSION_MINIMUM=3.5', '..']],
            },
            {
              title: text(
                'Build with autotools instead: `czmq-setup install --build-system autotools`',
                '改用 autotools 构建：`czmq-setup install --build-system autotools`',
              ),
            },
          ]
        : [
            {
              title: text(
                `Use a newer release of the source, or an older ${subject}`,
                `使用更新的源码发行版，或较旧的 ${subject}`,
              ),
            },
          ],
  },
  [
    {
      id: 'tool.too-new/cmake-policy',
      when: /Compatibility with CMake < \d[\d.]* has been removed from CMake/,
      subject: 'cmake',
      samples: [
        [
          'CMake Error at CMakeLists.txt:3 (cmake_minimum_required):\n  Compatibility with CMake < 3.5 has been removed from CMake.',
          'cmake',
        ],
      ],
      misses: [
        'CMake Deprecation Warning at CMakeLists.txt:3 (cmake_minimum_required):\n  Compatibility with CMake < 3.5 will be removed from a future version of',
      ],
    },
    {
      id: 'tool.too-new/macro-removed',
      // Automake 1.13 dropped them; autoconf only warns of its own obsolete ones.
      when: /error: '(A[CM]_[A-Z0-9_]{2,60})': this macro is obsolete/,
      subject: ({ match }) => (match[1]!.startsWith('AM_') ? 'automake' : 'autoconf'),
      samples: [["configure.in:30: error: 'AM_CONFIG_HEADER': this macro is obsolete.", 'automake']],
      misses: ["configure.ac:7: warning: The macro 'AC_PROG_CC_C99' is obsolete."],
    },
    {
      id: 'tool.too-new/cmake-old-behavior',
      when: /Policy (?:CMP\d{4}) may not be set to OLD behavior|Error evaluating generator expression.{0,40}CMP/,
      subject: 'cmake',
      samples: [
        [
          'CMake Error at CMakeLists.txt:5 (cmake_policy):\n  Policy CMP0025 may not be set to OLD behavior because this version of CMake',
          'cmake',
        ],
      ],
    },
    {
      id: 'tool.too-new/python-distutils',
      when: /No module named '?(distutils|imp|pkg_resources|asyncore|lib2to3)'?/,
      subject: 'python3',
      cause: text(
        'Python 3.12 dropped this module; the build script still imports it.',
        'Python 3.12 已移除该模块，而构建脚本仍在导入它。',
      ),
      samples: [["ModuleNotFoundError: No module named 'distutils'", 'python3']],
    },
    {
      id: 'tool.too-new/setuptools',
      when: /error: option --(?:single-version-externally-managed|zmq) not recognized|use_2to3 is invalid|module 'inspect' has no attribute 'getargspec'|module 'collections' has no attribute|cannot import name '(?:Mapping|MutableMapping|Callable|soft_unicode|Feature)' from/,
      subject: 'python3',
      samples: [["AttributeError: module 'inspect' has no attribute 'getargspec'", 'python3']],
    },
    {
      id: 'tool.too-new/openssl-node',
      when: /ERR_OSSL_EVP_UNSUPPORTED|digital envelope routines::unsupported/,
      subject: 'node',
      samples: [["  code: 'ERR_OSSL_EVP_UNSUPPORTED'", 'node']],
    },
    {
      id: 'tool.too-new/cython',
      when: /Cython\.Compiler\.Errors\.CompileError|Error compiling Cython file/,
      subject: 'cython',
      samples: [
        [
          'Error compiling Cython file:\n------------------------------------------------------------',
          'cython',
        ],
      ],
    },
  ],
);

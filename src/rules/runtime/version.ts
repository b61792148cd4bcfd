import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

export default family(
  'runtime.version-mismatch',
  {
    title: (subject) =>
      text(
        `The program runs against another ${subject ?? 'library'} than it was built for`,
        `程序运行时的 ${subject ?? '库'} 与构建时的不同`,
      ),
    cause: text(
      'Two copies are installed: the headers were of one, the loader takes the other.',
      '装有两份副本：编译用了一份的头文件，加载器却取了另一份。',
    ),
    remedies: [
      {
        title: text('See all copies, and which one is taken', '查看所有副本以及被选用的那份'),
        run: [['czmq-setup', 'doctor']],
      },
      { title: text('Keep one copy, then build the binding again', '只保留一份副本，然后重新构建绑定') },
    ],
  },
  [
    {
      id: 'runtime.version-mismatch/zmq4-go',
      when: /was (?:installed|compiled|built) with (?:ZeroMQ|libzmq|zmq|CZMQ|czmq)(?: version)? \d[\d.]*, but .{0,60}(?:links|linked|runs?|running|loaded|using) (?:with|against)?/i,
      subject: ({ line }) => (/czmq/i.test(line.text) ? 'libczmq' : 'libzmq'),
      samples: [
        [
          'panic: zmq4 was installed with ZeroMQ version 4.2.1, but the application links with version 4.1.4',
          'libzmq',
        ],
      ],
    },
    {
      id: 'runtime.version-mismatch/said',
      when: /(?:lib)?(zmq|ZMQ|ZeroMQ|czmq|CZMQ|0MQ|libsodium|jzmq)\b.{0,60}(?:version mismatch|mismatch(?:ed)? version|versions? (?:do(?:es)?n't|do(?:es)? not) match|compiled (?:against|with).{0,40}(?:but|running|linked))|version mismatch.{0,60}\b(?:lib)?(zmq|czmq|ZeroMQ|CZMQ)\b|(?:compiled|built) (?:against|with|for) (?:lib)?(zmq|ZMQ|czmq|ZeroMQ)[ -]?v?\d.{0,60}(?:but|while|and|not).{0,60}\d\.\d/,
      unless: /checking|libtool/,
      // The name that stands last before the versions is the one that they are of.
      subject: ({ match }) => {
        const name = match[0]
          .match(/sodium|czmq|zmq|zeromq|0mq/gi)
          ?.at(-1)
          ?.toLowerCase();
        return name === 'czmq' ? 'libczmq' : name === 'sodium' ? 'libsodium' : 'libzmq';
      },
      samples: [['E: libzmq version mismatch: compiled with 4.3.4, running 4.1.5', 'libzmq']],
    },
    {
      id: 'runtime.version-mismatch/incompatible',
      when: /\b(?:lib)?(zmq|czmq|zeromq|sodium)\b,? (?:library )?(?:version )?v?\d[\w.]{0,20} (?:is|are) (?:incompatible|not compatible|not supported|unsupported|too old|too new)|incompatible (?:version of )?(?:lib)?(zmq|czmq|zeromq)\b/i,
      unless: /configure: |CMake|^-- |checking/,
      subject: ({ match }) => (/czmq/i.test((match[1] ?? match[2])!) ? 'libczmq' : 'libzmq'),
      samples: [['The libzmq version 4.0.4 is incompatible with ffi-rzmq. (LoadError)', 'libzmq']],
    },
    {
      id: 'runtime.version-mismatch/php',
      // zend_API.c compares the numbers of the module with its own.
      when: /PHP Startup: '?([\w.-]{1,60})'?: Unable to initialize module/,
      subject: ({ match }) => `${match[1]}.so`,
      title: text('The extension was built for another PHP', '该扩展是为另一个 PHP 构建的'),
      cause: text(
        'An extension fits the one PHP whose headers it was built with: API, debug and thread safety must agree.',
        '扩展只适合构建时所用的那个 PHP：API、调试和线程安全设置都必须一致。',
      ),
      remedies: [
        {
          title: text(
            'Build it with the phpize of the PHP that loads it',
            '用加载它的 PHP 的 phpize 重新构建',
          ),
          run: [['phpize'], ['./configure'], ['make']],
        },
      ],
      samples: [
        [
          'PHP Warning:  PHP Startup: czmq: Unable to initialize module\nModule compiled with module API=20151012',
          'czmq.so',
        ],
      ],
    },
    {
      id: 'runtime.version-mismatch/assert',
      when: /Assertion '?.{0,40}(?:ZMQ_VERSION|CZMQ_VERSION|zmq_version|zsys_version|ZMQ_MAKE_VERSION).{0,80} failed/,
      subject: ({ line }) => (/CZMQ|zsys/.test(line.text) ? 'libczmq' : 'libzmq'),
      samples: [
        ["app: main.c:12: main: Assertion `zmq_version_major == ZMQ_VERSION_MAJOR' failed.", 'libzmq'],
      ],
    },
  ],
);

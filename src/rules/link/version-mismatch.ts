import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { undefinedForm } from '../../explain/undefined.ts';

export default family(
  'link.version-mismatch',
  {
    title: (subject) =>
      text(
        `The ${subject} that is linked lacks functions that are called`,
        `链接到的 ${subject} 缺少被调用的函数`,
      ),
    cause: (subject) =>
      text(
        `${subject} is linked, and is older or newer than the headers, or was built without the drafts or features that they offer.`,
        `已链接 ${subject}，但它比头文件旧或新，或构建时没有打开所需的草案接口或功能。`,
      ),
    remedies: (subject) => [
      {
        title: text('See all copies, and which one is taken', '查看所有副本以及被选用的那份'),
        run: [['czmq-setup', 'doctor']],
      },
      {
        title: text(
          `Keep one ${subject}, of the version that the headers are of`,
          `只保留一份与头文件版本一致的 ${subject}`,
        ),
        run: [['pkg-config', '--modversion', subject ?? 'libzmq']],
      },
    ],
  },
  [
    undefinedForm('link.version-mismatch/undefined', 'version', {
      samples: [
        ["/usr/local/lib/libczmq.so: undefined reference to `zmq_poller_new'", 'libzmq'],
        [
          "$ gcc main.o -o main -lczmq -lzmq\nmain.o: In function `main':\nmain.c:3: undefined reference to `zsock_set_router_notify'",
          'libczmq',
        ],
      ],
    }),
  ],
);

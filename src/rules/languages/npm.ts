import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

/** npm's, pnpm's and yarn's own codes for what they will not take; the system's codes (EACCES, ENOSPC) have their rules. */
export default [
  ...family(
    'source.checksum-mismatch',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A package'} is not the one in the lock file`,
          `${subject ?? '某个软件包'} 与锁定文件不符`,
        ),
      cause: text(
        'The bytes fetched have another checksum than package-lock.json or the cache holds: a mirror, a proxy or a damaged cache.',
        '下载内容的校验和与 package-lock.json 或缓存不同：镜像、代理或缓存损坏。',
      ),
      remedies: [
        { title: text('Check and clear the cache', '检查并清理缓存'), run: [['npm', 'cache', 'verify']] },
      ],
    },
    [
      {
        id: 'source.checksum-mismatch/npm',
        // node-gyp compares what it fetched of node itself.
        when: /(\S{1,80}\.(?:tar\.[gx]z|lib)) local checksum \w{20,200} not match remote|\bEINTEGRITY\b|integrity checksum failed when using|ERR_PNPM_TARBALL_INTEGRITY|Integrity check failed for "([\w@/.-]{1,80})"/,
        subject: ({ match, log, at }) =>
          match[1] ??
          match[2] ??
          log.after(at, 4, /([\w.-]{1,80}\.tgz)\b/)?.match[1] ??
          /([\w.-]{1,80}\.tgz)\b/.exec(log.lines[at]!.text)?.[1] ??
          null,
        samples: [
          [
            'gyp ERR! stack Error: node-v0.12.0.tar.gz local checksum 4f93d284348af976ff9ccb3bcf0bc307 not match remote 9700e23af4e9b3643af48cef5f2ad20a',
            'node-v0.12.0.tar.gz',
          ],
          ['npm ERR! code EINTEGRITY\nnpm ERR! sha512-abc integrity checksum failed when using sha512', null],
          [
            'npm ERR! Verification failed while extracting zeromq@5.2.0:\nnpm ERR! code EINTEGRITY\nnpm ERR! https://npm.example/zeromq/-/zeromq-5.2.0.tgz',
            'zeromq-5.2.0.tgz',
          ],
        ],
      },
    ],
  ),
  ...family(
    'runtime.wrong-architecture',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A package'} is made for another system or CPU`,
          `${subject ?? '某个软件包'} 是为其他系统或 CPU 制作的`,
        ),
      cause: text(
        "The package names the systems and CPUs that it is for; this node's is not among them.",
        '该软件包声明了支持的系统与 CPU，当前 node 的不在其中。',
      ),
      remedies: [
        {
          title: text(
            'Install on the machine that runs it: a lock file or node_modules made elsewhere is not for here',
            '在实际运行的机器上安装：别处生成的锁定文件或 node_modules 不适用于此处',
          ),
        },
      ],
    },
    [
      {
        id: 'runtime.wrong-architecture/npm',
        when: /^(?:notsup |ERR_PNPM_UNSUPPORTED_PLATFORM {1,2})?(?:Unsupported platform for |Not compatible with your operating system or architecture: )((?:@[\w.-]{1,60}\/)?[\w.-]{1,60})/,
        samples: [
          [
            'npm ERR! code EBADPLATFORM\nnpm ERR! notsup Unsupported platform for @zmq/linux-x64@1.0.0: wanted {"os":"linux"} (current: {"os":"darwin"})',
            '@zmq/linux-x64',
          ],
        ],
      },
    ],
  ),
  ...family(
    'fetch.not-found',
    {
      title: (subject) =>
        text(`The registry has no ${subject ?? 'such package'}`, `软件源中没有 ${subject ?? '该软件包'}`),
      cause: text(
        'The name or version does not exist there, or asks for a login.',
        '该名称或版本不存在，或需要登录。',
      ),
      remedies: [
        {
          title: text('See which versions there are', '查看有哪些版本'),
          run: [['npm', 'view', 'zeromq', 'versions']],
        },
      ],
    },
    [
      {
        id: 'fetch.not-found/pnpm',
        when: /ERR_PNPM_FETCH_404 {1,3}GET (\S{1,300}?):? /,
        samples: [
          [
            'ERR_PNPM_FETCH_404  GET https://npm.example/zeromqq: Not Found - 404',
            'https://npm.example/zeromqq',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

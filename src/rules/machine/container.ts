import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { baseName } from '../../explain/subjects/paths.ts';

/** What Docker's daemon, client and builder answer before anything runs in a container. */
export default [
  ...family(
    'fetch.not-found',
    {
      title: (subject) => text(`There is no image ${subject ?? 'of that name'}`, `没有镜像 ${subject ?? ''}`),
      cause: text(
        'The registry has no such image or tag, or shows it only after a login.',
        '镜像仓库中没有该镜像或标签，或须登录后才可见。',
      ),
      remedies: [
        {
          title: text(
            'Name an image and tag that exist; log in if it is private',
            '指定存在的镜像与标签；若为私有镜像请先登录',
          ),
        },
      ],
    },
    [
      {
        id: 'fetch.not-found/image',
        when: /pull access denied for ([\w./:@-]{1,200}),|manifest for ([\w./:@-]{1,200}) not found|([\w./:@-]{1,200}): (?:not found: manifest unknown|failed to resolve source metadata for \S{1,200}: (?:\S{1,200}: )?not found)|manifest unknown/,
        subject: ({ match }) => match[1] ?? match[2] ?? match[3] ?? null,
        over: ['fetch.protocol/login'],
        samples: [
          [
            "docker: Error response from daemon: pull access denied for zeromq/zeromq, repository does not exist or may require 'docker login': denied",
            'zeromq/zeromq',
          ],
          [
            'Error response from daemon: manifest for zeromq/zeromq:9 not found: manifest unknown',
            'zeromq/zeromq:9',
          ],
        ],
      },
    ],
  ),
  ...family(
    'source.incomplete',
    {
      title: (subject) => text(`The build context lacks ${subject}`, `构建上下文中没有 ${subject}`),
      cause: text(
        'COPY and ADD see only what lies below the folder given to docker build, without what .dockerignore names.',
        'COPY 和 ADD 只能看到传给 docker build 的目录之下、且未被 .dockerignore 排除的内容。',
      ),
      remedies: [
        {
          title: text(
            'Run docker build in the folder that holds the file, or correct the path',
            '在包含该文件的目录中运行 docker build，或修正路径',
          ),
        },
      ],
    },
    [
      {
        id: 'source.incomplete/build-context',
        // BuildKit, and the builder before it.
        when: /failed to (?:compute cache key|calculate checksum of ref) ?.{0,200}"(\/[^"]{1,200})"(?: not found)?: not found|^(?:ADD|COPY) failed: .{0,200}?\bstat (\S{1,300}): (?:no such file|file does not exist)/,
        subject: ({ match }) => baseName((match[1] ?? match[2])!),
        samples: [
          [
            'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/zeromq-4.3.5.tar.gz": not found',
            'zeromq-4.3.5.tar.gz',
          ],
          [
            'COPY failed: file not found in build context or excluded by .dockerignore: stat zeromq.patch: file does not exist',
            'zeromq.patch',
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
          `The image ${subject ?? ''} is not made for this CPU`,
          `镜像 ${subject ?? ''} 没有适用于当前 CPU 的版本`,
        ),
      cause: text(
        "The image's list of platforms does not hold this machine's.",
        '该镜像的平台列表中没有本机的平台。',
      ),
      remedies: [
        {
          title: text(
            'Build the image here, or run it for its own platform by emulation (--platform)',
            '在本机构建镜像，或用 --platform 以模拟方式运行其平台',
          ),
        },
      ],
    },
    [
      {
        id: 'runtime.wrong-architecture/image',
        when: /(?:([\w./:@-]{1,200}): )?no match(?:ing manifest)? for (?:platform|\w{1,20}\/\w{1,20}\S{0,10}) in (?:the )?manifest/,
        subject: ({ match }) => match[1] ?? null,
        over: ['fetch.not-found'],
        samples: [
          [
            'ERROR: failed to solve: zeromq/zeromq:latest: no match for platform in manifest: not found',
            'zeromq/zeromq:latest',
          ],
          ['no matching manifest for linux/arm64/v8 in the manifest list entries', null],
        ],
      },
    ],
  ),
  ...family(
    'runtime.address-in-use',
    {
      title: (subject) => text(`The port ${subject ?? ''} is taken`, `端口 ${subject ?? ''} 已被占用`),
      cause: text(
        'Another container or program on the host listens there.',
        '主机上的另一个容器或程序正在监听该端口。',
      ),
      remedies: [
        { title: text('See which container holds it', '查看占用端口的容器'), run: [['docker', 'ps']] },
      ],
    },
    [
      {
        id: 'runtime.address-in-use/docker',
        when: /Bind for (\S{1,60}:\d{1,5}) failed: port is already allocated|[Pp]ort is already allocated/,
        samples: [
          [
            'Error response from daemon: driver failed programming external connectivity on endpoint broker: Bind for 0.0.0.0:5555 failed: port is already allocated.',
            '0.0.0.0:5555',
          ],
        ],
      },
    ],
  ),
  ...family(
    'install.permission',
    {
      title: (subject) =>
        text(`This user may not talk to Docker (${subject})`, `当前用户无权访问 Docker（${subject}）`),
      cause: text(
        "The daemon's socket belongs to root and the group docker.",
        '守护进程的套接字属于 root 和 docker 用户组。',
      ),
      remedies: [
        {
          title: text('Join the group docker, then log in anew', '加入 docker 用户组，然后重新登录'),
          run: [['usermod', '-aG', 'docker', 'USER']],
          root: true,
          risk: 'moderate',
        },
      ],
    },
    [
      {
        id: 'install.permission/docker-socket',
        when: /permission denied while trying to connect to the [Dd]ocker (?:daemon socket|API) at unix:\/\/|dial unix \/\S{1,100}\.sock: connect: permission denied/,
        subject: ({ line }) => /unix(?::\/\/| )(\/[\w./-]{1,100}\.sock)\b/.exec(line.text)?.[1] ?? null,
        samples: [
          [
            'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://x": dial unix /var/run/docker.sock: connect: permission denied',
            '/var/run/docker.sock',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

/** dpkg-source and dpkg-checkbuilddeps, before a Debian package is built at all. */
export default [
  ...family(
    'source.incomplete',
    {
      title: text('The upstream archive is not there', '缺少上游源码压缩包'),
      cause: text(
        'A package of format "3.0 (quilt)" is built from <name>_<version>.orig.tar.* beside its folder, and there is none.',
        '“3.0 (quilt)” 格式的软件包需要其目录旁的 <名称>_<版本>.orig.tar.*，而它不存在。',
      ),
      remedies: [
        {
          title: text(
            'Fetch the archive of that version under this name (uscan does), or build only the binary package',
            '以该名称获取此版本的压缩包（可用 uscan），或只构建二进制包',
          ),
          run: [['dpkg-buildpackage', '-b', '-uc', '-us']],
        },
      ],
    },
    [
      {
        id: 'source.incomplete/debian-orig',
        when: /no upstream tarball found at |^dpkg-source: error: .{0,120}\.orig\.tar\.\S{1,10} (?:not found|does not exist)/,
        subject: null,
        samples: [
          [
            "dpkg-source: error: can't build with source format '3.0 (quilt)': no upstream tarball found at ../knxd_0.9.0.orig.tar.{bz2,gz,lzma,xz}",
            null,
          ],
        ],
      },
    ],
  ),
  ...family(
    'dependency.missing',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A package'} is needed for building and is not installed`,
          `构建需要 ${subject ?? '某个软件包'}，但没有安装`,
        ),
      cause: text(
        'debian/control names the packages that must be there before the build begins.',
        'debian/control 列出了构建开始前必须安装的软件包。',
      ),
      remedies: [
        {
          title: text('Install all that debian/control names', '安装 debian/control 列出的全部软件包'),
          run: [['apt-get', 'build-dep', './']],
          root: true,
        },
      ],
    },
    [
      {
        id: 'dependency.missing/dpkg-build',
        when: /^dpkg-checkbuilddeps: (?:error: )?[Uu]nmet build dependencies: (\S{1,80})/,
        samples: [
          ['dpkg-checkbuilddeps: error: Unmet build dependencies: libzmq3-dev libsodium-dev', 'libzmq3-dev'],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { matchedName } from '../../explain/subjects/paths.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/** OpenWrt (scripts/download.pl, include/prereq.mk), Buildroot (support/dependencies) and Yocto (sanity.bbclass, fetch2). */
export default [
  ...family(
    'source.checksum-mismatch',
    {
      title: (subject) => text(`${subject} is not the file that was expected`, `${subject} 不是预期的文件`),
      cause: text(
        'What was fetched has another checksum than the recipe names: the release was made anew, or a mirror or proxy answered with something else.',
        '获取的文件与配方中写明的校验值不符：发行包重新生成过，或镜像、代理返回了别的内容。',
      ),
      remedies: [
        {
          title: text(
            'Delete the file from the download folder and fetch it again; update the package feed where the release changed',
            '从下载目录删除该文件并重新获取；若发行包已变化，请更新软件包源',
          ),
        },
      ],
    },
    [
      {
        id: 'source.checksum-mismatch/openwrt',
        when: /^Hash (?:of the (?:local|downloaded) file|mismatch for file) (\S{1,200}?):? (?:does not match|expected)/,
        subject: matchedName,
        samples: [
          [
            'Hash of the downloaded file zeromq-4.3.4.tar.gz does not match (file: 76ef, requested: d2cb) - deleting download.',
            'zeromq-4.3.4.tar.gz',
          ],
        ],
      },
    ],
  ),
  ...family(
    'source.checksum-mismatch',
    {
      title: text('A fetched archive is not the one that was expected', '获取的压缩包不是预期的文件'),
      cause: text(
        'Bazel names the checksum of what came and of what was wanted.',
        'Bazel 列出了实际与期望的校验值。',
      ),
      remedies: [
        {
          title: text(
            'The archive was made anew upstream: update the rule, or take a mirror that has the old one',
            '上游重新生成了压缩包：更新规则，或使用仍有旧文件的镜像',
          ),
        },
      ],
    },
    [
      {
        id: 'source.checksum-mismatch/bazel',
        when: /Checksum was \w{4,130} but wanted \w{4,130}/,
        subject: ({ line }) => /\/([^/\]\s,]{1,120})\]/.exec(line.text)?.[1] ?? null,
        samples: [
          [
            'Error downloading [https://example.org/archive/v4.3.4.tar.gz] to /x/v4.3.4.tar.gz: Checksum was aaaa but wanted bbbb',
            'v4.3.4.tar.gz',
          ],
        ],
      },
    ],
  ),
  ...family(
    'fetch.network',
    {
      title: text('No mirror gave the source', '所有镜像都没有提供源码'),
      cause: text(
        'Every address of the recipe was tried and none answered with the file.',
        '配方中的每个地址都试过，没有一个返回该文件。',
      ),
      remedies: [
        {
          title: text(
            'Look at the first attempt above; fetch the file yourself into the download folder where the network is closed',
            '查看上面的第一次尝试；若网络不通，可自行把文件放进下载目录',
          ),
        },
      ],
    },
    [
      {
        id: 'fetch.network/no-more-mirrors',
        when: /^No more mirrors to try - giving up|^(?:ERROR: ?)?.{0,120}Fetcher failure(?: for URL: '[^']{1,200}')?[.:] Unable to fetch URL|^Fetcher failure: Unable to find (?:file|revision)/,
        tier: 'symptom',
        subject: null,
        samples: [
          ['Download failed.\nNo more mirrors to try - giving up.', null],
          ['ERROR: zeromq-4.3.4-r0 do_fetch: Fetcher failure: Unable to fetch URL from any source.', null],
        ],
      },
    ],
  ),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/buildroot-host',
      when: /^You must install '([\w.+-]{1,40})' on your build machine/,
      subject: ({ match }) => toolName(match[1]!),
      samples: [["You must install 'cpio' on your build machine", 'cpio']],
    },
    {
      id: 'tool.missing/openwrt-prereq',
      when: /Prerequisite check failed\. Use FORCE=1/,
      tier: 'symptom',
      subject: ({ log, at }) =>
        log.before(at, 20, /^Build dependency: .{0,40}[Ii]nstall (?:the )?(?:GNU )?'?([\w+-]{1,40})/)
          ?.match[1] ?? null,
      samples: [
        [
          "Checking 'ncurses'... failed.\nBuild dependency: Please install ncurses. (Missing libncurses.so or ncurses.h)\n\n/openwrt/include/prereq.mk:12: Prerequisite check failed. Use FORCE=1 to override.",
          'ncurses',
        ],
      ],
    },
    {
      id: 'tool.missing/yocto-sanity',
      when: /^Please install the following missing utilities: ([\w.+-]{1,40})/,
      subject: ({ match }) => toolName(match[1]!),
      samples: [['    Please install the following missing utilities: chrpath,diffstat', 'chrpath']],
    },
  ]),
  ...family(
    'source.path-unsupported',
    {
      title: text('The build refuses these folders or paths', '构建拒绝这样的目录或路径'),
      cause: text(
        'Buildroot does not work with the current folder in PATH or LD_LIBRARY_PATH (an empty entry means it too), or with blanks in PATH.',
        '当前目录位于 PATH 或 LD_LIBRARY_PATH 中（空项也算），或 PATH 含空格时，Buildroot 无法工作。',
      ),
      remedies: [
        {
          title: text(
            'Build with a short PATH and no LD_LIBRARY_PATH',
            '用精简的 PATH 且不设 LD_LIBRARY_PATH 构建',
          ),
          run: [['env', '-u', 'LD_LIBRARY_PATH', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'make']],
        },
      ],
    },
    [
      {
        id: 'source.path-unsupported/buildroot',
        when: /^You seem to have the current working directory in your|^Your PATH contains spaces, TABs/,
        subject: null,
        samples: [
          [
            "You seem to have the current working directory in your\nLD_LIBRARY_PATH environment variable. This doesn't work.",
            null,
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;

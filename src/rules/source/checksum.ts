import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';
import { baseName } from '../../explain/subjects/paths.ts';

/** Archives named on the line, in what follows, or just before; one named after a project rather than a bare tag. */
const archiveNear = ({ log, at }: Match): string | null => {
  const near = [...log.lines.slice(at, at + 9), ...log.lines.slice(Math.max(0, at - 8), at).reverse()];
  const names = near.flatMap(({ text: words }) =>
    [...words.matchAll(/([^\s'"[\](]{1,300}\.(?:tar\.\w{2,4}|t[gx]z|zip|whl|crate|deb|rpm|apk))\b/g)].map(
      ({ 1: path }) => baseName(path!),
    ),
  );
  return names.find((name) => !/^v?\d/.test(name)) ?? names[0] ?? null;
};

export default family(
  'source.checksum-mismatch',
  {
    title: (subject) =>
      text(
        `${subject ?? 'The archive'} is not the one that was pinned`,
        `${subject ?? '压缩包'} 与记录的校验和不符`,
      ),
    cause: text(
      'The bytes fetched have another checksum: a cut-off download, an error page, a forge that packs its archives anew, or tampering. Nothing of it should be used.',
      '下载内容的校验和不同：下载不完整、返回了错误页面、托管站重新打包，或被篡改。不应使用其中任何内容。',
    ),
    remedies: [
      {
        title: text(
          'Delete the file and fetch it again; if it stays so, compare with the checksum that the project publishes',
          '删除文件后重新下载；若仍不符，请与项目公布的校验和核对',
        ),
      },
    ],
  },
  [
    {
      id: 'source.checksum-mismatch/cmake',
      when: /(?:file )?DOWNLOAD (?:HASH mismatch|cannot (?:open|compute))|[Hh]ash mismatch|error: (?:downloading|verifying).{0,40}(?:hash|checksum)|(?:does not|doesn't|did not) (?:have|match) (?:the )?expected (?:value|hash|checksum|sha\w*)|(?:unexpected|incorrect|wrong|bad) (?:hash|checksum|sha256|digest)\b/,
      unless: /apt|Hash Sum|for: http|\/nix\/store\//,
      subject: archiveNear,
      samples: [
        [
          'CMake Error at x.cmake:9 (file):\n  file DOWNLOAD HASH mismatch\n    for file: [/b/zeromq-4.0.7.tar.gz]',
          'zeromq-4.0.7.tar.gz',
        ],
      ],
    },
    {
      id: 'source.checksum-mismatch/sha',
      when: /^(\S{1,300}?)(?::| \.\.\.) FAILED(?: open or read)?$|(?:sha256sum|sha512sum|md5sum|shasum|sha1sum): WARNING: \d+ computed checksums? did NOT match/,
      test: ({ match, log, at }) =>
        match[1] === undefined ||
        /\.(?:tar|t[gx]z|zip|xz|bz2|deb|rpm|apk)/.test(match[1]) ||
        log.after(at, 3, /computed checksum/) !== null,
      subject: ({ match, log, at }) => {
        const path = match[1] ?? log.before(at, 3, /^(\S{1,300}): FAILED/)?.match[1];
        return path ? baseName(path) : null;
      },
      over: ['test.failed'],
      samples: [
        [
          'czmq-4.2.1.tar.gz ... FAILED\n==> ERROR: One or more files did not pass the validity check!',
          'czmq-4.2.1.tar.gz',
        ],
        [
          'zeromq-4.3.5.tar.gz: FAILED\nsha256sum: WARNING: 1 computed checksum did NOT match',
          'zeromq-4.3.5.tar.gz',
        ],
      ],
    },
    {
      id: 'source.checksum-mismatch/nix',
      // Nix of today, 2.0 to 2.2, and 1.x. A store path is a hash and a name; what fetchers unpack is all called "source".
      when: /(?:hash mismatch in fixed-output derivation|fixed-output derivation produced path|output path) '\/nix\/store\/\w{3,40}-([^'\s]{1,200}?)(?:\.drv)?'/,
      subject: (found) => (found.match[1] === 'source' ? archiveNear(found) : null) ?? found.match[1]!,
      over: ['source.checksum-mismatch/brew-others'],
      samples: [
        [
          "error: hash mismatch in fixed-output derivation '/nix/store/0hxwkbr8cndp2m8v2bqgiv0bnc4h9fk1-zeromq-4.3.5.tar.gz.drv':\n         specified: sha256-AAAA\n            got:    sha256-BBBB",
          'zeromq-4.3.5.tar.gz',
        ],
        [
          "fixed-output derivation produced path '/nix/store/gr45vf6hhqxawj7dpai80v4rqw6lfm7v-bootstrap-tools.tar.xz' with sha256 hash '150l' instead of the expected hash '17y0'",
          'bootstrap-tools.tar.xz',
        ],
        [
          "output path '/nix/store/0hxwkbr8cndp2m8v2bqgiv0bnc4h9fk1-czmq-4.2.1.tar.gz' should have sha256 hash '0a', instead has '0b'",
          'czmq-4.2.1.tar.gz',
        ],
      ],
    },
    {
      id: 'source.checksum-mismatch/brew-others',
      when: /(?:Error: |ERROR: |error: )?(?:SHA256 mismatch|[Cc]hecksum mismatch|SHA-?(?:256|512|1) (?:checksum )?(?:mismatch|does not match)|[Ii]nvalid checksum|hash mismatch|hash '[^']{1,80}' does not match|MD5 (?:sum|checksum) mismatch|signature check failed|BAD signature from|failed integrity check|Integrity check failed|sha\d+ sum mismatch|THESE PACKAGES DO NOT MATCH THE HASHES)/,
      unless: /SECURITY ERROR|verifying \S{1,200}@v|go\.(?:sum|mod)|\/nix\/store\//,
      test: ({ log, at }) =>
        log.find(/SECURITY ERROR/) === null && log.before(at, 2, /verifying \S{1,200}@v/) === null,
      subject: archiveNear,
      samples: [
        [
          'Error: SHA256 mismatch\nExpected: 6653ef\n  Actual: aaaa\n Archive: /Users/dev/Library/Caches/Homebrew/zeromq-4.3.5.tar.gz',
          'zeromq-4.3.5.tar.gz',
        ],
      ],
    },
  ],
);

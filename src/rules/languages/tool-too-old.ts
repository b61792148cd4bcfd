import { family } from '../../explain/family.ts';
import { OLD_TOOL } from '../../explain/words/old-tool.ts';

/** Languages' own tools that are older than a program or a package wants. */
export default family('tool.too-old', OLD_TOOL, [
  {
    id: 'tool.too-old/go',
    when: /(?:requires go ?>?=? ?\d+\.\d+.{0,40}running go|note: module requires Go \d|invalid go version '|go\.mod file indicates go \d|unknown directive: toolchain|errors parsing go\.mod|download go\d[\d.]* for \S{1,40}: toolchain not available|cannot compile Go 1\.\d+ code|package (?:io\/fs|embed|slices|maps|cmp|log\/slog|math\/rand\/v2|iter|unique) is not in GOROOT)/,
    subject: 'go',
    over: ['go.module-not-found'],
    samples: [
      ['go: go.mod requires go >= 1.21 (running go 1.19.8; GOTOOLCHAIN=local)', 'go'],
      ['note: module requires Go 1.18', 'go'],
      [
        "go: errors parsing go.mod:\n/src/go.mod:3: invalid go version '1.21.0': must match format 1.23",
        'go',
      ],
    ],
  },
  {
    id: 'tool.too-old/go-modules',
    when: /^go: cannot use path@version syntax in GOPATH mode|^go: unknown subcommand "mod"|cannot find package "[^"]{1,200}\/v\d+"? in any of:/,
    subject: 'go',
    samples: [['go: unknown subcommand "mod"', 'go']],
  },
  {
    id: 'tool.too-old/javac',
    when: /^(?:\[javac\] )?(javac|java|javah|jar): (?:invalid (?:flag|source release|target release)|unrecognized option|error: invalid (?:source|target) release|release version \d+ not supported|error: release version)/,
    samples: [
      ['javac: invalid flag: -h', 'javac'],
      ['javac: invalid target release: 1.8', 'javac'],
    ],
  },
  {
    id: 'tool.too-old/java-class',
    when: /UnsupportedClassVersionError|unsupported class file (?:major )?version/,
    subject: 'java',
    samples: [
      [
        'java.lang.UnsupportedClassVersionError: org/zeromq/ZMQ has been compiled by a more recent version of the Java Runtime',
        'java',
      ],
    ],
  },
  {
    id: 'tool.too-old/rustc',
    when: /requires rustc \d[\d.]* or newer, while the currently active|package '[^']{1,80}' cannot be built because it requires rustc|feature 'edition\d{4}' is required|lock file version \d+ requires|lock file version '?4'? was found/,
    subject: ({ line }) => (/lock file|edition/.test(line.text) ? 'cargo' : 'rustc'),
    samples: [
      [
        'error: package `zmq-sys v0.12.0` cannot be built because it requires rustc 1.56 or newer, while the currently active rustc version is 1.48.0',
        'rustc',
      ],
    ],
  },
  {
    id: 'tool.too-old/node',
    when: /(?:Unsupported engine|EBADENGINE|notsup Unsupported engine|The engine "node" is incompatible)/,
    unless: /WARN/,
    subject: 'node',
    samples: [
      [
        'error zeromq@6.0.0: The engine "node" is incompatible with this module. Expected version ">= 16". Got "12.22.9"',
        'node',
      ],
    ],
  },
]);

import { text } from '../../core/text.ts';
import { type FamilyWords, type Form, family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { baseName, matchedName } from '../../explain/subjects/paths.ts';

/** Where rustc points to, below what it says; `-->` is lost with the gutters. */
const RUST_PLACE = /^(?:--> |::: )?(\S{1,300}\.rs):\d+:\d+$/;
const rustFile = ({ log, at }: Match): string | null => {
  const path = log.after(at, 4, RUST_PLACE)?.match[1];
  return path ? baseName(path) : null;
};

/** Where package managers keep the sources of what is depended upon: nobody's own mistake stands there. */
const FOREIGN =
  /\/registry\/src\/|\/git\/checkouts\/|\/pkg\/mod\/|(?:^|\/)(?:vendor|deps|_build|node_modules|\.opam|\.nimble\/pkgs2?|\.cabal|\.stack-work)\/|\/go\/src\/(?:github|gopkg|golang)/;

/**
 * Compilers of other languages, for bindings and for what is built upon them: each has one form for all that it does not
 * take. What they do not find has rules of its own. Whether a program's author or the compiler's release is at fault, only
 * the place of a dependency tells: elsewhere it is a warning, and whatever else a log says comes first.
 */
const forms: readonly Form[] = [
  {
    id: 'compile.source-incompatible/rustc',
    // E0463, E0432 and E0433 of a crate, E0554 and E0658: something is missing, or the compiler too old.
    when: /^error\[E0(?!463|554|658)\d{3}\]: /,
    test: (found) => rustFile(found) !== null,
    subject: rustFile,
    samples: [
      [
        'error[E0425]: cannot find function `zmq_has` in crate `zmq_sys`\n  --> src/lib.rs:1012:14\n   |\nerror: could not compile `zmq` due to previous error',
        'lib.rs',
      ],
    ],
    misses: ["error[E0463]: can't find crate for `std`\n  |\n  = note: the `x` target may not be installed"],
  },
  {
    id: 'compile.source-incompatible/go',
    when: /^(?:vet: )?(\S{1,300}\.go):\d+(?::\d+)?: (?:cannot use (?=.{0,300}\bC\.)|(?:not enough|too many) arguments (?:in call|to return)|assignment mismatch|\S{1,200} (?:undefined \(type|redeclared|does not implement)|invalid operation|unknown field |cannot (?:infer|convert|assign)|missing (?:return|method)|syntax error|(?:declared|imported) (?:and|but) not used|cannot range over)/,
    subject: matchedName,
    samples: [
      ['./reactor.go:44:19: not enough arguments in call to sock.SendMessage', 'reactor.go'],
      [
        '../zmq4/poller.go:81:7: cannot use t (type int) as type C.long in argument to func literal',
        'poller.go',
      ],
    ],
    misses: [
      'main.go:4:2: cannot find package "github.com/zeromq/goczmq"',
      // Files of two releases in one folder say this too: no compiler is to blame.
      '../zmq4/reactor.go:57: cannot use events (type State) as type int in field value',
    ],
  },
  {
    id: 'compile.source-incompatible/nim',
    when: /^(\S{1,300}\.nims?)\(\d+, \d+\) Error: (?!cannot open file)/,
    subject: matchedName,
    samples: [["src/poller.nim(37, 18) Error: type mismatch: got 'int'", 'poller.nim']],
    misses: ['src/poller.nim(1, 8) Error: cannot open file: zmq'],
  },
  {
    id: 'compile.source-incompatible/erlang',
    when: /^(\S{1,300}\.[ehx]rl):\d+(?::\d+)?: (?!Warning)(?:syntax error before|(?:spec for )?(?:undefined )?function \S{1,120} (?:undefined|already defined)|undefined (?:macro|record)|can't find include|illegal |type \S{1,120} undefined|variable '\w{1,60}' is unbound)/,
    subject: matchedName,
    samples: [["src/erlzmq.erl:25: syntax error before: '{'", 'erlzmq.erl']],
    misses: ['src/erlzmq.erl:31: Warning: function foo/0 is unused'],
  },
  {
    id: 'compile.source-incompatible/functional',
    // GHC; OCaml, which says the place in a line of its own; Scala and Kotlin.
    when: /^(\S{1,300}\.(?:l?hs|hsc)):\d+:\d+(?:-\d+)?: error\b|^File "([^"]{1,300}\.mli?)", lines? \d+|^(?:e: (?:file:\/\/)?)(\S{1,300}\.kts?):|^(\S{1,300}\.scala):\d+(?::\d+)?: (?!warning)/,
    test: ({ match, log, at }) =>
      (match[2] === undefined || log.after(at, 8, /^Error: /) !== null) &&
      log.after(at, 2, /Could not (?:find|load) module|Unbound module/) === null,
    subject: ({ match }) => baseName(match.slice(1).find((group) => group !== undefined)!),
    samples: [
      ['src/System/ZMQ4.hs:120:9: error:\n    Variable not in scope: c_zmq_ctx_new', 'ZMQ4.hs'],
      [
        'File "zmq/src/ZMQ.ml", line 12, characters 3-20:\n12 |   zmq_ctx_new ()\n        ^^^^^\nError: Unbound value zmq_ctx_new',
        'ZMQ.ml',
      ],
    ],
    misses: ['src/App.hs:4:1: error:\n    Could not find module System.ZMQ4'],
  },
  {
    id: 'compile.source-incompatible/dotnet-script',
    // C#, F#, Visual Basic and TypeScript have the form of Microsoft's C compiler.
    when: /^(\S{1,300}\.(?:cs|fs|vb|tsx?|mts))\(\d+,\d+\) ?: error (?:CS|FS|BC|TS)(?!2307|7016)\d{3,5}: /,
    subject: matchedName,
    samples: [
      [
        "Interop/LibZmq.cs(31,20): error CS0103: The name 'Platform' does not exist in the current context",
        'LibZmq.cs',
      ],
    ],
  },
  {
    id: 'compile.source-incompatible/swift-d-swig',
    when: /^(\S{1,300}\.swift):\d+:\d+: error: (?!no such module)|^(\S{1,300}\.d)\(\d+(?:,\d+)?\): Error: (?!unable to read|module )|^(\S{1,300}\.i):\d+: Error: /,
    subject: matchedName,
    samples: [
      ["Sources/ZMQ/Socket.swift:40:12: error: value of type 'Socket' has no member 'send'", 'Socket.swift'],
      ['zmq.i:12: Error: Syntax error in input(3).', 'zmq.i'],
    ],
    misses: ["Sources/main.swift:1:8: error: no such module 'SwiftZMQ'"],
  },
  {
    id: 'compile.source-incompatible/gfortran',
    when: /^(?:Fatal )?Error: /,
    test: ({ log, at, line }) =>
      log.before(at, 6, /^\S{1,300}\.[fF](?:\d{2}|or)?:\d+:\d+:$/) !== null &&
      !/Cannot open module file/.test(line.text),
    subject: ({ log, at }) => {
      const path = log.before(at, 6, /^(\S{1,300}\.[fF](?:\d{2}|or)?):\d+:\d+:$/)?.match[1];
      return path ? baseName(path) : null;
    },
    samples: [
      [
        "zmq_interface.f90:12:30:\n\n   12 |   call zmq_bind(socket)\n      |                              1\nError: Missing actual argument for argument 'addr' at (1)",
        'zmq_interface.f90',
      ],
    ],
    misses: ['Error: bind failed'],
  },
];

const WORDS: FamilyWords = {
  title: (subject) =>
    text(`${subject ?? 'The source'} does not compile here`, `${subject ?? '源码'} 在此处无法编译`),
  cause: text(
    'The source was written for another release of the compiler or of a library that it uses.',
    '源码是为编译器或其所用库的另一版本编写的。',
  ),
  remedies: [
    {
      title: text(
        'Take a release of the source that fits this compiler, or the versions that its lock file names',
        '选用与当前编译器匹配的源码版本，或其锁定文件中列出的版本',
      ),
    },
  ],
};

const placed = (found: Match): string =>
  `${found.line.text} ${found.log.after(found.at, 4, RUST_PLACE)?.match[1] ?? ''}`;

const dependency = (id: string, samples: Form['samples']): Form => {
  const form = forms.find((one) => one.id === id)!;
  return {
    ...form,
    id: `${id}-dependency`,
    generic: true,
    test: (found) => FOREIGN.test(placed(found)) && (form.test?.(found) ?? true),
    over: [id],
    samples,
  };
};

export default [
  ...family(
    'compile.source-incompatible',
    WORDS,
    forms.map((form) => ({ ...form, generic: true, tier: 'trace', severity: 'warning' })),
  ),
  ...family('compile.source-incompatible', WORDS, [
    dependency('compile.source-incompatible/rustc', [
      [
        'error[E0425]: cannot find function `zmq_has` in crate `zmq_sys`\n  --> /home/dev/.cargo/registry/src/index-6f17/zmq-0.9.2/src/lib.rs:1012:14',
        'lib.rs',
      ],
    ]),
    dependency('compile.source-incompatible/nim', [
      ["/home/dev/.nimble/pkgs/zmq-0.2.1/zmq.nim(737, 18) Error: cannot instantiate: 'T'", 'zmq.nim'],
    ]),
    dependency('compile.source-incompatible/go', [
      [
        '/root/go/pkg/mod/github.com/pebbe/zmq4@v1.2.0/poller.go:81:7: cannot use t (type int) as type C.long in argument to func literal',
        'poller.go',
      ],
    ]),
  ]),
] satisfies RuleFamily;

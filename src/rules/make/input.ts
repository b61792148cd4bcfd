import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { libraryOfFile } from '../../explain/subjects/libraries.ts';
import { baseName, matchedName } from '../../explain/subjects/paths.ts';

/**
 * What make says of files that are not there: GNU make (src/read.c, src/remake.c), BSD make and Sun's dmake. Make does
 * not know whether a file should have come with the source or be made by configure; its name mostly tells.
 */
const GENERATED =
  /(?:^|\/)(?:(?:auto|user)?conf(?:ig)?(?:\.\w{1,10})?|Make(?:defs|conf|vars|opts)|Make(?:file)?\.(?:conf|config|defs|def|vars|opts|common\.inc)|\w{0,20}[._-]?config\.(?:mk|mak|make|inc)|buildconf\.mk|rules\.make)$/;

/** GNU make's word on an included file, and the target that it could not make then. */
const included = ({ log, at }: Match): boolean => log.after(at, 12, /No rule to make target '/) !== null;

/** A file of the source as make prints it, from where it runs; what is given by its whole path, by its name. */
const inSource = (found: Match): string | null =>
  found.match[1]!.startsWith('/') ? matchedName(found) : found.match[1]!.replace(/^(?:\.\/)+/, '');

/** Targets that other rules know better: generated files and libraries. */
const OTHERS =
  /Makefile|configure|aclocal|config\.(?:h|status)|platform\.hpp|'[^']{0,200}lib[\w+-]{1,40}\.(?:so|a|la|dylib)/;

const KERNEL_TREE = /^\S{0,40}make(?:\[\d+\])?: \*\*\* (\/lib\/modules\/[^:]{1,120}\/(?:build|source))\/?: /;

export default [
  ...family(
    'source.incomplete',
    {
      title: (subject) => text(`make misses ${subject ?? 'a file'}`, `make 找不到 ${subject ?? '某个文件'}`),
      cause: (subject) =>
        text(
          `${subject ?? 'The file'} is not there and nothing makes it: it belongs to a submodule or archive that was not fetched whole, or to a step that comes before make.`,
          `${subject ?? '该文件'} 不存在，也没有规则生成它：它属于未完整获取的子模块或压缩包，或属于 make 之前的步骤。`,
        ),
      remedies: [
        {
          title: text('A git checkout: fetch its submodules', '若是 git 检出：获取其子模块'),
          run: [['git', 'submodule', 'update', '--init', '--recursive']],
        },
        { title: text('An archive: fetch and unpack it again', '若是压缩包：重新下载并解开') },
      ],
    },
    [
      {
        id: 'source.incomplete/make-include',
        when: /^(?:\S{0,40}make: )?[^\s:]{1,200}:\d+: ((?:[A-Za-z]:(?=[\\/]))?[^\s:]{1,300}): No such file or directory$/,
        test: (found) => included(found) && !GENERATED.test(found.match[1]!),
        subject: ({ match }) => match[1]!,
        samples: [
          [
            "Makefile:165: build/rules.mk: No such file or directory\nmake: *** No rule to make target 'build/rules.mk'.  Stop.",
            'build/rules.mk',
          ],
          [
            "Makefile:31: makelib/Common.mk: No such file or directory\nMakefile:81: makelib/Targets.mk: No such file or directory\nmake: *** No rule to make target `makelib/Targets.mk'.  Stop.",
            'makelib/Common.mk',
          ],
          [
            "makefile:9: C:\\dev\\kit/share/base.mk: No such file or directory\nmake: *** No rule to make target `C:\\dev\\kit/share/base.mk'.  Stop.",
            'C:\\dev\\kit/share/base.mk',
          ],
        ],
        misses: [
          "Makefile:10: config.mk: No such file or directory\nmake: *** No rule to make target 'config.mk'.  Stop.",
          'main.c:10: zmq.h: No such file or directory',
        ],
      },
      {
        id: 'source.incomplete/make-target',
        when: /No rule to make target '([^']{1,300})', needed by '/,
        unless: OTHERS,
        tier: 'symptom',
        // A Makefile that writes the commit into the program needs a checkout; an archive is none.
        subject: (found) =>
          /^(?:\.{0,2}\/){0,8}\.git(?=\/)/.test(found.match[1]!) ? '.git' : inSource(found),
        samples: [
          ["make: *** No rule to make target '../.git/HEAD', needed by 'version.h'.  Stop.", '.git'],
          ["make[1]: *** No rule to make target 'list.o', needed by 'cf2.elf'.  Stop.", 'list.o'],
          ["make: *** No rule to make target './inc/version', needed by 'all'.  Stop.", 'inc/version'],
          ["make: *** No rule to make target '/home/dev/app/src/log.c', needed by 'log.o'.  Stop.", 'log.c'],
        ],
        misses: ["make: *** No rule to make target 'install'.  Stop."],
      },
      {
        id: 'source.incomplete/ninja-target',
        // Libraries of the system have a rule of their own; what lies elsewhere is no part of the source.
        when: /^ninja: (?:error|fatal): '((?!\/|[A-Za-z]:)[^']{1,300})', needed by '/,
        unless: /'[^']{0,200}lib[\w+-]{1,40}\.(?:so|a|la|dylib)[\w.]{0,12}', needed/,
        tier: 'symptom',
        subject: inSource,
        samples: [
          [
            "ninja: error: '../src/settings.ui', needed by 'src/resources.c', missing and no known rule to make it",
            '../src/settings.ui',
          ],
        ],
        misses: [
          "ninja: error: '/usr/lib/libzmq.so', needed by 'app', missing and no known rule to make it",
          "ninja: error: loading 'build.ninja': No such file or directory",
        ],
      },
      {
        id: 'source.incomplete/bsd-make-target',
        when: /^(?:\S{0,40}make(?:\[\d+\])?: |NMAKE : fatal error U1073: )(?:Fatal error: )?[Dd]on't know how to make (?:target )?'?([^\s'%]{1,200}?)'?(?:\. Stop|$)/,
        unless: /know how to make (?:target )?'?(?:w|install|all|check|clean)'?(?:\.| |$)/,
        tier: 'symptom',
        subject: matchedName,
        samples: [
          ["make: don't know how to make foo.h. Stop", 'foo.h'],
          ["NMAKE : fatal error U1073: don't know how to make 'zmq.rc'", 'zmq.rc'],
          ["make: Fatal error: Don't know how to make target `version.c'", 'version.c'],
        ],
        misses: ["make: don't know how to make icons/%.png. Stop"],
      },
      {
        id: 'source.incomplete/perl-said',
        // A script of the build; perl's die adds the place.
        when: /^(?:(?:[Cc]an't|[Cc]annot|[Cc]ould ?n[o']t|[Uu]nable to|[Ff]ailed to) open (?:the )?(?:(?:input )?file )?['"]?([^\s'":]{1,200}\.\w{1,8})['"]?(?: for (?:reading|input))?:? ?(?:No such file or directory)?|['"]?([^\s'":]{1,200}\.(?:c|cc|cpp|h|hh|hpp|in|def|txt|list|tab|y|l|xml|json|inc))['"]? (?:was )?not found) at \S{1,200}\.p[lm] line \d+[.,]/,
        tier: 'symptom',
        subject: matchedName,
        over: ['header.missing/said'],
        samples: [
          ['opcodes.tab not found at regen.pl line 40.', 'opcodes.tab'],
          ["Can't open src/opcodes.def: No such file or directory at tools/gen.pl line 7.", 'opcodes.def'],
        ],
        misses: ['error.h not found'],
      },
      {
        id: 'source.incomplete/make-folder',
        // make -C, into a folder that is not there.
        when: /^\S{0,40}make(?:\[\d+\])?: (?:\*\*\* ([^\s:'[]{1,200}): No such file or directory\. {1,2}Stop|chdir ([^\s:]{1,200}): No such file or directory$)/,
        unless: KERNEL_TREE,
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [
          ['make: *** deps/libev: No such file or directory.  Stop.', 'deps/libev'],
          ['make[1]: chdir deps/libev: No such file or directory', 'deps/libev'],
        ],
        misses: ['make[1]: *** /lib/modules/5.10.0-8-amd64/build: No such file or directory.  Stop.'],
      },
    ],
  ),
  ...family(
    'autotools.not-generated',
    {
      cause: (subject) =>
        text(
          `The Makefile includes ${subject ?? 'it'}, which a configuration step writes; that did not run here or failed.`,
          `Makefile 要包含 ${subject ?? '它'}，而它由配置步骤生成；该步骤没有在此运行或运行失败。`,
        ),
      remedies: [
        {
          title: text('Configure first, then make', '先完成配置，再 make'),
          run: [['./configure'], ['make']],
        },
      ],
    },
    [
      {
        id: 'autotools.not-generated/make-says',
        // The project's own $(error ...).
        when: /: \*\*\* .{0,120}?(?:configure'?"? (?:needs to be|must be|should be|has to be|has not been|was not|hasn't been) run|(?:[Rr]un|[Ee]xecute) (?:\S{0,40} ){0,2}'?"?(?:\.\/|sh )?configure\b|[Nn]ot (?:yet )?(?:been )?configured|[Pp]lease (?:re-?)?configure)/,
        subject: null,
        samples: [
          ['Makefile:9: *** ./configure needs to be run before compiling Citus.  Stop', null],
          ['Makefile:2: *** Please run ./configure first.  Stop.', null],
        ],
        misses: ['make: *** [Makefile:20: configure] Error 1'],
      },
      {
        id: 'autotools.not-generated/make-include',
        when: /^(?:\S{0,40}make: )?[^\s:]{1,200}:\d+: ([^\s:]{1,300}): No such file or directory$/,
        test: (found) => included(found) && GENERATED.test(found.match[1]!),
        subject: ({ match }) => match[1]!,
        samples: [
          [
            "Makefile:10: Makedefs: No such file or directory\nmake: *** No rule to make target 'Makedefs'.  Stop.",
            'Makedefs',
          ],
          [
            "GNUmakefile:3: build/config.mk: No such file or directory\nmake: *** No rule to make target 'build/config.mk'.  Stop.",
            'build/config.mk',
          ],
        ],
        misses: [
          "Makefile:31: makelib/Common.mk: No such file or directory\nmake: *** No rule to make target 'makelib/Common.mk'.  Stop.",
        ],
      },
    ],
  ),
  ...family(
    'dependency.missing',
    {
      title: text('The headers of the running kernel are not installed', '没有安装当前内核的头文件'),
      cause: text(
        'A kernel module is built against the tree that /lib/modules/<release>/build points to, and that is not there.',
        '内核模块要依照 /lib/modules/<版本>/build 所指的目录构建，而它不存在。',
      ),
      remedies: [
        {
          title: text(
            'Install the headers of exactly this kernel (linux-headers-$(uname -r), kernel-devel)',
            '安装与此内核完全一致的头文件（linux-headers-$(uname -r)、kernel-devel）',
          ),
        },
      ],
    },
    [
      {
        id: 'dependency.missing/kernel-tree',
        when: KERNEL_TREE,
        subject: 'linux-headers',
        samples: [
          [
            'make[1]: *** /lib/modules/5.10.0-8-amd64/build: No such file or directory.  Stop.',
            'linux-headers',
          ],
        ],
        misses: ['make: *** deps/libev: No such file or directory.  Stop.'],
      },
    ],
  ),
  ...family(
    'link.library-not-found',
    {
      title: (subject) => text(`${subject} is not there`, `${subject} 不存在`),
      cause: (subject) =>
        text(
          `make is asked to link ${subject}, which neither the build nor a package has put there.`,
          `make 要链接 ${subject}，而构建和软件包都没有提供它。`,
        ),
    },
    [
      {
        id: 'link.library-not-found/bsd-make',
        when: /^\S{0,40}make(?:\[\d+\])?: (?:Fatal error: )?[Dd]on't know how to make (?:target )?'?(\S{0,200}lib[\w+-]{1,40}\.(?:so|a|la)\b[\d.]{0,12}?)'?(?:\. Stop|$)/,
        subject: ({ match }) => libraryOfFile(match[1]!) ?? baseName(match[1]!),
        over: ['source.incomplete/bsd-make-target'],
        samples: [["make: don't know how to make /usr/local/lib/libev.a. Stop", 'libev']],
      },
    ],
  ),
] satisfies RuleFamily;

import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { absolute, join } from '../../facts/loader/expand.ts';
import { platform } from '../../facts/platform.ts';
import { candidateFolders } from '../../facts/stack/folders.ts';
import { stackLibraries } from '../../facts/stack/libraries.ts';
import { linkFolders } from '../../facts/stack/link.ts';
import { libraryOfName } from '../../facts/stack/missing.ts';
import { ownArchitecture } from '../../facts/stack/own-architecture.ts';
import type { FixedRelocation } from '../../formats/elf/relocations.ts';
import { proposal } from '../fixes.ts';
import { abiOf, functionOf } from './abi.ts';
import { type LineInput, type LinkLine, parseLinkLine, responseWords } from './line.ts';
import { architectureOf, damageAt, offerOfSource, unitsOf } from './read.ts';
import { type Outcome, ordered, simulate, type Unit, type Unresolved } from './simulate.ts';

export interface LinkDiagnosis {
  readonly findings: readonly Finding[];
  /** The line that links; null where the given one does, or none is known. */
  readonly corrected: readonly string[] | null;
}

/** A library that could be added to the line. */
interface Candidate {
  readonly library: string;
  readonly word: string;
  readonly units: readonly Unit[];
}

/** An input with what was found for it. */
interface Placed {
  readonly input: LineInput;
  readonly path: string | null;
  readonly units: readonly Unit[];
}

const CXX =
  /^(?:_ZNK?S[tabsiod]|_ZS[t]|_ZNK?(?:St|10__cxxabi)|_ZT[VIS](?:N10__cxxabi|S[tabsiod]|NSt)|_Zn[wa]|_Zd[la]|__cxa_(?!finalize|atexit|at_quick_exit|thread_atexit_impl)|__gxx_personality|_ZGVNSt)/;
const LIBCXX = /^_ZNK?St3__1|^_ZTVNSt3__1/;
const MOST_RESPONSE = 1024 * 1024;
const FEW = 4;

/** The line with every `@file` replaced by its words (gcc(1), "@file"). */
function expanded(ask: Ask, argv: readonly string[], depth = 0): readonly string[] {
  return argv.flatMap((word) => {
    if (!word.startsWith('@') || depth > 4) return [word];
    const file = ask.probe.readText(absolute(word.slice(1), ask.probe.self.cwd), MOST_RESPONSE);
    return file.ok ? expanded(ask, responseWords(file.value), depth + 1) : [word];
  });
}

/** As compilers' names begin, where that differs from what files are called. */
const MACHINES: Readonly<Record<string, string>> = {
  i486: 'i386',
  i586: 'i386',
  i686: 'i386',
  amd64: 'x86_64',
  arm64: 'aarch64',
  powerpc64le: 'ppc64le',
  powerpc64: 'ppc64',
};

/** The machine that a line makes programs for, as files name it; null where it cannot be told. */
function targetOf(ask: Ask, { machine }: LinkLine): string | null {
  const own = ownArchitecture(ask);
  if (machine === null || own === null) return own;
  const named = MACHINES[machine] ?? machine;
  return /^(?:x86_64|i386|aarch64|ppc64(?:le)?|riscv64|s390x|loongarch64)$/.test(named) ? named : null;
}

/** Known to be for another machine. */
const isForeign = (ask: Ask, path: string, target: string | null): boolean => {
  const its = architectureOf(ask, path);
  return its !== null && target !== null && its !== target;
};

/** The folders of a cross compiler's own: Debian's multiarch ones and a toolchain's below /usr. */
const crossFolders = (program: string): readonly string[] => {
  const triplet = /([^/]+)-(?:gcc|g\+\+|cc|c\+\+|ld)(?:-[\d.]+)?$/.exec(program)?.[1];
  return triplet === undefined
    ? []
    : [`/usr/lib/${triplet}`, `/usr/${triplet}/lib`, `/usr/local/lib/${triplet}`];
};

/** The file that `-lNAME` takes; of another architecture it is passed over. */
function finder(ask: Ask, folders: readonly string[], own: string | null) {
  return (name: string, onlyStatic: boolean): { path: string | null; foreign: string | null } => {
    let foreign: string | null = null;
    const exact = name.startsWith(':')
      ? [name.slice(1)]
      : onlyStatic
        ? [`lib${name}.a`]
        : [`lib${name}.so`, `lib${name}.a`, `lib${name}.dylib`];
    for (const folder of folders) {
      for (const file of exact) {
        const path = join(folder, file);
        if (!ask.probe.stat(path).ok) continue;
        if (!isForeign(ask, path, own)) return { path, foreign };
        foreign ??= path;
      }
    }
    return { path: null, foreign };
  };
}

const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const flag = (library: string): string => `-l${library.replace(/^lib/, '')}`;

const finding = (
  code: Finding['code'],
  subject: string | null,
  rest: Pick<Finding, 'title' | 'cause' | 'evidence'> & Partial<Finding>,
): Finding => ({
  code,
  subject,
  severity: 'error',
  consequences: [],
  fixes: [],
  ...rest,
});

const symbolEvidence = (list: readonly Unresolved[]) =>
  list.slice(0, FEW).map(({ symbol, by }) => ({
    kind: 'symbol' as const,
    where: base(by),
    text: `undefined reference to ${symbol}`,
  }));

/** What the compiler's driver adds at the end by itself. */
function defaultsOf(ask: Ask, line: LinkLine, find: ReturnType<typeof finder>): readonly Unit[] {
  if (line.noDefaults) return [];
  const names = [...(line.cxx ? ['stdc++', 'm'] : []), 'gcc_s', 'gcc', 'c'];
  const input = { group: -1, whole: false, asNeeded: false };
  const byName = (name: string): string | null => find(name, line.isStatic).path;
  return names.flatMap((name) => {
    const path = byName(name);
    return path === null ? [] : unitsOf(ask, path, input, byName);
  });
}

/** Distributions whose linker or compiler begins with --as-needed in force. */
const AS_NEEDED = /^(?:debian|ubuntu|linuxmint|gentoo|suse|opensuse)/;

const beginsAsNeeded = (ask: Ask): boolean => {
  const { distro, like } = ask.of(platform);
  return [distro, ...like].some((word) => word !== null && AS_NEEDED.test(word));
};

/** Who defines what is left: libraries of the stack, what they need, and the runtimes. */
function candidates(
  ask: Ask,
  scope: Scope,
  line: LinkLine,
  find: ReturnType<typeof finder>,
): readonly Candidate[] {
  const names = [
    'czmq',
    'zmq',
    'sodium',
    'uuid',
    'lz4',
    'curl',
    'microhttpd',
    'systemd',
    'nss3',
    'nspr4',
    'bsd',
    'gssapi_krb5',
    'pgm',
    'norm',
    'stdc++',
    'm',
    'pthread',
    'dl',
    'rt',
    'z',
  ];
  const stack = stackLibraries(ask, scope).map(({ name }) => name.replace(/^lib/, ''));
  return [...new Set([...stack, ...names])].flatMap((name): Candidate[] => {
    const { path } = find(name, line.isStatic);
    return path === null
      ? []
      : [
          {
            library: `lib${name}`,
            word: `-l${name}`,
            units: unitsOf(
              ask,
              path,
              { group: null, whole: false, asNeeded: false },
              (other) => find(other, line.isStatic).path,
            ),
          },
        ];
  });
}

const definedBy = (unit: Unit): readonly string[] =>
  unit.kind === 'object'
    ? [...unit.offer.defined, ...unit.offer.soft]
    : unit.kind === 'archive'
      ? [...unit.index.keys()]
      : [...unit.defined];

const defines = (units: readonly Unit[], symbol: string): boolean =>
  units.some((unit) =>
    unit.kind === 'shared'
      ? unit.defines(symbol)
      : unit.kind === 'archive'
        ? unit.index.has(symbol)
        : unit.offer.defined.includes(symbol),
  );

/** The line with its libraries in another order, what is missing added; null where that does not link either. */
function correct(
  line: LinkLine,
  placed: readonly Placed[],
  added: readonly Candidate[],
  defaults: readonly Unit[],
): readonly string[] | null {
  const libraries = placed.filter(
    ({ input, units }) =>
      input.kind === 'library' || units.some(({ kind }) => kind === 'archive' || kind === 'shared'),
  );
  const objects = placed.filter((one) => !libraries.includes(one));
  const all = [
    ...libraries.map(({ input, units }) => ({
      words: input.at.map((at) => line.argv[at] as string),
      units,
      onlyStatic: input.onlyStatic && !line.isStatic,
    })),
    ...added.map(({ word, units }) => ({ words: [word], units, onlyStatic: false })),
  ];
  const unique = all.filter(
    (one, index) => all.findIndex((other) => other.words.join(' ') === one.words.join(' ')) === index,
  );
  const inGroup = (units: readonly Unit[], group: number | null): Unit[] =>
    units.map((unit) => (unit.kind === 'archive' ? { ...unit, group } : unit));
  // Everything in one group tells who uses whom.
  const joint = simulate([
    ...objects.flatMap(({ units }) => units),
    ...unique
      .flatMap(({ units }) => inGroup(units, 0))
      .map((unit) => (unit.kind === 'shared' ? { ...unit, asNeeded: false } : unit)),
    ...defaults,
  ]);
  const keyOf = new Map(
    unique.flatMap((one, index) => one.units.map((unit) => [unit.name, String(index)] as const)),
  );
  const uses = new Map<string, Set<string>>();
  for (const [by, others] of joint.uses) {
    const from = keyOf.get(by);
    if (from === undefined) continue;
    const known = uses.get(from) ?? new Set<string>();
    for (const other of others) {
      const to = keyOf.get(other);
      if (to !== undefined && to !== from) known.add(to);
    }
    uses.set(from, known);
  }
  const groups = ordered(
    unique.map((_, index) => String(index)),
    uses,
  );
  const words: string[] = [];
  const units: Unit[] = objects.flatMap((one) => one.units);
  groups.forEach((group, number) => {
    const cyclic = group.length > 1;
    if (cyclic) words.push('-Wl,--start-group');
    for (const key of group) {
      const one = unique[Number(key)];
      if (one === undefined) continue;
      words.push(...(one.onlyStatic ? ['-Wl,-Bstatic', ...one.words, '-Wl,-Bdynamic'] : one.words));
      units.push(...inGroup(one.units, cyclic ? number + 1 : null));
    }
    if (cyclic) words.push('-Wl,--end-group');
  });
  if (simulate([...units, ...defaults]).unresolved.length > 0) return null;
  const gone = new Set([...libraries.flatMap(({ input }) => input.at), ...line.switches]);
  const kept = line.argv.filter((_, index) => !gone.has(index));
  return [...kept, ...words];
}

/** Reads what a link line names, does what the linker would do, and says why it fails and how it would not. */
export function diagnoseLink(ask: Ask, scope: Scope, given: readonly string[]): LinkDiagnosis {
  const line = parseLinkLine(expanded(ask, given), beginsAsNeeded(ask));
  if (line === null)
    return {
      findings: [
        finding('unknown', null, {
          title: text('This is no line of a compiler that is known', '这不是已知编译器的命令行'),
          cause: text(
            'A line begins with gcc, g++, cc, c++, clang, clang++ or ld.',
            '命令行应以 gcc、g++、cc、c++、clang、clang++ 或 ld 开头。',
          ),
          evidence: [{ kind: 'command', where: given.join(' '), text: given[0] ?? '' }],
        }),
      ],
      corrected: null,
    };
  if (line.compilesOnly) return { findings: [], corrected: null };
  const { cwd } = ask.probe.self;
  const target = targetOf(ask, line);
  const folders = [
    ...line.folders.map((folder) => absolute(folder, cwd)),
    ...crossFolders(line.argv[0] ?? ''),
    ...linkFolders(ask),
  ];
  const find = finder(ask, folders, target);
  const prefixes = scope.recipes.flatMap(({ provides }) => provides.symbolPrefixes);
  const findings: Finding[] = [];
  const placed = line.inputs.map((input): Placed => {
    if (input.kind === 'source') {
      const path = absolute(input.name, cwd);
      return {
        input,
        path,
        units: [{ kind: 'object', name: path, offer: offerOfSource(ask, path, prefixes) }],
      };
    }
    const found =
      input.kind === 'library'
        ? find(input.name, input.onlyStatic)
        : { path: absolute(input.name, cwd), foreign: null };
    const path = found.path !== null && ask.probe.stat(found.path).ok ? found.path : null;
    if (path === null) findings.push(notFound(ask, scope, input, found.foreign, folders));
    else if (input.kind === 'file' && isForeign(ask, path, target))
      findings.push(foreignFile(ask, path, target));
    else if (path !== null) findings.push(...damageOf(ask, path));
    return {
      input,
      path,
      units: path === null ? [] : unitsOf(ask, path, input, (name) => find(name, input.onlyStatic).path),
    };
  });
  const defaults = defaultsOf(ask, line, find);
  const outcome = simulate([...placed.flatMap(({ units }) => units), ...defaults]);
  if (findings.length > 0) return { findings, corrected: null };
  findings.push(...fixedOf(ask, line, outcome), ...duplicatesOf(outcome));
  // A shared library may be left with symbols that its users bring.
  const unresolved = line.isShared
    ? outcome.unresolved.filter(({ symbol }) => prefixes.some((prefix) => symbol.startsWith(prefix)))
    : outcome.unresolved;
  if (unresolved.length === 0) return { findings, corrected: null };
  const known = candidates(ask, scope, line, find);
  const mixed = mixedOf(line, placed, unresolved);
  const others = unresolved.filter(({ symbol }) => !mixed.symbols.has(symbol));
  const { causes, added } = blame(scope, line, placed, others, known);
  causes.unshift(...mixed.findings);
  const corrected =
    correct(line, placed, added, defaults) ??
    correct(line, placed, withNeeds(line, placed, added, known, defaults), defaults);
  const shown =
    corrected === null
      ? []
      : [
          {
            ...proposal(text('The line that links', '可以链接成功的命令行'), [corrected]),
            risk: 'safe' as const,
          },
        ];
  return { findings: [...causes.map((one) => ({ ...one, fixes: shown })), ...findings], corrected };
}

/** What the added libraries need themselves is added too, until nothing more is found. */
function withNeeds(
  line: LinkLine,
  placed: readonly Placed[],
  added: readonly Candidate[],
  known: readonly Candidate[],
  defaults: readonly Unit[],
): readonly Candidate[] {
  const all = [...added];
  for (let round = 0; round < known.length; round++) {
    const units = [...placed.flatMap((one) => one.units), ...all.flatMap((one) => one.units)].map((unit) =>
      unit.kind === 'archive' ? { ...unit, group: 0 } : unit,
    );
    const { unresolved } = simulate([...units, ...defaults]);
    const next = known.find(
      (one) =>
        !all.includes(one) &&
        !placed.some(({ input }) => `-l${input.name}` === one.word) &&
        unresolved.some(({ symbol }) => defines(one.units, symbol)),
    );
    if (next === undefined) break;
    all.push(next);
  }
  return line.noDefaults ? added : all;
}

function notFound(
  ask: Ask,
  scope: Scope,
  input: LineInput,
  foreign: string | null,
  folders: readonly string[],
): Finding {
  const library =
    input.kind === 'library'
      ? libraryOfName(input.name.startsWith(':') ? input.name.slice(1) : `lib${input.name}`)
      : libraryOfName(base(input.name));
  if (foreign !== null)
    return finding('library.wrong-architecture', library, {
      title: text(`${foreign} is for another architecture`, `${foreign} 属于另一种体系结构`),
      cause: text('The linker passes over it and finds no other.', '链接器会跳过它，并且找不到其他的。'),
      evidence: [{ kind: 'file', where: foreign, text: architectureOf(ask, foreign) ?? '' }],
    });
  const names = input.onlyStatic ? [`${library}.a`] : [`${library}.so`, `${library}.a`];
  const elsewhere =
    input.kind === 'library'
      ? candidateFolders(ask, scope)
          .flatMap((folder) => names.map((name) => join(folder, name)))
          .find((path) => ask.probe.stat(path).ok)
      : undefined;
  const folder = elsewhere?.replace(/\/[^/]*$/, '');
  return finding('link.library-not-found', library, {
    title: text(
      `The linker does not find ${input.kind === 'library' ? `-l${input.name}` : input.name}`,
      `链接器找不到 ${input.kind === 'library' ? `-l${input.name}` : input.name}`,
    ),
    cause:
      elsewhere === undefined
        ? text(
            `None of ${names.join(', ')} is in the folders that it searches.`,
            `它搜索的目录中没有 ${names.join('、')}。`,
          )
        : text(
            `${elsewhere} is there, and no -L names its folder.`,
            `${elsewhere} 存在，但没有 -L 指明该目录。`,
          ),
    evidence: [
      {
        kind: 'file',
        where: elsewhere ?? input.name,
        text: elsewhere === undefined ? `not in ${folders.slice(0, FEW).join(', ')}` : 'is there',
      },
    ],
    fixes:
      folder === undefined
        ? []
        : [
            proposal(
              text(
                `Add -L${folder}, and -Wl,-rpath,${folder} where the loader does not search it`,
                `加上 -L${folder}；若加载器不搜索该目录，再加 -Wl,-rpath,${folder}`,
              ),
            ),
          ],
  });
}

const duplicatesOf = ({ duplicates }: Outcome): readonly Finding[] =>
  duplicates.slice(0, FEW).map(({ symbol, first, second }) =>
    finding('link.duplicate-symbol', symbol, {
      title: text(`${symbol} is defined twice`, `${symbol} 被定义了两次`),
      cause: text(
        `${first} and ${second} both define it, and both are linked.`,
        `${first} 和 ${second} 都定义了它，且都被链接。`,
      ),
      evidence: [first, second].map((where) => ({
        kind: 'symbol' as const,
        where: base(where),
        text: symbol,
      })),
    }),
  );

/** A file that is named by its path and is for another machine: the linker ends there ("file in wrong format"). */
const foreignFile = (ask: Ask, path: string, target: string | null): Finding =>
  finding('library.wrong-architecture', libraryOfName(base(path)), {
    title: text(`${path} is for another architecture`, `${path} 属于另一种体系结构`),
    cause: text(
      `The line makes programs for ${target}, and the linker takes no file for another machine.`,
      `该命令行生成 ${target} 的程序，链接器不接受其他体系结构的文件。`,
    ),
    evidence: [{ kind: 'file', where: path, text: architectureOf(ask, path) ?? '' }],
  });

/** A file that is no input of a linker at all, or was cut off. */
function damageOf(ask: Ask, path: string): readonly Finding[] {
  const detail = damageAt(ask, path);
  return detail === null
    ? []
    : [
        finding('library.corrupt', libraryOfName(base(path)), {
          title: text(`${path} is damaged`, `${path} 已损坏`),
          cause: text(
            'It is no object, no archive, no library and no linker script that can be read to its end.',
            '它不是可以完整读取的目标文件、归档、库或链接脚本。',
          ),
          evidence: [{ kind: 'file', where: path, text: detail }],
        }),
      ];
}

/** Distributions whose compilers make position-independent programs unless they are told otherwise. */
const PIE = /^(?:debian|ubuntu|linuxmint|arch|alpine|gentoo|opensuse|suse)/;

/** Objects that were compiled for one place in memory, in a result that may lie anywhere. */
function fixedOf(ask: Ask, line: LinkLine, { taken }: Outcome): readonly Finding[] {
  if (line.isPartial || line.isStatic || /(?:^|\/)(?:ld|ld\.\w+)$/.test(line.argv[0] ?? '')) return [];
  const { distro, like } = ask.of(platform);
  const pie = line.pie ?? [distro, ...like].some((word) => word !== null && PIE.test(word));
  if (!line.isShared && !pie) return [];
  const found = new Map<string, FixedRelocation & { readonly path: string }>();
  for (const { name, offer } of taken) {
    const relocation = offer.fixed?.always ?? (line.isShared ? offer.fixed?.shared : null);
    const subject = libraryOfName(base(name));
    if (relocation && !found.has(subject)) found.set(subject, { ...relocation, path: name });
  }
  const flagName = line.isShared ? '-fPIC' : '-fPIE';
  return [...found].slice(0, FEW).map(([subject, { path, type, symbol }]) =>
    finding('link.not-pic', subject, {
      title: text(
        `${base(path)} was not compiled with ${flagName}`,
        `${base(path)} 不是用 ${flagName} 编译的`,
      ),
      cause: line.isShared
        ? text(
            'A shared library may lie anywhere in memory, and this code counts on one place.',
            '共享库可能被加载到内存的任意位置，而这段代码依赖固定的位置。',
          )
        : text(
            'The compiler makes programs that may lie anywhere in memory, and this code counts on one place.',
            '编译器生成的程序可能被加载到内存的任意位置，而这段代码依赖固定的位置。',
          ),
      evidence: [{ kind: 'symbol', where: path, text: `relocation ${type} against ${symbol}` }],
      fixes: [
        proposal(
          line.isShared
            ? text(
                `Use the shared library, or build ${subject} with -fPIC (configure: --with-pic)`,
                `使用共享库，或以 -fPIC（configure 的 --with-pic）重新构建 ${subject}`,
              )
            : text(
                `Build ${subject} with -fPIE or -fPIC, or link with -no-pie`,
                `以 -fPIE 或 -fPIC 重新构建 ${subject}，或用 -no-pie 链接`,
              ),
        ),
      ],
    }),
  );
}

/** Functions that are wanted under one C++ ABI and are there under another. */
function mixedOf(
  line: LinkLine,
  placed: readonly Placed[],
  unresolved: readonly Unresolved[],
): { readonly findings: readonly Finding[]; readonly symbols: ReadonlySet<string> } {
  const symbols = new Set<string>();
  const groups = new Map<string, { path: string; list: Unresolved[]; other: string }>();
  const put = (subject: string, path: string, one: Unresolved, other: string): void => {
    symbols.add(one.symbol);
    const group = groups.get(subject) ?? { path, list: [], other };
    group.list.push(one);
    groups.set(subject, group);
  };
  const offered = new Map<string, { path: string; symbol: string }>();
  for (const { units, path } of placed)
    for (const symbol of units.flatMap(definedBy)) {
      const name = functionOf(symbol);
      if (name !== null && path !== null && !offered.has(`${name} ${abiOf(symbol)}`))
        offered.set(`${name} ${abiOf(symbol)}`, { path, symbol });
    }
  const runtime = line.cxx || placed.some(({ input }) => input.kind === 'library' && input.name === 'stdc++');
  for (const one of unresolved) {
    const own = abiOf(one.symbol);
    const name = functionOf(one.symbol);
    if (own === null) continue;
    const others = (['libc++', 'new', 'old', null] as const).filter((abi) => abi !== own);
    const found =
      name === null ? undefined : others.map((abi) => offered.get(`${name} ${abi}`)).find(Boolean);
    if (found) put(libraryOfName(base(found.path)), found.path, one, found.symbol);
    // The standard library's own names, and another standard library is linked.
    else if (own === 'libc++' && runtime) put(libraryOfName(base(one.by)), one.by, one, 'libstdc++');
  }
  const findings = [...groups].map(([subject, { path, list, other }]) =>
    finding('link.cxx-abi', subject, {
      title: text(`C++ code of two ABIs is mixed (${subject})`, `混用了两种 C++ ABI 的代码（${subject}）`),
      cause: text(
        `${base(list[0]?.by ?? '')} wants ${list[0]?.symbol}, and ${base(path)} is built for ${other}: with another C++ standard library, or another _GLIBCXX_USE_CXX11_ABI.`,
        `${base(list[0]?.by ?? '')} 需要 ${list[0]?.symbol}，而 ${base(path)} 对应的是 ${other}：两者使用了不同的 C++ 标准库或 _GLIBCXX_USE_CXX11_ABI 设置。`,
      ),
      evidence: symbolEvidence(list),
    }),
  );
  return { findings, symbols };
}

/** Who is to blame for what stays undefined, and which libraries have to be added. */
function blame(
  scope: Scope,
  line: LinkLine,
  placed: readonly Placed[],
  unresolved: readonly Unresolved[],
  known: readonly Candidate[],
): { causes: Finding[]; added: readonly Candidate[] } {
  const causes: Finding[] = [];
  const added: Candidate[] = [];
  const groups = new Map<
    string,
    { kind: 'order' | 'cxx' | 'add' | 'version' | 'unknown'; library: string; list: Unresolved[] }
  >();
  const put = (
    kind: 'order' | 'cxx' | 'add' | 'version' | 'unknown',
    library: string,
    one: Unresolved,
  ): void => {
    const key = `${kind} ${library}`;
    const group = groups.get(key) ?? { kind, library, list: [] };
    group.list.push(one);
    groups.set(key, group);
  };
  for (const one of unresolved) {
    const onLine = placed.find(({ units, input }) => input.kind !== 'source' && defines(units, one.symbol));
    const candidate = known.find(({ units }) => defines(units, one.symbol));
    const recipe = scope.recipes.find(({ provides }) =>
      provides.symbolPrefixes.some((prefix) => one.symbol.startsWith(prefix)),
    );
    const owner = recipe && libraryOfName(recipe.provides.sonames[0] ?? recipe.name);
    if (onLine) put('order', libraryOfName(base(onLine.path ?? '')), one);
    else if (CXX.test(one.symbol)) put('cxx', LIBCXX.test(one.symbol) ? 'libc++' : 'libstdc++', one);
    else if (candidate) put('add', candidate.library, one);
    else if (owner && placed.some(({ path }) => path !== null && libraryOfName(base(path)) === owner))
      put('version', owner, one);
    else if (owner) put('add', owner, one);
    else put('unknown', '', one);
  }
  for (const { kind, library, list } of groups.values()) {
    const evidence = symbolEvidence(list);
    const { symbol, by } = list[0] as Unresolved;
    const more = known.find((one) => one.library === library);
    switch (kind) {
      case 'order':
        causes.push(
          finding('link.order', library, {
            title: text(
              `${library} stands before ${base(by)}, which uses it`,
              `${library} 排在使用它的 ${base(by)} 之前`,
            ),
            cause: text(
              `The linker looks at each library once, in the order of the line, and keeps of it only what is wanted by then; ${symbol} is wanted later.`,
              `链接器按命令行顺序对每个库只查找一次，只保留此前已需要的内容；${symbol} 是后来才需要的。`,
            ),
            evidence,
          }),
        );
        break;
      case 'cxx':
        if (more && !line.cxx) added.push(more);
        causes.push(
          finding('link.cxx-runtime', library, {
            title: text(`The C++ runtime (${library}) is not linked`, `没有链接 C++ 运行库（${library}）`),
            cause: text(
              `${base(by)} holds C++ code, and a C compiler's driver does not add its runtime: add ${flag(library)} at the end, or link with g++.`,
              `${base(by)} 中含有 C++ 代码，而 C 编译器不会自动加入其运行库：在末尾加 ${flag(library)}，或用 g++ 链接。`,
            ),
            evidence,
          }),
        );
        break;
      case 'add':
        if (more) added.push(more);
        causes.push(
          finding('link.library-not-linked', library, {
            title: text(`${library} is not on the line`, `命令行中没有 ${library}`),
            cause: text(
              `${base(by)} uses ${symbol}, which ${library} defines: add ${flag(library)} behind it.`,
              `${base(by)} 使用了 ${library} 定义的 ${symbol}：请在其后加上 ${flag(library)}。`,
            ),
            evidence,
          }),
        );
        break;
      case 'version':
        causes.push(
          finding('link.version-mismatch', library, {
            title: text(
              `The ${library} that is linked has no ${symbol}`,
              `所链接的 ${library} 没有 ${symbol}`,
            ),
            cause: text(
              'It is older than what uses it, or was built without that part (drafts, CURVE).',
              '它比使用者旧，或构建时没有包含该部分（草案 API、CURVE）。',
            ),
            evidence,
          }),
        );
        break;
      default:
        causes.push(
          finding('unknown', null, {
            title: text(`Nothing that is known defines ${symbol}`, `没有已知的库定义 ${symbol}`),
            cause: text(
              `${base(by)} uses it; it is none of this stack's names.`,
              `${base(by)} 使用了它；它不属于本套库。`,
            ),
            evidence,
          }),
        );
    }
  }
  const rank: Readonly<Partial<Record<Finding['code'], number>>> = {
    'link.cxx-abi': -1,
    'link.order': 0,
    'link.library-not-linked': 1,
    'link.version-mismatch': 2,
    'link.cxx-runtime': 3,
  };
  return { causes: causes.sort((a, b) => (rank[a.code] ?? 9) - (rank[b.code] ?? 9)), added };
}

import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import { abiOf, functionOf } from './abi.ts';
import { base, finding, symbolEvidence } from './finding.ts';
import type { LinkLine } from './line.ts';
import { definedBy, type Placed } from './placed.ts';
import type { Unresolved } from './units.ts';

/** An object is no library: what it was compiled for is the one to name. */
const ownerOf = (path: string, runtime: string): string =>
  path.endsWith('.o') ? runtime : libraryOfName(base(path));

/** Functions that are wanted under one C++ ABI and are there under another. */
export function mixedOf(
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
  const named = (name: string) => placed.some(({ input }) => input.kind === 'library' && input.name === name);
  const runtime = (line.cxx && !line.libcxx) || named('stdc++');
  for (const one of unresolved) {
    const own = abiOf(one.symbol);
    const name = functionOf(one.symbol);
    if (own === null) continue;
    const others = (['libc++', 'new', 'old', null] as const).filter((abi) => abi !== own);
    const found =
      name === null ? undefined : others.map((abi) => offered.get(`${name} ${abi}`)).find(Boolean);
    if (found) put(libraryOfName(base(found.path)), found.path, one, found.symbol);
    // The standard library's own names, and another standard library is linked.
    else if (own === 'libc++' && runtime) put(ownerOf(one.by, 'libc++'), one.by, one, 'libstdc++');
    else if (own === 'new' && line.cxx && line.libcxx)
      put(ownerOf(one.by, 'libstdc++'), one.by, one, 'libc++');
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

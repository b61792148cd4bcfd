import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import { functionOf } from './abi.ts';
import { base, finding, symbolEvidence } from './finding.ts';
import { definedBy, type Placed } from './placed.ts';
import type { Unresolved } from './units.ts';

/** The input that has a function of this name in the other language: C's plain name for C++'s mangled one, or the other way. */
export function inOtherLanguage(placed: readonly Placed[], { symbol }: Unresolved): Placed | undefined {
  const plain = functionOf(symbol);
  const fits = (one: string): boolean => (plain === null ? functionOf(one) === symbol : one === plain);
  if (plain?.includes('::') || (plain === null && symbol.startsWith('_Z'))) return undefined;
  return placed.find(({ input, units }) => input.kind !== 'source' && units.flatMap(definedBy).some(fits));
}

/** A function that is declared in one language and defined in the other. `list`: what is wanted, one symbol at least. */
export function otherLanguage({ path }: Placed, list: readonly Unresolved[]): Finding {
  const { symbol, by } = list[0] as Unresolved;
  const file = base(path ?? '');
  const name = functionOf(symbol) ?? symbol;
  const isMangled = name !== symbol;
  return finding('link.cxx-abi', libraryOfName(file), {
    title: text(
      `${base(by)} wants ${name} as a ${isMangled ? 'C++' : 'C'} function, and ${file} has it as a ${isMangled ? 'C' : 'C++'} function`,
      `${base(by)} 需要 ${isMangled ? 'C++' : 'C'} 函数 ${name}，而 ${file} 中的是 ${isMangled ? 'C' : 'C++'} 函数`,
    ),
    cause: text(
      'C++ writes the types of its arguments into the name of a function, C does not: the declaration that C++ code sees must stand in extern "C" { … }.',
      'C++ 会把参数类型写入函数名，而 C 不会：C++ 代码所见的声明必须放在 extern "C" { … } 中。',
    ),
    evidence: symbolEvidence(list),
  });
}

import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import { base, finding, flag, symbolEvidence } from './finding.ts';
import type { Unresolved } from './units.ts';

const CXX =
  /^(?:_ZNK?S[tabsiod]|_ZS[t]|_ZNK?(?:St|10__cxxabi)|_ZT[VIS](?:N10__cxxabi|S[tabsiod]|NSt)|_Zn[wa]|_Zd[la]|__cxa_(?!finalize|atexit|at_quick_exit|thread_atexit_impl)|__gxx_personality|_ZGVNSt)/;
const LIBCXX = /^_ZNK?St3__1|^_ZTVNSt3__1/;

/** The runtime that brings a symbol of the C++ standard library or its ABI (Itanium C++ ABI); null for every other symbol. */
export const runtimeOf = (symbol: string): 'libc++' | 'libstdc++' | null =>
  CXX.test(symbol) ? (LIBCXX.test(symbol) ? 'libc++' : 'libstdc++') : null;

/** Whether a library is itself one of these runtimes: whatever it alone defines is the runtime's, however it is called. */
export const isRuntime = (library: string | undefined): boolean => /^lib(?:std)?c\+\+$/.test(library ?? '');

/** C++ code that a C compiler links. `library`: the runtime; `list`: its symbols that stay undefined, one at least. */
export function runtimeMissing(library: string, list: readonly Unresolved[]): Finding {
  const { by } = list[0] as Unresolved;
  return finding('link.cxx-runtime', library, {
    title: text(`The C++ runtime (${library}) is not linked`, `没有链接 C++ 运行库（${library}）`),
    cause: text(
      `${base(by)} holds C++ code, and a C compiler's driver does not add its runtime: add ${flag(library)} at the end, or link with g++.`,
      `${base(by)} 中含有 C++ 代码，而 C 编译器不会自动加入其运行库：在末尾加 ${flag(library)}，或用 g++ 链接。`,
    ),
    evidence: symbolEvidence(list),
  });
}

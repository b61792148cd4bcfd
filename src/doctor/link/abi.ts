/** What a mangled name says of the C++ standard library that its function was compiled with. */
export type Abi = 'libc++' | 'new' | 'old';

/**
 * `std::__1` is libc++'s inline namespace; `std::__cxx11` and the tag [abi:cxx11] are those of libstdc++ since GCC 5
 * (GCC manual, "Dual ABI"); its older types have neither: `Ss` is std::string (Itanium C++ ABI, "Compression").
 */
export function abiOf(symbol: string): Abi | null {
  if (/St3__1/.test(symbol)) return 'libc++';
  if (/7__cxx11|B5cxx11/.test(symbol)) return 'new';
  return /^_Z/.test(symbol) && /S[sabiod]|St4list/.test(symbol) ? 'old' : null;
}

const digits = /^\d+/;

/**
 * The function's own qualified name: `zmq::demo` of `_ZN3zmq4demoERKSs`. Null for what is none of the user's: no mangled
 * name, or one in the standard library itself.
 */
export function functionOf(symbol: string): string | null {
  let rest = /^_Z(.*)$/.exec(symbol)?.[1];
  if (rest === undefined) return null;
  const nested = rest.startsWith('N');
  rest = rest.replace(/^N[rVK]*[RO]?/, '');
  if (/^S/.test(rest)) return null;
  const parts: string[] = [];
  for (let length = digits.exec(rest)?.[0]; length !== undefined; length = digits.exec(rest)?.[0]) {
    const from = length.length;
    const to = from + Number(length);
    if (to > rest.length) return null;
    parts.push(rest.slice(from, to));
    rest = rest.slice(to);
    if (!nested) break;
  }
  // A constructor has no name of its own.
  const special = nested ? /^[CD]\d/.exec(rest)?.[0] : undefined;
  if (special !== undefined) parts.push(special);
  return parts.length === 0 ? null : parts.join('::');
}

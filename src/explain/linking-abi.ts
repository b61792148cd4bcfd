import { isCxxRuntime } from './subjects/symbols.ts';
import type { Undefined } from './undefined-symbols.ts';

/** `void foo(std::__cxx11::basic_string...)`: not the runtime's own, but something that was built for another ABI. */
const ABI = /std::__cxx11::|\[abi:cxx11\]|St7__cxx11|B5cxx11/;
const LIBCXX_ARGUMENT = /std::__1::|std::__ndk1::|NSt3__1/;
const isMarked = (symbol: string): boolean => ABI.test(symbol) || LIBCXX_ARGUMENT.test(symbol);

/** The outermost namespace of a demangled name, which is not the C++ runtime's. */
const namespaceOf = (symbol: string): string | null =>
  /(?:^|[\s*&])([a-z][a-z0-9_]{1,30})::[A-Za-z_~]/.exec(symbol.replace(/std::\w+/g, ''))?.[1] ?? null;

/** `google::protobuf::...` and the like: a namespace often names its library. */
export function namespaceLibrary(symbol: string): string | null {
  const space = namespaceOf(symbol);
  return space && space !== 'std' ? `lib${space}` : null;
}

/**
 * The first symbol that is undefined for its ABI's sake. Names without strings are the same in every ABI: where such a
 * one of the same namespace is undefined too, the library is not there at all.
 */
export const mixedAbi = (undefineds: readonly Undefined[]): Undefined | null =>
  undefineds.find(
    ({ symbol, library }) =>
      !isCxxRuntime(library) &&
      isMarked(symbol) &&
      !undefineds.some(
        (other) =>
          !isMarked(other.symbol) &&
          namespaceOf(symbol) !== null &&
          namespaceOf(other.symbol) === namespaceOf(symbol),
      ),
  ) ?? null;

/**
 * libstdc++ brought its second ABI with GLIBCXX_3.4.21 (GCC 5): a shared library that asks for a string of that version
 * meets one that has the first ABI alone. Where versions of glibc are wanting too, the whole file is of a newer system.
 */
export const secondAbi = (undefineds: readonly Undefined[]): Undefined | null =>
  undefineds.some(({ symbol }) => /@GLIBC_/.test(symbol))
    ? null
    : (undefineds.find(
        ({ symbol, user }) =>
          ABI.test(symbol) && /@GLIBCXX_3\.4\.21$/.test(symbol) && /\.so\b/.test(user ?? ''),
      ) ?? null);

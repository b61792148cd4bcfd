import type { ElfObject } from './object.ts';
import { symbolIndexOf } from './symbols.ts';

/**
 * Whether a file takes no symbol at all from a library: of one that it was linked with, which the linker would have left out
 * (ld(1), --as-needed), that is what a stub looks like. False where the symbols of either cannot be read.
 */
export function takesNothing(user: ElfObject, library: ElfObject): boolean {
  const [wants, has] = [symbolIndexOf(user), symbolIndexOf(library)];
  if (!wants.ok || !has.ok) return false;
  let taken = false;
  wants.value.eachWanted((wanted) => {
    taken ||= has.value.defines({ ...wanted, version: null });
  });
  return !taken;
}

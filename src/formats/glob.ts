/** Whether `name` has one of a bracket's characters; null where the bracket never closes. `at` is behind the `[`. */
function bracket(
  pattern: string,
  at: number,
  char: string,
): { readonly has: boolean; readonly next: number } | null {
  const inverted = pattern[at] === '!' || pattern[at] === '^';
  const from = inverted ? at + 1 : at;
  // A `]` that comes first is one of the characters.
  const end = pattern.indexOf(']', from + 1);
  if (end < 0) return null;
  let has = false;
  for (let place = from; place < end; place++) {
    const range = pattern[place + 1] === '-' && place + 2 < end;
    const last = pattern[range ? place + 2 : place] as string;
    if (char >= (pattern[place] as string) && char <= last) has = true;
    if (range) place += 2;
  }
  return { has: has !== inverted, next: end + 1 };
}

/**
 * Whether a name without slashes matches a pattern of glob(7). Takes at most pattern times name steps: a regular
 * expression of many stars would not come to an end.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  let [at, place] = [0, 0];
  let retry: { at: number; place: number } | null = null;
  while (place < name.length || at < pattern.length) {
    const char = name[place];
    const wanted = pattern[at];
    if (wanted === '*') {
      retry = { at, place: place + 1 };
      at++;
      continue;
    }
    const list = wanted === '[' && char !== undefined ? bracket(pattern, at + 1, char) : null;
    const fits = list ? list.has : wanted === '?' || wanted === char;
    if (char !== undefined && wanted !== undefined && fits) {
      at = list ? list.next : at + 1;
      place++;
    } else if (retry && retry.place <= name.length) {
      ({ at, place } = retry);
    } else return false;
  }
  return true;
}

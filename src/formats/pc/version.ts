const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const isLetter = (char: string): boolean => /^[A-Za-z]$/.test(char);

/** The end of the run of digits or of letters that begins at `at`. */
function runEnd(text: string, at: number, belongs: (char: string) => boolean): number {
  let end = at;
  while (end < text.length && belongs(text[end] as string)) end++;
  return end;
}

/**
 * Compares versions as pkg-config does: rpm's way (rpmvercmp), where runs of digits are numbers, letters are words, a
 * tilde stands before everything and other characters only separate. Negative where `a` is older.
 */
export function compareVersions(a: string, b: string): number {
  if (a.toLowerCase() === b.toLowerCase()) return 0;
  const matters = (char: string) => isDigit(char) || isLetter(char) || char === '~';
  let [one, two] = [0, 0];
  while (one < a.length || two < b.length) {
    one = runEnd(a, one, (char) => !matters(char));
    two = runEnd(b, two, (char) => !matters(char));
    if (a[one] === '~' || b[two] === '~') {
      if (a[one] !== '~') return 1;
      if (b[two] !== '~') return -1;
      one++;
      two++;
      continue;
    }
    if (one >= a.length || two >= b.length) break;
    const number = isDigit(a[one] as string);
    const endOne = runEnd(a, one, number ? isDigit : isLetter);
    const endTwo = runEnd(b, two, number ? isDigit : isLetter);
    if (endTwo === two) return number ? 1 : -1;
    let [left, right] = [a.slice(one, endOne), b.slice(two, endTwo)];
    if (number) {
      left = left.replace(/^0+/, '');
      right = right.replace(/^0+/, '');
      if (left.length !== right.length) return left.length > right.length ? 1 : -1;
    }
    if (left !== right) return left < right ? -1 : 1;
    one = endOne;
    two = endTwo;
  }
  const [restOne, restTwo] = [one < a.length, two < b.length];
  return restOne === restTwo ? 0 : restOne ? 1 : -1;
}

export type Comparison = 'any' | '<' | '<=' | '=' | '!=' | '>' | '>=';

const TESTS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  any: () => true,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Whether `version` passes a test such as `>= 4.3`. */
export const satisfies = (version: string, comparison: Comparison, wanted: string): boolean =>
  comparison === 'any' || TESTS[comparison](compareVersions(version, wanted));

/** The comparison that an operator names; any other run of operator characters tests nothing, as in pkgconf. */
export const comparisonOf = (operator: string): Comparison =>
  operator in TESTS ? (operator as Comparison) : 'any';

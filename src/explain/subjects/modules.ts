import type { Match } from '../rule.ts';

/** Group 1 of a match as pkg-config's module. */
export const matchedModule = ({ match }: Match): string | null => match[1]?.replace(/\.pc$/, '') ?? null;

/** The log shows the .pc file lying somewhere: then it is the search path that is wrong. */
export const moduleSeen = (match: Match): boolean => {
  const name = matchedModule(match);
  if (!name) return false;
  const file = new RegExp(`(?:^|[/ ])${name.replace(/[.+]/g, '\\$&')}\\.pc(?:$|\\s|:)`);
  return match.log.lines.some(
    (line) => line.kind !== 'listing' && file.test(line.text) && !/containing|directory/.test(line.text),
  );
};

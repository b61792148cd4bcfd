import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { orBuildIt } from '../../explain/remedies.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { isLibrary, libraryOfProject } from '../../explain/subjects/libraries.ts';

/**
 * Whatever printed it: plain English that names a library that the tables know, the version that was found and the higher one
 * that is wanted. The comparison tells it from talk of versions.
 */
const FOUND_FIRST =
  /(?:[Dd]etected|[Ff]ound|[Gg]ot|[Hh]ave|[Ii]nstalled|[Uu]sing)(?: an?| old| incompatible| unsupported)?:? (?:version of )?'?((?:lib)?[A-Za-z][\w-]{1,20})'?(?: library)?(?: version)?:? \(?v?(\d[\d.]{0,12})\)?.{0,30}?(?:require[sd]?|needs?|needed|at least|depends? on|minimum|expected|wants?)\b.{0,30}?(?:>=? ?|at least |version |v|\b)(\d[\d.]{0,12})/;
const WANTED_FIRST =
  /\b((?:lib)?[A-Za-z][\w-]{1,20})(?: library)?(?: version)? \(?(?:>=? ?|at least )?v?(\d[\d.]{0,12})\)? (?:or (?:newer|later|higher|above|greater) )?(?:is )?(?:required|needed|expected)\b.{0,40}?(?:found|have|got|installed|detected|is)(?: version)?:? v?(\d[\d.]{0,12})/;

const lower = (found: string, wanted: string): boolean => {
  const [one, other] = [found, wanted].map((version) => version.split('.').filter(Boolean).map(Number));
  for (let at = 0; at < Math.max(one!.length, other!.length); at += 1) {
    const difference = (one![at] ?? 0) - (other![at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
};
const said = ({ line }: Pick<Match, 'line'>): string | null => {
  const first = FOUND_FIRST.exec(line.text);
  if (first && isLibrary(first[1]!) && lower(first[2]!, first[3]!)) return first[1]!;
  const last = WANTED_FIRST.exec(line.text);
  return last && isLibrary(last[1]!) && lower(last[3]!, last[2]!) ? last[1]! : null;
};

export default family(
  'dependency.too-old',
  {
    cause: (subject) =>
      text(
        `What printed this found a ${subject} of a lower version than it asks for.`,
        `打印此行的程序找到的 ${subject} 低于它要求的版本。`,
      ),
    remedies: (subject) => orBuildIt(subject),
  },
  [
    {
      id: 'dependency.too-old/said',
      when: /(?:require|need|at least|depend|minimum|expected|want).{0,120}\d/,
      unless: /[Ww]arning|WARN|[Oo]ptional|^checking |^-- /,
      tier: 'symptom',
      generic: true,
      test: (found) => said(found) !== null,
      subject: (found) => libraryOfProject(said(found)!),
      samples: [
        ['Bad libzmq version: Detected ZMQ version: 2.2.0, but require ZMQ >= 3.2', 'libzmq'],
        ['fatal: found libsodium 0.4.5 but this program needs at least 1.0.9', 'libsodium'],
        ['setup.py: ZeroMQ >= 4.1 is required, found 3.2.5', 'libzmq'],
      ],
      misses: [
        'Detected ZMQ version: 4.3.4, require ZMQ >= 3.2',
        'libzmq 4.3.4 is required, found 4.3.4',
        'this test needs at least 3 sockets, have 2',
      ],
    },
  ],
) satisfies RuleFamily;

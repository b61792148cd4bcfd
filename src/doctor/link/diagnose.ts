import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { proposal } from '../fixes.ts';
import { blame } from './blame.ts';
import { candidates } from './candidates.ts';
import { correct, withNeeds } from './corrected-line.ts';
import { beginsAsNeeded, defaultsOf } from './driver-defaults.ts';
import { duplicatesOf } from './duplicates.ts';
import { expanded } from './expand-line.ts';
import { finding } from './finding.ts';
import { parseLinkLine } from './line.ts';
import { mixedOf } from './mixed-abi.ts';
import { fixedOf } from './not-pic.ts';
import { place } from './placed.ts';
import { searchOf } from './search.ts';
import { simulate } from './simulate.ts';
import { THE_LINE, worded } from './worded.ts';
import { absentOf } from './wrong-file.ts';

export interface LinkDiagnosis {
  readonly findings: readonly Finding[];
  /** The line that links; null where the given one does, or none is known. */
  readonly corrected: readonly string[] | null;
}

/** A line of no compiler. */
const noCompiler = (given: readonly string[]): Finding =>
  finding('unknown', null, {
    title: text('This is no line of a compiler that is known', '这不是已知编译器的命令行'),
    cause: text(
      'A line begins with gcc, g++, cc, c++, clang, clang++ or ld.',
      '命令行应以 gcc、g++、cc、c++、clang、clang++ 或 ld 开头。',
    ),
    evidence: [{ kind: 'command', where: given.join(' '), text: given[0] ?? '' }],
  });

/** Reads what a link line names, does what the linker would do, and says why it fails and how it would not. */
export function diagnoseLink(ask: Ask, scope: Scope, given: readonly string[]): LinkDiagnosis {
  const line = parseLinkLine(expanded(ask, given), beginsAsNeeded(ask));
  if (line === null) return { findings: [noCompiler(given)], corrected: null };
  if (line.compilesOnly) return { findings: [], corrected: null };
  const search = searchOf(ask, line);
  const prefixes = scope.recipes.flatMap(({ provides }) => provides.symbolPrefixes);
  const inputs = line.inputs.map((input) => place(ask, scope, input, search, prefixes));
  const stopped = inputs.flatMap(({ findings }) => findings);
  if (stopped.length > 0) return { findings: stopped, corrected: null };
  const placed = inputs.map((one) => one.placed);
  const defaults = defaultsOf(ask, line, search.find);
  const outcome = simulate(
    worded(
      placed.flatMap(({ units }) => units),
      line,
    ).concat(defaults),
  );
  const findings = [...absentOf(outcome), ...fixedOf(ask, line, outcome), ...duplicatesOf(outcome)];
  const { allDefined, ignoresUndefined } = line.symbols;
  const missing = outcome.unresolved.filter(({ by }) => by !== THE_LINE);
  // A shared library may be left with symbols that its users bring.
  const unresolved = ignoresUndefined
    ? []
    : line.isShared && !allDefined
      ? missing.filter(({ symbol }) => prefixes.some((prefix) => symbol.startsWith(prefix)))
      : missing;
  if (unresolved.length === 0 || absentOf(outcome).length > 0) return { findings, corrected: null };
  const known = candidates(ask, scope, line, search.find);
  const mixed = mixedOf(line, placed, unresolved);
  const others = unresolved.filter(({ symbol }) => !mixed.symbols.has(symbol));
  const { causes, added } = blame(scope, line, placed, others, known);
  causes.unshift(...mixed.findings);
  const corrected =
    correct(line, placed, added, defaults) ??
    correct(line, placed, withNeeds(line, placed, added, known, defaults), defaults);
  const shown =
    corrected === null
      ? []
      : [
          {
            ...proposal(text('The line that links', '可以链接成功的命令行'), [corrected]),
            risk: 'safe' as const,
          },
        ];
  return { findings: [...causes.map((one) => ({ ...one, fixes: shown })), ...findings], corrected };
}

import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { stackLibraries } from '../../facts/stack/libraries.ts';
import { restoreFixes } from '../restore.ts';
import type { StackTrial } from '../stack-trial.ts';
import { evidenceOf } from './evidence.ts';

/** A message of gcc's or clang's about a place in a file. */
const PLACED = /^(\/[^:\n]+):\d+(?::\d+)?: (?:fatal )?error: .*$/gm;

/** The compiler stumbles inside one of the stack's own headers: the file is not what was installed. */
export async function inHeader(
  ask: Ask,
  scope: Scope,
  failed: StackTrial,
  said: string,
): Promise<Finding | null> {
  for (const [words, file = ''] of said.matchAll(PLACED)) {
    const library = stackLibraries(ask, scope).find(({ recipe }) =>
      recipe.provides.headers.some((header) => file.endsWith(`/${header}`)),
    );
    if (library === undefined) continue;
    return {
      code: 'header.mismatch',
      subject: library.name,
      severity: 'error',
      title: text(`The compiler cannot read ${file}`, `编译器无法处理 ${file}`),
      cause: text(
        `A header of ${library.name} is damaged, or does not belong to the others.`,
        `${library.name} 的一个头文件已损坏，或与其他头文件不配套。`,
      ),
      evidence: evidenceOf(failed, words),
      consequences: [],
      fixes: await restoreFixes(ask, scope, library.name, [file]),
    };
  }
  return null;
}

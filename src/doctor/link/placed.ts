import type { Finding } from '../../core/finding.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { absolute } from '../../facts/loader/expand.ts';
import type { LineInput } from './line.ts';
import { notFound } from './not-found.ts';
import { offerOfSource, unitsOf } from './read.ts';
import type { Search } from './search.ts';
import { isForeign } from './target.ts';
import type { Unit } from './units.ts';
import { damageOf, foreignFile } from './wrong-file.ts';

/** An input with what was found for it. */
export interface Placed {
  readonly input: LineInput;
  readonly path: string | null;
  readonly units: readonly Unit[];
}

/** The names that an input defines. */
export const definedBy = (unit: Unit): readonly string[] =>
  unit.kind === 'object'
    ? [...unit.offer.defined, ...unit.offer.soft]
    : unit.kind === 'archive'
      ? [...unit.index.keys()]
      : [...unit.defined];

/** Finds an input's file and reads its symbols; `findings`: why the linker stops there. `prefixes`: of the stack's functions. */
export function place(
  ask: Ask,
  scope: Scope,
  input: LineInput,
  { folders, target, find }: Search,
  prefixes: readonly string[],
): { readonly placed: Placed; readonly findings: readonly Finding[] } {
  const { cwd } = ask.probe.self;
  if (input.kind === 'source') {
    const path = absolute(input.name, cwd);
    const offer = offerOfSource(ask, path, prefixes);
    return { placed: { input, path, units: [{ kind: 'object', name: path, offer }] }, findings: [] };
  }
  const found =
    input.kind === 'library'
      ? find(input.name, input.onlyStatic)
      : { path: absolute(input.name, cwd), foreign: null };
  if (found.path === null || !ask.probe.stat(found.path).ok)
    return {
      placed: { input, path: null, units: [] },
      findings: [notFound(ask, scope, input, found.foreign, folders)],
    };
  const { path } = found;
  return {
    placed: { input, path, units: unitsOf(ask, path, input, (name) => find(name, input.onlyStatic).path) },
    findings:
      input.kind === 'file' && isForeign(ask, path, target)
        ? [foreignFile(ask, path, target)]
        : damageOf(ask, path),
  };
}

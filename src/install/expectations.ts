import { basename } from 'node:path';
import type { Proof } from '../core/recipe.ts';
import type { BuildContext } from './build-context.ts';
import { foldersOf } from './folders.ts';
import { buildOptionsOf } from './needs.ts';
import type { Step } from './step.ts';

/** Features that were asked for, with how each is seen in the result. configure leaves out silently what it does not find. */
function asked({ library }: BuildContext): [feature: string, proof: Proof][] {
  return Object.entries(library.recipe.features).flatMap(([feature, { proof }]) =>
    library.features[feature] === true && proof !== undefined ? [[feature, proof] as [string, Proof]] : [],
  );
}

/** After configure: the macros of its header. */
export function expectedMacros(context: BuildContext): Step[] {
  const header = buildOptionsOf(context.library).configHeader;
  if (header === undefined) return [];
  const path = `${foldersOf(context.library.recipe.name).source}/${header}`;
  return asked(context).flatMap(([feature, proof]): Step[] =>
    proof.kind === 'config-macro' ? [{ act: 'expect-macro', path, macro: proof.name, feature }] : [],
  );
}

/** After staging: what the shared library exports and needs. What `zmq_has` must say is asked after the commit. */
export function expectedInLibrary(context: BuildContext): Step[] {
  const { library, libdir, wish, machine } = context;
  const archive = library.provides.staticLibraries[0];
  if (!wish.linkage.shared || machine.os === 'darwin' || archive === undefined) return [];
  const path = `${foldersOf(library.recipe.name).stage}${libdir}/${basename(archive, '.a')}.so`;
  return asked(context).flatMap(([feature, proof]): Step[] => {
    if (proof.kind === 'symbol')
      return [{ act: 'expect-in-library', path, kind: 'symbol', name: proof.name, feature }];
    return proof.kind === 'needed'
      ? [{ act: 'expect-in-library', path, kind: 'needed', name: proof.soname, feature }]
      : [];
  });
}

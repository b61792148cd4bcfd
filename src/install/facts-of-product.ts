import type { Machine } from './input.ts';
import type { ProductFacts, ProductOrigin } from './manifest.ts';
import type { PlannedLibrary } from './plan.ts';

/** The manifest's words are single and short: a git ref may hold slashes. */
const word = (version: string): string => version.replaceAll(/[^\w.@+:~-]/g, '-').slice(0, 200);

/** What the manifest says of a library beside its files. */
export const productFacts = (
  library: PlannedLibrary,
  origin: ProductOrigin,
  compiler: string | null,
  compromise: { readonly insteadOf: string | undefined; readonly leftOut: readonly string[] },
): ProductFacts => ({
  name: library.name,
  version: word(library.version),
  ...(compromise.insteadOf !== undefined && { insteadOf: compromise.insteadOf }),
  ...(compromise.leftOut.length > 0 && { leftOut: compromise.leftOut }),
  origin,
  features: library.features,
  options: library.options,
  buildSystem: library.buildSystem,
  compiler,
  dependsOn: library.dependencies,
  fingerprint: library.fingerprint,
});

export const compilerWords = ({ compiler }: Machine): string | null =>
  compiler === null ? null : `${compiler.family} ${compiler.version}`;

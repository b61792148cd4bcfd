import { createHash } from 'node:crypto';
import type { Machine, Selected } from './input.ts';
import type { BuildSystem, Linkage } from './plan.ts';
import type { Step } from './step.ts';

/** SHA-256 over a value in one spelling: keys sorted, so that the order of writing does not count. */
function digestOf(value: unknown): string {
  const spelled = JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return createHash('sha256').update(spelled).digest('hex');
}

/**
 * What was asked for, without what the machine made of it: an equal fingerprint in the manifest means that there is
 * nothing to do, also after the compiler was updated. A dependency's change changes its dependents.
 */
export const fingerprintOf = (
  { recipe, version, source, features }: Selected,
  { linkage, buildSystem }: { readonly linkage: Linkage; readonly buildSystem: BuildSystem },
  dependencies: readonly string[],
): string =>
  digestOf({
    name: recipe.name,
    version,
    source: source.identity,
    features,
    linkage,
    buildSystem,
    dependencies,
  });

/** `-march=native`: the product is for this very processor, which no key names. */
const isForThisProcessor = (flags: Machine['flags']): boolean =>
  Object.values(flags).some((words) => /-m(arch|cpu|tune)=native\b/.test(words));

/**
 * What shapes the bytes of a product: its key in the cache. The steps say all that is asked of configure, make and the
 * linker: options, features, cures, the recipe's own files. Null where the compiler is not known yet, and where the
 * product is for one machine only.
 */
export const productKey = (
  fingerprint: string,
  { platform, arch, toolchain, flags }: Pick<Machine, 'platform' | 'arch' | 'toolchain' | 'flags'>,
  built: {
    readonly steps: readonly (readonly Step[])[];
    readonly prefix: string;
    /** Keys of what it is built on. */
    readonly dependencies: readonly (string | null)[];
  },
): string | null =>
  toolchain === null || isForThisProcessor(flags)
    ? null
    : digestOf({ fingerprint, platform, arch, toolchain, flags, ...built });

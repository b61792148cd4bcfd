import type { Plan, PlannedLibrary } from './plan.ts';
import { nextOlder } from './settle.ts';
import type { Understood } from './understanding.ts';

/** A cure that defines a macro of the C library's: needed by one release, of no effect on another. */
const isHarmlessCure = (word: unknown): boolean =>
  typeof word === 'string' && /^CPPFLAGS=-D_\w+_SOURCE$/.test(word);

/** What a plan does, without the words that name its release. */
const workOf = ({ stages }: Plan): string =>
  JSON.stringify(
    stages.map(({ id, after, steps }) => [id, after, steps]),
    (_key, value) => (Array.isArray(value) ? value.filter((word) => !isHarmlessCure(word)) : value),
  );

/**
 * A plan for a script, which cannot plan again where it finds no place with a release (settle.ts): for each library whose
 * version the user left to us, the next older release if the very same steps build it. `planWith`: the plan with that
 * release settled for.
 */
export async function withOlderReleases(
  plan: Plan,
  { request, resolved }: Understood,
  planWith: (settled: ReadonlyMap<string, string>) => Promise<Plan>,
): Promise<Plan> {
  const libraries = await Promise.all(
    plan.libraries.map(async (library): Promise<PlannedLibrary> => {
      const recipe = resolved.find((one) => one.recipe.name === library.name)?.recipe;
      if (recipe === undefined || request.source[library.name] !== undefined) return library;
      const version = nextOlder(recipe, library.version, request.targets);
      if (version === null) return library;
      const other = await planWith(new Map([[library.name, version]]));
      const sources = other.libraries.find(({ name }) => name === library.name)?.sources ?? [];
      return workOf(other) === workOf(plan) ? { ...library, older: { version, sources } } : library;
    }),
  );
  return { ...plan, libraries };
}

import { join } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Recipe } from '../core/recipe.ts';
import { text } from '../core/text.ts';
import { validateRecipe } from '../generated/recipe-schema.mjs';
import type { Probe } from '../host/host.ts';
import { cycleIn, type Fault, faultsOf } from './coherence.ts';
import { schemaFault } from './schema-fault.ts';

/** All recipes by name. */
export type Recipes = ReadonlyMap<string, Recipe>;

/** A recipe's text and where it was read. */
interface Source {
  readonly path: string;
  readonly words: string;
}

/** Says what is wrong in which line. jsonc-parser is read only here, when something is wrong. */
async function wrong(source: Source, { at, what }: Fault): Promise<never> {
  const { lineOf } = await import('./line.ts');
  const where = `${source.path}:${await lineOf(source.words, at)}`;
  throw new SetupError(EXIT.usage, text(`${where}: ${what.en}`, `${where}：${what['zh-CN']}`), {
    hint: text(
      'schemas/recipe.schema.json says what a recipe may hold.',
      '配方可以写什么，见 schemas/recipe.schema.json。',
    ),
  });
}

async function parse(source: Source): Promise<Recipe> {
  let value: unknown;
  try {
    value = JSON.parse(source.words);
  } catch {
    return wrong(source, { at: null, what: text('this is not valid JSON', '不是合法的 JSON') });
  }
  return validateRecipe(value) ? value : wrong(source, schemaFault(validateRecipe.errors ?? []));
}

/**
 * Reads `recipes/*.json` below the package's root. What is wrong with one of them is a SetupError (exit 2) that names
 * file and line: bad JSON, what the schema forbids, a name used twice, a reference to nothing, a cycle.
 */
export async function loadRecipes(probe: Probe, packageRoot: string): Promise<Recipes> {
  const folder = join(packageRoot, 'recipes');
  const names = probe.readdir(folder);
  if (!names.ok) {
    throw new SetupError(
      EXIT.cannot,
      text(
        `The recipes cannot be read: ${folder} (${names.fault})`,
        `无法读取配方：${folder}（${names.fault}）`,
      ),
    );
  }
  const recipes = new Map<string, Recipe>();
  const sources = new Map<string, Source>();
  for (const file of names.value.filter((name) => name.endsWith('.json'))) {
    const path = join(folder, file);
    const read = probe.readText(path);
    if (!read.ok) {
      throw new SetupError(
        EXIT.cannot,
        text(`${path} cannot be read (${read.fault})`, `无法读取 ${path}（${read.fault}）`),
      );
    }
    const source = { path, words: read.value.replace(/^\uFEFF/, '') };
    const recipe = await parse(source);
    const known = sources.get(recipe.name);
    if (known !== undefined) {
      const what = text(
        `the name "${recipe.name}" is already taken by ${known.path}`,
        `名称 "${recipe.name}" 已被 ${known.path} 使用`,
      );
      return wrong(source, { at: ['name'], what });
    }
    if (`${recipe.name}.json` !== file) {
      const what = text(
        `the recipe "${recipe.name}" must lie in ${recipe.name}.json`,
        `配方 "${recipe.name}" 必须放在 ${recipe.name}.json 中`,
      );
      return wrong(source, { at: ['name'], what });
    }
    recipes.set(recipe.name, recipe);
    sources.set(recipe.name, source);
  }
  for (const recipe of recipes.values()) {
    const fault = faultsOf(recipe, recipes)[0];
    if (fault !== undefined) return wrong(sources.get(recipe.name)!, fault);
  }
  const cycle = cycleIn(recipes);
  if (cycle !== null) return wrong(sources.get(cycle.recipe)!, cycle.fault);
  return recipes;
}

import { maxSatisfying, rcompare, satisfies, validRange } from 'semver';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { nearest } from '../core/nearest.ts';
import type { Recipe, RecipeVersion } from '../core/recipe.ts';
import { text } from '../core/text.ts';

/** A release that the recipe knows, or a git ref that the user named. */
export interface Version {
  readonly name: string;
  readonly release: RecipeVersion | null;
  readonly semver: string | null;
}

/** Newest first. */
export const knownVersions = (recipe: Recipe): readonly string[] =>
  Object.keys(recipe.versions).sort(rcompare);

const known = (recipe: Recipe, name: string): Version => ({
  name,
  release: recipe.versions[name]!,
  semver: name,
});

/** Whether a version lies in a semver range. A ref that tells no version is taken for newer than all, so it does. */
export const fits = (version: Version, range: string): boolean =>
  version.semver === null || satisfies(version.semver, range, { includePrerelease: true });

/** The default version if all ranges take it, otherwise the newest that they take. */
export function newestIn(recipe: Recipe, demands: readonly { range: string; by: string }[]): Version {
  const taken = [recipe.default, ...knownVersions(recipe)].find((name) =>
    demands.every(({ range }) => satisfies(name, range)),
  );
  if (taken !== undefined) return known(recipe, taken);
  const said = demands.map(({ range, by }) => `${by}: ${range}`).join('; ');
  throw new SetupError(
    EXIT.usage,
    text(
      `No version of ${recipe.name} suits all that need it (${said})`,
      `没有能满足所有需求的 ${recipe.name} 版本（${said}）`,
    ),
  );
}

/** The part of git-check-ref-format(1) that matters here: nothing that git could take for an option or a range. */
const isRef = (word: string): boolean =>
  /^[A-Za-z0-9_][A-Za-z0-9_./+-]*$/.test(word) && !/\.\.|\/\/|\/\.|\.lock$|[./]$/.test(word);

const isCommit = (word: string): boolean => /^[0-9a-f]{7,40}$/.test(word);

/**
 * What stands after the @: a version (`4.3.5`, `v4.3.5`), a part of one or a range (`4.3`, `~4.2`: the newest that
 * matches), `latest`, or else a git ref or commit, which is not pinned. Unknown versions are a SetupError (exit 2).
 */
export function chooseVersion(recipe: Recipe, word: string): Version {
  if (word === 'latest' || word === 'stable') return known(recipe, recipe.default);
  const bare = word.replace(/^[vV=](?=\d)/, '');
  if (recipe.versions[bare] !== undefined) return known(recipe, bare);
  if (isCommit(word)) return { name: word, release: null, semver: null };
  if (validRange(bare) !== null) {
    const match = maxSatisfying(Object.keys(recipe.versions), bare);
    if (match !== null) return known(recipe, match);
  } else if (isRef(word)) {
    return { name: word, release: null, semver: /(?:^|\D)(\d+\.\d+\.\d+)$/.exec(word)?.[1] ?? null };
  }
  const names = knownVersions(recipe);
  const list = names.join(', ');
  const near = nearest(bare, names);
  throw new SetupError(
    EXIT.usage,
    text(`Unknown version: ${recipe.name}@${word}`, `未知的版本：${recipe.name}@${word}`),
    {
      hint: text(
        `${near === null ? '' : `Did you mean ${near}? `}Known versions: ${list}. A git branch, tag or commit can be named too (${recipe.name}@master); it is not pinned.`,
        `${near === null ? '' : `是否想输入 ${near}？`}已知的版本：${list}。也可以指定 git 分支、标签或提交（${recipe.name}@master），但不作固定校验。`,
      ),
    },
  );
}

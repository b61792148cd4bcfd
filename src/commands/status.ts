import { versionNow } from '../bindings/present.ts';
import { type BindingRecord, readRecords } from '../bindings/record.ts';
import { EXIT } from '../core/exit.ts';
import type { Recipe } from '../core/recipe.ts';
import type { Result } from '../core/result.ts';
import { type Ask, askOf } from '../facts/ask.ts';
import type { Context } from '../host/context.ts';
import type { Host } from '../host/host.ts';
import { pathsOf } from '../host/paths.ts';
import type { Holder } from '../install/lock.ts';
import { type Product, type ProductOrigin, readManifest } from '../install/manifest.ts';
import { type CopyFile, copiesOf } from '../install/status/copies.ts';
import { type Owner, ownerOf } from '../install/status/owners.ts';
import { type Place, places } from '../install/status/places.ts';
import { type Winners, winnersOf, wins } from '../install/status/winners.ts';
import { pending } from '../install/transaction/transaction.ts';
import { loadRecipes } from '../recipes/load.ts';
import type { StatusOptions } from './options.ts';

/** Who is asked first for the library and gets this copy. */
export type WinsFor = 'loader' | 'pkg-config' | 'compiler';

export interface StatusCopy {
  /** As `--prefix` would name it. */
  readonly root: string;
  /** Versions by what tells them; they differ where a copy is put together from several. */
  readonly versions: readonly string[];
  readonly wins: readonly WinsFor[];
  readonly files: readonly (CopyFile & { readonly owner: Owner })[];
}

export interface StatusLibrary {
  readonly name: string;
  readonly copies: readonly StatusCopy[];
  readonly winners: Winners;
}

/** A product of ours under the asked prefix. */
export interface StatusProduct {
  readonly name: string;
  readonly version: string;
  readonly origin: ProductOrigin;
  readonly features: Readonly<Record<string, boolean>>;
  readonly buildSystem: Product['buildSystem'];
  readonly compiler: string | null;
  readonly installedAt: string;
  readonly files: number;
}

/** A binding, as it was brought and as it is now. */
export interface StatusBinding extends BindingRecord {
  /** Null where it is not there any more. */
  readonly now: string | null;
}

/** The command's own fields of its document. */
export interface StatusData {
  readonly prefix: string;
  /** What this tool installed under the prefix. */
  readonly installed: readonly StatusProduct[];
  /** Bindings that this user brought into Go modules and virtual environments, whatever the prefix. */
  readonly bindings: readonly StatusBinding[];
  /** Every library that we know, wherever it is on this machine. */
  readonly libraries: readonly StatusLibrary[];
  /** A run that is under way (`alive`), or died and will be undone by the next one that changes the prefix. */
  readonly interrupted: { readonly holder: Holder | null; readonly alive: boolean } | null;
}

const productStatus = (product: Product): StatusProduct => {
  const { name, version, origin, features, buildSystem, compiler, installedAt, files } = product;
  return { name, version, origin, features, buildSystem, compiler, installedAt, files: files.length };
};

async function libraryStatus(
  ask: Ask,
  host: Host,
  recipe: Recipe,
  where: readonly Place[],
): Promise<StatusLibrary> {
  const copies = copiesOf(ask, recipe, where);
  const winners = await winnersOf(ask, recipe, copies);
  const by: readonly [WinsFor, Winners[keyof Winners]][] = [
    ['loader', winners.loader],
    ['pkg-config', winners.pkgConfig],
    ['compiler', winners.compiler],
  ];
  return {
    name: recipe.name,
    winners,
    copies: await Promise.all(
      copies.map(async (copy) => ({
        root: copy.root,
        versions: [...new Set(copy.files.flatMap(({ version }) => version ?? []))],
        wins: by.filter(([, all]) => all.some((one) => wins(ask, copy, one))).map(([who]) => who),
        files: await Promise.all(
          copy.files.map(async (file) => ({
            ...file,
            owner: await ownerOf(ask, host, copy, file, recipe.name),
          })),
        ),
      })),
    ),
  };
}

/** What is installed where, by whom, and which copy wins. Changes nothing. */
export async function run(
  { host, packageRoot }: Context,
  { prefix }: StatusOptions,
): Promise<Result<'status', StatusData>> {
  const ask = askOf(host);
  const recipes = [...(await loadRecipes(host, packageRoot)).values()];
  const where = places(ask, prefix);
  const manifest = readManifest(host, prefix);
  const run = pending(host, prefix);
  return {
    command: 'status',
    exitCode: EXIT.done,
    findings: [],
    data: {
      prefix,
      installed: (manifest?.products ?? []).map(productStatus),
      bindings: readRecords(host, pathsOf(host.env, host.self)).map((record) => ({
        ...record,
        now: versionNow(ask, record),
      })),
      libraries: await Promise.all(recipes.map((recipe) => libraryStatus(ask, host, recipe, where))),
      interrupted: run === null ? null : { holder: run.holder, alive: run.alive },
    },
  };
}

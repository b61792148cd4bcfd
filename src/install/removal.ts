import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { nearest } from '../core/nearest.ts';
import { type Text, text } from '../core/text.ts';
import type { Manifest, Product } from './manifest.ts';

/** What of a prefix is to be removed. */
export interface Removal {
  readonly products: readonly Product[];
  /** Known names that are not installed: nothing to do for them. */
  readonly notInstalled: readonly string[];
  /** Products that stay and need one that goes. */
  readonly dependents: readonly { readonly product: string; readonly needs: string }[];
}

const joined = (names: readonly string[]): string => names.join(', ');

function unknown(name: string, known: readonly string[]): SetupError {
  const near = nearest(name, known);
  return new SetupError(EXIT.usage, text(`unknown target ${name}`, `未知目标 ${name}`), {
    hint:
      near === null
        ? text(`Targets: ${joined(known)}`, `可用目标：${joined(known)}`)
        : text(`Did you mean ${near}?`, `您是指 ${near} 吗？`),
  });
}

/**
 * Reads the target words against what is installed; no word means everything. `aliases`: every name that people type,
 * with the recipe's own. A name that is no library's, or a version that is not the installed one, is a SetupError (exit 2).
 */
export function chooseRemoval(
  manifest: Manifest | null,
  words: readonly string[],
  aliases: ReadonlyMap<string, string>,
): Removal {
  const installed = new Map((manifest?.products ?? []).map((product) => [product.name, product]));
  const chosen = new Set<Product>();
  const notInstalled: string[] = [];
  for (const word of words) {
    const [given = '', version] = word.split('@', 2);
    const name = installed.has(given) ? given : aliases.get(given);
    if (name === undefined) throw unknown(given, [...new Set([...aliases.keys(), ...installed.keys()])]);
    const product = installed.get(name);
    if (product === undefined) notInstalled.push(name);
    else if (version !== undefined && version !== product.version) {
      throw new SetupError(
        EXIT.usage,
        text(
          `${name} ${version} is not installed; ${product.version} is`,
          `未安装 ${name} ${version}，已安装的是 ${product.version}`,
        ),
      );
    } else chosen.add(product);
  }
  const products = words.length === 0 ? [...installed.values()] : [...chosen];
  const going = new Set(products.map(({ name }) => name));
  const dependents = [...installed.values()]
    .filter(({ name }) => !going.has(name))
    .flatMap(({ name, dependsOn }) =>
      dependsOn.filter((needs) => going.has(needs)).map((needs) => ({ product: name, needs })),
    );
  return { products, notInstalled, dependents };
}

/** Who would be broken, in one line. */
export const dependentsText = ({ dependents }: Removal): Text =>
  text(
    dependents.map(({ product, needs }) => `${product} needs ${needs}`).join('; '),
    dependents.map(({ product, needs }) => `${product} 依赖 ${needs}`).join('；'),
  );

/** The refusal where products that stay need some that go. */
export function refuseDependents(removal: Removal): SetupError {
  const words = dependentsText(removal);
  const all = [...new Set([...removal.products, ...removal.dependents.map(({ product }) => product)])]
    .map((one) => (typeof one === 'string' ? one : one.name))
    .join(' ');
  return new SetupError(
    EXIT.cannot,
    text(`Nothing was removed: ${words.en}`, `未卸载任何内容：${words['zh-CN']}`),
    {
      hint: text(
        `Remove both: czmq-setup uninstall ${all} — or add --force.`,
        `请一并卸载：czmq-setup uninstall ${all}，或加上 --force。`,
      ),
    },
  );
}

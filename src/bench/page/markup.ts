/** Finished HTML or SVG. Words of others become it by `shown` alone. */
export type Markup = { readonly markup: string };

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What a document must not hold (XML 1.0, "Char"), and what turns words around. */
const FORBIDDEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

const escaped = (words: string): string =>
  words.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (sign) => SIGNS[sign] as string);

/** Words as they are to be read. */
export const shown = (words: string): Markup => ({ markup: escaped(words) });

/** Markup that stands in our own code. */
export const literal = (markup: string): Markup => ({ markup });

/** One element with its attributes and what is in it. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...content: readonly Markup[]
): Markup {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return { markup: `<${name}${words.join('')}>${content.map(({ markup }) => markup).join('')}</${name}>` };
}

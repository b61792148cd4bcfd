import { element, type Markup, shown } from './markup.ts';

/** Names of columns, and whether words stand in them (else figures). */
export type Heads = readonly (readonly [string, boolean])[];

/** A table that scrolls by itself where it is wider than the page. */
export const table = (heads: Heads, rows: readonly (readonly Markup[])[]): Markup =>
  element(
    'div',
    { class: 'scroll' },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...heads.map(([name, word]) => element('th', word ? { class: 'word' } : {}, shown(name))),
        ),
      ),
      element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells))),
    ),
  );

/** A cell of words as they are to be read. */
export const cell = (words: string, className?: string): Markup =>
  element('td', className === undefined ? {} : { class: className }, shown(words));

/** Names and what is so, one a row. */
export const factTable = (facts: readonly (readonly [string, string])[]): Markup =>
  table(
    [],
    facts.map(([name, words]) => [cell(name, 'word'), cell(words, 'wrap')]),
  );

/** The languages in which the tool speaks. */
export type Lang = 'en' | 'zh-CN';

/** What people read, in every language: a missing translation is a type error. */
export type Text = Readonly<Record<Lang, string>>;

/** Both languages side by side, as a check or rule writes them. */
export const text = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

/** The same words in every language: names, paths, a tool's own output. */
export const verbatim = (words: string): Text => ({ en: words, 'zh-CN': words });

/** Language from the values of LC_ALL, LC_MESSAGES and LANG, in the order of locale(7); English unless Chinese is named. */
export function langFromLocale(...values: (string | undefined)[]): Lang {
  const chosen = values.find((value) => value !== undefined && value !== '');
  return chosen !== undefined && /^zh([_.@-]|$)/i.test(chosen) ? 'zh-CN' : 'en';
}

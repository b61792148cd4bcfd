import { text } from '../../core/text.ts';
import type { FamilyWords } from '../family.ts';
import { getLibrary } from '../remedies.ts';

/** What rules of `dependency.missing` say where their printer says no more than that it did not find something. */
export const MISSING_LIBRARY: FamilyWords = {
  cause: (subject) =>
    text(
      `What printed this looked for ${subject ?? 'it'} and did not find it where it searches.`,
      `打印此行的程序查找 ${subject ?? '它'}，但在搜索范围内没有找到。`,
    ),
  remedies: getLibrary,
};

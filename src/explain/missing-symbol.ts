import { text } from '../core/text.ts';
import type { FamilyWords } from './family.ts';
import { fileName, libraryOfFile } from './subjects/libraries.ts';
import { libraryOfSymbol } from './subjects/symbols.ts';

/** What all forms of "the library lacks a function that is called" say alike. */
export const MISSING_SYMBOL: FamilyWords = {
  title: (subject) =>
    text(
      `The ${subject ?? 'library'} that was loaded lacks a function that is called`,
      `加载到的 ${subject ?? '库'} 缺少被调用的函数`,
    ),
  cause: (subject) =>
    text(
      `At run time another ${subject ?? 'library'} is taken than the one built against: older, newer, or without the features.`,
      `运行时取用的 ${subject ?? '库'} 与构建时不同：更旧、更新，或没有相应功能。`,
    ),
  remedies: [
    {
      title: text('See which copy is taken, and why', '查看选用了哪一份及原因'),
      run: [['czmq-setup', 'doctor']],
    },
    { title: text('Keep one copy, and build what uses it again', '只保留一份，并重新构建使用它的程序') },
  ],
};

/** The library that should define the symbol; where the name does not tell, the file that was asked. */
export const missingSymbol = (symbol: string, file: string | null): string | null =>
  libraryOfSymbol(symbol) ?? (file ? (libraryOfFile(file) ?? fileName(file)) : null);

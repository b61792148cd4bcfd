import type { SourceOption } from '../origins/options.ts';
import { foldersOf } from './folders.ts';
import type { PlannedLibrary } from './plan.ts';
import { quote } from './shell-words.ts';
import { shWord } from './sh-words.ts';

/** One way to the source: the condition of an `if`, and what follows where it holds. */
function attempts(option: SourceOption, source: string): { readonly test: string; readonly then: string }[] {
  const unpack = `unpack ${shWord(source)}`;
  switch (option.kind) {
    case 'git':
      return [
        {
          test: `from_git ${quote(option.url)} ${quote(option.ref ?? 'HEAD')} ${option.commit ?? '-'} ${shWord(source)}`,
          then: ':',
        },
      ];
    case 'url':
      return [{ test: `from_url ${option.sha256 ?? '-'} ${quote(option.url)}`, then: unpack }];
    case 'pool':
      return [...new Set(Object.values(option.component))].map((component) => ({
        test: `from_pool ${option.sha256 ?? '-'} ${component} ${quote(option.pool)}`,
        then: unpack,
      }));
    case 'file':
      return [{ test: `archive=${quote(option.path)}; [ -f "$archive" ]`, then: unpack }];
    case 'folder':
      return [{ test: `[ -d ${quote(option.path)} ]`, then: `cp -R ${quote(option.path)} ${shWord(source)}` }];
  }
}

/** Lines that bring a library's source from the first place that has it. */
export function sourceLines({ name, version, sources }: PlannedLibrary): string[] {
  const { source } = foldersOf(name);
  const ways = sources.flatMap((option) => attempts(option, source));
  return [
    `say ${quote(`Fetching ${name} ${version}`)}`,
    `mkdir -p ${shWord(source.slice(0, source.lastIndexOf('/')))}`,
    ...ways.flatMap(({ test, then }, index) => [`${index === 0 ? 'if' : 'elif'} ${test}; then ${then}`]),
    `else die 3 ${quote(`the source of ${name} ${version} could not be had from any place`)}`,
    'fi',
  ];
}

import type { SourceOption } from '../origins/options.ts';
import { foldersOf } from './folders.ts';
import type { PlannedLibrary } from './plan.ts';
import { shWord } from './sh-words.ts';
import { quote } from './shell-words.ts';

/** One way to the source: the condition of an `if`, and what follows where it holds. */
function attempts(option: SourceOption, source: string): { readonly test: string; readonly body: string }[] {
  const unpack = `unpack ${shWord(source)}`;
  switch (option.kind) {
    case 'git':
      return [
        {
          test: `from_git ${quote(option.url)} ${quote(option.ref ?? 'HEAD')} ${option.commit ?? '-'} ${shWord(source)}`,
          body: ':',
        },
      ];
    case 'url':
      return [{ test: `from_url ${option.sha256 ?? '-'} ${quote(option.url)}`, body: unpack }];
    case 'pool':
      return [...new Set(Object.values(option.component))].map((component) => ({
        test: `from_pool ${option.sha256 ?? '-'} ${component} ${quote(option.pool)}`,
        body: unpack,
      }));
    case 'file':
      return [{ test: `archive=${quote(option.path)}; [ -f "$archive" ]`, body: unpack }];
    case 'folder':
      return [
        { test: `[ -d ${quote(option.path)} ]`, body: `cp -R ${quote(option.path)} ${shWord(source)}` },
      ];
  }
}

/** The shell variable that holds the release that was found. */
export const versionVariable = (name: string): string => `version_of_${name.replaceAll(/\W/g, '_')}`;

/** Lines that bring a library's source from the first place that has it. */
export function sourceLines({ name, version, sources, older }: PlannedLibrary): string[] {
  const { source } = foldersOf(name);
  const found = versionVariable(name);
  const instead = (to: string): string =>
    `${found}=${quote(to)}; say ${quote(`${name} ${version} cannot be had from here; taking ${to}`)}`;
  const ways = [
    ...sources.flatMap((option) => attempts(option, source)),
    ...(older?.sources ?? [])
      .flatMap((option) => attempts(option, source))
      .map(({ test, body }) => ({ test, body: `${instead(older?.version ?? version)}; ${body}` })),
  ];
  return [
    ...(older === undefined ? [] : [`${found}=${quote(version)}`]),
    `say ${quote(`Fetching ${name} ${version}`)}`,
    `mkdir -p ${shWord(source.slice(0, source.lastIndexOf('/')))}`,
    ...ways.flatMap(({ test, body }, index) => [`${index === 0 ? 'if' : 'elif'} ${test}; then ${body}`]),
    `else die 3 ${quote(`the source of ${name} ${version} could not be had from any place`)}`,
    'fi',
  ];
}

import { basename } from 'node:path';
import type { BuildContext } from './build-context.ts';
import { foldersOf } from './folders.ts';
import type { Step } from './step.ts';

/** C++'s own runtime: libtool adds it by itself where it links C++. */
const OF_THE_LANGUAGE = ['-lstdc++', '-lm'];

/**
 * On Linux, the names that libtool gives a library and the `.la` file that it leaves beside it (Libtool manual, "Libtool
 * Objects"): dependents' libtool reads it. libtool numbers a file SONAME.AGE.REVISION, and its interface is soname + age.
 */
export function libtoolArchive({ library, libdir, providers, wish, machine }: BuildContext): Step[] {
  const { provides, recipe } = library;
  const [archive] = provides.staticLibraries;
  const file = provides.libraryFiles[0];
  const match = file === undefined ? null : /^(.+\.so)\.(\d+)\.(\d+)\.(\d+)$/.exec(file);
  if (machine.os !== 'linux' || archive === undefined || match === null) return [];
  const [, link = '', major, age, revision] = match;
  const { source, stage } = foldersOf(recipe.name);
  const la = `${basename(archive, '.a')}.la`;
  const { shared } = wish.linkage;
  const soname = `${link}.${major}`;
  const needs = [
    ...providers.map(({ linkName }) => `${libdir}/lib${linkName}.la`),
    ...(provides.staticNeeds ?? []).filter(
      (word) =>
        !OF_THE_LANGUAGE.includes(word) && !providers.some(({ linkName }) => word === `-l${linkName}`),
    ),
  ];
  const text = [
    `# ${la} - a libtool library file`,
    '# Please DO NOT delete this file!',
    '# It is necessary for linking the library.',
    `dlname='${shared ? soname : ''}'`,
    `library_names='${shared ? `${file} ${soname} ${link}` : ''}'`,
    `old_library='${wish.linkage.static ? archive : ''}'`,
    "inherited_linker_flags=''",
    `dependency_libs='${needs.map((word) => ` ${word}`).join('')}'`,
    "weak_library_names=''",
    `current=${Number(major) + Number(age)}`,
    `age=${age}`,
    `revision=${revision}`,
    'installed=yes',
    'shouldnotlink=no',
    "dlopen=''",
    "dlpreopen=''",
    `libdir='${libdir}'`,
    '',
  ].join('\n');
  return [
    { act: 'write', path: `${source}/${la}`, text },
    // Executable, as libtool leaves it.
    { act: 'copy', from: `${source}/${la}`, to: `${stage}${libdir}/${la}`, executable: true },
    ...(shared ? [{ act: 'symlink', target: file ?? '', path: `${stage}${libdir}/${link}` } as const] : []),
  ];
}

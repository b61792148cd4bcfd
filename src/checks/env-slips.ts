import type { Code } from '../core/codes.ts';
import type { Finding, FindingKey } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { folderMeant } from '../doctor/slips.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { pkgConfigReport } from '../facts/pkgconfig.ts';
import { foldersOfFlags, headerViews } from '../facts/stack/includes.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';

const HEADERS_BELOW = ['include'];
const MODULES_BELOW = ['lib/pkgconfig', 'lib64/pkgconfig', 'share/pkgconfig', 'pkgconfig'];

/** A file that is not found, and the variables that were to lead to it. */
interface Lost {
  readonly code: Code;
  readonly file: string;
  readonly below: readonly string[];
  readonly variables: readonly string[];
  readonly effect: FindingKey;
}

const isFlags = (variable: string): boolean => variable.endsWith('FLAGS');

function lostFiles(ask: Ask, scope: Scope): readonly Lost[] {
  const libraries = stackLibraries(ask, scope);
  const headers = headerViews(ask, scope).flatMap(({ library, found }): Lost[] => {
    const header = libraries.find(({ name }) => name === library)?.header ?? '';
    if (found !== null || header === '') return [];
    return [
      {
        code: 'env.compiler-flags',
        file: header,
        below: HEADERS_BELOW,
        variables: ['CPATH', 'C_INCLUDE_PATH', 'CPPFLAGS', 'CFLAGS'],
        effect: { code: 'header.missing', subject: header },
      },
    ];
  });
  const modules = libraries.flatMap(({ module }): Lost[] =>
    module === '' || pkgConfigReport(ask, module).found !== null
      ? []
      : [
          {
            code: 'env.pkg-config-path',
            file: `${module}.pc`,
            below: MODULES_BELOW,
            variables: ['PKG_CONFIG_PATH', 'PKG_CONFIG_LIBDIR'],
            effect: { code: 'pkgconfig.module-missing', subject: module },
          },
        ],
  );
  return [...headers, ...modules];
}

function slipsOf(ask: Ask, { code, file, below, variables, effect }: Lost): readonly Finding[] {
  const { env } = ask.probe;
  return variables.flatMap((variable): readonly Finding[] => {
    const value = env[variable] ?? '';
    const entries = isFlags(variable) ? foldersOfFlags(value) : value.split(':');
    for (const entry of entries) {
      const folder = folderMeant(ask.probe, entry, file, below);
      if (folder === null) continue;
      return [
        {
          code,
          subject: variable,
          severity: 'error',
          title: text(
            `${variable} names ${entry} where ${folder} is meant`,
            `${variable} 写的是 ${entry}，应为 ${folder}`,
          ),
          cause: text(
            `${file} lies in ${folder}, and ${entry} is no folder that holds it.`,
            `${file} 位于 ${folder}，而 ${entry} 不是含有它的目录。`,
          ),
          evidence: [
            { kind: 'env', where: variable, text: value },
            { kind: 'file', where: `${folder}/${file}`, text: 'is there' },
          ],
          consequences: [effect],
          fixes: [
            {
              title: text('Correct it, here and where it is set', '更正该变量，并在设置它的地方一并修改'),
              commands: [['export', `${variable}=${value.replace(entry, folder)}`]],
              needsRoot: false,
              automatic: false,
              risk: 'safe',
            },
          ],
        },
      ];
    }
    return [];
  });
}

/** A search path that was to lead to the stack and is written wrongly: with the file, the prefix or a mark too many. */
const envSlips: Check = {
  id: 'env-slips',
  title: text('the search paths name the folders that are meant', '各搜索路径写的是正确的目录'),
  codes: ['env.compiler-flags', 'env.pkg-config-path'],
  judge: (ask, scope) => lostFiles(ask, scope).flatMap((lost) => slipsOf(ask, lost)),
};

export default envSlips;

import type { Finding, Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isDeveloping, isInstalled } from '../doctor/building.ts';
import { installFix, reinstallFix, repairFix } from '../doctor/fixes.ts';
import { neededTools } from '../doctor/needed-tools.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { type MacroFile, macroFiles } from '../facts/macro-files.ts';
import { systemPackages } from '../facts/package-manager.ts';
import type { ToolName } from '../facts/tools.ts';

/** The macros that the stack's configure.ac uses and that come with other tools than autoconf and automake. */
const MACROS = [
  { macro: 'PKG_CHECK_MODULES', file: 'pkg.m4', tool: 'pkg-config' },
  { macro: 'LT_INIT', file: 'libtool.m4', tool: 'libtool' },
] as const satisfies readonly { macro: string; file: string; tool: ToolName }[];

async function fixesFor(
  ask: Ask,
  { folder, elsewhere }: MacroFile,
  file: string,
  tool: 'pkg-config' | 'libtool',
): Promise<readonly Fix[]> {
  const { probe } = ask;
  if (elsewhere !== null) {
    const title = text(`Let aclocal find ${elsewhere}`, `让 aclocal 能找到 ${elsewhere}`);
    const needsRoot = !probe.access(folder, 'write');
    return [repairFix(ask, title, ['link', elsewhere, `${folder}/${file}`], { needsRoot, risk: 'safe' })];
  }
  const owner = await ask.of(systemPackages)?.owner(`${folder}/${file}`);
  return owner ? reinstallFix(ask, [owner.name]) : installFix(ask, [tool]);
}

/** Where a configure script is made, aclocal finds the macros of pkg-config and libtool; else it leaves them unexpanded. */
const autotoolsMacros: Check = {
  id: 'autotools-macros',
  title: text('aclocal finds the macros of the other build tools', 'aclocal 能找到其他构建工具的宏'),
  codes: ['autotools.macro-missing'],
  async judge(ask, scope) {
    const wanted = neededTools(scope, ask.probe.self.os).map(({ tool }) => tool);
    const developing = isInstalled(ask, scope) && isDeveloping(ask, scope);
    if (!(scope.building || developing) || !wanted.includes('automake')) return [];
    const judged = await Promise.all(
      MACROS.map(async ({ macro, file, tool }): Promise<readonly Finding[]> => {
        const found = ask.of(macroFiles)(file, tool);
        if (found === null || found.path !== null) return [];
        const { folder, elsewhere } = found;
        return [
          {
            code: 'autotools.macro-missing',
            subject: macro,
            // A release's archive of the stack mostly has its configure script already.
            severity: scope.building && isInstalled(ask, scope) ? 'error' : 'warning',
            title: text(`aclocal does not find ${file}`, `aclocal 找不到 ${file}`),
            cause:
              elsewhere === null
                ? text(
                    `${tool} is here and ${file}, which defines ${macro}, is not in ${folder}: autoconf leaves the word in configure, where it is a syntax error.`,
                    `${tool} 存在，但定义 ${macro} 的 ${file} 不在 ${folder} 中：autoconf 会把这个词原样留在 configure 里，造成语法错误。`,
                  )
                : text(
                    `It lies at ${elsewhere}, and aclocal looks in ${folder}.`,
                    `它位于 ${elsewhere}，而 aclocal 在 ${folder} 中查找。`,
                  ),
            evidence: [
              { kind: 'file', where: `${folder}/${file}`, text: 'no such file' },
              ...(elsewhere === null ? [] : [{ kind: 'file' as const, where: elsewhere, text: 'is there' }]),
            ],
            consequences: [],
            fixes: await fixesFor(ask, found, file, tool),
          },
        ];
      }),
    );
    return judged.flat();
  },
};

export default autotoolsMacros;

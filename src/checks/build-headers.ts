import type { Capability } from '../core/capability.ts';
import type { Finding, Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { willBuild } from '../doctor/building.ts';
import { installFix, reinstallFix } from '../doctor/fixes.ts';
import { lostTogether } from '../doctor/lost-together.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { join } from '../facts/loader/expand.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { pkgConfigReport } from '../facts/pkgconfig.ts';
import { includeFolders } from '../facts/stack/includes.ts';

/** System libraries that a build takes by default, and the header that its sources include. */
const HEADERS: Readonly<Partial<Record<Capability, { readonly module: string; readonly header: string }>>> = {
  libsodium: { module: 'libsodium', header: 'sodium.h' },
  libuuid: { module: 'uuid', header: 'uuid/uuid.h' },
};

/** What the recipes' default features are built on. */
function taken({ recipes }: Scope): readonly Capability[] {
  const needed = recipes.flatMap(({ features, dependencies }) => [
    ...Object.values(features).flatMap((feature) => (feature.default ? (feature.needs ?? []) : [])),
    ...dependencies.flatMap(({ system }) => system ?? []),
  ]);
  return [...new Set(needed)];
}

async function fixesFor(ask: Ask, capability: Capability, place: string): Promise<readonly Fix[]> {
  const owner = await ask.of(systemPackages)?.owner(place);
  return owner ? reinstallFix(ask, lostTogether(ask, owner.name, place)) : installFix(ask, [capability]);
}

/**
 * pkg-config knows a library that the build takes, and its header is gone: a build believes the module and stops at the
 * header. Where neither is here, an install brings both.
 */
const buildHeaders: Check = {
  id: 'build-headers',
  title: text('the headers of what a build takes are there', '构建所用系统库的头文件齐全'),
  codes: ['header.missing'],
  async judge(ask, scope) {
    const { probe } = ask;
    if (!willBuild(ask, scope) || !probe.stat('/usr/include/stdio.h').ok) return [];
    const judged = taken(scope).map(async (capability): Promise<readonly Finding[]> => {
      const part = HEADERS[capability];
      if (part === undefined) return [];
      const { module, header } = part;
      const { found, cflags } = pkgConfigReport(ask, module);
      const folders = includeFolders(ask, probe.env, cflags.words);
      if (found === null || folders.some(({ path }) => probe.stat(join(path, header)).ok)) return [];
      const place = join('/usr/include', header);
      return [
        {
          code: 'header.missing',
          subject: header,
          severity: 'error',
          title: text(`The compiler does not find ${header}`, `编译器找不到 ${header}`),
          cause: text(
            `pkg-config knows ${module}, so that the build counts on it, and the header is in none of the compiler's folders.`,
            `pkg-config 能找到 ${module}，构建因此会用到它，但编译器搜索的目录中都没有这个头文件。`,
          ),
          evidence: [
            { kind: 'file', where: found.file, text: `${module} ${found.version ?? ''}`.trim() },
            { kind: 'file', where: place, text: 'no such file' },
          ],
          consequences: [],
          fixes: await fixesFor(ask, capability, place),
        },
      ];
    });
    return (await Promise.all(judged)).flat();
  },
};

export default buildHeaders;

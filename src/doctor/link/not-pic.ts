import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import { platform } from '../../facts/platform.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import type { FixedRelocation } from '../../formats/elf/relocations.ts';
import { proposal } from '../fixes.ts';
import { base, FEW, finding } from './finding.ts';
import type { LinkLine } from './line.ts';
import type { Outcome } from './units.ts';

/** Distributions whose compilers make position-independent programs unless they are told otherwise. */
const PIE = /^(?:debian|ubuntu|linuxmint|arch|alpine|gentoo|opensuse|suse)/;

/** Objects that were compiled for one place in memory, in a result that may lie anywhere. */
export function fixedOf(ask: Ask, line: LinkLine, { taken }: Outcome): readonly Finding[] {
  if (
    line.isPartial ||
    (line.isStatic && line.pie !== true) ||
    /(?:^|\/)(?:ld|ld\.\w+)$/.test(line.argv[0] ?? '')
  )
    return [];
  const { distro, like } = ask.of(platform);
  const pie = line.pie ?? [distro, ...like].some((word) => word !== null && PIE.test(word));
  if (!line.isShared && !pie) return [];
  const found = new Map<string, FixedRelocation & { readonly path: string }>();
  for (const { name, offer } of taken) {
    const relocation = offer.fixed?.always ?? (line.isShared ? offer.fixed?.shared : null);
    const subject = libraryOfName(base(name));
    if (relocation && !found.has(subject)) found.set(subject, { ...relocation, path: name });
  }
  const flagName = line.isShared ? '-fPIC' : '-fPIE';
  return [...found].slice(0, FEW).map(([subject, { path, type, symbol }]) =>
    finding('link.not-pic', subject, {
      title: text(
        `${base(path)} was not compiled with ${flagName}`,
        `${base(path)} 不是用 ${flagName} 编译的`,
      ),
      cause: line.isShared
        ? text(
            'A shared library may lie anywhere in memory, and this code counts on one place.',
            '共享库可能被加载到内存的任意位置，而这段代码依赖固定的位置。',
          )
        : text(
            'The compiler makes programs that may lie anywhere in memory, and this code counts on one place.',
            '编译器生成的程序可能被加载到内存的任意位置，而这段代码依赖固定的位置。',
          ),
      evidence: [{ kind: 'symbol', where: path, text: `relocation ${type} against ${symbol}` }],
      fixes: [
        proposal(
          line.isShared
            ? text(
                `Use the shared library, or build ${subject} with -fPIC (configure: --with-pic)`,
                `使用共享库，或以 -fPIC（configure 的 --with-pic）重新构建 ${subject}`,
              )
            : text(
                `Build ${subject} with -fPIE or -fPIC, or link with -no-pie`,
                `以 -fPIE 或 -fPIC 重新构建 ${subject}，或用 -no-pie 链接`,
              ),
        ),
      ],
    }),
  );
}

import { type Text, text } from '../core/text.ts';
import type { Configured } from './configuration.ts';
import type { Machine, Selected, Wish } from './input.ts';
import { refuseBreakage, refuseUnsupported } from './refusals.ts';

/** What is worth a line about a library before it is built. Throws where its release cannot be built here at all. */
export function remarksOn(
  library: Selected,
  { breakages, unsupported, buildSystem }: Configured,
  machine: Machine,
  wish: Pick<Wish, 'buildSystem'>,
): Text[] {
  const { recipe, version } = library;
  const remarks: Text[] = [];
  if (unsupported.length > 0) refuseUnsupported(library, unsupported);
  for (const breakage of breakages) {
    const { symptom, cure } = breakage;
    if (cure.refuse !== undefined) refuseBreakage(library, breakage, cure.refuse, machine);
    if (cure.advice === undefined) continue;
    const { advice } = cure;
    remarks.push(
      text(
        `${recipe.name} ${version}: ${symptom.en}; ${advice.en}`,
        `${recipe.name} ${version}：${symptom['zh-CN']}；${advice['zh-CN']}`,
      ),
    );
  }
  if (buildSystem !== wish.buildSystem && recipe.build.cmake !== undefined)
    remarks.push(
      text(
        `${recipe.name} ${version}: its CMake build does not make the same product, so autotools builds it`,
        `${recipe.name} ${version}：其 CMake 构建得不到相同的产物，因此用 autotools 构建`,
      ),
    );
  if (!library.pinned)
    remarks.push(
      text(
        `${recipe.name} ${version}: no recipe pins this source, it is used as it comes`,
        `${recipe.name} ${version}：没有配方固定此源码，将按原样使用`,
      ),
    );
  return remarks;
}

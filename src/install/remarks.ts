import { type Text, text } from '../core/text.ts';
import type { Configured } from './configuration.ts';
import type { Machine, Selected } from './input.ts';
import { refuseBreakage, refuseUnsupported } from './refusals.ts';

/** What is worth a line about a library before it is built. Throws where its release cannot be built here at all. */
export function remarksOn(
  library: Selected,
  { breakages, unsupported }: Configured,
  machine: Machine,
): Text[] {
  const { recipe, version, by } = library;
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
  if (by.why !== null) remarks.push(by.why);
  if (!library.pinned)
    remarks.push(
      text(
        `${recipe.name} ${version}: no recipe pins this source, it is used as it comes`,
        `${recipe.name} ${version}：没有配方固定此源码，将按原样使用`,
      ),
    );
  return remarks;
}

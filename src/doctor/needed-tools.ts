import { bindingOf } from '../bindings/catalogue.ts';
import type { Capability } from '../core/capability.ts';
import type { Scope } from '../facts/check.ts';
import { isTool, type ToolName } from '../facts/tools.ts';
import { buildBy } from '../recipes/options.ts';

/** A tool that building the scope's libraries calls. */
export interface NeededTool {
  readonly capability: Capability;
  readonly tool: ToolName;
  /** Only where the source has no `configure`: a checkout, or a forge's archive of a tag. */
  readonly onlyToGenerate: boolean;
}

/** What the autotools are written in, and stop without. */
const AUTOTOOLS_NEED: readonly ToolName[] = ['m4', 'perl'];

/** What every `configure` and libtool call, whatever is built: the archiver of the compiler's package, and POSIX's own. */
const ALWAYS: readonly ToolName[] = ['ar', 'awk', 'sed', 'grep'];

/** What the recipes' build by autotools, the usual one, and the bindings' call beside the compilers. `os`: the BSDs' make is no GNU make. */
export function neededTools({ recipes, targets }: Scope, os: string): readonly NeededTool[] {
  const needed = new Map<Capability, NeededTool>();
  for (const recipe of recipes) {
    const { needs, needsToGenerate = [] } = buildBy(recipe, 'autotools');
    for (const [capability, onlyToGenerate] of [
      ...needs.map((one) => [one, false] as const),
      ...needsToGenerate.map((one) => [one, true] as const),
    ]) {
      const tool = capability === 'make' && os === 'freebsd' ? 'gmake' : capability;
      if (!isTool(tool) || needed.has(capability)) continue;
      needed.set(capability, { capability, tool, onlyToGenerate });
    }
  }
  for (const name of targets)
    for (const capability of bindingOf(name)?.binding.needs ?? [])
      if (isTool(capability) && !needed.has(capability))
        needed.set(capability, { capability, tool: capability, onlyToGenerate: false });
  const generates = needed.has('autoconf');
  return [
    ...needed.values(),
    ...(recipes.length === 0 ? [] : ALWAYS).map(
      (tool): NeededTool => ({ capability: 'c-compiler', tool, onlyToGenerate: false }),
    ),
    ...(generates ? AUTOTOOLS_NEED : []).map(
      (tool): NeededTool => ({ capability: 'autoconf', tool, onlyToGenerate: true }),
    ),
  ];
}

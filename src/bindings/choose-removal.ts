import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import type { Probe } from '../host/host.ts';
import { bindingOf } from './catalogue.ts';
import { moduleRoot } from './go-module.ts';
import type { BindingRecord } from './record.ts';

/** Which bindings are to be removed. */
export interface BindingRemoval {
  readonly records: readonly BindingRecord[];
  /** Named, and not brought by this tool. */
  readonly notInstalled: readonly string[];
}

/**
 * Reads the target words against what was brought; no word means all of this prefix. Of several places the one that the
 * user named or stands in is meant; where that tells none, SetupError (exit 2).
 */
export function chooseBindings(
  probe: Probe,
  words: readonly string[],
  records: readonly BindingRecord[],
  {
    prefix,
    into,
    venv,
  }: { readonly prefix: string; readonly into: string | null; readonly venv: string | null },
): BindingRemoval {
  if (words.length === 0)
    return { records: records.filter((one) => one.prefix === prefix), notInstalled: [] };
  const chosen: BindingRecord[] = [];
  const notInstalled: string[] = [];
  for (const word of words) {
    const binding = bindingOf(word)?.binding;
    if (binding === undefined) continue;
    const known = records.filter(({ name }) => name === binding.name);
    const named = binding.language === 'go' ? into : venv;
    const here =
      binding.language === 'go' ? moduleRoot(probe, probe.self.cwd) : (probe.env.VIRTUAL_ENV ?? null);
    const one =
      known.find(({ place }) => place === (named ?? here)) ??
      (named === null && known.length === 1 ? known[0] : undefined);
    if (one !== undefined) chosen.push(one);
    else if (named !== null || known.length === 0) notInstalled.push(binding.name);
    else {
      const option = binding.language === 'go' ? '--into' : '--venv';
      const places = known.map(({ place }) => place).join(', ');
      throw new SetupError(
        EXIT.usage,
        text(`${binding.name} is in several places`, `${binding.name} 装在多个位置`),
        {
          hint: text(`Name one with ${option}: ${places}`, `请用 ${option} 指定其中一个：${places}`),
        },
      );
    }
  }
  return { records: chosen, notInstalled };
}

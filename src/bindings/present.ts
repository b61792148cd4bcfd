import type { Ask } from '../facts/ask.ts';
import { bindingOf } from './catalogue.ts';
import { moduleState } from './go-module.ts';
import { pythonPackage } from './python-environment.ts';
import type { BindingRecord } from './record.ts';

/** Version that a recorded binding has in its place now; null where it is not there any more. */
export function versionNow(ask: Ask, { name, version, place }: BindingRecord): string | null {
  const binding = bindingOf(name)?.binding;
  if (binding === undefined) return null;
  if (binding.language === 'python') return pythonPackage(ask, place)?.version ?? null;
  const module = binding.versions[version]?.module ?? binding.versions[binding.default]!.module;
  return moduleState(ask.probe, place, module).version;
}

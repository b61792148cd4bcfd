import { type Text, text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import type { Binding } from './binding.ts';
import type { Wanted } from './catalogue.ts';
import { exampleFolder, goPlaceOf, moduleState } from './go-module.ts';
import type { PlannedBinding } from './planned.ts';
import { pythonPackage, pythonPlaceOf } from './python-environment.ts';

/** What the user said of bindings. */
export interface BindingWish {
  readonly bindings: readonly Wanted[];
  /** Folder of the Go module, or of the example to make. */
  readonly into: string | null;
  /** Folder of the virtual environment. */
  readonly venv: string | null;
  readonly prefix: string;
  readonly force: boolean;
}

export interface Decided {
  readonly binding: Binding;
  readonly planned: PlannedBinding;
}

const NOT_YET = text('not there yet', '尚未安装');
const FORCED = text('asked for with --force', '--force 要求重装');
const isThere = (version: string): Text => text(`${version} is there`, `现有的是 ${version}`);
const THERE = text('is there', '已安装');

/** Where each binding goes, and whether it is there already. `fresh`: on another machine, where nothing is. */
export const decideBindings = (ask: Ask, wish: BindingWish, fresh: boolean): readonly Decided[] =>
  wish.bindings.map(({ binding, version }) => {
    const there =
      binding.language === 'go' ? goThere(ask, wish, version, binding, fresh) : pythonThere(ask, wish);
    const exists = there.exists && !fresh;
    const reason = exists ? whyNot(there, version, wish.force) : NOT_YET;
    return {
      binding,
      planned: {
        name: binding.name,
        language: binding.language,
        version,
        place: there.folder,
        made: !exists,
        action: reason === null ? 'keep' : 'add',
        reason: reason ?? THERE,
        from: exists ? there.version : null,
        pin: binding.language === 'go' ? binding.versions[version]!.sum : binding.versions[version]!.sha256,
        library: binding.library,
      },
    };
  });

interface There {
  readonly folder: string;
  readonly exists: boolean;
  readonly version: string | null;
  /** Why what is there will not do although its version would. */
  readonly but: Text | null;
}

function whyNot({ version, but }: There, wanted: string, force: boolean): Text | null {
  if (version === null) return NOT_YET;
  if (version !== wanted) return isThere(version);
  return but ?? (force ? FORCED : null);
}

function goThere(
  { probe }: Ask,
  { into }: BindingWish,
  version: string,
  binding: Binding,
  fresh: boolean,
): There {
  const place = fresh ? { folder: into ?? exampleFolder(probe), exists: false } : goPlaceOf(probe, into);
  if (!place.exists || binding.language !== 'go') return { ...place, version: null, but: null };
  const { module, sum } = binding.versions[version]!;
  const state = moduleState(probe, place.folder, module);
  const proved = state.sum === sum;
  return {
    ...place,
    version: state.version,
    but: proved ? null : text('go.sum does not have the pinned sum', 'go.sum 中没有固定的校验和'),
  };
}

function pythonThere(ask: Ask, { venv, prefix }: BindingWish): There {
  const place = pythonPlaceOf(ask.probe, venv);
  const found = place.exists ? pythonPackage(ask, place.folder) : null;
  if (found === null) return { ...place, version: null, but: null };
  const ours = found.libzmq !== null && isBelow(ask, found.libzmq, prefix);
  return {
    ...place,
    version: found.version,
    but: ours ? null : text(`it does not use the libzmq of ${prefix}`, `它使用的不是 ${prefix} 中的 libzmq`),
  };
}

function isBelow({ probe }: Ask, path: string, folder: string): boolean {
  const real = (one: string): string => {
    const answer = probe.realpath(one);
    return answer.ok ? answer.value : one;
  };
  return real(path).startsWith(`${real(folder)}/`);
}

import { dirname, join } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import { requiredModules } from '../formats/go-mod.ts';
import type { Probe } from '../host/host.ts';

/** Where a Go binding belongs. */
export interface GoPlace {
  /** The module's root, or the folder in which the example is made. */
  readonly folder: string;
  readonly exists: boolean;
}

const LARGEST = 16 * 1024 * 1024;

/** Where an example is made if the user names no place. */
export const exampleFolder = (probe: Probe): string => join(probe.self.cwd, 'goczmq-example');

const isFile = (probe: Probe, path: string): boolean => {
  const stat = probe.stat(path);
  return stat.ok && stat.value.kind === 'file';
};

/** The root of the module that holds a folder, as the go command finds it: the nearest go.mod upwards (Go Modules Reference). */
export function moduleRoot(probe: Probe, folder: string): string | null {
  for (let path = folder; ; path = dirname(path)) {
    if (isFile(probe, join(path, 'go.mod'))) return path;
    if (path === dirname(path)) return null;
  }
}

/**
 * `into`: folder that the user named, else the current one's module, else a folder of its own below the current one.
 * A folder with Go files and no go.mod is not ours to turn into a module: SetupError (exit 2).
 */
export function goPlaceOf(probe: Probe, into: string | null): GoPlace {
  const { cwd } = probe.self;
  const root = into === null ? moduleRoot(probe, cwd) : isFile(probe, join(into, 'go.mod')) ? into : null;
  if (root !== null) return { folder: root, exists: true };
  const folder = into ?? exampleFolder(probe);
  if (into === null && isFile(probe, join(folder, 'go.mod'))) return { folder, exists: true };
  const names = probe.readdir(folder);
  const inTheWay = (names.ok ? names.value : []).filter((name) => name.endsWith('.go') || name === 'go.sum');
  if (names.ok ? inTheWay.length === 0 : names.fault === 'missing') return { folder, exists: false };
  throw new SetupError(
    EXIT.usage,
    names.ok
      ? text(
          `${folder} has ${inTheWay.join(', ')} and no go.mod`,
          `${folder} 中有 ${inTheWay.join('、')}，但没有 go.mod`,
        )
      : text(`${folder} cannot be used (${names.fault})`, `无法使用 ${folder}（${names.fault}）`),
    {
      hint: text(
        'Make it a module (go mod init NAME), or name another folder with --into DIR.',
        '请先将其变成模块（go mod init 名称），或用 --into DIR 指定其他目录。',
      ),
    },
  );
}

/** A module of the given path as go.mod and go.sum have it. */
export interface ModuleState {
  readonly version: string | null;
  /** The `h1:` that go.sum records for that version's zip. */
  readonly sum: string | null;
}

export function moduleState(probe: Probe, folder: string, module: string): ModuleState {
  const words = probe.readText(join(folder, 'go.mod'), LARGEST);
  const version = words.ok ? (requiredModules(words.value).get(module) ?? null) : null;
  const sums = probe.readText(join(folder, 'go.sum'), LARGEST);
  const line = (sums.ok ? sums.value : '')
    .split('\n')
    .map((one) => one.split(' '))
    .find(([path, of]) => path === module && of === version);
  return { version, sum: line?.[2] ?? null };
}

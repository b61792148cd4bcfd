import type { Fix } from '../../core/finding.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { folderOf } from '../../facts/loader/expand.ts';
import { systemPackages } from '../../facts/package-manager.ts';
import { prefixOf } from '../../facts/stack/folders.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import { reinstallFix } from '../fixes.ts';
import { restoreFixes } from '../restore.ts';

/** Puts a named file back: by its package, or, where it lies in a prefix and not just in some folder, as it came. */
export async function putBack(ask: Ask, scope: Scope, path: string): Promise<readonly Fix[]> {
  const folder = folderOf(path);
  if (prefixOf(folder) !== folder) return restoreFixes(ask, scope, libraryOfName(path), [path]);
  const owner = await ask.of(systemPackages)?.owner(path);
  return owner ? reinstallFix(ask, [owner.name]) : [];
}

import { join, relative } from 'node:path';
import type { Ask } from '../../facts/ask.ts';
import { systemPackages } from '../../facts/package-manager.ts';
import type { Host } from '../../host/host.ts';
import { compare } from '../files.ts';
import { type Manifest, readManifest } from '../manifest.ts';
import type { Copy, CopyFile } from './copies.ts';

/** Who put a file there. */
export type Owner =
  | {
      readonly by: 'czmq-setup';
      readonly name: string;
      readonly version: string;
      /** Somebody else wrote over it since. */
      readonly changed: boolean;
    }
  | {
      readonly by: 'package';
      readonly manager: string;
      readonly name: string;
      readonly version: string | null;
    }
  /** No record of it anywhere: built and installed by hand, or copied. */
  | { readonly by: 'hand' };

async function byManifest(
  host: Pick<Host, 'lstat' | 'readlink' | 'sha256'>,
  manifest: Manifest,
  { path }: CopyFile,
): Promise<Owner | null> {
  const within = relative(manifest.prefix, path);
  for (const { name, version, files } of manifest.products) {
    const record = files.find((file) => file.path === within);
    if (record === undefined) continue;
    const changed = (await compare(host, path, record)) === 'changed';
    return { by: 'czmq-setup', name, version, changed };
  }
  return null;
}

/** conda keeps its records beside the tree: `<environment>/conda-meta/NAME-VERSION-BUILD.json`. */
function byConda(ask: Ask, root: string, name: string): Owner | null {
  const records = ask.probe.readdir(join(root, 'conda-meta'));
  if (!records.ok) return null;
  const found = records.value
    .map((file) => /^(.+)-([^-]+)-[^-]+\.json$/.exec(file))
    .find((match) => match !== null && [name, 'zeromq', 'czmq'].includes(match[1] ?? ''));
  return { by: 'package', manager: 'conda', name: found?.[1] ?? name, version: found?.[2] ?? null };
}

/** Asks our manifest, then conda's records, then the system's package manager, and else says `hand`. */
export async function ownerOf(
  ask: Ask,
  host: Host,
  copy: Copy,
  file: CopyFile,
  recipe: string,
): Promise<Owner> {
  const manifest = readManifestOrNull(host, copy.root);
  const ours = manifest === null ? null : await byManifest(host, manifest, file);
  if (ours !== null) return ours;
  const conda = byConda(ask, copy.root, recipe);
  if (conda !== null) return conda;
  const packaged = await ask.of(systemPackages)?.owner(file.real ?? file.path);
  return packaged ? { by: 'package', ...packaged } : { by: 'hand' };
}

/** A damaged manifest of some other prefix is no reason to say nothing of the machine. */
function readManifestOrNull(host: Host, root: string): Manifest | null {
  try {
    return readManifest(host, root);
  } catch {
    return null;
  }
}

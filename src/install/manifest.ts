import { join } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import type { Probe } from '../host/host.ts';
import type { FileRecord } from './files.ts';
import { checkManifest } from './manifest-check.ts';

/** Where a product's source came from. */
export interface ProductOrigin {
  readonly kind: 'git' | 'archive' | 'local';
  /** Address or path, without credentials. */
  readonly where: string;
  readonly commit?: string;
  readonly sha256?: string;
  /** Whether a recipe names this digest or commit. */
  readonly pinned: boolean;
}

/** What is known of an installed library beside its files. */
export interface ProductFacts {
  /** The recipe's name. */
  readonly name: string;
  readonly version: string;
  /** The recipe's default, which no place had, where the user named no version and settled for this one. */
  readonly insteadOf?: string;
  readonly origin: ProductOrigin;
  /** Features that are on by default and were left out, since what they need could not be had. */
  readonly leftOut?: readonly string[];
  readonly features: Readonly<Record<string, boolean>>;
  /** Options given to configure or CMake. */
  readonly options: readonly string[];
  readonly buildSystem: 'autotools' | 'cmake';
  /** Name and version, `gcc 12.2.0`; null where it is not known. */
  readonly compiler: string | null;
  /** Recipe names of installed products that this one needs. */
  readonly dependsOn: readonly string[];
  /** Digest of all that decides what is built: the same fingerprint again means nothing to do. */
  readonly fingerprint: string;
}

export interface Product extends ProductFacts {
  readonly files: readonly FileRecord[];
  /** ISO 8601, UTC. */
  readonly installedAt: string;
  /** Version of this tool that installed it. */
  readonly toolVersion: string;
}

/** A file of somebody else that stood where one of ours had to go. Uninstalling ours puts it back. */
export interface Displaced {
  readonly path: string;
  /** Where it is kept until then. */
  readonly kept: string;
}

/** The one record of what this tool put under a prefix. Paths are relative to the prefix; the schema is schemas/manifest.schema.json. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly prefix: string;
  /** Sorted by name. */
  readonly products: readonly Product[];
  /** Folders under the prefix that we made; removed with the last file in them. */
  readonly folders: readonly string[];
  /** The prefix itself and folders above it that we made, absolute. */
  readonly parents: readonly string[];
  readonly displaced: readonly Displaced[];
  /** The file under /etc/ld.so.conf.d that names the prefix's library folder; its `path` is absolute. */
  readonly loaderConf: FileRecord | null;
}

/** The folder of records under a prefix, relative to it. */
export const RECORDS = 'share/czmq-setup';
export const MANIFEST = `${RECORDS}/manifest.json`;
/** 100 times what libsodium, libzmq and czmq need. */
const LARGEST_MANIFEST = 8 * 1024 * 1024;

export const manifestPath = (prefix: string): string => join(prefix, MANIFEST);

/** One line a record, so that people can read and compare it. */
export const formatManifest = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 1)}\n`;

/**
 * The manifest of a prefix; null where there is none. A manifest is hostile input: paths that leave the prefix, wrong
 * types and excessive sizes throw SetupError (exit 3), since nothing can be decided without it.
 */
export function readManifest(probe: Probe, prefix: string): Manifest | null {
  const path = manifestPath(prefix);
  const answer = probe.readText(path, LARGEST_MANIFEST);
  if (!answer.ok && (answer.fault === 'missing' || answer.fault === 'not-directory')) return null;
  const refuse = (en: string, zh: string): SetupError =>
    new SetupError(
      EXIT.cannot,
      text(`The manifest ${path} cannot be used: ${en}.`, `清单 ${path} 无法使用：${zh}。`),
      {
        hint: text(
          'Restore it from a backup, or move it away; then this tool no longer knows what it installed there.',
          '请从备份恢复，或将其移走；移走后本工具将不再知道那里由它安装的内容。',
        ),
      },
    );
  if (!answer.ok) throw refuse(`it cannot be read (${answer.fault})`, `无法读取（${answer.fault}）`);
  let value: unknown;
  try {
    value = JSON.parse(answer.value);
  } catch {
    throw refuse('it is not JSON', '不是 JSON');
  }
  const fault = checkManifest(value);
  if (fault !== null) throw refuse(fault, fault);
  const manifest = value as Manifest;
  // A tree that was copied to another place (docker COPY, rsync) has its files there, but not the folders above it.
  return manifest.prefix === prefix ? manifest : { ...manifest, prefix, parents: [] };
}

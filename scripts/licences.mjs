// The licences of what was bundled, as their authors ask: one file beside the bundle.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `node_modules/@scope/name/…` of an input as the package's folder; null for our own files. */
const folderOf = (input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? null;

function licenceOf(root, folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const by = typeof author === 'string' ? author : author?.name;
  const words =
    file === undefined
      ? `Licence: ${license}${by === undefined ? '' : `. Copyright (c) ${by}`}`
      : readFileSync(join(root, folder, file), 'utf8').trim();
  return { title: `${name} ${version} (${license})`, words };
}

/** Writes `path` from esbuild's metafile. */
export function writeLicences(metafile, root, path) {
  const folders = new Set(
    Object.keys(metafile.inputs)
      .map(folderOf)
      .filter((folder) => folder !== null),
  );
  const parts = [...folders]
    .sort()
    .map((folder) => licenceOf(root, folder))
    .map(({ title, words }) => `${title}\n${'-'.repeat(title.length)}\n${words}\n`);
  writeFileSync(path, `Packages that are part of this bundle, and their licences\n\n${parts.join('\n')}`);
}

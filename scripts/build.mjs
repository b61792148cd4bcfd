// One esbuild bundle, split so that a command's code is read only when the command is used.
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeLicences } from './licences.mjs';
import { writeQuick } from './quick.mjs';
import { writeRegistries } from './registry.mjs';
import { writeValidators } from './validators.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

writeRegistries();
await writeValidators();
rmSync(`${root}dist`, { recursive: true, force: true });
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node18.19',
  minifySyntax: true,
  minifyWhitespace: true,
  // Whole licences stand in THIRD-PARTY.txt.
  legalComments: 'none',
  metafile: true,
  // Its "main" hides its own files from a bundler behind an UMD require().
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  logLevel: 'warning',
};
const { metafile } = await build({
  ...common,
  entryPoints: { cli: 'src/cli.ts' },
  outdir: 'dist',
  splitting: true,
  format: 'esm',
  // Some bundled packages are CommonJS and ask for Node's own modules by require().
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
});
// What the doctor hands to ccache and distcc, which work on files only (src/facts/wrapped-compiler.ts).
for (const name of ['trial.c', 'trial.cc'])
  writeFileSync(`${root}dist/${name}`, 'int main(void) { return 0; }\n');
await writeQuick(common, 'dist/quick.cjs');
writeLicences(metafile, root, `${root}dist/THIRD-PARTY.txt`);

// The bundle that answers `doctor --binary` alone: one CommonJS file, which Node starts in half the time that it needs for
// the modules of the whole one. Both are made from the same sources.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Imported when they are used, and always used here. All others are read from the whole bundle. */
const USED = [
  'cli/run',
  'commands/doctor',
  'ui/render',
  'ui/render/doctor',
  'ui/plain',
  'ui/paint',
  'ui/json',
];

/** What is imported by name from elsewhere never comes: the run begins again there (src/cli/elsewhere.ts). */
const elsewhere = (source) => ({
  name: 'elsewhere',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (pluginData === 'asked' || kind !== 'dynamic-import') return undefined;
      if (importer === `${source}cli/elsewhere.ts`) return { path: './cli.js', external: true };
      const found = await resolve(path, { kind, resolveDir, pluginData: 'asked' });
      const used = path === 'chalk' || USED.some((name) => found.path === `${source}${name}.ts`);
      return used ? found : { path, namespace: 'elsewhere' };
    });
    // A namespace with a `then` is what `await import()` waits for.
    onLoad({ filter: /./, namespace: 'elsewhere' }, () => ({
      contents: `export { elsewhere as then } from '${source}cli/elsewhere.ts'`,
      resolveDir: source,
    }));
    // commander starts programs for subcommands that are files of their own; we have none, and to load it is dear.
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
});

/** Writes `outfile`. `common`: the options of the whole bundle. */
export async function writeQuick(common, outfile) {
  await build({
    ...common,
    entryPoints: ['src/cli/quick.ts'],
    outfile,
    format: 'cjs',
    minify: true,
    plugins: [elsewhere(fileURLToPath(new URL('../src/', import.meta.url)))],
    define: { 'import.meta.url': '__url' },
    banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
  });
}

#!/usr/bin/env node
// Kept tiny: nothing but `--version` and the compile cache stands between `node` and the command's own chunk.
import { readFileSync } from 'node:fs';
import module from 'node:module';

if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  module.enableCompileCache?.();
  await import('../dist/cli.js');
}

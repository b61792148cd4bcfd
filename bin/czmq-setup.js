#!/usr/bin/env node
// Kept tiny, and CommonJS by bin/package.json, which Node starts faster: nothing but `--version` and the compile cache
// stands between `node` and the command's own chunk.
const { readFileSync, writeSync } = require('node:fs');
const { enableCompileCache } = require('node:module');

if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  const { version } = JSON.parse(readFileSync(`${__dirname}/../package.json`, 'utf8'));
  try {
    writeSync(1, `${version}\n`);
  } catch {
    // Whoever asked is gone.
  }
} else {
  // Beside our other caches: Node's own choice is a folder of /tmp, which another user could fill before us. What runs
  // as root in a user's name reads no cache of his.
  const { HOME, XDG_CACHE_HOME } = process.env;
  const own = HOME && `${HOME}/${process.platform === 'darwin' ? 'Library/Caches' : '.cache'}`;
  const base = XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : own;
  if (base && process.argv[2] !== '__transaction') enableCompileCache?.(`${base}/czmq-setup/node`);
  const [command, ...words] = process.argv.slice(2);
  const looks = command === 'doctor' && words.some((word) => /^--binary(=|$)/.test(word));
  if (looks && !words.some((word) => /^--(fix|link|only|target|online)(=|$)/.test(word)))
    require('../dist/quick.cjs');
  else import('../dist/cli.js');
}

// Cold `czmq-setup install` against the plain sequence, in one run:
//   node bench/cold-install.mjs --libzmq ARCHIVE --czmq ARCHIVE [--repositories LIBZMQ,CZMQ] [--rounds 3] [--ways autotools,cmake]
// The archives are pinned ones of the recipes (they are put into the tool's cache beforehand: nothing is downloaded);
// the repositories are what the plain sequence clones, made of the archives where none are named.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine, median, run, spread } from './measure.mjs';

const { values } = parseArgs({
  options: {
    libzmq: { type: 'string' },
    czmq: { type: 'string' },
    repositories: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    ways: { type: 'string', default: 'autotools,cmake' },
  },
});
if (values.libzmq === undefined || values.czmq === undefined) {
  console.error('usage: node bench/cold-install.mjs --libzmq ARCHIVE --czmq ARCHIVE [--rounds 3]');
  process.exit(2);
}

const here = dirname(fileURLToPath(import.meta.url));
const tool = join(here, '../bin/czmq-setup.js');
const archives = [resolve(values.libzmq), resolve(values.czmq)];
const scratch = mkdtempSync(join(tmpdir(), 'czmq-setup-bench-'));

function repositoryOf(archive, name) {
  const folder = join(scratch, `${name}.git-origin`);
  mkdirSync(folder);
  execFileSync('tar', ['-xf', archive, '-C', folder, '--strip-components=1']);
  const git = (...words) => execFileSync('git', ['-C', folder, ...words], { stdio: 'pipe' });
  git('init', '-q');
  git('add', '-A', '-f');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-q', '-m', name);
  return `file://${folder}`;
}

const repositories = values.repositories?.split(',') ?? [
  repositoryOf(archives[0], 'libzmq'),
  repositoryOf(archives[1], 'czmq'),
];

async function plain() {
  const folder = mkdtempSync(join(scratch, 'plain-'));
  const result = await run([
    'sh',
    join(here, 'plain-sequence.sh'),
    join(folder, 'prefix'),
    join(folder, 'work'),
    ...repositories,
  ]);
  rmSync(folder, { recursive: true });
  return result;
}

async function ours(way) {
  const folder = mkdtempSync(join(scratch, 'ours-'));
  const cache = join(folder, 'cache');
  const sources = join(cache, 'czmq-setup/sources');
  mkdirSync(sources, { recursive: true });
  for (const archive of archives) {
    copyFileSync(archive, join(sources, createHash('sha256').update(readFileSync(archive)).digest('hex')));
  }
  const env = { ...process.env, XDG_CACHE_HOME: cache, XDG_STATE_HOME: join(folder, 'state') };
  const argv = [process.execPath, tool, 'install', '--yes', '--offline', '--build-system', way];
  const result = await run([...argv, '--prefix', join(folder, 'prefix')], { env });
  rmSync(folder, { recursive: true });
  return result;
}

const ways = values.ways.split(',');
const runs = { plain: [], ...Object.fromEntries(ways.map((way) => [way, []])) };
console.log(machine());
try {
  for (let round = 0; round < Number(values.rounds); round += 1) {
    // Alternated, so that what else the machine does falls on all alike.
    const order = round % 2 === 0 ? ['plain', ...ways] : [...[...ways].reverse(), 'plain'];
    for (const way of order) {
      const result = way === 'plain' ? await plain() : await ours(way);
      runs[way].push(result);
      console.log(
        `round ${round + 1}  ${way.padEnd(10)} ${result.seconds.toFixed(1)} s wall, ${result.cpu.toFixed(1)} s CPU, peak ${(result.peak / 2 ** 20).toFixed(0)} MiB`,
      );
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

console.log(
  '\nway         wall s (median, spread)     CPU s (median, spread)      peak MiB  wall of plain  CPU of plain',
);
for (const [way, results] of Object.entries(runs)) {
  const of = (field) => results.map((result) => result[field]);
  const ratio = (field) =>
    median(results.map((result, index) => result[field] / runs.plain[index][field])).toFixed(2);
  console.log(
    [
      way.padEnd(11),
      spread(of('seconds')).padEnd(27),
      spread(of('cpu')).padEnd(27),
      (Math.max(...of('peak')) / 2 ** 20).toFixed(0).padEnd(9),
      ratio('seconds').padEnd(14),
      ratio('cpu'),
    ].join(' '),
  );
}

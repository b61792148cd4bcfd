// Cold `czmq-setup install` against the plain sequence, in one run:
//   node bench/cold-install.mjs --libzmq ARCHIVE --czmq ARCHIVE [--repositories LIBZMQ,CZMQ] [--rounds 3] [--ways autotools,cmake]
// The archives are pinned ones of the recipes (they are put into the tool's cache beforehand: nothing is downloaded);
// the repositories are what the plain sequence clones, made of the archives where none are named.
import { parseArgs } from 'node:util';
import { openInstalls } from './installs.mjs';
import { machine, median, spread } from './measure.mjs';

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

const installs = openInstalls(values.libzmq, values.czmq, values.repositories?.split(',') ?? null);
const ways = values.ways.split(',');
const runs = { plain: [], ...Object.fromEntries(ways.map((way) => [way, []])) };
console.log(machine());
try {
  for (let round = 0; round < Number(values.rounds); round += 1) {
    // Alternated, so that what else the machine does falls on all alike.
    const order = round % 2 === 0 ? ['plain', ...ways] : [...[...ways].reverse(), 'plain'];
    for (const way of order) {
      const result = way === 'plain' ? await installs.plain() : await installs.archive('--build-system', way);
      runs[way].push(result);
      console.log(
        `round ${round + 1}  ${way.padEnd(10)} ${result.seconds.toFixed(1)} s wall, ${result.cpu.toFixed(1)} s CPU, peak ${(result.peak / 2 ** 20).toFixed(0)} MiB`,
      );
    }
  }
} finally {
  installs.close();
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

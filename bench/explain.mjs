// explain on a build log of 100 MB against what reading it costs at the least, in one run: node bench/explain.mjs [--megabytes 100] [--rounds 3]
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FAILURE, writeLog } from './big-log.mjs';
import { machine, median, run, spread } from './measure.mjs';

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '100' }, rounds: { type: 'string', default: '3' } },
});
const tool = join(dirname(fileURLToPath(import.meta.url)), '../bin/czmq-setup.js');
const folder = mkdtempSync(join(tmpdir(), 'bench-explain-'));

try {
  const megabytes = Number(values.megabytes);
  const log = writeLog(join(folder, 'build.log'), megabytes * 1e6, FAILURE);
  const small = writeLog(join(folder, 'small.log'), 1e6, FAILURE);
  const long = join(folder, 'one-line.log');
  const file = openSync(long, 'w');
  for (let index = 0; index < megabytes; index += 1) writeSync(file, 'a/ error: '.repeat(100_000));
  closeSync(file);
  const READ =
    "for await (const piece of (await import('node:fs')).createReadStream(process.argv[1], {highWaterMark: 1 << 20})) piece.length";
  const explain = (path) => [process.execPath, tool, 'explain', '--json', '--for', 'debian', path];
  const ways = {
    'cp to /dev/null': ['cp', log, '/dev/null'],
    'node, only read': [process.execPath, '--input-type=module', '-e', READ, log],
    'explain, 1 MB': explain(small),
    [`explain, ${megabytes} MB`]: explain(log),
    [`explain, one line of ${megabytes} MB`]: explain(long),
  };
  console.log(machine());
  const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [name, argv] of Object.entries(ways)) results[name].push(await run(argv));
  for (const [name, list] of Object.entries(results))
    console.log(
      `${name.padEnd(28)} ${spread(
        list.map(({ seconds }) => seconds),
        2,
      ).padEnd(
        22,
      )} s wall   ${median(list.map(({ cpu }) => cpu)).toFixed(2)} s CPU   ${(Math.max(...list.map(({ peak }) => peak)) / 1e6).toFixed(0)} MB at most`,
    );
} finally {
  rmSync(folder, { recursive: true });
}

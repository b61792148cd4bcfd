// What a start costs against `node -e 0`, in one run: node bench/startup.mjs [--rounds 20]
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine, median, spread } from './measure.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const tool = join(dirname(fileURLToPath(import.meta.url)), '../bin/czmq-setup.js');
const ways = {
  'node -e 0': ['-e', '0'],
  '--version': [tool, '--version'],
  '--help': [tool, '--help'],
  'wrong option': [tool, '--no-such-option'],
};

// With this variable every start of Node reads certificates (its own matter, and slow).
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

function start(argv) {
  const started = process.hrtime.bigint();
  try {
    execFileSync(process.execPath, argv, { env, stdio: 'ignore' });
  } catch (error) {
    if (error.status !== 2) throw error;
  }
  return Number(process.hrtime.bigint() - started) / 1e6;
}

const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
// The first start of each fills caches.
for (const argv of Object.values(ways)) start(argv);
for (let round = 0; round < Number(values.rounds); round += 1) {
  const order = Object.entries(ways);
  for (const [name, argv] of round % 2 === 0 ? order : order.reverse()) times[name].push(start(argv));
}
console.log(machine());
for (const [name, list] of Object.entries(times)) {
  const ratio = median(list.map((time, index) => time / times['node -e 0'][index]));
  console.log(`${name.padEnd(14)} ${spread(list).padEnd(26)} ms   ${ratio.toFixed(2)} of node -e 0`);
}

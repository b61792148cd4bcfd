// What `doctor --binary PROGRAM` costs beside `ldd PROGRAM`, `ldd -r PROGRAM` and a bare start of Node, taken in turn:
// node bench/binary.mjs [--rounds 15] [PROGRAM…]      (default: /bin/ls, and gdb where it is)
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine, median, spread } from './measure.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '15' } },
});
const tool = join(dirname(fileURLToPath(import.meta.url)), '../bin/czmq-setup.js');
const programs = positionals.length > 0 ? positionals : ['/bin/ls', '/usr/bin/gdb'].filter(existsSync);

// With this variable every start of Node reads certificates (its own matter, and slow).
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

function milliseconds([program, ...args]) {
  const started = process.hrtime.bigint();
  const output = execFileSync(program, args, { env, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, output };
}

console.log(machine());
for (const program of programs) {
  const node = process.execPath;
  const ways = {
    ldd: ['ldd', program],
    'ldd -r': ['ldd', '-r', program],
    'node -e 0': [node, '-e', '0'],
    'doctor --binary': [node, tool, 'doctor', '--binary', program],
  };
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  const libraries = milliseconds(ways.ldd).output.trim().split('\n').length;
  for (let round = -1; round < Number(values.rounds); round += 1) {
    const order = Object.entries(ways);
    for (const [name, argv] of round % 2 === 0 ? order : order.reverse()) {
      const { ms } = milliseconds(argv);
      if (round >= 0) times[name].push(ms);
    }
  }
  const own = median(times['doctor --binary']) - median(times['node -e 0']);
  console.log(`${program}: ${libraries} lines of ldd`);
  for (const [name, list] of Object.entries(times))
    console.log(`  ${name.padEnd(16)} ${spread(list).padEnd(26)} ms`);
  console.log(
    `  ours beyond Node's start: ${own.toFixed(1)} ms, ${(own / median(times.ldd)).toFixed(2)} of ldd, ${(own / median(times['ldd -r'])).toFixed(2)} of ldd -r`,
  );
}

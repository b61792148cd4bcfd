// `czmq-setup bench` against libzmq's own perf programs, on the same installed library, alternated in one run:
//   node bench/against-perf.mjs --libzmq ARCHIVE|DIR [--prefix DIR] [--rounds 6] [--seconds 1] [--sizes 1,1K,64K,1M]
// ARCHIVE is libzmq's source of the installed version (`czmq-setup cache path` names where the tool keeps those it has
// downloaded). local_thr, remote_thr, local_lat and remote_lat are compiled from it and linked with the installed library.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { machine, median, run, spread } from './measure.mjs';

const { values } = parseArgs({
  options: {
    libzmq: { type: 'string' },
    prefix: { type: 'string' },
    rounds: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '1' },
    sizes: { type: 'string', default: '1,1K,64K,1M' },
  },
});
if (values.libzmq === undefined) {
  console.error('--libzmq ARCHIVE|DIR: the source of the installed libzmq');
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tool = join(root, 'bin/czmq-setup.js');
const work = mkdtempSync(join(tmpdir(), 'against-perf-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** The test by which the tool itself compares. */
async function rankTestOf() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/bench/statistics.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).rankTest;
}

/** pkg-config and the loader look in the prefix first. */
const folders = values.prefix === undefined ? [] : ['lib', 'lib64'].map((name) => join(values.prefix, name));
const own = folders.find((folder) => existsSync(join(folder, 'pkgconfig/libzmq.pc')));
const before = (folder, variable) => (variable ? `${folder}:${variable}` : folder);
const env =
  own === undefined
    ? process.env
    : {
        ...process.env,
        PKG_CONFIG_PATH: before(join(own, 'pkgconfig'), process.env.PKG_CONFIG_PATH),
        LD_LIBRARY_PATH: before(own, process.env.LD_LIBRARY_PATH),
      };

function sources() {
  if (statSync(values.libzmq).isDirectory()) return values.libzmq;
  execFileSync('tar', ['-xf', values.libzmq, '-C', work]);
  return join(work, readdirSync(work)[0]);
}

function compile(source) {
  const flags = execFileSync('pkg-config', ['--cflags', '--libs', 'libzmq'], { env, encoding: 'utf8' });
  for (const name of ['local_thr', 'remote_thr', 'local_lat', 'remote_lat'])
    execFileSync(
      'c++',
      [
        '-O2',
        '-o',
        join(work, name),
        join(source, `perf/${name}.cpp`),
        ...flags.split(/\s+/).filter(Boolean),
      ],
      { env },
    );
}

/** A port that was free a moment ago: the perf programs take no wildcard. */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** `mean throughput: 123 [msg/s]` of local_thr, `average latency: 12.3 [us]` of remote_lat. */
async function upstream(kind, size, count) {
  const address = `tcp://127.0.0.1:${await freePort()}`;
  const short = kind === 'throughput' ? 'thr' : 'lat';
  const args = [address, String(size), String(count)];
  const local = spawn(join(work, `local_${short}`), args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  local.stdout.on('data', (data) => (said += data));
  const ended = new Promise((resolve) => local.on('close', resolve));
  const { text } = await run([join(work, `remote_${short}`), ...args], { env, memory: false });
  await ended;
  const found = /mean throughput: (\d+) \[msg\/s\]|average latency: ([\d.]+) \[us\]/.exec(said + text);
  return Number(found[1] ?? found[2]);
}

async function ours(kind, size) {
  const pattern = kind === 'throughput' ? 'push-pull' : 'req-rep';
  const words = [
    'bench',
    'libzmq',
    '--json',
    '--patterns',
    pattern,
    '--transports',
    'tcp',
    '--sizes',
    String(size),
  ];
  const times = ['--runs', '1', '--duration', values.seconds, '--warm-up', '0'];
  const where = values.prefix === undefined ? [] : ['--prefix', values.prefix];
  const { text } = await run([process.execPath, tool, ...words, ...times, ...where], { memory: false });
  const { results, apis } = JSON.parse(text);
  return { value: results[0].values[0], messages: results[0].messages, api: apis[0] };
}

const bytes = (word) => Number.parseInt(word, 10) * { '': 1, K: 1024, M: 1048576 }[/[KM]?$/.exec(word)[0]];

const rankTest = await rankTestOf();
compile(sources());
console.log(machine());
let told = false;
for (const kind of ['throughput', 'latency'])
  for (const size of values.sizes.split(',').map(bytes)) {
    const found = { ours: [], upstream: [] };
    for (let round = 0; round < Number(values.rounds); round += 1) {
      // Both for about the same time; each round begins with the other.
      const first = await ours(kind, size);
      if (!told)
        console.log(`libzmq ${first.api.versions.libzmq}, ${Object.values(first.api.loaded).join(' ')}`);
      told = true;
      const count = Math.max(10, first.messages);
      found.upstream.push(await upstream(kind, size, count));
      if (round % 2 === 0) found.ours.push(first.value);
      else found.ours.push((await ours(kind, size)).value);
    }
    const digits = kind === 'throughput' ? 0 : 2;
    const ratio = median(found.ours) / median(found.upstream);
    const probability = rankTest(found.ours, found.upstream);
    console.log(
      [
        kind.padEnd(10),
        `${size} B`.padStart(9),
        `bench ${spread(found.ours, digits)}`,
        `perf ${spread(found.upstream, digits)} ${kind === 'throughput' ? 'msg/s' : 'us'}`,
        `ratio ${ratio.toFixed(3)}`,
        `p ${probability.toFixed(3)}`,
      ].join('   '),
    );
  }

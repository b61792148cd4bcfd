// All of the README's figures in one run, each with its base, pairs alternated:
//   node bench/table.mjs --libzmq ARCHIVE --czmq ARCHIVE [--repositories LIBZMQ,CZMQ] [--rounds 3] [--quick]
// ARCHIVE: pinned ones of the recipes, as files; nothing is downloaded. About 12 minutes on two quiet cores. --quick takes
// what compiles once: for trying the script, not for figures.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FAILURE, writeLog } from './big-log.mjs';
import { openInstalls, tool } from './installs.mjs';
import { machine, median, run, spread } from './measure.mjs';

const { values } = parseArgs({
  options: {
    libzmq: { type: 'string' },
    czmq: { type: 'string' },
    repositories: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
  },
});
if (values.libzmq === undefined || values.czmq === undefined) {
  console.error('usage: node bench/table.mjs --libzmq ARCHIVE --czmq ARCHIVE [--rounds 3]');
  process.exit(2);
}

// With this variable every start of Node reads certificates (its own matter, and slow).
delete process.env.NODE_EXTRA_CA_CERTS;

const version = (...argv) => {
  try {
    return /\d+\.\d[\w.]*/.exec(
      execFileSync(argv[0], argv.slice(1), { encoding: 'utf8', stdio: 'pipe' }),
    )?.[0];
  } catch {
    return 'none';
  }
};

const installs = openInstalls(values.libzmq, values.czmq, values.repositories?.split(',') ?? null);
const folder = mkdtempSync(join(tmpdir(), 'czmq-setup-table-'));
const log = writeLog(join(folder, 'build.log'), 100e6, FAILURE);
const ours = (...words) => [process.execPath, tool, ...words];
const rounds = Number(values.rounds);

/** Each group has its base first; `rounds`: how often, since a start is sooner taken than a build. */
const GROUPS = [
  {
    rounds: values.quick ? 1 : rounds,
    ways: {
      'plain sequence': installs.plain,
      install: () => installs.archive(),
      'install --build-system auto': () => installs.archive('--build-system', 'auto'),
      'install from git': installs.git,
      'install from a release tarball': installs.tarball,
    },
  },
  {
    rounds: Math.max(7, rounds),
    ways: {
      'node -e 0': () => run([process.execPath, '-e', '0'], { memory: false }),
      '--version': () => run(ours('--version'), { memory: false }),
      'second install': () => installs.again(),
      'second install --verify': () => installs.again('--verify'),
      'install from the cache, with proof': installs.restore,
      doctor: installs.doctor,
    },
  },
  {
    rounds,
    ways: {
      'cp of 100 MB': () => run(['cp', log, join(folder, 'copy')]),
      'explain on 100 MB': () => run(ours('explain', '--json', '--for', 'debian', log)),
    },
  },
];

try {
  await installs.prepare();
  console.log(machine());
  console.log(
    `${installs.targets.join(' ')}, czmq-setup ${version(...ours('--version'))}, gcc ${version('gcc', '-dumpfullversion')}, cmake ${version('cmake', '--version')}, ninja ${version('ninja', '--version')}, autoconf ${version('autoconf', '--version')}, automake ${version('automake', '--version')}, libtool ${version('libtoolize', '--version')}`,
  );
  const head = ['', 'wall s (spread)', 'of base', 'CPU s (spread)', 'of base', 'peak MiB', 'rounds'];
  console.log(`\n| ${head.join(' | ')} |\n|${head.map(() => ' --- |').join('')}`);
  for (const group of GROUPS) {
    const names = Object.keys(group.ways);
    const results = Object.fromEntries(names.map((name) => [name, []]));
    for (let round = 0; round < group.rounds; round += 1) {
      for (const name of round % 2 === 0 ? names : [...names].reverse()) {
        const result = await group.ways[name]();
        results[name].push(result);
        console.error(
          `round ${round + 1}  ${name}: ${result.seconds.toFixed(2)} s wall, ${result.cpu.toFixed(2)} s CPU`,
        );
      }
    }
    const [base] = names;
    const digits = group.rounds === rounds || values.quick ? 2 : 3;
    for (const name of names) {
      const of = (field) => results[name].map((result) => result[field]);
      const ratio = (field) =>
        median(of(field).map((value, index) => value / results[base][index][field])).toFixed(2);
      const cells = [
        name,
        spread(of('seconds'), digits),
        ratio('seconds'),
        spread(of('cpu'), 2),
        ratio('cpu'),
        // What takes no time is not looked at: looking costs more.
        Math.max(...of('peak')) === 0 ? '' : (Math.max(...of('peak')) / 2 ** 20).toFixed(0),
        String(group.rounds),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
  console.log(`\n${machine()}`);
} finally {
  installs.close();
  rmSync(folder, { recursive: true, force: true });
}

// Whether a library's sources may be compiled in batches, for `build.unity` of its recipe:
//   node bench/unity.mjs SOURCE TARGET [CONFIGURE-OPTION...]
// SOURCE is an unpacked release with `configure`; TARGET (libzmq, czmq) has a recipe with folder, extension, alone and
// others. Builds all one by one, in batches as listed, and in one batch of everything, without optimisation, and compares
// exported and strong static symbols. Prints the sum for `proved`. To be repeated with each feature on and off.
// For C it also names what more than one source of a batch has: static names and macros of different values.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [source, target, ...options] = process.argv.slice(2);
if (target === undefined || !existsSync(join(source, 'configure'))) {
  console.error('usage: node bench/unity.mjs SOURCE TARGET [CONFIGURE-OPTION...]  (SOURCE with configure)');
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const recipe = JSON.parse(readFileSync(join(root, `recipes/${target}.json`), 'utf8'));
const { unity } = recipe.build;
const library = recipe.build.autotools.libtoolLibrary;
const scratch = mkdtempSync(join(tmpdir(), 'czmq-setup-unity-'));

const output = (argv, more = {}) =>
  execFileSync(argv[0], argv.slice(1), {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...more,
  });

/** The makefile as the plan writes it. */
const plan = JSON.parse(
  output([
    process.execPath,
    join(root, 'bin/czmq-setup.js'),
    'plan',
    target,
    '--json',
    '--force',
    '--prefix',
    join(scratch, 'prefix'),
  ]),
);
const writes = JSON.stringify(plan).matchAll(/"act":"write","path":"([^"]*)","text":("(?:[^"\\]|\\.)*")/g);
const [, , written] = [...writes].find(([, path]) => path.endsWith(`/${target}/source/czmq-setup.mk`));
const makefile = JSON.parse(written);

const sources = readdirSync(join(source, unity.folder))
  .filter((name) => name.endsWith(`.${unity.extension}`) && !unity.others.includes(name))
  .sort()
  .map((name) => join(resolve(source), unity.folder, name));
const sum = output(['sh', '-c', 'cat "$@" | cksum', 'sh', ...sources])
  .trim()
  .replace(' ', '-');
console.log(`proved: ${sum}`);

const first = join(scratch, 'configured');
cpSync(source, first, { recursive: true, preserveTimestamps: true });
output(['./configure', '--disable-dependency-tracking', 'CFLAGS=-O0', 'CXXFLAGS=-O0', ...options], {
  cwd: first,
});

function symbolsOf(name, text, known) {
  const folder = join(scratch, name);
  cpSync(first, folder, { recursive: true, preserveTimestamps: true });
  writeFileSync(join(folder, 'czmq-setup.mk'), text);
  const env = { ...process.env, MAKEFILES: 'czmq-setup.mk' };
  const log = output(['sh', '-c', 'exec make "$@" 2>&1', 'sh', '-j2', 'V=1', `known=${known}`, library], {
    cwd: folder,
    env,
  });
  const built = join(folder, dirname(library), '.libs', library.replace(/^.*\//, '').replace(/\.la$/, ''));
  const objects = log.match(/^libtool: compile:/gm)?.length ?? 0;
  const table = (argv) =>
    output(argv)
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
  const symbols = [
    ...table(['nm', '-D', '--defined-only', `${built}.so`]).map(
      ([, kind, symbol]) => `exported ${kind} ${symbol}`,
    ),
    ...table(['nm', '--defined-only', `${built}.a`])
      .filter(([, kind]) => /^[TDBRC]$/.test(kind ?? ''))
      .map(([, kind, symbol]) => `static ${kind} ${symbol}`),
  ].sort();
  return { folder, objects, symbols, text: symbols.join('\n') };
}

/** Static names and macros that more than one of the batched sources defines. */
function clashes({ folder }) {
  const names = new Map();
  const note = (what, file) => names.set(what, (names.get(what) ?? new Set()).add(file));
  for (const path of sources) {
    const file = path.replace(/^.*\//, '');
    if (unity.alone.includes(file)) continue;
    const stem = file.replace(/\.c$/, '');
    const object = readdirSync(join(folder, dirname(library), '.libs')).find((name) =>
      name.endsWith(`-${stem}.o`),
    );
    if (object === undefined) continue;
    for (const line of output(['nm', join(folder, dirname(library), '.libs', object)]).split('\n')) {
      const [, kind, symbol] = line.trim().split(/\s+/);
      if (/^[tdbr]$/.test(kind ?? '') && !/^[._]/.test(symbol))
        note(`static ${symbol.replace(/\.\d+$/, '')}`, file);
    }
    for (const [, macro] of readFileSync(path, 'utf8').matchAll(/^\s*#\s*define\s+(\w+)/gm))
      note(`macro ${macro}`, file);
  }
  return [...names].filter(([, files]) => files.size > 1);
}

try {
  const single = symbolsOf('single', makefile, '');
  const everything = makefile
    .replace(/wordlist 1,\d+,/, 'wordlist 1,9999,')
    .replace(/wordlist \d+,\$\(words/, 'wordlist 10000,$(words');
  let equal = true;
  for (const [name, text] of [
    ['batched', makefile],
    ['everything', everything],
  ]) {
    const other = symbolsOf(name, text, 'yes');
    const same = other.text === single.text;
    equal &&= same;
    console.log(
      `${same ? 'equal  ' : 'DIFFERS'} ${name}: ${other.objects} compilations of ${single.objects}, ${single.symbols.length} symbols`,
    );
  }
  if (unity.extension === 'c') {
    for (const [what, files] of clashes(single)) {
      // Defined by a header that each includes, and so the same in each.
      console.log(`shared  ${what}: ${[...files].join(' ')}`);
    }
  }
  process.exitCode = equal ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

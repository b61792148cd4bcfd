import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** Folders of src/ from the ground up: an import goes to the same layer or to one below. */
const LAYERS: readonly (readonly string[])[] = [
  ['core', 'formats'],
  ['host'],
  [
    'bindings',
    'doctor',
    'facts',
    'packages',
    'recipes',
    'origins',
    'explain',
    'rules',
    'checks',
    'install',
    'verify',
    'bench',
    'generated',
  ],
  ['commands'],
  ['ui'],
  ['cli'],
];
/** The folders that own a process: its clock, streams, environment and files. */
const OWNERS = ['host', 'ui', 'cli'];
/** Of host, what touches no machine and everybody may use as a value. */
const PURE_HOST = ['host/paths.ts', 'host/tape/load.ts', 'host/tape/parse.ts', 'host/tape/record.ts'];
/** Node's own modules that only compute. */
const PURE_NODE = ['path', 'crypto', 'string_decoder', 'util', 'zlib', 'url', 'buffer'];
/** Packages and the one folder that may know each; every other is free. */
const PACKAGE_OWNERS: Readonly<Record<string, string>> = {
  chalk: 'ui',
  listr2: 'ui',
  ora: 'ui',
  '@inquirer/confirm': 'ui',
  '@inquirer/input': 'ui',
  '@inquirer/select': 'ui',
  execa: 'host',
  undici: 'host',
  commander: 'cli',
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const folderOf = (path: string): string => path.replace(/\.ts$/, '').split('/')[0]!;
const layerOf = (path: string): number => LAYERS.findIndex((layer) => layer.includes(folderOf(path)));

const files = readdirSync(SRC, { recursive: true })
  .map((path) => String(path).replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
const sources = new Map(files.map((path) => [path, readFileSync(join(SRC, path), 'utf8')]));

/** Code without comments and quoted words, so that a word in a text is no use of it. */
const bare = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''");

const IMPORT = /(?:^|\n)(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g;

const imports: readonly Import[] = files.flatMap((from) =>
  [...sources.get(from)!.matchAll(IMPORT)].map((found): Import => {
    const name = found[2] ?? found[3]!;
    const to = name.startsWith('.') ? relative(SRC, join(SRC, dirname(from), name)) : name;
    return { from, to, typeOnly: found[1] !== undefined };
  }),
);
const within = imports.filter(({ to }) => to.endsWith('.ts') || to.endsWith('.mjs'));
const arrow = ({ from, to }: Import): string => `${from} -> ${to}`;

test('the imports were read', () => {
  expect(within.length).toBeGreaterThan(100);
  expect(imports.map(arrow)).toContain('cli.ts -> cli/main.ts');
});

describe('arrows run downwards', () => {
  test('every folder has its layer', () => {
    expect(files.filter((path) => layerOf(path) === -1)).toEqual([]);
  });

  test('no import goes up', () => {
    const up = within.filter(
      ({ from, to }) => layerOf(from) < layerOf(to) && from !== 'generated/commands.ts',
    );
    expect(up.map(arrow)).toEqual([]);
  });

  test('only cli and host make a host; the others get one', () => {
    const taken = within.filter(
      ({ from, to, typeOnly }) =>
        folderOf(to) === 'host' &&
        !['host', 'cli'].includes(folderOf(from)) &&
        !typeOnly &&
        !PURE_HOST.includes(to),
    );
    expect(taken.map(arrow)).toEqual([]);
  });

  test('checks, rules, package managers and commands are known by their registries alone', () => {
    const direct = within.filter(({ from, to }) => {
      const registry = ['checks', 'rules', 'packages'].includes(folderOf(to));
      return registry && folderOf(from) !== folderOf(to) && folderOf(from) !== 'generated';
    });
    expect(direct.map(arrow)).toEqual([]);
  });
});

describe('each thing has one owner', () => {
  test.each(Object.entries(PACKAGE_OWNERS))('%s belongs to %s', (name, owner) => {
    const users = imports.filter(({ to }) => to === name || to.startsWith(`${name}/`));
    expect(users.map(({ from }) => folderOf(from)).filter((folder) => folder !== owner)).toEqual([]);
  });

  test('files, programs, network and clock belong to host, ui and cli', () => {
    const reached = imports.filter(
      ({ from, to, typeOnly }) =>
        to.startsWith('node:') &&
        !typeOnly &&
        !OWNERS.includes(folderOf(from)) &&
        !PURE_NODE.includes(to.slice('node:'.length)),
    );
    expect(reached.map(arrow)).toEqual([]);
  });

  test.each([
    ['process', /(?<![.\w])process\.(?!\.)/],
    ['console', /(?<![.\w])console\./],
    ['the clock', /(?<![.\w])(?:Date\.now\(|new Date\(\)|performance\.now\()/],
    ['timers', /(?<![.\w])(?:setTimeout|setInterval)\(/],
  ])('%s is used by host, ui and cli only', (_name, pattern) => {
    const users = files.filter(
      (path) => !OWNERS.includes(folderOf(path)) && pattern.test(bare(sources.get(path)!)),
    );
    expect(users).toEqual([]);
  });
});

describe('what is read when the tool starts', () => {
  const HEAVY = [
    'chalk',
    'listr2',
    'ora',
    'execa',
    'undici',
    '@inquirer',
    'ajv',
    'tar',
    'semver',
    'jsonc-parser',
  ];

  test('the entry brings commander and nothing that paints, spawns or downloads', async () => {
    const { metafile } = await build({
      absWorkingDir: join(SRC, '..'),
      entryPoints: { cli: 'src/cli.ts' },
      outdir: 'dist',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      write: false,
      metafile: true,
    });
    const { outputs } = metafile;
    const seen = new Set<string>();
    const visit = (output: string): void => {
      if (seen.has(output) || outputs[output] === undefined) return;
      seen.add(output);
      for (const { path, kind } of outputs[output].imports) if (kind === 'import-statement') visit(path);
    };
    visit('dist/cli.js');
    const packages = new Set(
      [...seen]
        .flatMap((output) => Object.keys(outputs[output]!.inputs))
        .flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
    );
    expect([...packages].filter((name) => HEAVY.some((heavy) => name.startsWith(heavy)))).toEqual([]);
    expect([...packages]).toEqual(['commander']);
    const own = [...seen].flatMap((output) => Object.keys(outputs[output]!.inputs));
    expect(own.filter((input) => /^src\/(commands|install|facts|checks|rules)\//.test(input))).toEqual([]);
  });

  test('the stub answers --version before it reads anything else', () => {
    const stub = readFileSync(join(SRC, '../bin/czmq-setup.js'), 'utf8');
    const statics = [...stub.matchAll(/^const .* = require\('([^']+)'\)/gm)].map((found) => found[1]);
    expect(statics).toEqual(['node:fs', 'node:module']);
  });
});

describe('what people read', () => {
  const CALL =
    /\btext\(\s*((?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\s|\+)+),\s*((?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\s|\+)+),?\s*\)/g;
  const calls = files.flatMap((path) =>
    [...sources.get(path)!.matchAll(CALL)].map(([, en, zh]) => ({ path, en: en!.trim(), zh: zh!.trim() })),
  );

  test('stands in both languages; the Chinese is Chinese', () => {
    expect(calls.length).toBeGreaterThan(100);
    /** A word of ours: not what is put in, no option and no path. */
    const hasWord = (literal: string): boolean =>
      /(?<![-\w./<])[a-z]{2,}/i.test(literal.replace(/\$\{[^}]*\}|\bgit\b/g, ' ').slice(1, -1));
    const wrong = calls.filter(
      ({ en, zh }) => (hasWord(en) && !/\p{Script=Han}/u.test(zh)) || /\p{Script=Han}/u.test(en),
    );
    expect(wrong).toEqual([]);
  });
});

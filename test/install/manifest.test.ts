import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live.ts';
import { formatManifest, MANIFEST, type Manifest, readManifest } from '../../src/install/manifest.ts';
import { checkManifest } from '../../src/install/manifest-check.ts';

const file = {
  path: 'lib/libzmq.so.5.2.5',
  type: 'file',
  sha256: 'a'.repeat(64),
  size: 5,
  mode: 0o644,
  mtimeMs: 1.5,
} as const;
const good: Manifest = {
  schemaVersion: 1,
  prefix: '/opt/my prefix',
  products: [
    {
      name: 'libzmq',
      version: '4.3.5',
      origin: { kind: 'git', where: 'https://example.org/libzmq', commit: 'b'.repeat(40), pinned: true },
      features: { curve: true, drafts: false },
      options: ['--enable-drafts=no'],
      buildSystem: 'autotools',
      compiler: 'gcc 12.2.0',
      dependsOn: ['libsodium'],
      fingerprint: 'c'.repeat(64),
      files: [file, { path: 'lib/libzmq.so.5', type: 'symlink', target: 'libzmq.so.5.2.5' }],
      installedAt: '2026-01-02T03:04:05.678Z',
      toolVersion: '0.1.0',
    },
  ],
  folders: ['lib', 'share', 'share/czmq-setup'],
  parents: ['/opt/my prefix', '/opt'],
  displaced: [{ path: 'include/zmq.h', kept: 'share/czmq-setup/kept/1' }],
  loaderConf: { ...file, path: '/etc/ld.so.conf.d/czmq-setup.conf' },
};

const schema = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(new URL('../../schemas/manifest.schema.json', import.meta.url), 'utf8')),
);

/** A copy with the value at a way replaced; undefined removes it. */
function changed(way: string, value: unknown): unknown {
  const copy = structuredClone(good) as unknown as Record<string, unknown>;
  const steps = way.split('.');
  const last = steps.pop()!;
  const at = steps.reduce((node, step) => node[step] as Record<string, unknown>, copy);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

const f = 'products.0.files.0';
/** [way, value]: each makes the manifest wrong, as a hostile or damaged one would be. */
const WRONG: [string, unknown][] = [
  [`${f}.path`, '../../etc/passwd'],
  [`${f}.path`, '/etc/passwd'],
  [`${f}.path`, 'lib/../../x'],
  [`${f}.path`, 'lib//x'],
  [`${f}.path`, 'lib/.'],
  [`${f}.path`, '.'],
  [`${f}.path`, ''],
  [`${f}.path`, 'lib/x\0y'],
  [`${f}.path`, 'lib/\x1b[2J'],
  [`${f}.path`, 'lib/'],
  [`${f}.path`, 'x'.repeat(5000)],
  [`${f}.path`, ['lib/x']],
  [`${f}.type`, 'device'],
  [`${f}.sha256`, 'A'.repeat(64)],
  [`${f}.size`, -1],
  [`${f}.size`, '5'],
  [`${f}.mode`, 0o10000],
  [`${f}.mtimeMs`, null],
  [`${f}.target`, 'x'],
  ['products.0.files.1.target', ''],
  ['products.0.files.1.target', 'a\nb'],
  ['products.0.files', {}],
  ['products.0.name', 'a b'],
  ['products.0.name', undefined],
  ['products.0.origin.kind', 'ftp'],
  ['products.0.origin.commit', 'HEAD'],
  ['products.0.options', ['a\x1b[31m']],
  ['products.0.features', { curve: 'yes' }],
  ['products.0.installedAt', 'yesterday'],
  ['products.0.extra', 1],
  ['products', null],
  ['prefix', 'opt'],
  ['prefix', '/'],
  ['prefix', '/opt/..'],
  ['folders', ['..']],
  ['folders', ['/etc']],
  ['parents', ['opt']],
  ['displaced.0.kept', '/etc/shadow'],
  ['displaced.0.path', '../x'],
  ['loaderConf.path', '/etc/ld.so.conf'],
  ['loaderConf.path', '/etc/ld.so.conf.d/../passwd.conf'],
  ['loaderConf.path', '/etc/ld.so.conf.d/libc.conf'],
  ['schemaVersion', 2],
  ['extra', true],
];

describe('a manifest', () => {
  it('is accepted as it is written', () => {
    const written: unknown = JSON.parse(formatManifest(good));
    expect(checkManifest(written)).toBeNull();
    expect(schema(written), JSON.stringify(schema.errors)).toBe(true);
  });

  it.each(WRONG)('is refused with %s = %j, by the code and by the schema', (way, value) => {
    const manifest: unknown = JSON.parse(JSON.stringify(changed(way, value)));
    expect(checkManifest(manifest)).toEqual(expect.any(String));
    expect(schema(manifest)).toBe(false);
  });

  it('is refused where it would remove a folder that is not above the prefix', () => {
    expect(checkManifest(changed('parents', ['/home']))).toMatch(/not above the prefix/);
  });

  it.each([null, 1, 'x', [], { __proto__: null }])('is refused as %j', (value) => {
    expect(checkManifest(value)).toEqual(expect.any(String));
  });
});

describe('reading', () => {
  const root = mkdtempSync(join(tmpdir(), 'czmq-manifest-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const host = liveHost('/nowhere');
  const prefixWith = (name: string, content: string): string => {
    const prefix = join(root, name);
    mkdirSync(join(prefix, 'share/czmq-setup'), { recursive: true });
    writeFileSync(join(prefix, MANIFEST), content);
    return prefix;
  };

  it('answers null where nothing is installed', () => {
    expect(readManifest(host, join(root, 'nothing'))).toBeNull();
  });

  it('takes a copied tree at its new place, without the folders above the old one', () => {
    const prefix = prefixWith('copied', formatManifest(good));
    expect(readManifest(host, prefix)).toEqual({ ...good, prefix, parents: [] });
  });

  it.each([
    ['not JSON', 'x'],
    ['a wrong path', JSON.stringify(changed('folders', ['..']))],
    ['too large', ' '.repeat(9 * 1024 * 1024)],
  ])('says what is wrong and what to do: %s', (name, content) => {
    const prefix = prefixWith(name, content);
    expect(() => readManifest(host, prefix)).toThrow(`The manifest ${prefix}/share/czmq-setup/manifest.json`);
  });
});

import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live.ts';
import { cacheContents, toPrune } from '../../src/install/cache-contents.ts';
import { archivePath, productCard, restoreProduct, storeProduct } from '../../src/install/products.ts';

const host = liveHost('');
const never = new AbortController().signal;
const key = 'a'.repeat(64);
const about = {
  name: 'libzmq',
  version: '4.3.5',
  prefix: '/usr/local',
  origin: { kind: 'archive', where: 'libzmq.tar.gz', pinned: true },
  compiler: 'gcc 12.2.0',
} as const;

let home: string;
const at = (...parts: string[]): string => join(home, ...parts);

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'products-'));
  mkdirSync(at('stage/usr/local/lib/pkgconfig'), { recursive: true });
  writeFileSync(at('stage/usr/local/lib/libzmq.so.5.2.5'), 'library', { mode: 0o755 });
  symlinkSync('libzmq.so.5.2.5', at('stage/usr/local/lib/libzmq.so.5'));
  writeFileSync(at('stage/usr/local/lib/pkgconfig/libzmq.pc'), 'Name: libzmq\n');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const store = () => storeProduct(host, at('products'), key, at('stage'), about);
const restore = () => restoreProduct(host, at('products'), key, about, at('back'), never);

const paths = () => ({
  cache: home,
  sources: at('sources'),
  products: at('products'),
  build: at('build'),
  state: at('state'),
  logs: at('state/logs'),
  locks: at('state/locks'),
  seenLists: at('state/seen-lists.json'),
  configFile: at('config.json'),
});

describe('a product of the cache', () => {
  it('comes back as it was staged: contents, modes and links', async () => {
    expect(await store()).toBe(true);
    expect(await restore()).toMatchObject(about);
    const lib = at('back/usr/local/lib');
    expect(readFileSync(join(lib, 'libzmq.so.5.2.5'), 'utf8')).toBe('library');
    expect(statSync(join(lib, 'libzmq.so.5.2.5')).mode & 0o777).toBe(0o755);
    expect(readlinkSync(join(lib, 'libzmq.so.5'))).toBe('libzmq.so.5.2.5');
    expect(readFileSync(join(lib, 'pkgconfig/libzmq.pc'), 'utf8')).toBe('Name: libzmq\n');
  });

  it('keeps where its source came from', async () => {
    await store();
    expect(productCard(host, at('products'), key)).toMatchObject(about);
  });

  const archive = () => archivePath(at('products'), productCard(host, at('products'), key)!);
  it.each([
    [
      'one byte is another',
      () => {
        const bytes = readFileSync(archive());
        bytes[20] = bytes[20]! ^ 1;
        writeFileSync(archive(), bytes);
      },
    ],
    ['it is cut short', () => writeFileSync(archive(), readFileSync(archive()).subarray(0, 50))],
    [
      'it is a link',
      () => {
        const path = archive();
        renameSync(path, at('elsewhere'));
        symlinkSync(at('elsewhere'), path);
      },
    ],
  ])('is thrown away and not used where %s', async (_, damage) => {
    await store();
    damage();
    expect(await restore()).toBeNull();
    expect(host.stat(at('back')).ok).toBe(false);
    expect(host.readdir(at('products'))).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['is no card', () => writeFileSync(at('products', `${key}.json`), '{"schemaVersion":1}')],
    ['is gone', () => rmSync(at('products', `${key}.json`))],
  ])('is not used where its card %s, and its bytes are left for prune', async (_, damage) => {
    await store();
    damage();
    expect(await restore()).toBeNull();
    expect(host.stat(at('back')).ok).toBe(false);
    expect(productCard(host, at('products'), key)).toBeNull();
    expect(cacheContents(host, paths()).map(({ kind }) => kind)).toEqual(['leftover']);
  });

  it('is the same bytes for the same tree', async () => {
    await store();
    const first = productCard(host, at('products'), key);
    await storeProduct(host, at('others'), key, at('stage'), about);
    expect(productCard(host, at('others'), key)?.sha256).toBe(first?.sha256);
  });

  it("is read by the system's tar", async () => {
    await store();
    const names = execFileSync('tar', ['-tzf', archive()], { encoding: 'utf8' });
    expect(names).toContain('stage/usr/local/lib/libzmq.so.5\n');
  });

  it('is another when it is built again, and the old bytes go', async () => {
    await store();
    const old = archive();
    writeFileSync(at('stage/usr/local/lib/libzmq.so.5.2.5'), 'another');
    expect(await store()).toBe(true);
    expect(host.stat(old).ok).toBe(false);
    await restore();
    expect(readFileSync(at('back/usr/local/lib/libzmq.so.5.2.5'), 'utf8')).toBe('another');
  });

  it('is not looked for under a name that is no key', () => {
    expect(productCard(host, at('products'), '../../etc/passwd')).toBeNull();
  });
});

describe('the cache', () => {
  it('lists what it holds, by kind', async () => {
    await store();
    mkdirSync(at('sources'));
    writeFileSync(at('sources', 'b'.repeat(64)), 'x'.repeat(1000));
    writeFileSync(at('sources', '.4711-1.part'), 'half');
    mkdirSync(at('build/20260101-000000-1'), { recursive: true });
    const entries = cacheContents(host, paths());
    expect(entries.map(({ kind }) => kind).sort()).toEqual(['build', 'leftover', 'product', 'source']);
    expect(entries.find(({ kind }) => kind === 'source')?.bytes).toBe(1000);
    expect(entries.find(({ kind }) => kind === 'product')?.name).toBe('libzmq 4.3.5');
  });

  it('prunes what is old, what died half written, and the oldest of too much; never a build folder', () => {
    const day = 24 * 3600 * 1000;
    const now = 1000 * day;
    const one = (
      kind: 'source' | 'product' | 'build' | 'leftover',
      name: string,
      daysAgo: number,
      bytes = 1,
    ) => ({
      kind,
      name,
      bytes,
      paths: [],
      usedMs: now - daysAgo * day,
    });
    const gone = toPrune(
      [
        one('product', 'old', 90),
        one('leftover', 'died', 2),
        one('leftover', 'being written', 0),
        one('build', 'kept', 300),
        one('source', 'recent', 1, 200 * 1024 * 1024),
        one('product', 'large and less recent', 5, 100 * 1024 * 1024),
      ],
      now,
      256 * 1024 * 1024,
    );
    expect(gone.map(({ name }) => name).sort()).toEqual(['died', 'large and less recent', 'old']);
  });
});

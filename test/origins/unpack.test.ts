import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live.ts';
import { ArchiveFault } from '../../src/origins/archive-fault.ts';
import { unpack } from '../../src/origins/unpack.ts';

const host = liveHost('');
const never = new AbortController().signal;
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'unpack test '));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

interface Entry {
  readonly path: string;
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'FIFO' | 'CharacterDevice';
  readonly body?: string;
  readonly linkpath?: string;
  readonly mode?: number;
  readonly mtime?: Date;
  readonly size?: number;
}

/** A tar made by hand: tools refuse to make hostile ones. */
function tarOf(entries: readonly Entry[]): Buffer {
  const blocks: Buffer[] = [];
  for (const {
    path,
    type = 'File',
    body = '',
    linkpath,
    mode = 0o644,
    mtime = new Date(1e12),
    size,
  } of entries) {
    const block = Buffer.alloc(512);
    const bytes = Buffer.from(body);
    new Header({
      path,
      type,
      mode,
      mtime,
      size: size ?? bytes.length,
      ...(linkpath !== undefined && { linkpath }),
    }).encode(block);
    blocks.push(block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function archive(bytes: Uint8Array): string {
  const path = join(home, 'a.tar.gz');
  writeFileSync(path, bytes);
  return path;
}

const into = () => join(home, 'source');
const open = (entries: readonly Entry[]) => unpack(host, archive(gzipSync(tarOf(entries))), into(), never);

async function faultOf(work: Promise<unknown>): Promise<ArchiveFault> {
  const error = await work.then(
    () => new Error('it was unpacked'),
    (reason: unknown) => reason,
  );
  if (error instanceof ArchiveFault) return error;
  throw error;
}

describe('an honest archive', () => {
  it('loses its single top folder and keeps modes and times', async () => {
    await open([
      { path: 'lib-1.0/', type: 'Directory', mode: 0o700 },
      { path: 'lib-1.0/configure', body: '#!/bin/sh\n', mode: 0o6777 },
      { path: 'lib-1.0/src/a.c', body: 'int a;\n', mode: 0o600 },
      { path: 'lib-1.0/link', type: 'SymbolicLink', linkpath: 'src/a.c' },
      { path: 'lib-1.0/src/up', type: 'SymbolicLink', linkpath: '../configure' },
      { path: 'lib-1.0/hard', type: 'Link', linkpath: 'lib-1.0/src/a.c' },
    ]);
    expect(readFileSync(join(into(), 'link'), 'utf8')).toBe('int a;\n');
    expect(readFileSync(join(into(), 'src/up'), 'utf8')).toBe('#!/bin/sh\n');
    expect(readFileSync(join(into(), 'hard'), 'utf8')).toBe('int a;\n');
    expect(statSync(join(into(), 'configure')).mode & 0o7777).toBe(0o755);
    expect(statSync(join(into(), 'src/a.c')).mode & 0o7777).toBe(0o644);
    expect(statSync(join(into(), 'src/a.c')).mtimeMs).toBe(1e12);
  });
  it('without a top folder stays as it is', async () => {
    await open([
      { path: 'configure', body: 'x' },
      { path: 'src/a.c', body: 'y' },
    ]);
    expect(readdirSync(into()).sort()).toEqual(['configure', 'src']);
  });
  it('that is not compressed is taken too', async () => {
    await unpack(host, archive(tarOf([{ path: 'x/a', body: 'z' }])), into(), never);
    expect(readFileSync(join(into(), 'a'), 'utf8')).toBe('z');
  });
  it('from the future gets the time of today, so that make does not loop', async () => {
    const before = Date.now();
    await open([{ path: 'x/a', mtime: new Date(before + 1e10) }]);
    expect(statSync(join(into(), 'a')).mtimeMs).toBeLessThanOrEqual(Date.now());
  });
});

describe('a hostile archive is refused as a whole', () => {
  const good: Entry = { path: 'x/good', body: 'good' };
  it.each<[string, Entry[]]>([
    ['an absolute path', [{ path: '/tmp/evil', body: 'e' }]],
    ['a path that leaves the folder', [{ path: 'x/../../evil', body: 'e' }]],
    ['an absolute link', [{ path: 'x/l', type: 'SymbolicLink', linkpath: '/etc' }]],
    ['a link above the top folder', [{ path: 'x/l', type: 'SymbolicLink', linkpath: '../evil' }]],
    ['a link that rises after a name', [{ path: 'x/a/l', type: 'SymbolicLink', linkpath: 'b/../../..' }]],
    [
      'a file written through a link',
      [
        { path: 'x/l', type: 'SymbolicLink', linkpath: 'sub' },
        { path: 'x/l/evil', body: 'e' },
      ],
    ],
    ['a hard link out', [{ path: 'x/h', type: 'Link', linkpath: '../../etc/passwd' }]],
    ['a hard link to nothing', [{ path: 'x/h', type: 'Link', linkpath: 'x/absent' }]],
    [
      'a hard link to a link',
      [
        { path: 'x/l', type: 'SymbolicLink', linkpath: 'good' },
        { path: 'x/h', type: 'Link', linkpath: 'x/l' },
      ],
    ],
    ['a pipe', [{ path: 'x/p', type: 'FIFO' }]],
    ['a device', [{ path: 'x/d', type: 'CharacterDevice' }]],
    [
      'a file that is also a folder',
      [
        { path: 'x/f', body: 'e' },
        { path: 'x/f/g', body: 'e' },
      ],
    ],
  ])('%s', async (_name, entries) => {
    const fault = await faultOf(open([good, ...entries]));
    expect(fault.kind).toBe('hostile');
    expect(readdirSync(home)).toEqual(['a.tar.gz']);
  });
  it('a size that no source has', async () => {
    const limits = { entries: 5, fileBytes: 100, totalBytes: 150 };
    const attempt = (entries: Entry[]) =>
      faultOf(unpack(host, archive(gzipSync(tarOf(entries))), into(), never, limits));
    const body = 'x'.repeat(90);
    expect((await attempt([{ path: 'x/a', body: 'x'.repeat(101) }])).kind).toBe('hostile');
    expect(
      (
        await attempt([
          { path: 'x/a', body },
          { path: 'x/b', body },
        ])
      ).kind,
    ).toBe('hostile');
    expect((await attempt(Array.from({ length: 6 }, (_, i) => ({ path: `x/${i}` })))).kind).toBe('hostile');
  });
  it('a bomb of zeros, before it fills memory or disk', async () => {
    const bomb = gzipSync(
      Buffer.concat([tarOf([{ path: 'x/zeros', size: 2 ** 32 }]).subarray(0, 512), Buffer.alloc(1 << 24)]),
    );
    expect((await faultOf(unpack(host, archive(bomb), into(), never))).kind).toBe('hostile');
  });
});

describe('a damaged archive is told apart', () => {
  const whole = gzipSync(
    tarOf([
      { path: 'x/a', body: 'a'.repeat(5000) },
      { path: 'x/b', body: String(Math.random()).repeat(500) },
    ]),
  );
  it('cut short', async () => {
    const fault = await faultOf(unpack(host, archive(whole.subarray(0, whole.length - 20)), into(), never));
    expect(fault.kind).toBe('truncated');
    expect(readdirSync(home)).toEqual(['a.tar.gz']);
  });
  it('cut short inside an uncompressed file', async () => {
    const plain = tarOf([{ path: 'x/a', body: 'a'.repeat(5000) }]);
    expect((await faultOf(unpack(host, archive(plain.subarray(0, 2000)), into(), never))).kind).toBe(
      'truncated',
    );
  });
  it('changed in the middle', async () => {
    const bytes = Buffer.from(whole);
    bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 8);
    expect(['damaged', 'truncated']).toContain(
      (await faultOf(unpack(host, archive(bytes), into(), never))).kind,
    );
  });
  it('a web page', async () => {
    const page = Buffer.from(`<html>${'login '.repeat(200)}</html>`);
    expect((await faultOf(unpack(host, archive(page), into(), never))).kind).toBe('damaged');
  });
  it('empty', async () => {
    expect((await faultOf(unpack(host, archive(Buffer.alloc(0)), into(), never))).kind).toBe('truncated');
  });
  it('an xz file', async () => {
    const fault = await faultOf(
      unpack(host, archive(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])), into(), never),
    );
    expect(fault.message).toContain('xz');
  });
});

it('an interrupt ends it and leaves nothing', async () => {
  const stop = new AbortController();
  const work = unpack(host, archive(gzipSync(tarOf([{ path: 'x/a', body: 'a' }]))), into(), stop.signal);
  stop.abort('SIGINT');
  await expect(work).rejects.toBe('SIGINT');
  expect(readdirSync(home)).toEqual(['a.tar.gz']);
});

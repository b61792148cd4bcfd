import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../../src/host/host.ts';
import { holderOf } from '../../../src/install/lock.ts';
import { readManifest } from '../../../src/install/manifest.ts';
import {
  commit,
  finish,
  pending,
  type Summary,
  undo,
  uninstall,
} from '../../../src/install/transaction/transaction.ts';
import { fullHost, live, photograph, plant, product, request, type Tree, tempFolder } from './kit.ts';

const me = holderOf(live, 'test');
const ZMQ = {
  'lib/libzmq.so.5.2.5': 'zmq',
  'lib/libzmq.so.5': '-> libzmq.so.5.2.5',
  'include/zmq.h': 'header',
};
const CZMQ = {
  'lib/libczmq.so.4.2.1': 'czmq',
  'include/czmq.h': 'header',
  'bin/zmakecert': { text: 'program', mode: 0o700 },
};

/** A prefix in a fresh folder, and what can be done to it. */
function scene(tree: Tree = {}) {
  const folder = tempFolder();
  const prefix = join(folder, 'usr/local');
  plant(prefix, { 'share/doc/readme': 'of the system', ...tree });
  let staged = 0;
  const stage = (name: string, files: Tree, version = '1') => {
    const root = join(folder, `staged-${++staged}`);
    plant(join(root, prefix), files);
    return product(name, version, root);
  };
  const call = { prefix, holder: me, waitMs: 0 };
  return {
    folder,
    prefix,
    stage,
    call,
    /** With the times of folders, but for that of the records, which is nobody's but ours. */
    look: () => {
      const seen = photograph(prefix, { folderTimes: true });
      const { 'share/czmq-setup': records, ...others } = seen;
      return records === undefined ? seen : { ...others, 'share/czmq-setup': 'there' };
    },
    read: (path: string) => readFileSync(join(prefix, path), 'utf8'),
    commit: (...products: ReturnType<typeof stage>[]): Promise<Summary> =>
      commit(live, request(prefix, me, ...products)),
    install: async (...products: ReturnType<typeof stage>[]): Promise<Summary> => {
      const summary = await commit(live, request(prefix, me, ...products));
      await finish(live, call);
      return summary;
    },
    uninstall: (...products: string[]) => uninstall(live, { ...call, products }),
  };
}

describe('commit and finish', () => {
  it('puts the files there and leaves nothing else but the manifest', async () => {
    const { prefix, stage, install } = scene();
    await install(stage('libzmq', ZMQ), stage('czmq', CZMQ));
    expect(Object.keys(photograph(prefix)).filter((path) => !path.startsWith('share/doc'))).toEqual([
      '.',
      'bin',
      'bin/zmakecert',
      'include',
      'include/czmq.h',
      'include/zmq.h',
      'lib',
      'lib/libczmq.so.4.2.1',
      'lib/libzmq.so.5',
      'lib/libzmq.so.5.2.5',
      'share',
      'share/czmq-setup',
      'share/czmq-setup/manifest.json',
    ]);
    expect(pending(live, prefix)).toBeNull();
  });

  it('gives sane modes whatever the umask and the builder did', async () => {
    const { prefix, stage, install } = scene();
    const before = process.umask(0o077);
    try {
      await install(stage('czmq', CZMQ));
    } finally {
      process.umask(before);
    }
    const mode = (path: string): string => (statSync(join(prefix, path)).mode & 0o7777).toString(8);
    expect([
      mode('bin/zmakecert'),
      mode('include/czmq.h'),
      mode('bin'),
      mode('share/czmq-setup/manifest.json'),
    ]).toEqual(['755', '644', '755', '644']);
  });

  it('follows lib64 -> lib, as make install would', async () => {
    const { prefix, stage, install } = scene({ 'lib/x': 'x', lib64: '-> lib' });
    await install(stage('libzmq', { 'lib64/libzmq.so.5.2.5': 'zmq' }));
    expect(readFileSync(join(prefix, 'lib/libzmq.so.5.2.5'), 'utf8')).toBe('zmq');
  });

  it('leaves a file alone that is there already as it should be', async () => {
    const { prefix, stage, install } = scene();
    await install(stage('libzmq', ZMQ));
    const inode = statSync(join(prefix, 'lib/libzmq.so.5.2.5')).ino;
    const summary = await install(stage('libzmq', { ...ZMQ, 'include/zmq.h': 'other' }));
    expect(summary).toMatchObject({ placed: ['include/zmq.h'], unchanged: 2, displaced: [] });
    expect(statSync(join(prefix, 'lib/libzmq.so.5.2.5')).ino).toBe(inode);
  });

  it('removes what only the old version had, with the folder that it was in', async () => {
    const { prefix, stage, install } = scene();
    await install(stage('libzmq', { ...ZMQ, 'lib/cmake/old.cmake': 'old' }));
    await install(stage('libzmq', ZMQ, '2'));
    expect(existsSync(join(prefix, 'lib/cmake'))).toBe(false);
    expect(readManifest(live, prefix)?.products.map(({ version }) => version)).toEqual(['2']);
  });

  it('keeps other products as they are', async () => {
    const { prefix, stage, install } = scene();
    await install(stage('libzmq', ZMQ), stage('czmq', CZMQ));
    await install(stage('libzmq', { 'include/zmq.h': 'next' }, '2'));
    expect(readManifest(live, prefix)?.products.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'czmq 1',
      'libzmq 2',
    ]);
    expect(existsSync(join(prefix, 'lib/libczmq.so.4.2.1'))).toBe(true);
  });

  it('takes files that were staged under a stand-in of the prefix', async () => {
    const { folder, prefix, read } = scene();
    plant(join(folder, 'staged/stand-in'), { 'lib/libzmq.pc': 'pc' });
    const one = { ...product('libzmq', '1', join(folder, 'staged')), stagedPrefix: '/stand-in' };
    await commit(live, request(prefix, me, one));
    expect(read('lib/libzmq.pc')).toBe('pc');
  });
});

describe('on a system with SELinux', () => {
  it('gives files and folders the label of their place', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root relabels');
    const { prefix, stage } = scene();
    const folder = tempFolder('disk');
    const said = join(folder, 'said');
    const script = `#!/bin/sh\necho "$@" > ${said}\ncat >> ${said}\n`;
    plant(folder, { 'sbin/restorecon': { text: script, mode: 0o755 } });
    const enforcing = live.stat('/proc/self/stat');
    const host: Host = {
      ...live,
      env: { ...live.env, PATH: `${folder}/sbin:${live.env.PATH}` },
      stat: (path) => (path === '/sys/fs/selinux/enforce' ? enforcing : live.stat(path)),
    };
    await commit(host, request(prefix, me, stage('libzmq', ZMQ)));
    expect(readFileSync(said, 'utf8').trim().split('\n').sort()).toEqual(
      ['-i -f -', 'include', 'lib', ...Object.keys(ZMQ), 'share/czmq-setup/manifest.json']
        .map((path) => (path.startsWith('-') ? path : join(prefix, path)))
        .sort(),
    );
  });
});

describe('undo', () => {
  it.each<[string, Tree]>([
    ['over nothing', {}],
    [
      'over files and links of others',
      { 'include/zmq.h': { text: 'by hand', mode: 0o600 }, 'lib/libzmq.so.5': '-> elsewhere' },
    ],
  ])('gives back exactly what was there, times of folders included: %s', async (_, tree) => {
    const { prefix, stage, commit, look, call } = scene(tree);
    for (const folder of ['', 'share', 'share/doc']) utimesSync(join(prefix, folder), 1e9, 1e9);
    const before = look();
    await commit(stage('libzmq', ZMQ), stage('czmq', CZMQ));
    expect(look()).not.toEqual(before);
    expect((await undo(live, call)).outcome).toBe('undone');
    expect(look()).toEqual(before);
  });

  it('gives the older version back', async () => {
    const { stage, commit, install, look, call } = scene();
    await install(stage('libzmq', { ...ZMQ, 'lib/cmake/old.cmake': 'old' }), stage('czmq', CZMQ));
    const before = look();
    await commit(stage('libzmq', { 'include/zmq.h': 'next', 'lib/new/file': 'new' }, '2'));
    await undo(live, call);
    expect(look()).toEqual(before);
  });

  it('does not touch what others wrote over it since', async () => {
    const { prefix, stage, commit, read, call } = scene({ 'include/zmq.h': 'by hand' });
    await commit(stage('libzmq', ZMQ));
    writeFileSync(join(prefix, 'include/zmq.h'), 'by hand, later');
    expect(await undo(live, call)).toEqual({ outcome: 'undone', left: ['include/zmq.h'] });
    expect(read('include/zmq.h')).toBe('by hand, later');
    expect(existsSync(join(prefix, 'lib'))).toBe(false);
  });

  it('works on a full disk, whenever it filled up', async () => {
    const { prefix, stage, install, look } = scene({ 'bin/zmakecert': 'by hand' });
    await install(stage('libzmq', ZMQ));
    const next = [
      stage('libzmq', { 'include/zmq.h': 'next', 'lib/new/file': 'new' }, '2'),
      stage('czmq', CZMQ),
    ];
    const before = look();
    let refused = 0;
    for (let n = 1; ; n++) {
      const outcome = await commit(fullHost(n), request(prefix, me, ...next)).catch(
        (error: unknown) => error,
      );
      if ((outcome as Partial<Summary>).placed !== undefined) break;
      expect(outcome).toMatchObject({ findings: [{ code: 'install.no-space' }] });
      expect(look(), `full from act ${n}`).toEqual(before);
      refused++;
    }
    expect(refused).toBeGreaterThan(20);
  });
});

describe('files of others in the way', () => {
  it('are kept, and back when ours go', async () => {
    const { stage, install, uninstall, look } = scene({
      'include/zmq.h': 'by hand',
      'lib/libzmq.so.5': '-> x',
    });
    const before = photographOf(look());
    expect((await install(stage('libzmq', ZMQ))).displaced).toEqual(['include/zmq.h', 'lib/libzmq.so.5']);
    await install(stage('libzmq', { ...ZMQ, 'include/zmq.h': 'next' }, '2'));
    expect([...(await uninstall()).restored].sort()).toEqual(['include/zmq.h', 'lib/libzmq.so.5']);
    expect(photographOf(look())).toEqual(before);
  });

  it('are back as soon as a new version of ours no longer has that file', async () => {
    const { stage, install, read } = scene({ 'include/old.h': 'by hand' });
    await install(stage('libzmq', { ...ZMQ, 'include/old.h': 'ours' }));
    await install(stage('libzmq', ZMQ, '2'));
    expect(read('include/old.h')).toBe('by hand');
  });

  it('count as others when they are ours but changed', async () => {
    const { prefix, stage, install, uninstall, read } = scene({ 'include/zmq.h': 'first' });
    await install(stage('libzmq', ZMQ));
    writeFileSync(join(prefix, 'include/zmq.h'), 'changed by hand');
    await install(stage('libzmq', ZMQ, '2'));
    expect(read('include/zmq.h')).toBe('header');
    await uninstall();
    expect(read('include/zmq.h')).toBe('changed by hand');
  });
});

describe('uninstall', () => {
  it('leaves the tree as before the install', async () => {
    const { stage, install, uninstall, look } = scene();
    const before = photographOf(look());
    await install(stage('libzmq', ZMQ), stage('czmq', CZMQ));
    await uninstall();
    expect(photographOf(look())).toEqual(before);
  });

  it('unmakes the prefix and the folders above it that were made for it', async () => {
    const folder = tempFolder();
    const prefix = join(folder, 'a/b');
    plant(join(folder, 'staged', prefix), ZMQ);
    await commit(live, request(prefix, me, product('libzmq', '1', join(folder, 'staged'))));
    await finish(live, { prefix, holder: me });
    await uninstall(live, { prefix, holder: me, products: [] });
    expect(existsSync(join(folder, 'a'))).toBe(false);
    expect(existsSync(folder)).toBe(true);
  });

  it('removes one library and keeps the files of the others, shared ones too', async () => {
    const { prefix, stage, install, uninstall } = scene();
    await install(stage('libzmq', { ...ZMQ, LICENSE: 'same' }), stage('czmq', { ...CZMQ, LICENSE: 'same' }));
    await uninstall('czmq');
    expect(existsSync(join(prefix, 'bin'))).toBe(false);
    expect(existsSync(join(prefix, 'LICENSE'))).toBe(true);
    expect(readManifest(live, prefix)?.products.map(({ name }) => name)).toEqual(['libzmq']);
  });

  it('leaves what others changed and says so', async () => {
    const { prefix, stage, install, uninstall, read } = scene();
    await install(stage('libzmq', ZMQ));
    writeFileSync(join(prefix, 'include/zmq.h'), 'changed');
    writeFileSync(join(prefix, 'include/mine.h'), 'beside');
    expect((await uninstall()).left).toEqual(['include/zmq.h']);
    expect([read('include/zmq.h'), read('include/mine.h')]).toEqual(['changed', 'beside']);
    expect(existsSync(join(prefix, 'share/czmq-setup'))).toBe(false);
  });

  it('does nothing where nothing is installed', async () => {
    const { uninstall, look } = scene();
    const before = photographOf(look());
    expect(await uninstall()).toMatchObject({ removed: [] });
    expect(photographOf(look())).toEqual(before);
  });
});

describe('refusals change nothing', () => {
  const refused = async (tree: Tree, files: Tree, how?: (prefix: string) => void) => {
    const { prefix, stage, commit, look } = scene(tree);
    how?.(prefix);
    const before = look();
    const error: unknown = await commit(stage('libzmq', files)).catch((thrown: unknown) => thrown);
    expect(look()).toEqual(before);
    return error;
  };

  it('a folder where a file has to be', async () => {
    expect(await refused({ 'include/zmq.h/x': 'x' }, ZMQ)).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('include/zmq.h is in the way'),
    });
  });

  it('a file where a folder has to be', async () => {
    expect(await refused({ lib: 'a file' }, ZMQ)).toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/lib is in the way: a folder/),
    });
  });

  it('a folder that is a link out of the prefix', async () => {
    const elsewhere = tempFolder();
    const error = await refused({}, ZMQ, (prefix) => symlinkSync(elsewhere, join(prefix, 'lib')));
    expect(error).toMatchObject({ exitCode: 3, message: expect.stringContaining('leads out of the prefix') });
    expect(photograph(elsewhere)).toEqual({ '.': 'folder 700' });
  });

  it('files staged outside the prefix', async () => {
    const { folder, stage, commit } = scene();
    const one = stage('libzmq', ZMQ);
    mkdirSync(join(one.stagedRoot, 'etc'));
    writeFileSync(join(one.stagedRoot, 'etc/zmq.conf'), '');
    await expect(commit(one)).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringContaining(`${folder}/staged-1/etc/zmq.conf lies outside the prefix`),
    });
  });

  it('two libraries with different files of one name', async () => {
    const { stage, commit } = scene();
    await expect(commit(stage('libzmq', { a: 'x' }), stage('czmq', { a: 'y' }))).rejects.toMatchObject({
      exitCode: 4,
      message: 'libzmq and czmq both install a, with different content',
    });
  });

  it('a prefix that is a file', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'prefix'), '');
    plant(join(folder, 'staged', folder, 'prefix'), ZMQ);
    const one = product('libzmq', '1', join(folder, 'staged'));
    await expect(commit(live, request(join(folder, 'prefix'), me, one))).rejects.toMatchObject({
      exitCode: 3,
    });
  });

  it('a prefix that this user may not write', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may write everywhere');
    const { prefix, stage, commit } = scene();
    chmodSync(join(prefix, 'share'), 0o555);
    await expect(commit(stage('libzmq', ZMQ))).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ code: 'install.permission' }],
    });
    chmodSync(join(prefix, 'share'), 0o755);
  });
});

/** Without the times of folders, which uninstalling does not restore. */
function photographOf(look: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(look).map(([path, seen]) => [path, seen.replace(/^(folder \d+) \d+$/, '$1')]),
  );
}

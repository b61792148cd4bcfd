import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, type StatusData } from '../../src/commands/status.ts';
import { holderOf } from '../../src/install/lock.ts';
import { commit, finish } from '../../src/install/transaction/transaction.ts';
import { live, plant, product, request, tempFolder } from '../install/transaction/kit.ts';

const HEADER = `
#define ZMQ_VERSION_MAJOR 4
#define ZMQ_VERSION_MINOR 3
#define ZMQ_VERSION_PATCH 5
#define ZMQ_VERSION ZMQ_MAKE_VERSION(ZMQ_VERSION_MAJOR, ZMQ_VERSION_MINOR, ZMQ_VERSION_PATCH)
`;
const FILES = {
  'lib/libzmq.a': '!<arch>\n',
  'include/zmq.h': HEADER,
  'lib/pkgconfig/libzmq.pc': 'prefix=/x\nName: libzmq\nVersion: 4.3.5\nLibs: -lzmq\n',
};

/** A machine on whose PATH nothing is, so that the answers do not depend on what is installed here. */
async function status(prefix: string, env: Record<string, string> = {}): Promise<StatusData> {
  const { data } = await run(
    {
      host: { ...live, env: { HOME: '/nonexistent', PATH: '', ...env } },
      emit: () => {},
      ask: null,
      lang: 'en',
      signal: new AbortController().signal,
      stdin: null,
      packageRoot: new URL('../../', import.meta.url).pathname,
      version: '0.1.0',
    },
    { prefix, yes: true, quiet: false, verbose: false, json: false },
  );
  return data;
}

const zmqIn = (data: StatusData, root: string) =>
  data.libraries.find(({ name }) => name === 'libzmq')?.copies.find((copy) => copy.root === root);

it('tells our own copy from one by hand, with the version that each file names', async () => {
  const folder = tempFolder();
  const [prefix, other] = [join(folder, 'ours'), join(folder, 'other')];
  plant(join(folder, 'staged', prefix), FILES);
  plant(other, { 'include/zmq.h': HEADER.replace('PATCH 5', 'PATCH 4') });
  const me = holderOf(live, 'test');
  await commit(live, request(prefix, me, product('libzmq', '4.3.5', join(folder, 'staged'))));
  await finish(live, { prefix, holder: me });

  const data = await status(prefix, { CPATH: `${other}/include` });
  expect(data.installed).toMatchObject([
    { name: 'libzmq', version: '4.3.5', files: 3, compiler: 'gcc 12.2.0' },
  ]);
  expect(data.interrupted).toBeNull();
  const ours = zmqIn(data, prefix);
  expect(ours?.versions).toEqual(['4.3.5']);
  expect(ours?.files.map(({ kind, version, owner }) => [kind, version, owner.by])).toEqual([
    ['static', null, 'czmq-setup'],
    ['header', '4.3.5', 'czmq-setup'],
    ['pkg-config', '4.3.5', 'czmq-setup'],
  ]);
  expect(zmqIn(data, other)).toMatchObject({ versions: ['4.3.4'], files: [{ owner: { by: 'hand' } }] });
});

it('says that a file of ours was changed, and that a run is under way', async () => {
  const folder = tempFolder();
  const prefix = join(folder, 'ours');
  plant(join(folder, 'staged', prefix), FILES);
  const me = holderOf(live, 'czmq-setup install');
  await commit(live, request(prefix, me, product('libzmq', '4.3.5', join(folder, 'staged'))));
  writeFileSync(join(prefix, 'include/zmq.h'), 'changed');
  const data = await status(prefix);
  const header = zmqIn(data, prefix)?.files.find(({ kind }) => kind === 'header');
  expect(header?.owner).toEqual({ by: 'czmq-setup', name: 'libzmq', version: '4.3.5', changed: true });
  expect(data.interrupted).toMatchObject({
    alive: true,
    holder: { pid: process.pid, command: 'czmq-setup install' },
  });
});

it('says what it could not look at, and why', async () => {
  const data = await status(tempFolder());
  const zmq = data.libraries.find(({ name }) => name === 'libzmq');
  expect(zmq?.winners.pkgConfig).toEqual([
    { asked: 'libzmq', path: null, skipped: expect.objectContaining({ en: 'pkg-config is not installed' }) },
  ]);
  expect(zmq?.winners.compiler).toEqual([
    { asked: 'zmq.h', path: null, skipped: expect.objectContaining({ en: 'there is no C compiler to ask' }) },
  ]);
});

it('knows an environment of conda by its records', async () => {
  const root = tempFolder();
  plant(root, {
    ...FILES,
    'conda-meta/zeromq-4.3.5-h59595ed_1.json': '{}',
    'conda-meta/python-3.12.1-x.json': '{}',
  });
  const data = await status('/nonexistent', { CONDA_PREFIX: root });
  expect(zmqIn(data, root)?.files.map(({ owner }) => owner)).toEqual(
    FILES_OWNED.map(() => ({ by: 'package', manager: 'conda', name: 'zeromq', version: '4.3.5' })),
  );
});

const FILES_OWNED = Object.keys(FILES);

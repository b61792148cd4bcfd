import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BUILD_TOOLS } from '../support/layers.ts';
import type { Machine, RunOptions } from '../support/machine.ts';
import { unpacked } from '../support/releases.ts';
import { CACHED, cachedTool, machineWith, sharedCache, tool } from '../support/stack.ts';
import { treeOf } from '../support/tree.ts';

const TARGET = 'libzmq@4.3.4';
const LIBRARY = '/usr/local/lib/libzmq.so.5.2.4';
const LONG = { timeoutMs: 1_200_000 };

describe('build once, install on many machines', () => {
  let machine: Machine;
  /** Runs the tool as on a machine that has built nothing: with a cache of its own. */
  let fresh: (args: readonly string[], options?: RunOptions) => ReturnType<typeof tool>;
  let users = 0;
  const inside = (path: string): string => machine.path(path);
  const bytesOf = (path: string): Buffer => readFileSync(inside(path));
  const fromStore = (where = '/srv/store', key = '/root/key.pub') => [
    'install',
    '--yes',
    '--json',
    '--cache-from',
    where,
    '--cache-key',
    key,
    TARGET,
  ];
  const entry = () => {
    const list = JSON.parse(bytesOf('/srv/store/list.json').toString());
    // The cache that all labs share may hold others.
    return list.products as { key: string; name: string; version: string; sha256: string; size: number }[];
  };
  const files = () => entry().map(({ sha256 }) => `/srv/store/products/${sha256}.tar.gz`);
  const resign = () =>
    machine.must(
      ['sh', '-ec', 'rm -f list.json.sig; ssh-keygen -q -Y sign -n czmq-setup-cache -f /root/key list.json'],
      {
        cwd: '/srv/store',
      },
    );

  beforeAll(async () => {
    machine = await machineWith({
      packages: BUILD_TOOLS,
      extra: ['openssh-client'],
      binds: [sharedCache()],
    });
    await machine.must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', '/root/key']);
    await machine.must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', '/root/other']);
    const built = await cachedTool(machine, ['install', '--yes', TARGET], LONG);
    expect(built.code, built.stderr).toBe(0);
    const exported = await cachedTool(machine, [
      'cache',
      'export',
      '/srv/honest/',
      '--sign-key',
      '/root/key',
    ]);
    expect(exported.code, exported.stderr).toBe(0);
    const gone = await cachedTool(machine, ['uninstall', '--yes']);
    expect(gone.code, gone.stderr).toBe(0);
  }, 1_800_000);
  afterAll(() => machine?.stop());

  beforeEach(async () => {
    await machine.must(['sh', '-ec', 'rm -rf /srv/store; cp -a /srv/honest /srv/store']);
    const home = `/var/users/${++users}`;
    fresh = (args, options = {}) =>
      tool(machine, args, {
        ...LONG,
        ...options,
        env: { ...CACHED, XDG_CACHE_HOME: `${home}/cache`, XDG_STATE_HOME: `${home}/state`, ...options.env },
      });
    await cachedTool(machine, ['uninstall', '--yes']);
  });

  const proves = async () => {
    const ran = await machine.sh(
      `printf '#include <zmq.h>\\nint main(void){void*c=zmq_ctx_new();return c==0||zmq_ctx_term(c)!=0||!zmq_has("curve");}' >/tmp/p.c && cc -o /tmp/p /tmp/p.c $(pkg-config --cflags --libs libzmq) && /tmp/p`,
    );
    expect(ran.code, ran.stderr).toBe(0);
  };

  it('takes a signed product from a folder, proves it, and has it in its own cache afterwards', async () => {
    const ran = await fresh(fromStore());
    expect(ran.code, ran.stderr + ran.stdout).toBe(0);
    const document = JSON.parse(ran.stdout);
    expect(document.libraries.map(({ action }: { action: string }) => action)).toEqual(['restore']);
    expect(document.checks).toBeGreaterThan(3);
    expect(document.stages.map(({ id }: { id: string }) => id)).not.toContain('libzmq:build');
    await proves();
    const listed = await fresh(['cache', 'ls', '--json']);
    expect(JSON.parse(listed.stdout).entries.map(({ kind }: { kind: string }) => kind)).toEqual(['product']);
  });

  it('takes it from an address', async () => {
    const server = machine.start(
      [
        '/usr/bin/node',
        '-e',
        `require('http').createServer((q, a) => {
           require('fs').readFile('/srv/store' + decodeURIComponent(q.url), (e, d) => { a.writeHead(e ? 404 : 200); a.end(d); });
         }).listen(8080, '127.0.0.1', () => console.log('ready'))`,
      ],
      {},
    );
    try {
      await new Promise<void>((ready) => server.stdout?.once('data', () => ready()));
      const ran = await fresh(fromStore('http://127.0.0.1:8080'), {
        env: { http_proxy: '', HTTP_PROXY: '', no_proxy: '127.0.0.1' },
      });
      expect(ran.code, ran.stderr + ran.stdout).toBe(0);
      expect(JSON.parse(ran.stdout).libraries[0].action).toBe('restore');
    } finally {
      process.kill(-(server.pid ?? 0), 'SIGKILL');
    }
  });

  it.each<[string, () => void, string]>([
    ['unsigned', () => rmSync(inside('/srv/store/list.json.sig')), '/root/key.pub'],
    ['signed by somebody else', () => {}, '/root/other.pub'],
    [
      'with a list that was changed after it was signed',
      () =>
        writeFileSync(
          inside('/srv/store/list.json'),
          bytesOf('/srv/store/list.json').toString().replace('4.3.4', '4.3.5'),
        ),
      '/root/key.pub',
    ],
  ])('uses nothing of a store that is %s: exit 5', async (_, change, key) => {
    change();
    const before = treeOf(inside('/usr/local'));
    const ran = await fresh(fromStore('/srv/store', key));
    expect(ran.code).toBe(5);
    expect(JSON.parse(ran.stdout).findings[0].code).toBe('source.signature-invalid');
    expect(treeOf(inside('/usr/local'))).toEqual(before);
  });

  it('builds from source where an entry is not the signed one, and says so', async () => {
    for (const file of files()) {
      const bytes = bytesOf(file);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(inside(file), bytes);
    }
    const ran = await fresh(fromStore());
    expect(ran.code, ran.stderr + ran.stdout).toBe(0);
    const document = JSON.parse(ran.stdout);
    expect(document.libraries[0].action).toBe('build');
    expect(document.findings[0]).toMatchObject({ code: 'source.checksum-mismatch', severity: 'warning' });
    await proves();
  });

  it('puts back and builds from source where a signed product does not work here', async () => {
    // What a signer does who builds on another kind of machine: all is well signed, and nothing runs.
    const work = '/tmp/broken';
    const list = JSON.parse(bytesOf('/srv/store/list.json').toString());
    for (const product of list.products) {
      await machine.must([
        'sh',
        '-ec',
        `rm -rf ${work}; mkdir ${work}; cd ${work}; tar -xzf /srv/store/products/${product.sha256}.tar.gz
           find . -name 'lib*.so.*' -type f -exec cp /usr/bin/true {} ';'
           tar --format=ustar --owner=0 --group=0 -czf ../broken.tar.gz stage`,
      ]);
      const bytes = bytesOf('/tmp/broken.tar.gz');
      product.sha256 = createHash('sha256').update(bytes).digest('hex');
      product.size = bytes.length;
      writeFileSync(inside(`/srv/store/products/${product.sha256}.tar.gz`), bytes);
    }
    writeFileSync(inside('/srv/store/list.json'), JSON.stringify(list));
    await resign();
    const ran = await fresh(fromStore().filter((word) => word !== '--json'));
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toContain('does not pass its proof here');
    await proves();
  });

  it('carries a cache in one archive, and refuses one that was cut short: exit 5', async () => {
    const exported = await cachedTool(machine, ['cache', 'export', '/tmp/cache.tar.gz']);
    expect(exported.code, exported.stderr).toBe(0);
    const bytes = bytesOf('/tmp/cache.tar.gz');
    writeFileSync(inside('/tmp/cut.tar.gz'), bytes.subarray(0, bytes.length - 2000));
    const refused = await fresh(['cache', 'import', '/tmp/cut.tar.gz']);
    expect(refused.code, refused.stderr).toBe(5);
    expect(JSON.parse((await fresh(['cache', 'ls', '--json'])).stdout).entries).toEqual([]);
    const imported = await fresh(['cache', 'import', '/tmp/cache.tar.gz']);
    expect(imported.code, imported.stderr).toBe(0);
    const ran = await fresh(['install', '--yes', '--json', TARGET]);
    expect(JSON.parse(ran.stdout).libraries[0].action).toBe('restore');
  });

  it('is enough for a machine without a compiler, which gets what using takes and nothing to build with', async () => {
    const bare = await machineWith();
    try {
      bare.copyIn(inside('/srv/honest'), '/srv/honest');
      const options = { ...LONG, env: { CFLAGS: '-O0', CXXFLAGS: '-O0' } };
      const imported = await tool(bare, ['cache', 'import', '/srv/honest'], options);
      expect(imported.code, imported.stderr).toBe(0);
      const ran = await tool(bare, ['install', '--yes', '--json', TARGET], options);
      expect(ran.code, ran.stderr + ran.stdout).toBe(0);
      const document = JSON.parse(ran.stdout);
      expect(document.libraries[0].action).toBe('restore');
      expect(document.packages).toContain('g++');
      expect(document.packages).not.toContain('autoconf');
    } finally {
      await bare.stop();
    }
  });

  it('finds with --verify what size and time do not show, installs it anew, and keeps what was there', async () => {
    const from = fromStore();
    expect((await fresh(from)).code).toBe(0);
    const bytes = bytesOf(LIBRARY);
    bytes[bytes.length - 1]! ^= 1;
    const { mtime } = statSync(inside(LIBRARY));
    writeFileSync(inside(LIBRARY), bytes);
    utimesSync(inside(LIBRARY), mtime, mtime);
    expect(JSON.parse((await fresh(from)).stdout).nothingToDo).toBe(true);
    const verified = await fresh([...from, '--verify']);
    expect(verified.code, verified.stderr).toBe(0);
    const document = JSON.parse(verified.stdout);
    expect(document.nothingToDo).toBe(false);
    expect(document.findings[0]).toMatchObject({ code: 'install.file-changed' });
    expect(document.findings[0].evidence[0].where).toBe(LIBRARY);
    expect(document.displaced).toEqual(['lib/libzmq.so.5.2.4']);
    expect(bytesOf(LIBRARY).equals(bytes)).toBe(false);
    expect(JSON.parse((await fresh([...from, '--verify'])).stdout).nothingToDo).toBe(true);
  });

  it('shares a cache between runs at once', async () => {
    const both = await Promise.all([1, 2, 3].map(() => fresh(['cache', 'import', '/srv/store'])));
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0]);
    const ran = await fresh(['install', '--yes', '--json', TARGET]);
    expect(JSON.parse(ran.stdout).libraries[0].action).toBe('restore');
  });

  it('shows where the time went, also of a run that failed', async () => {
    await unpacked(machine, 'libzmq 4.3.4', '/tmp/source');
    machine.write('/tmp/source/src/address.cpp', 'this is no C++\n');
    const args = [
      'install',
      '--yes',
      '--timeline',
      '/tmp/trace.json',
      '--source',
      'libzmq=/tmp/source',
      'libzmq',
    ];
    const ran = await fresh(args);
    expect(ran.code).toBe(4);
    const { traceEvents } = JSON.parse(bytesOf('/tmp/trace.json').toString());
    const build = traceEvents.find(({ name }: { name: string }) => name === 'libzmq:build');
    expect(build).toMatchObject({ ph: 'X', args: { outcome: 'failed' } });
    const make = traceEvents.find(
      ({ args, tid }: { args: { command?: string }; tid: number }) =>
        tid === build.tid && /^make /.test(args.command ?? ''),
    );
    expect(make.ts).toBeGreaterThanOrEqual(build.ts - 1000);
    expect(make.ts + make.dur).toBeLessThanOrEqual(build.ts + build.dur + 1000);
  });
});

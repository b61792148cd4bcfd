import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Event } from '../../../src/core/event.ts';
import { productCard, restoreProduct } from '../../../src/install/products.ts';
import { exportStore } from '../../../src/install/store/export.ts';
import {
  formatList,
  LIST,
  parseList,
  productFile,
  SIGNATURE,
  type StoreList,
} from '../../../src/install/store/list.ts';
import { openStores } from '../../../src/install/store/second.ts';
import { NAMESPACE, signList, whyNotSigned } from '../../../src/install/store/signature.ts';
import { failureOf } from '../../support/plan.ts';
import { aboutOf, archiveOf, fillCache, HOSTILE_PRODUCTS, host, KEYS, never, pathsIn } from './kit.ts';

const hasKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;
if (!hasKeygen) console.info('skipped: second stores, since there is no ssh-keygen here');

let all: string;
let home: string;
const at = (...parts: string[]): string => join(home, ...parts);
const key = (name: string): string => join(all, name);

describe.skipIf(!hasKeygen)('a second store', () => {
  beforeAll(async () => {
    all = mkdtempSync(join(tmpdir(), 'second-'));
    for (const name of ['ours', 'theirs'])
      execFileSync('ssh-keygen', [
        '-q',
        '-t',
        'ed25519',
        '-N',
        '',
        '-C',
        `${name}@example.org`,
        '-f',
        key(name),
      ]);
    await fillCache(all);
    await exportStore(host, pathsIn(all), {
      to: `${key('store')}/`,
      sources: false,
      sign: (list) => signList(host, list, key('ours')),
    });
  });
  afterAll(() => rmSync(all, { recursive: true, force: true }));
  beforeEach(() => {
    home = mkdtempSync(join(all, 'user-'));
    cpSync(key('store'), at('store'), { recursive: true });
  });

  const notes: string[] = [];
  beforeEach(() => notes.splice(0));
  const emit = (event: Event): void => {
    if (event.type === 'note') notes.push(event.text.en);
  };
  const opened = (
    from: string = at('store'),
    cacheKey: string | null = `${key('ours')}.pub`,
    offline = false,
  ) => openStores(host, pathsIn(home), { cacheFrom: [from], cacheKey, offline }, emit, never);
  const products = () => pathsIn(home).products;
  const list = (): StoreList => {
    const parsed = parseList(readFileSync(at('store', LIST), 'utf8'));
    if ('fault' in parsed) throw new Error(parsed.fault);
    return parsed.list;
  };
  /** Writes the list anew, signed as ours or not at all. */
  const relist = async (content: StoreList, signer: string | null = 'ours'): Promise<void> => {
    const words = formatList(content);
    writeFileSync(at('store', LIST), words);
    if (signer !== null) writeFileSync(at('store', SIGNATURE), await signList(host, words, key(signer)));
  };
  const fileOf = (name: 'libzmq' | 'czmq') =>
    at('store', productFile(list().products.find((product) => product.name === name)!));

  it('gives its products to a cache that has none, and they are restored', async () => {
    const stores = await opened();
    expect(stores.find(KEYS.czmq)).toMatchObject(aboutOf('czmq'));
    expect(stores.find('c'.repeat(64))).toBeNull();
    expect(await stores.take(KEYS.czmq, never)).toBeNull();
    expect(
      await restoreProduct(host, products(), KEYS.czmq, aboutOf('czmq'), at('back'), never),
    ).not.toBeNull();
    expect(readFileSync(at('back/usr/local/lib/libczmq.so.1'), 'utf8')).toBe('the czmq');
  });

  it.each([
    ['an allowed_signers file', (ours: string) => `# our builders\nbuild@example.org,ci@example.org ${ours}`],
    ['one that names the namespace', (ours: string) => `ci@example.org namespaces="${NAMESPACE}" ${ours}`],
    ['several keys', (ours: string) => `${readFileSync(`${key('theirs')}.pub`, 'utf8')}${ours}`],
  ])('is trusted by %s', async (_, contents) => {
    writeFileSync(at('keys'), contents(readFileSync(`${key('ours')}.pub`, 'utf8')));
    expect((await opened(at('store'), at('keys'))).find(KEYS.libzmq)).not.toBeNull();
  });

  describe('is not trusted (exit 5), and nothing of it used,', () => {
    const distrusted = async (cacheKey = `${key('ours')}.pub`) => {
      const error = await failureOf(opened(at('store'), cacheKey));
      expect(error.exitCode).toBe(5);
      expect(error.findings[0]?.code).toBe('source.signature-invalid');
      expect(existsSync(products())).toBe(false);
    };

    it('without a signature', async () => {
      rmSync(at('store', SIGNATURE));
      await distrusted();
    });
    it('with one of another key', async () => {
      await relist(list(), 'theirs');
      await distrusted();
    });
    it('with one of a key that the user did not name', () => distrusted(`${key('theirs')}.pub`));
    it('with one that was made for something else', async () => {
      const argv = ['-Y', 'sign', '-q', '-n', 'git', '-f', key('ours')];
      const made = execFileSync('ssh-keygen', argv, { input: readFileSync(at('store', LIST)) });
      writeFileSync(at('store', SIGNATURE), made);
      await distrusted();
    });
    it('with a list that is another', async () => {
      await relist({ ...list(), products: list().products.slice(1) }, null);
      await distrusted();
    });
    it('with a signature of nonsense', async () => {
      writeFileSync(at('store', SIGNATURE), 'trust me');
      await distrusted();
    });
    it('with a list older than one that was seen', async () => {
      cpSync(at('store'), at('old'), { recursive: true });
      await relist({ ...list(), created: new Date(Date.now() - 1000).toISOString() });
      const newer = list().created;
      await opened();
      await relist({ ...list(), created: '2020-01-01T00:00:00.000Z' });
      await failureOf(opened()).then(({ exitCode, what }) => {
        expect(exitCode).toBe(5);
        expect(what.en).toContain(newer);
      });
      expect(existsSync(products())).toBe(false);
    });
  });

  it('whose list lies in the future does not shut out those that come after', async () => {
    await relist({ ...list(), created: '2099-01-01T00:00:00.000Z' });
    await opened();
    await new Promise((done) => setTimeout(done, 5));
    await relist({ ...list(), created: new Date().toISOString() });
    expect((await opened()).find(KEYS.czmq)).not.toBeNull();
  });

  describe('with an entry that is not the signed one: it is not taken, the rest is,', () => {
    const notTaken = async (): Promise<void> => {
      const stores = await opened();
      expect(await stores.take(KEYS.czmq, never)).toMatchObject({ kind: 'damaged' });
      expect(stores.find(KEYS.czmq)).toBeNull();
      expect(productCard(host, products(), KEYS.czmq)).toBeNull();
      expect(readdirSync(products())).toEqual([]);
      expect(await stores.take(KEYS.libzmq, never)).toBeNull();
    };

    it.each<[string, (file: string) => void]>([
      ['cut short', (file) => writeFileSync(file, readFileSync(file).subarray(0, 50))],
      [
        'with a byte changed',
        (file) =>
          writeFileSync(
            file,
            readFileSync(file).map((byte, index) => (index === 40 ? byte ^ 1 : byte)),
          ),
      ],
      [
        'with bytes added',
        (file) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(10)])),
      ],
      ['of another product', (file) => cpSync(fileOf('libzmq'), file)],
      ['that is missing', (file) => rmSync(file)],
      [
        'that is a link',
        (file) => {
          renameSync(file, at('elsewhere'));
          symlinkSync(at('elsewhere'), file);
        },
      ],
    ])('%s', async (_, change) => {
      change(fileOf('czmq'));
      await notTaken();
    });

    it.each(HOSTILE_PRODUCTS)('with %s, although it is signed', async (_, contents) => {
      const bytes = archiveOf(contents);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const now = list();
      const change = (product: StoreList['products'][number]) =>
        product.name === 'czmq' ? { ...product, sha256, size: bytes.length } : product;
      writeFileSync(at('store', productFile({ sha256 })), bytes);
      await relist({ ...now, products: now.products.map(change) });
      await notTaken();
    });
  });

  it("under another's key is not restored for it", async () => {
    const now = list();
    const other = { libzmq: KEYS.czmq, czmq: KEYS.libzmq } as Record<string, string>;
    await relist({ ...now, products: now.products.map((one) => ({ ...one, key: other[one.name]! })) });
    const stores = await opened();
    expect(await stores.take(KEYS.czmq, never)).toBeNull();
    expect(await restoreProduct(host, products(), KEYS.czmq, aboutOf('czmq'), at('back'), never)).toBeNull();
    expect(existsSync(at('back'))).toBe(false);
  });

  it('that a plan only looks at leaves nothing behind', async () => {
    const wish = {
      cacheFrom: [at('store')],
      cacheKey: `${key('ours')}.pub`,
      offline: false,
      onlyLooks: true,
    };
    expect((await openStores(host, pathsIn(home), wish, emit, never)).find(KEYS.czmq)).not.toBeNull();
    expect(readdirSync(home)).toEqual(['store']);
  });

  it('that is not there is left out with a warning', async () => {
    expect((await opened(at('nowhere'))).find(KEYS.czmq)).toBeNull();
    expect(notes.join()).toContain(at('nowhere'));
  });

  it('is refused with exit 2 where the key file is of no use', async () => {
    for (const [name, contents] of [
      ['empty', '# none\n'],
      ['private', readFileSync(key('ours'), 'utf8')],
    ]) {
      writeFileSync(at(name!), contents!);
      expect((await failureOf(opened(at('store'), at(name!)))).exitCode).toBe(2);
    }
    expect((await failureOf(opened(at('store'), at('nowhere')))).exitCode).toBe(2);
  });

  it('is refused with exit 3 where ssh-keygen is not to be had, and the package is named', async () => {
    const without = {
      ...host,
      env: { ...host.env, PATH: '/nowhere' },
      stat: (path: string) =>
        path.endsWith('/ssh-keygen') ? ({ ok: false, fault: 'missing' } as const) : host.stat(path),
    };
    const error = await failureOf(
      openStores(
        without,
        pathsIn(home),
        { cacheFrom: [at('store')], cacheKey: `${key('ours')}.pub`, offline: false },
        emit,
        never,
      ),
    );
    expect(error.exitCode).toBe(3);
    expect(error.findings[0]).toMatchObject({ code: 'tool.missing', subject: 'ssh-keygen' });
  });

  it("is signed by ssh-keygen's own signatures", async () => {
    const words = readFileSync(at('store', LIST), 'utf8');
    expect(
      await whyNotSigned(host, words, readFileSync(at('store', SIGNATURE), 'utf8'), `${key('ours')}.pub`),
    ).toBeNull();
    writeFileSync(at('signers'), `me ${readFileSync(`${key('ours')}.pub`, 'utf8')}`);
    const argv = [
      '-Y',
      'verify',
      '-f',
      at('signers'),
      '-I',
      'me',
      '-n',
      NAMESPACE,
      '-s',
      at('store', SIGNATURE),
    ];
    expect(spawnSync('ssh-keygen', argv, { input: words }).status).toBe(0);
  });

  describe('behind an address', () => {
    let server: Server;
    let address: string;
    let answer: (
      path: string,
    ) => { readonly status: number; readonly body?: Uint8Array; readonly location?: string } | 'stall';
    const fromFolder: typeof answer = (path) => {
      const file = at('store', path);
      return existsSync(file) && statSync(file).isFile()
        ? { status: 200, body: readFileSync(file) }
        : { status: 404 };
    };
    beforeEach(async () => {
      for (const name of ['http', 'all'])
        for (const variable of [`${name}_proxy`, `${name.toUpperCase()}_PROXY`]) vi.stubEnv(variable, '');
      answer = fromFolder;
      server = createServer((question, reply) => {
        const said = answer(decodeURIComponent((question.url ?? '').replace(/^\/team\//, '')));
        if (said === 'stall') return;
        reply
          .writeHead(said.status, said.location === undefined ? {} : { location: said.location })
          .end(said.body);
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/team`;
    });
    afterEach(() => {
      vi.unstubAllEnvs();
      server.closeAllConnections();
      server.close();
    });

    it.each(['', '/'])('gives the same (%j behind it)', async (slash) => {
      const stores = await opened(address + slash);
      expect(await stores.take(KEYS.libzmq, never)).toBeNull();
      expect(productCard(host, products(), KEYS.libzmq)).not.toBeNull();
    });

    it('is not asked with --offline', async () => {
      let asked = 0;
      answer = (path) => {
        asked++;
        return fromFolder(path);
      };
      expect((await opened(address, `${key('ours')}.pub`, true)).find(KEYS.czmq)).toBeNull();
      expect(asked).toBe(0);
    });

    it('may send us on, but not to another scheme', async () => {
      answer = (path) =>
        path.startsWith('moved/')
          ? fromFolder(path.slice('moved/'.length))
          : { status: 302, location: `${address}/moved/${path}` };
      expect((await opened(address)).find(KEYS.czmq)).not.toBeNull();
      answer = () => ({ status: 302, location: `https://127.0.0.1:9/x` });
      expect((await opened(address)).find(KEYS.czmq)).toBeNull();
      expect(notes.join()).toMatch(/redirect/);
    });

    it('that sends more than the list says is cut off', async () => {
      const stores = await opened(address);
      answer = () => ({ status: 200, body: Buffer.alloc(5 << 20) });
      expect(await stores.take(KEYS.czmq, never)).toMatchObject({ kind: 'damaged' });
      expect(readdirSync(products())).toEqual([]);
    });

    it('without a signature is not trusted, and one whose list is being replaced is asked again', async () => {
      answer = (path) => (path === SIGNATURE ? { status: 404 } : fromFolder(path));
      expect((await failureOf(opened(address))).exitCode).toBe(5);
      let asked = 0;
      answer = (path) =>
        path === SIGNATURE && asked++ === 0
          ? { status: 200, body: Buffer.from('of another list') }
          : fromFolder(path);
      expect((await opened(address)).find(KEYS.czmq)).not.toBeNull();
    });

    it('that is down is left out with a warning', async () => {
      server.close();
      server.closeAllConnections();
      expect((await opened(address)).find(KEYS.czmq)).toBeNull();
      expect(notes.join()).toMatch(/ECONNREFUSED/);
    });
  });
});

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import type { Event } from '../../src/core/event.ts';
import type { Recipe } from '../../src/core/recipe.ts';
import type { Host } from '../../src/host/host.ts';
import { liveHost } from '../../src/host/live.ts';
import type { From } from '../../src/origins/from.ts';
import { obtainSource, type SourceRequest } from '../../src/origins/obtain.ts';

const home = mkdtempSync(join(tmpdir(), 'obtain test '));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** git as a stranger has it: no configuration of ours. */
const env = { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1', TMPDIR: tmpdir() };
const live = liveHost('');
/** Waits cost nothing here; apt's mirror is never asked. */
const host: Host = {
  ...live,
  env,
  sleep: async () => {},
  readText: (path, max) =>
    path.startsWith('/etc/apt/') ? { ok: false, fault: 'missing' } : live.readText(path, max),
  readdir: (path) => (path.startsWith('/etc/apt/') ? { ok: false, fault: 'missing' } : live.readdir(path)),
};

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
    cwd,
    env,
    encoding: 'utf8',
  }).trim();

// A library, its repository with the tag v1.0.0, and its archive.
const repo = join(home, 'up stream');
mkdirSync(join(repo, 'include'), { recursive: true });
writeFileSync(join(repo, 'include/thing.h'), 'int thing(void);\n');
writeFileSync(join(repo, 'configure.ac'), 'AC_INIT\n');
git(repo, 'init', '-q', '-b', 'master');
git(repo, 'add', '.');
git(repo, 'commit', '-qm', 'one');
git(repo, 'tag', '-a', '-m', 'release', 'v1.0.0');
const commit = git(repo, 'rev-parse', 'v1.0.0^{commit}');
writeFileSync(join(repo, 'include/thing.h'), 'int thing(int);\n');
git(repo, 'commit', '-qam', 'two');
const newest = git(repo, 'rev-parse', 'HEAD');
const tar = execFileSync('git', ['archive', '--prefix=thing-1.0.0/', 'v1.0.0'], { cwd: repo, env });
const good = gzipSync(tar);
const other = gzipSync(Buffer.concat([tar.subarray(0, -1024), tar.subarray(0, 512), Buffer.alloc(1024)]));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let answer: Record<string, { status?: number; body?: Buffer; cut?: number }> = {};
const asked: string[] = [];
let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const file = join(home, decodeURIComponent((request.url ?? '').replace(/\?.*$/, '')));
    if (request.url?.startsWith('/dumb.git/') && existsSync(file) && statSync(file).isFile()) {
      response.end(readFileSync(file));
      return;
    }
    const { status = 200, body, cut } = answer[request.url ?? ''] ?? { status: 404 };
    response.writeHead(status, { 'content-length': body?.length ?? 0 });
    if (cut === undefined) response.end(body);
    else response.write(body?.subarray(0, cut), () => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

let cacheDir: string;
let work: string;
let runs = 0;
beforeEach(() => {
  work = join(home, `run ${runs++}`);
  mkdirSync(work);
  cacheDir = join(work, 'sources');
  answer = {};
  asked.length = 0;
});

const recipe = (
  more: { commit?: string; repository?: string; digest?: string; urls?: string[] } = {},
): Recipe =>
  ({
    name: 'thing',
    default: '1.0.0',
    repository: more.repository ?? `file://${encodeURI(repo)}`,
    versions: {
      '1.0.0': {
        tag: 'v1.0.0',
        commit: more.commit ?? commit,
        archives: [
          {
            kind: 'tag',
            file: 'thing-1.0.0.tar.gz',
            sha256: more.digest ?? sha256(good),
            places: (more.urls ?? [`${base}/a/thing-1.0.0.tar.gz`, `${base}/b/thing.tar.gz`]).map((url) => ({
              url,
            })),
          },
        ],
      },
    },
    provides: { headers: ['thing.h'] },
  }) as unknown as Recipe;

let notes: string[] = [];
const obtain = (more: Partial<SourceRequest> & { from: From }) => {
  notes = [];
  const emit = (event: Event): void => {
    if (event.type === 'note') notes.push(event.text.en);
  };
  return obtainSource(host, emit, {
    recipe: recipe(),
    version: '1.0.0',
    mirrors: [],
    offline: false,
    stage: 'thing:fetch',
    intoDir: join(work, 'source'),
    signal: new AbortController().signal,
    cacheDir,
    ...more,
  });
};
const failed = async (attempt: Promise<unknown>): Promise<SetupError> => {
  const error = await attempt.then(
    () => new Error('it was obtained'),
    (reason: unknown) => reason,
  );
  if (error instanceof SetupError) return error;
  throw error;
};
const header = (): string => readFileSync(join(work, 'source/include/thing.h'), 'utf8');
const leftovers = (): string[] =>
  existsSync(cacheDir) ? readdirSync(cacheDir).filter((name) => name.startsWith('.')) : [];

const AUTO: From = { kind: 'auto' };
const GIT: From = { kind: 'git' };
const ARCHIVE: From = { kind: 'archive' };

describe('git', () => {
  it('takes the tag, compares the commit, leaves no .git and keeps the source for next time', async () => {
    const source = await obtain({ from: GIT });
    expect(source).toMatchObject({ hasConfigure: false, origin: { kind: 'git', commit, pinned: true } });
    expect(header()).toBe('int thing(void);\n');
    expect(existsSync(join(work, 'source/.git'))).toBe(false);
    expect(leftovers()).toEqual([]);
    rmSync(join(work, 'source'), { recursive: true });
    const again = await obtain({
      from: GIT,
      offline: true,
      recipe: recipe({ repository: 'https://gone.invalid/x' }),
    });
    expect(again.origin).toMatchObject({ commit, pinned: true });
    expect(header()).toBe('int thing(void);\n');
  });
  it('refuses another commit before it fetches anything', async () => {
    const error = await failed(obtain({ from: AUTO, recipe: recipe({ commit: newest }) }));
    expect(error.exitCode).toBe(5);
    expect(error.findings[0]).toMatchObject({ code: 'source.checksum-mismatch', severity: 'error' });
    expect(existsSync(join(work, 'source'))).toBe(false);
    expect(readdirSync(cacheDir)).toEqual([]);
  });
  it.each([
    [null, 'the tag of the version', 'int thing(void);\n'],
    ['master', 'a branch', 'int thing(int);\n'],
    ['v1.0.0', 'a tag', 'int thing(void);\n'],
    [newest, 'a commit', 'int thing(int);\n'],
    [newest.slice(0, 9), 'a short commit', 'int thing(int);\n'],
  ])("takes the user's own ref %s, %s", async (ref, _what, words) => {
    const url = `file://${encodeURI(repo)}`;
    const source = await obtain({ from: { kind: 'repository', url, ref } });
    expect(header()).toBe(words);
    expect(source.origin.pinned).toBe(words === 'int thing(void);\n');
    expect(notes.some((note) => note.includes('not pinned'))).toBe(words !== 'int thing(void);\n');
  });
  it('takes all of a repository that a plain web server gives, which cannot be shallow', async () => {
    execFileSync('git', ['clone', '-q', '--bare', repo, join(home, 'dumb.git')], { env });
    git(join(home, 'dumb.git'), 'update-server-info');
    const source = await obtain({ from: { kind: 'repository', url: `${base}/dumb.git`, ref: 'v1.0.0' } });
    expect(source.origin).toMatchObject({ commit, pinned: true });
  });
  it('says which ref or address does not exist', async () => {
    const url = `file://${encodeURI(repo)}`;
    const ref = await failed(obtain({ from: { kind: 'repository', url, ref: 'v9' } }));
    expect(ref).toMatchObject({ exitCode: 3, findings: [{ code: 'fetch.not-found', subject: 'v9' }] });
    const gone = await failed(
      obtain({ from: { kind: 'repository', url: `file://${home}/absent`, ref: null } }),
    );
    expect(gone).toMatchObject({ exitCode: 3, findings: [{ code: 'fetch.not-found' }] });
  });
  it('runs no hook of a template folder', async () => {
    const hooks = join(work, 'templates/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const name of ['post-checkout', 'reference-transaction', 'post-index-change']) {
      writeFileSync(join(hooks, name), `#!/bin/sh\ntouch '${work}/ran'\n`, { mode: 0o755 });
    }
    writeFileSync(
      join(home, '.gitconfig'),
      `[init]\n templateDir = ${work}/templates\n[core]\n hooksPath = ${hooks}\n`,
    );
    await obtain({ from: GIT });
    rmSync(join(home, '.gitconfig'));
    expect(existsSync(join(work, 'ran'))).toBe(false);
  });
  it('works where bare repositories must be named, and inside a checkout of somebody else', async () => {
    writeFileSync(join(home, '.gitconfig'), '[safe]\n bareRepository = explicit\n');
    git(work, 'init', '-q');
    git(work, 'config', 'url.https://elsewhere.invalid/.insteadOf', 'file://');
    const source = await obtain({ from: GIT });
    rmSync(join(home, '.gitconfig'));
    expect(source.origin.pinned).toBe(true);
  });
  it("keeps the user's url.insteadOf", async () => {
    writeFileSync(
      join(home, '.gitconfig'),
      `[url "file://${encodeURI(repo)}"]\n insteadOf = https://forge.invalid/thing\n`,
    );
    const source = await obtain({ from: GIT, recipe: recipe({ repository: 'https://forge.invalid/thing' }) });
    rmSync(join(home, '.gitconfig'));
    expect(source.origin.pinned).toBe(true);
  });
});

describe('an archive', () => {
  it('is taken from the first place that has it, with a line about each that has not', async () => {
    answer = { '/b/thing.tar.gz': { body: good } };
    const source = await obtain({ from: ARCHIVE });
    expect(source.origin).toMatchObject({ kind: 'archive', pinned: true, sha256: sha256(good) });
    expect(header()).toBe('int thing(void);\n');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('404');
    expect(readdirSync(cacheDir)).toEqual([sha256(good)]);
  });
  it('comes out of the cache the second time, whatever the network says', async () => {
    answer = { '/a/thing-1.0.0.tar.gz': { body: good } };
    await obtain({ from: ARCHIVE });
    answer = {};
    await obtain({ from: ARCHIVE, offline: true });
    await obtain({ from: AUTO });
    expect(asked).toEqual(['/a/thing-1.0.0.tar.gz']);
  });
  it('that was damaged in the cache is thrown away and fetched again', async () => {
    mkdirSync(cacheDir);
    writeFileSync(join(cacheDir, sha256(good)), 'rubbish');
    answer = { '/a/thing-1.0.0.tar.gz': { body: good } };
    await obtain({ from: ARCHIVE });
    expect(sha256(readFileSync(join(cacheDir, sha256(good))))).toBe(sha256(good));
    expect(notes[0]).toContain('damaged');
  });
  it('with other bytes is exit 5, and nothing of it is kept or unpacked', async () => {
    answer = { '/a/thing-1.0.0.tar.gz': { body: other }, '/b/thing.tar.gz': { body: good } };
    const error = await failed(obtain({ from: ARCHIVE }));
    expect(error.exitCode).toBe(5);
    expect(error.findings[0]).toMatchObject({
      code: 'source.checksum-mismatch',
      subject: 'thing-1.0.0.tar.gz',
    });
    expect(readdirSync(cacheDir)).toEqual([]);
    expect(existsSync(join(work, 'source'))).toBe(false);
  });
  it('that is half a file or a login page is passed over, and is exit 5 where nothing else is there', async () => {
    answer = { '/a/thing-1.0.0.tar.gz': { body: good.subarray(0, 200) }, '/b/thing.tar.gz': { body: good } };
    await obtain({ from: ARCHIVE });
    expect(notes[0]).toContain('cut short');
    rmSync(cacheDir, { recursive: true });
    answer = { '/a/thing-1.0.0.tar.gz': { body: Buffer.from('<html>log in</html>') } };
    const error = await failed(obtain({ from: ARCHIVE }));
    expect(error).toMatchObject({ exitCode: 5, findings: [{ code: 'source.checksum-mismatch' }] });
    answer = { '/a/thing-1.0.0.tar.gz': { body: good.subarray(0, 200) } };
    expect(await failed(obtain({ from: ARCHIVE }))).toMatchObject({
      exitCode: 5,
      findings: [{ code: 'source.incomplete', subject: 'thing-1.0.0.tar.gz' }],
    });
    expect(readdirSync(cacheDir)).toEqual([]);
  });
  it('is tried again where the connection broke, and not where it is not there', async () => {
    answer = { '/a/thing-1.0.0.tar.gz': { body: good, cut: 100 }, '/b/thing.tar.gz': { status: 503 } };
    const error = await failed(obtain({ from: ARCHIVE }));
    expect(error).toMatchObject({ exitCode: 3, findings: [{ code: 'fetch.network', subject: '127.0.0.1' }] });
    expect(asked.filter((url) => url.startsWith('/a/'))).toHaveLength(3);
    expect(asked.filter((url) => url.startsWith('/b/'))).toHaveLength(3);
    asked.length = 0;
    answer = {};
    await failed(obtain({ from: ARCHIVE }));
    expect(asked).toHaveLength(2);
  });
  it('of a host that does not answer is asked for once', async () => {
    const down = 'http://127.0.0.1:1';
    const error = await failed(
      obtain({ from: ARCHIVE, recipe: recipe({ urls: [`${down}/a.tar.gz`, `${down}/b.tar.gz`] }) }),
    );
    expect(error.findings[0]).toMatchObject({ code: 'fetch.network', subject: '127.0.0.1' });
    expect(error.findings[0]?.evidence[1]?.text).toBe('did not answer before');
  });
  it('is fetched through a mirror first, an address or a folder', async () => {
    answer = { '/m/a/thing-1.0.0.tar.gz': { body: good } };
    const source = await obtain({ from: ARCHIVE, mirrors: [`${base}/m`] });
    expect(source.origin.where).toBe(`${base}/m/a/thing-1.0.0.tar.gz`);
    rmSync(cacheDir, { recursive: true });
    const folder = join(work, 'my mirror');
    mkdirSync(folder);
    writeFileSync(join(folder, 'thing-1.0.0.tar.gz'), good);
    expect((await obtain({ from: AUTO, mirrors: [folder], offline: true })).origin.pinned).toBe(true);
  });
  it('of two runs at once ends with one whole file', async () => {
    answer = { '/a/thing-1.0.0.tar.gz': { body: good } };
    await Promise.all([1, 2, 3].map((n) => obtain({ from: ARCHIVE, intoDir: join(work, `source ${n}`) })));
    expect(readdirSync(cacheDir)).toEqual([sha256(good)]);
  });
});

describe('auto', () => {
  it('goes on with the archive where git leads nowhere, and says why', async () => {
    answer = { '/a/thing-1.0.0.tar.gz': { body: good } };
    const source = await obtain({ from: AUTO, recipe: recipe({ repository: `file://${home}/absent` }) });
    expect(source.origin.kind).toBe('archive');
    expect(notes[0]).toMatch(/not from git.*trying http/);
  });
});

describe("the user's own source", () => {
  it('that is a folder is copied without what a build left in it, and is not touched', async () => {
    const folder = join(work, 'my thing');
    mkdirSync(join(folder, 'include'), { recursive: true });
    writeFileSync(join(folder, 'include/thing.h'), 'mine\n');
    writeFileSync(join(folder, 'configure'), '#!/bin/sh\n', { mode: 0o755 });
    for (const name of ['config.status', 'a.o', 'b.lo']) writeFileSync(join(folder, name), '');
    const before = readdirSync(folder);
    const source = await obtain({ from: { kind: 'folder', path: folder } });
    expect(source).toMatchObject({ hasConfigure: true, origin: { kind: 'folder', pinned: false } });
    expect(readdirSync(join(work, 'source')).sort()).toEqual(['configure', 'include']);
    expect(readdirSync(folder)).toEqual(before);
  });
  it('that is a checkout is copied as git sees it, changes included', async () => {
    const folder = join(work, 'checkout');
    execFileSync('git', ['clone', '-q', repo, folder], { env });
    writeFileSync(join(folder, '.gitignore'), 'junk\n');
    writeFileSync(join(folder, 'junk'), '');
    writeFileSync(join(folder, 'new.c'), '');
    writeFileSync(join(folder, 'include/thing.h'), 'changed\n');
    await obtain({ from: { kind: 'folder', path: folder } });
    expect(header()).toBe('changed\n');
    expect(readdirSync(join(work, 'source')).sort()).toEqual([
      '.gitignore',
      'configure.ac',
      'include',
      'new.c',
    ]);
  });
  it('that is a file is pinned only where it is what the recipe knows', async () => {
    const path = join(work, 'whatever.tgz');
    writeFileSync(path, good);
    expect((await obtain({ from: { kind: 'file', path } })).origin.pinned).toBe(true);
    writeFileSync(path, gzipSync(tar, { level: 1 }));
    expect((await obtain({ from: { kind: 'file', path } })).origin.pinned).toBe(false);
    expect(notes[0]).toContain('not pinned');
  });
  it('that is half a file, or of another library, is exit 4', async () => {
    const path = join(work, 'half.tar.gz');
    writeFileSync(path, good.subarray(0, good.length - 9));
    expect(await failed(obtain({ from: { kind: 'file', path } }))).toMatchObject({
      exitCode: 4,
      findings: [{ code: 'source.incomplete', subject: 'half.tar.gz' }],
    });
    const wrong = { ...recipe(), provides: { headers: ['other.h'] } } as unknown as Recipe;
    writeFileSync(path, good);
    expect((await failed(obtain({ from: { kind: 'file', path }, recipe: wrong }))).exitCode).toBe(4);
  });
  it('that is an address is taken as it comes', async () => {
    answer = { '/mine.tar.gz': { body: good } };
    const source = await obtain({ from: { kind: 'download', url: `${base}/mine.tar.gz` } });
    expect(source.origin).toMatchObject({ kind: 'archive', sha256: sha256(good) });
    const error = await failed(obtain({ from: { kind: 'download', url: `${base}/gone.tar.gz` } }));
    expect(error).toMatchObject({
      exitCode: 3,
      findings: [{ code: 'fetch.not-found', subject: `${base}/gone.tar.gz` }],
    });
  });
});

it('offline says exactly what is missing', async () => {
  const far = recipe({ repository: 'https://forge.invalid/thing' });
  const error = await failed(obtain({ from: AUTO, offline: true, recipe: far }));
  expect(error.exitCode).toBe(3);
  expect(error.hint?.en).toContain(`thing-1.0.0.tar.gz (sha256 ${sha256(good)}`);
});

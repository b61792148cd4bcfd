import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PACKAGE_MANAGERS } from '../../src/generated/packages.ts';
import { emitDockerfile } from '../../src/install/emit-dockerfile.ts';
import { emitScript } from '../../src/install/emit-sh.ts';
import { SH_FUNCTIONS } from '../../src/install/sh-functions.ts';
import { planFor } from '../support/plan.ts';

const home = mkdtempSync(join(tmpdir(), 'emit-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const script = async (one: Parameters<typeof planFor>[0] = {}) =>
  emitScript(await planFor(one), '0.1.0', PACKAGE_MANAGERS);

const CASES = [
  ['the default', {}],
  ['our own libsodium', { ownSodium: true }],
  ['a prefix with a blank', { wish: { prefix: '/opt/my zmq' } }],
  ['CMake', { wish: { buildSystem: 'cmake' } }],
  ['a static build', { wish: { linkage: { static: true, shared: false } } }],
  ['no package manager', { machine: { manager: null } }],
  ['a loader that must be told', { machine: { libdirSearched: false } }],
] as const;

describe('a plan as a shell script', () => {
  it.each(CASES)('is read by sh: %s', async (_, one) => {
    const path = join(home, 'setup.sh');
    writeFileSync(path, await script(one));
    for (const shell of ['sh', 'dash', 'bash'].filter((name) => spawnSync(name, ['-c', ':']).status === 0))
      execFileSync(shell, ['-n', path]);
  });

  it('pleases shellcheck', async (context) => {
    if (spawnSync('shellcheck', ['--version']).error !== undefined)
      return context.skip('shellcheck is not on this machine');
    // One that has all: three libraries, a stand-in prefix, a loader's file. It takes shellcheck a second.
    const input = await script({
      ownSodium: true,
      wish: { prefix: '/opt/my zmq' },
      machine: { libdirSearched: false, compiler: null },
    });
    execFileSync('shellcheck', ['-s', 'sh', '-'], { input, stdio: ['pipe', 'inherit', 'inherit'] });
  }, 30_000);

  it('names every digest and commit of the recipe, and no source without', async () => {
    const plan = await planFor();
    const words = emitScript(plan, '0.1.0', PACKAGE_MANAGERS);
    for (const { sources } of plan.libraries)
      for (const source of sources)
        if ('sha256' in source && source.sha256 !== null) expect(words).toContain(source.sha256);
    expect(words.match(/^(el)?if from_.*/gm)?.every((line) => /[0-9a-f]{40}/.test(line))).toBe(true);
  });

  it('goes on to the release that the same steps build, and proves the one that it found', async () => {
    const plan = await planFor();
    const older = {
      version: '4.3.4',
      sources: [
        {
          kind: 'url',
          url: 'https://example.invalid/old.tar.gz',
          sha256: 'ab',
          file: 'old.tar.gz',
          configure: false,
          size: null,
        },
      ],
    } as const;
    const libraries = plan.libraries.map((one) => (one.name === 'libzmq' ? { ...one, older } : one));
    const words = emitScript({ ...plan, libraries } as typeof plan, '0.1.0', PACKAGE_MANAGERS);
    const [first, second] = ['version_of_libzmq=4.3.5', 'old.tar.gz; then version_of_libzmq=4.3.4'].map(
      (part) => words.indexOf(part),
    );
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first as number);
    expect(words).toContain('prove libzmq "$version_of_libzmq" libzmq');
  });

  it('uses the cores of the machine that runs it, not of the one that planned', async () => {
    const words = await script({ machine: { jobs: 48 } });
    expect(words).not.toContain('-j48');
    expect(words).toContain('-j"$jobs"');
  });

  it('is the same for the same plan', async () => {
    expect(await script()).toBe(await script());
  });
});

/** Runs the script's functions in a shell, as the script has them. */
const sh = (lines: string, env: Record<string, string> = {}) =>
  spawnSync('/bin/sh', ['-c', `set -eu\n${SH_FUNCTIONS}\nwork=${home}\n${lines}`], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...env },
  });

describe("the script's functions", () => {
  it('refuse bytes that are not the pinned ones with exit 5', () => {
    writeFileSync(join(home, 'a.tar.gz'), 'not it');
    const ran = sh(`from_url ${'0'.repeat(64)} file://${home}/a.tar.gz`);
    expect(ran.status).toBe(5);
    expect(ran.stderr).toMatch(/not the file that was pinned/);
  });

  it('take the pinned ones', () => {
    writeFileSync(join(home, 'b.tar.gz'), 'hello\n');
    const digest = '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';
    const ran = sh(`from_url ${digest} file://${home}/b.tar.gz && cat "$archive"`);
    expect(ran.stdout).toBe('hello\n');
  });

  it('go on to the next place where one has nothing', () => {
    const ran = sh(`if from_url - file:///nowhere/x; then echo one; else echo two; fi`);
    expect(ran.stdout).toBe('two\n');
  });

  it('replace literal text, whatever sed or awk would make of it', () => {
    writeFileSync(join(home, 'x.pc'), 'prefix=/a.b/c\nlibs=-L/a.b/c/lib -L/aXb/c\n');
    const ran = sh(`substitute ${home}/x.pc /a.b/c '/opt/my\\ zmq & \\1'`);
    expect(ran.status).toBe(0);
    expect(readFileSync(join(home, 'x.pc'), 'utf8')).toBe(
      'prefix=/opt/my\\ zmq & \\1\nlibs=-L/opt/my\\ zmq & \\1/lib -L/aXb/c\n',
    );
  });

  it('replace files in the prefix and do not write into them, and keep links', () => {
    execFileSync('/bin/sh', [
      '-c',
      `cd ${home} && mkdir -p stage/lib 'pre fix/lib' && echo new > stage/lib/libx.so.1 && ln -s libx.so.1 stage/lib/libx.so &&
       echo old > 'pre fix/lib/libx.so.1' && ln 'pre fix/lib/libx.so.1' used && ln -s nowhere 'pre fix/lib/libx.so'`,
    ]);
    const ran = sh(`prefix='${home}/pre fix'; prefix_needs_root=no; into_prefix ${home}/stage`);
    expect(ran.stderr).toBe('');
    expect(readFileSync(join(home, 'pre fix/lib/libx.so'), 'utf8')).toBe('new\n');
    expect(readFileSync(join(home, 'used'), 'utf8')).toBe('old\n');
  });
});

describe('a plan as a Dockerfile', () => {
  it('builds in one stage and runs in another of the same distribution', async () => {
    const words = emitDockerfile(await planFor(), '0.1.0', PACKAGE_MANAGERS);
    expect(words.match(/^FROM .*/gm)).toEqual(['FROM debian:12-slim AS build', 'FROM debian:12-slim']);
    expect(words).toMatch(/^COPY --from=build \/runtime\/ \/$/m);
    expect(words).toContain('libczmq.so.4');
  });

  it('names the image of each distribution', async () => {
    const image = async (distro: string, release: string | null) => {
      const words = emitDockerfile(
        await planFor({ machine: { distro, release } }),
        '0.1.0',
        PACKAGE_MANAGERS,
      );
      return /^FROM (\S+) AS/m.exec(words)?.[1];
    };
    expect(await image('ubuntu', '24.04')).toBe('ubuntu:24.04');
    expect(await image('alpine', '3.20.3')).toBe('alpine:3.20');
    expect(await image('fedora', '41')).toBe('fedora:41');
    expect(await image('opensuse-leap', '15.6')).toBe('opensuse/leap:15.6');
    expect(await image('arch', null)).toBe('archlinux:latest');
  });
});

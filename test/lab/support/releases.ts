import type { Machine } from './machine.ts';
import { hostMirror } from './mirror.ts';
import { cachedTool } from './stack.ts';

const NEWER = 'pool/main/z/zeromq3/zeromq3_4.3.5.orig.tar.gz';

/** 4.3.4's tag archive, as the tool's own cache names it. */
const OLDER_DIGEST = '0ff5a531c9ffaf0dfdc7dc78d13d1383088f454896d252934c429b2554d10559';

let mirrorHasIt: Promise<boolean> | undefined;

/** Whether the package mirror keeps the source of 4.3.5; asked once. */
function available(): Promise<boolean> {
  mirrorHasIt ??= fetch(`${hostMirror().uri.replace(/\/$/, '')}/${NEWER}`, { method: 'HEAD' }).then(
    ({ ok }) => {
      if (!ok)
        console.info('4.3.5 is not on the package mirror: 4.3.4 with its version raised stands in for it');
      return ok;
    },
  );
  return mirrorHasIt;
}

/** Puts the real source of libzmq 4.3.4 into a folder of the machine. */
export async function unpackedLibzmq(machine: Machine, into: string): Promise<void> {
  const prefix = '/tmp/to-fill-the-cache';
  const fetched = await cachedTool(machine, ['install', '--yes', '--prefix', prefix, 'libzmq@4.3.4']);
  if (fetched.code !== 0) throw new Error(fetched.stderr);
  const archive = `/var/cache/tool/czmq-setup/sources/${OLDER_DIGEST}`;
  await machine.must(['mkdir', '-p', into]);
  await machine.must(['tar', '-xzf', archive, '-C', into, '--strip-components=1']);
}

/**
 * The arguments that install libzmq 4.3.5 here. Where the mirror lacks it, the real source of 4.3.4 with header and
 * library version raised is a release as new to the tool as the real one: other file names, other version, same soname.
 */
export async function newerLibzmq(machine: Machine): Promise<readonly string[]> {
  if (await available()) return ['libzmq@4.3.5'];
  await unpackedLibzmq(machine, '/tmp/newer');
  await machine.must([
    'sh',
    '-ec',
    `sed -i 's/#define ZMQ_VERSION_PATCH 4/#define ZMQ_VERSION_PATCH 5/' /tmp/newer/include/zmq.h
     sed -i 's/^LTVER="7:4:2"/LTVER="7:5:2"/' /tmp/newer/configure.ac
     grep -q 'PATCH 5' /tmp/newer/include/zmq.h && grep -q '7:5:2' /tmp/newer/configure.ac`,
  ]);
  return ['libzmq@4.3.5', '--source', 'libzmq=/tmp/newer'];
}

/** The libzmq that a plain `install` brings here. */
export const defaultLibzmq = async (): Promise<string> => ((await available()) ? '4.3.5' : '4.3.4');

import { afterEach, expect, it } from 'vitest';
import { aptCache } from '../support/archives.ts';
import { Machine } from '../support/machine.ts';
import { cachedTool, sharedCache } from '../support/stack.ts';
import { toolBind } from '../support/tool.ts';
import { stackLayers } from './stacks.ts';

let machine: Machine;
afterEach(() => machine.stop());

/** All that others ask about libraries and programs. */
const HELPERS =
  'for name in ldd readelf nm objdump file strings ar as ld ld.bfd ld.gold size strip ldconfig pkg-config pkgconf; do for folder in /usr/bin /usr/sbin; do rm -f $folder/$name $folder/x86_64-linux-gnu-$name; done; done';
const LIB = '/usr/local/lib';

/** What is said of the libraries, without what repairs it: that may need a tool. */
async function said(): Promise<unknown> {
  const doctor = await cachedTool(machine, ['doctor', '--json', '--binary', '/opt/app/app']);
  const { findings, binaries } = JSON.parse(doctor.stdout);
  const errors = findings.filter(({ severity }: { severity: string }) => severity === 'error');
  return {
    binaries,
    errors: errors.map(
      ({ code, subject, cause, evidence }: Record<'code' | 'subject' | 'cause' | 'evidence', unknown>) => ({
        code,
        subject,
        cause,
        evidence,
      }),
    ),
  };
}

it.each([
  [
    'a stale cache',
    `mkdir /var/tmp/away && mv ${LIB}/lib*zmq.so* /var/tmp/away/ && ldconfig && mv /var/tmp/away/* ${LIB}/`,
  ],
  ['a library that was cut short', `truncate -s 40000 $(readlink -f ${LIB}/libzmq.so.5)`],
  [
    'symbols that are not there',
    `printf 'void other(void) {}\\n' > /tmp/s.c && gcc -shared -fPIC -Wl,-soname,libzmq.so.5 -o $(readlink -f ${LIB}/libzmq.so.5) /tmp/s.c`,
  ],
  [
    'a version that is not there',
    `LC_ALL=C sed -i 's/GLIBC_2\\.34/GLIBC_9.34/' $(readlink -f ${LIB}/libczmq.so.4)`,
  ],
  ['no fault', 'true'],
])('says no less without binutils, ldd and file: %s', async (_, fault) => {
  machine = await Machine.start({
    layers: await stackLayers('source'),
    binds: [aptCache('bookworm'), toolBind(), sharedCache()],
  });
  await machine.must(['bash', '-c', fault]);
  const before = await said();
  await machine.must(['bash', '-c', HELPERS]);
  expect(await said()).toEqual(before);
});

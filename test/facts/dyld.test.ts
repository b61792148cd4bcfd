import { afterEach, expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { reportBinary } from '../../src/facts/binary.ts';
import { makeMachO } from '../formats/make-macho.ts';
import { type Rooted, rooted } from './rooted.ts';

let machine: Rooted;
afterEach(() => machine.remove());

const start = (env: Record<string, string> = {}) => {
  machine = rooted(env, { os: 'darwin', arch: 'arm64', home: '/Users/u' });
};

const loaded = (path: string) =>
  reportBinary(askOf(machine.probe), path).libraries.map(
    ({ name, path: file, reason }) => `${name} => ${file} (${reason})`,
  );

/** As Homebrew lays czmq out: opt links into the cellar, absolute install names. */
function homebrew() {
  const lib = (name: string, version: string, ...needed: string[]) => {
    machine.write(
      `/opt/homebrew/Cellar/${name}/${version}/lib/lib${name}.dylib`,
      makeMachO({ installName: `/opt/homebrew/opt/${name}/lib/lib${name}.dylib`, needed }),
    );
    machine.link(`../Cellar/${name}/${version}`, `/opt/homebrew/opt/${name}`);
  };
  lib('zmq', '4.3.5', '/usr/lib/libc++.1.dylib');
  lib(
    'czmq',
    '4.2.1',
    '/opt/homebrew/opt/zmq/lib/libzmq.dylib',
    '/opt/homebrew/Cellar/zmq/4.3.5/lib/libzmq.dylib',
    '/usr/lib/libSystem.B.dylib',
  );
}

it('follows install names, knows one file by its links, and takes the system from the shared cache', () => {
  start();
  homebrew();
  machine.write('/Users/u/app', makeMachO({ needed: ['/opt/homebrew/opt/czmq/lib/libczmq.dylib'] }));
  expect(loaded('/Users/u/app')).toEqual([
    '/opt/homebrew/opt/czmq/lib/libczmq.dylib => /opt/homebrew/opt/czmq/lib/libczmq.dylib (absolute)',
    '/opt/homebrew/opt/zmq/lib/libzmq.dylib => /opt/homebrew/opt/zmq/lib/libzmq.dylib (absolute)',
    '/usr/lib/libSystem.B.dylib => /usr/lib/libSystem.B.dylib (cache)',
    '/usr/lib/libc++.1.dylib => /usr/lib/libc++.1.dylib (cache)',
  ]);
});

it('searches @rpath in the image and in those that made it load, with @loader_path of each', () => {
  start();
  machine.write(
    '/app/bin/app',
    makeMachO({ needed: ['@rpath/libczmq.4.dylib'], rpaths: ['/nowhere', '@executable_path/../lib'] }),
  );
  machine.write(
    '/app/lib/libczmq.4.dylib',
    makeMachO({
      needed: ['@rpath/libzmq.5.dylib', '@loader_path/libown.dylib'],
      rpaths: ['@loader_path/deep'],
    }),
  );
  machine.write('/app/lib/libzmq.5.dylib', makeMachO({}));
  machine.write('/app/lib/libown.dylib', makeMachO({}));
  expect(loaded('/app/bin/app')).toEqual([
    '@rpath/libczmq.4.dylib => /app/bin/../lib/libczmq.4.dylib (rpath)',
    '@rpath/libzmq.5.dylib => /app/bin/../lib/libzmq.5.dylib (rpath)',
    '@loader_path/libown.dylib => /app/bin/../lib/libown.dylib (absolute)',
  ]);
  machine.write('/app/lib/deep/libzmq.5.dylib', makeMachO({}));
  expect(loaded('/app/bin/app')[1]).toBe(
    '@rpath/libzmq.5.dylib => /app/bin/../lib/deep/libzmq.5.dylib (rpath)',
  );
});

it('puts DYLD_LIBRARY_PATH first and the fallback folders last, but not for the programs of macOS', () => {
  start({ DYLD_LIBRARY_PATH: '/first' });
  const needs = makeMachO({ needed: ['/gone/libzmq.5.dylib'] });
  machine.write('/Users/u/app', needs);
  machine.write('/usr/bin/app', needs);
  machine.write('/usr/local/lib/libzmq.5.dylib', makeMachO({}));
  expect(loaded('/Users/u/app')).toEqual(['/gone/libzmq.5.dylib => /usr/local/lib/libzmq.5.dylib (default)']);
  machine.write('/first/libzmq.5.dylib', makeMachO({}));
  expect(loaded('/Users/u/app')).toEqual(['/gone/libzmq.5.dylib => /first/libzmq.5.dylib (LD_LIBRARY_PATH)']);
  expect(loaded('/usr/bin/app')).toEqual(['/gone/libzmq.5.dylib => /usr/local/lib/libzmq.5.dylib (default)']);
});

it('passes over a library for another CPU and says so; a weak one may be missing', () => {
  start();
  machine.write('/Users/u/app', makeMachO({ needed: ['/l/libzmq.5.dylib'], weak: ['/l/libweak.dylib'] }));
  machine.write('/l/libzmq.5.dylib', makeMachO({ cpu: 0x1000007 }));
  const { libraries } = reportBinary(askOf(machine.probe), '/Users/u/app');
  expect(libraries).toMatchObject([
    {
      name: '/l/libzmq.5.dylib',
      path: null,
      tried: [{ why: 'wrong-machine', detail: 'is for x86_64' }, {}, {}],
    },
  ]);
});

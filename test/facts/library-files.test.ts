import { afterEach, expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { reportBinary } from '../../src/facts/binary.ts';
import { treeOf } from '../../src/facts/binary-tree.ts';
import { libraryFiles, libraryName } from '../../src/facts/library-files.ts';
import { libraryFolders } from '../../src/facts/library-folders.ts';
import { resolveNames } from '../../src/facts/loader/resolve.ts';
import { loaderConf } from '../../src/facts/loader-conf.ts';
import { makeElf } from '../formats/make-elf.ts';
import { type Rooted, rooted } from './rooted.ts';

let machine: Rooted;
afterEach(() => machine.remove());

it('expands ld.so.conf: includes with patterns, relative ones, each file once, dangling ones named', () => {
  machine = rooted();
  machine.write(
    '/etc/ld.so.conf',
    'include ld.so.conf.d/*.conf\n/usr/local/lib\ninclude /etc/gone.conf\ninclude /etc/ld.so.conf\n',
  );
  machine.write('/etc/ld.so.conf.d/b.conf', '/opt/b\n/usr/local/lib\n');
  machine.write('/etc/ld.so.conf.d/a.conf', '# only words\n/opt/a/\n');
  machine.write('/etc/ld.so.conf.d/a.conf.bak', '/opt/bak\n');
  machine.write('/etc/ld.so.conf.d/.hidden.conf', '/opt/hidden\n');
  expect(askOf(machine.probe).of(loaderConf)).toEqual({
    folders: [
      { path: '/opt/a', file: '/etc/ld.so.conf.d/a.conf', line: 2 },
      { path: '/opt/b', file: '/etc/ld.so.conf.d/b.conf', line: 1 },
      { path: '/usr/local/lib', file: '/etc/ld.so.conf.d/b.conf', line: 2 },
    ],
    files: ['/etc/ld.so.conf', '/etc/ld.so.conf.d/a.conf', '/etc/ld.so.conf.d/b.conf'],
    unreadable: [{ path: '/etc/gone.conf', fault: 'missing' }],
  });
});

it.each([
  ['libzmq.so.5.2.5', 'libzmq', '5.2.5', 'shared'],
  ['libzmq.so', 'libzmq', null, 'shared'],
  ['libzmq.5.dylib', 'libzmq', '5', 'shared'],
  ['libpgm-5.3.so.0', 'libpgm-5.3', '0', 'shared'],
  ['libzmq.a', 'libzmq', null, 'static'],
  ['libczmq.la', 'libczmq', null, 'libtool'],
  ['libstdc++.so.6.0.30', 'libstdc++', '6.0.30', 'shared'],
])('splits %s', (file, stem, version, linkage) => {
  machine = rooted();
  expect(libraryName(file)).toEqual({ stem, version, linkage });
});

it('finds every copy with its links, and says which are damaged', () => {
  machine = rooted({ LD_LIBRARY_PATH: '/opt/old/lib' }, { home: '/home/u' });
  machine.write('/etc/ld.so.conf', '/usr/local/lib\n');
  machine.write('/usr/local/lib/libzmq.so.5.2.5', makeElf({ soname: 'libzmq.so.5' }));
  machine.link('libzmq.so.5.2.5', '/usr/local/lib/libzmq.so.5');
  machine.link('libzmq.so.5', '/usr/local/lib/libzmq.so');
  machine.link('libzmq.so.4.0.0', '/opt/old/lib/libzmq.so.4');
  machine.write(
    '/home/u/.local/lib/libzmq.so.5',
    makeElf({ machine: 183, soname: 'libzmq.so.5' }).subarray(0, 0x700),
  );
  machine.write('/usr/lib/x86_64-linux-gnu/libzmq.so.5', '');
  machine.write('/usr/lib/x86_64-linux-gnu/libzmq.a', '!<arch>\n');
  machine.write('/usr/lib/x86_64-linux-gnu/libzmqpp.so', makeElf());
  const ask = askOf(machine.probe);
  const files = libraryFiles(ask, 'libzmq');
  expect(files.map(({ path, fault }) => `${path} ${fault}`)).toEqual([
    '/opt/old/lib/libzmq.so.4 dangling',
    '/usr/local/lib/libzmq.so null',
    '/usr/local/lib/libzmq.so.5 null',
    '/usr/local/lib/libzmq.so.5.2.5 null',
    '/usr/lib/x86_64-linux-gnu/libzmq.a null',
    '/usr/lib/x86_64-linux-gnu/libzmq.so.5 truncated',
    '/home/u/.local/lib/libzmq.so.5 truncated',
  ]);
  expect(files[1]).toMatchObject({
    chain: ['/usr/local/lib/libzmq.so', '/usr/local/lib/libzmq.so.5', '/usr/local/lib/libzmq.so.5.2.5'],
    file: '/usr/local/lib/libzmq.so.5.2.5',
    soname: 'libzmq.so.5',
    architectures: ['x86_64'],
  });
  expect(files[1]?.identity).toBe(files[3]?.identity);
});

it('knows a folder by all its names', () => {
  machine = rooted();
  machine.folder('/usr/lib');
  machine.link('usr/lib', '/lib');
  expect(askOf(machine.probe).of(libraryFolders)).toEqual(['/lib']);
});

it('says whether a new program would find a library', () => {
  machine = rooted({}, { arch: 'arm64', os: 'linux' });
  machine.write('/usr/lib/libzmq.so.5', makeElf({ machine: 183, needed: ['libsodium.so.23'] }));
  const found = resolveNames(askOf(machine.probe), ['libzmq.so.5', 'libczmq.so.4']);
  expect(found?.libraries).toMatchObject([
    { name: 'libzmq.so.5', path: '/usr/lib/libzmq.so.5', reason: 'default' },
    { name: 'libczmq.so.4', path: null },
    { name: 'libsodium.so.23', path: null, neededBy: '/usr/lib/libzmq.so.5' },
  ]);
});

it("follows the hints of FreeBSD's loader", () => {
  machine = rooted({}, { os: 'freebsd' });
  const hints = new Uint8Array(200);
  const view = new DataView(hints.buffer);
  [0x746e6845, 1, 128, 40, 0, 30].forEach((word, index) => {
    view.setUint32(index * 4, word, true);
  });
  hints.set(new TextEncoder().encode('/lib:/usr/lib:/usr/local/lib'), 128);
  machine.write('/var/run/ld-elf.so.hints', hints);
  machine.write('/bin/app', makeElf({ interpreter: '/libexec/ld-elf.so.1', needed: ['libzmq.so.5'] }));
  machine.write('/usr/local/lib/libzmq.so.5', makeElf());
  expect(reportBinary(askOf(machine.probe), '/bin/app').libraries).toMatchObject([
    { name: 'libzmq.so.5', path: '/usr/local/lib/libzmq.so.5', reason: 'default' },
  ]);
});

it('draws who needs whom, every file once', () => {
  machine = rooted({ LD_LIBRARY_PATH: '/l' });
  machine.write('/l/liba.so', makeElf({ needed: ['libb.so', 'libc.so'] }));
  machine.write('/l/libb.so', makeElf({ needed: ['libc.so', 'libgone.so'] }));
  machine.write('/l/libc.so', makeElf({ needed: ['libb.so'] }));
  const lines = treeOf(reportBinary(askOf(machine.probe), '/l/liba.so'));
  expect(
    lines.map(
      ({ depth, name, path, shownBefore }) =>
        `${'  '.repeat(depth)}${name} ${path}${shownBefore ? ' *' : ''}`,
    ),
  ).toEqual([
    '/l/liba.so /l/liba.so',
    '  libb.so /l/libb.so',
    '    libc.so /l/libc.so',
    '      libb.so /l/libb.so *',
    '    libgone.so null',
    '  libc.so /l/libc.so *',
  ]);
});

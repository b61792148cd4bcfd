// biome-ignore-all lint/suspicious/noTemplateCurlyInString: pkg-config's own spelling
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { pkgConfigDefaults } from '../../src/facts/pkgconfig/defaults.ts';
import { pkgConfigReport, pkgConfigSearch } from '../../src/facts/pkgconfig.ts';
import { compareVersions } from '../../src/formats/pc/version.ts';
import { liveHost } from '../../src/host/live.ts';
import { hasOracle } from '../formats/machine-files.ts';
import { effort } from '../support/effort.ts';
import { rooted } from './rooted.ts';

const folder = mkdtempSync(join(tmpdir(), 'pc-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PATH = '/usr/local/bin:/usr/bin:/bin';
type Env = Record<string, string>;

/** pkgconf's own answer; null where it refuses. */
function pkgconf(env: Env, ...args: string[]): string | null {
  const { stdout, status } = spawnSync('pkgconf', args, { encoding: 'utf8', env: { PATH, ...env } });
  return status === 0 ? stdout.trim() : null;
}

const askWith = (env: Env) => askOf({ ...liveHost('test'), env: { PATH, ...env } });

function compare(ask: ReturnType<typeof askWith>, module: string, env: Env = {}): void {
  const report = pkgConfigReport(ask, module);
  const ours = ({ ok, text }: { ok: boolean; text: string }) => (ok ? text : null);
  expect(ours(report.cflags), `--cflags ${module}`).toBe(pkgconf(env, '--cflags', module));
  expect(ours(report.libs), `--libs ${module}`).toBe(pkgconf(env, '--libs', module));
  expect(ours(report.staticLibs), `--static --libs ${module}`).toBe(
    pkgconf(env, '--static', '--libs', module),
  );
}

/** Files that use what the format allows: each is a module of one folder. */
const MODULES: Record<string, string> = {
  base: 'prefix=/opt/base\nlibdir=${prefix}/lib\nName: base\nDescription: d\nVersion: 1.2.10\nLibs: -L${libdir} -lbase -lm\nLibs.private: -lpthread -lm\nCflags: -I${prefix}/include -DA',
  diamond1:
    'Name: d1\nDescription: d\nVersion: 1\nRequires: base >= 1.2.9\nLibs: -L/opt/d1 -ld1 -lm\nCflags: -I/opt/d1 -DA',
  diamond2:
    'Name: d2\nDescription: d\nVersion: 1\nRequires.private: base\nLibs: -ld2 -lm -Wl,-rpath,/x -Wl,--as-needed\nCflags: -I/opt/d2',
  top: 'Name: top\nDescription: d\nVersion: 3\nRequires: diamond1, diamond2 = 1\nLibs: -ltop\nLibs.private: -ldl',
  quotes:
    'name = "two words"\nName: q\nDescription: d\nVersion: 1\nCflags: -DX="a b" -DY=\\"q\\" -DZ=\'s$d\' "-I/opt/with space" -DN=${name}\nLibs: -L"/opt/with space" -lq',
  merged:
    'Name: m\nDescription: d\nVersion: 1\nCflags: -isystem /opt/sys -isystem /opt/sys -I /opt/apart -I/opt/a -I/opt//a -std=c++11 -pthread\nLibs: -framework A -framework B -framework A -pthread -pthread -lm -L/opt/l -lm /opt/l/libx.a -lib:libz.a -l:liby.a -Wl,-z,now',
  system:
    'Name: s\nDescription: d\nVersion: 1\nCflags: -I/usr/include -I/usr//include -I/usr/include/s\nLibs: -L/usr/lib -L/usr/lib/s -L/lib -ls',
  comments:
    '# first\nprefix = /opt # not this\nName: c # nor this\nDescription: long \\\n   line\nVersion: 1 2\nLibs: -lc\\#d \\\n  -le\r\nCflags:\n',
  spaces:
    '  prefix=/odd\nName : s\nDescription:d\nVersion:1.0\nLibs   :   -L${prefix}/lib  \t -ls   \nCflags: -I${unknown}/x -I$prefix -I$${prefix}',
  loop1: 'Name: l\nDescription: d\nVersion: 1\nRequires: loop2\nLibs: -ll1',
  loop2: 'Name: l\nDescription: d\nVersion: 1\nRequires: loop1\nLibs: -ll2',
  missing: 'Name: m\nDescription: d\nVersion: 1\nRequires: nowhere\nLibs: -lm1',
  missingprivate: 'Name: m\nDescription: d\nVersion: 1\nRequires.private: nowhere\nLibs: -lm2',
  old: 'Name: o\nDescription: d\nVersion: 1\nRequires: base > 1.2.10',
  invalid: 'Name: i\nLibs: -li',
  conflict: 'Name: c\nDescription: d\nVersion: 1\nRequires: base\nConflicts: base < 2\nLibs: -lconf',
  provides: 'Name: p\nDescription: d\nVersion: 7\nProvides: virtual = 2.5, other\nLibs: -lprov',
  needsvirtual: 'Name: n\nDescription: d\nVersion: 1\nRequires: virtual >= 2\nLibs: -ln',
  needsnewer: 'Name: n\nDescription: d\nVersion: 1\nRequires: virtual >= 3\nLibs: -ln',
  internal: 'Name: i\nDescription: d\nVersion: 1\nRequires.internal: base\nLibs: -li\nCflags: -DI',
  relocated:
    'prefix=${pcfiledir}/..\nName: r\nDescription: d\nVersion: 1\nCflags: -I${prefix}/include\nLibs: -L${pc_sysrootdir}/opt/r -lr',
  upper: 'NAME: u\nDESCRIPTION: d\nVERSION: 1\nLIBS: -lu\nCFLAGS: -DU',
  twice:
    'a=1\na=2\nName: t\nDescription: d\nVersion: 1\nVersion: 2\nLibs: -l${a}\nLibs: -lagain\nRequires: base\nRequires: diamond1',
  needspkgconfig: 'Name: n\nDescription: d\nVersion: 1\nRequires: pkg-config >= 0.20\nLibs: -ln',
};

describe.skipIf(!hasOracle('pkgconf'))('a module, as pkgconf sees it', () => {
  it('is looked for in the same folders', () => {
    const ask = askWith({});
    expect(ask.of(pkgConfigDefaults).folders).toEqual(
      pkgconf({}, '--variable=pc_path', 'pkg-config')?.split(':'),
    );
    expect(ask.of(pkgConfigDefaults).source).toBe('program');
    expect(ask.of(pkgConfigDefaults).systemLibraries).toEqual(
      pkgconf({}, '--variable=pc_system_libdirs', 'pkg-config')?.split(':'),
    );
    expect(ask.of(pkgConfigDefaults).systemIncludes).toEqual(
      pkgconf({}, '--variable=pc_system_includedirs', 'pkg-config')?.split(':'),
    );
  });

  it('of this machine has these flags', () => {
    const ask = askWith({});
    const modules = ask
      .of(pkgConfigSearch)
      .all()
      .map(({ id }) => id)
      .filter((id) => !id.endsWith('-uninstalled'));
    expect([...modules].sort()).toEqual(pkgconf({}, '--list-package-names')?.split('\n').sort());
    const step = Math.max(1, Math.floor(modules.length / 40));
    for (const module of modules.filter((_, index) => index % step === 0)) compare(ask, module);
  });

  const made = (name: string) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    for (const [id, text] of Object.entries(MODULES)) writeFileSync(join(path, `${id}.pc`), `${text}\n`);
    return path;
  };

  it.each(Object.keys(MODULES))('made to try the format: %s', (module) => {
    const env = { PKG_CONFIG_PATH: made('modules') };
    compare(askWith(env), module, env);
  });

  it.each<[string, Env]>([
    ['keeping system folders', { PKG_CONFIG_ALLOW_SYSTEM_CFLAGS: '1', PKG_CONFIG_ALLOW_SYSTEM_LIBS: '1' }],
    [
      'with other system folders',
      { PKG_CONFIG_SYSTEM_INCLUDE_PATH: '/opt/d2', PKG_CONFIG_SYSTEM_LIBRARY_PATH: '/opt/l:/opt/d1' },
    ],
    ['with folders that the compiler searches', { CPATH: '/opt/d1', LIBRARY_PATH: '/opt/base/lib' }],
    ['with an empty search path', { PKG_CONFIG_LIBDIR: '' }],
  ])('%s', (_, more) => {
    const env = { PKG_CONFIG_PATH: made('variables'), ...more };
    for (const module of ['system', 'top', 'merged']) compare(askWith(env), module, env);
  });

  it('under a sysroot', () => {
    const root = join(folder, 'root');
    const inside = made('root/usr/lib/pkgconfig');
    for (const path of [inside, made('outside')]) {
      const env = { PKG_CONFIG_LIBDIR: path, PKG_CONFIG_SYSROOT_DIR: root };
      for (const module of ['base', 'top', 'relocated', 'merged', 'quotes'])
        compare(askWith(env), module, env);
    }
  });

  it('whose first file is unusable, and whose build folder is searched', () => {
    const [first, second] = [made('first'), made('second')];
    writeFileSync(join(first, 'base.pc'), 'Name: broken\n');
    writeFileSync(join(second, 'top-uninstalled.pc'), 'Name: t\nDescription: d\nVersion: 9\nLibs: -lbuilt\n');
    const env = { PKG_CONFIG_PATH: `${first}:/nowhere:${second}` };
    for (const module of ['base', 'top']) compare(askWith(env), module, env);
    const alone = { PKG_CONFIG_PATH: second };
    compare(askWith(alone), 'top', alone);
    const installed = { ...alone, PKG_CONFIG_DISABLE_UNINSTALLED: '1' };
    compare(askWith(installed), 'top', installed);
    const report = pkgConfigReport(askWith(env), 'base');
    expect(report.files.map(({ path, read }) => [path, read.ok])).toEqual([
      [join(first, 'base.pc'), false],
      [join(second, 'base.pc'), true],
    ]);
  });
});

it('says what is missing, who asks for it, and what is there instead', () => {
  const machine = rooted({ PKG_CONFIG_LIBDIR: '/pc' });
  try {
    machine.write(
      '/pc/libczmq.pc',
      'Name: c\nDescription: d\nVersion: 4.2.1\nRequires: libzmq >= 4.3, libsodium\nLibs: -lczmq\n',
    );
    machine.write('/pc/libzmq.pc', 'Name: z\nDescription: d\nVersion: 4.2.5\nLibs: -lzmq\n');
    const { found, libs } = pkgConfigReport(askOf(machine.probe), 'libczmq');
    expect(found?.version).toBe('4.2.1');
    expect(libs.unmet).toMatchObject([
      {
        requirement: { module: 'libzmq', comparison: '>=', version: '4.3' },
        requiredBy: 'libczmq',
        found: '4.2.5',
        why: 'version',
      },
      { requirement: { module: 'libsodium' }, requiredBy: 'libczmq', found: null, why: 'missing' },
    ]);
  } finally {
    machine.remove();
  }
});

it('orders versions as rpm does', () => {
  // Pairs of rpm's own test (tests/rpmvercmp.at), the first the older.
  for (const [older, newer] of [
    ['1.0', '2.0'],
    ['2.0', '2.0.1'],
    ['2.0.1', '2.0.1a'],
    ['5.5p1', '5.5p2'],
    ['5.5p1', '5.5p10'],
    ['10xyz', '10.1xyz'],
    ['xyz.4', '8'],
    ['xyz.4', '2'],
    ['5.5p2', '5.6p1'],
    ['5.6p1', '6.5p1'],
    ['6.0', '6.0.rc1'],
    ['10a2', '10b2'],
    ['1.0~rc1', '1.0'],
    ['1.0~rc1', '1.0~rc2'],
    ['4.3.4', '4.3.10'],
  ] as const) {
    expect(compareVersions(older, newer), `${older} ${newer}`).toBe(-1);
    expect(compareVersions(newer, older), `${newer} ${older}`).toBe(1);
  }
  for (const [a, b] of [
    ['1.0', '1.0'],
    ['10.0001', '10.1'],
    ['20101121', '20101121'],
    ['2_0', '2.0'],
    ['1.A', '1.a'],
  ] as const) {
    expect(compareVersions(a, b)).toBe(0);
  }
});

it('comes to an end over modules made to be hard', () => {
  const machine = rooted({ PKG_CONFIG_LIBDIR: '/pc' });
  try {
    for (let layer = 0; layer < 40; layer++) {
      for (const side of ['a', 'b']) {
        const next =
          layer < 39 ? `Requires: ${['a', 'b'].map((each) => `${each}${layer + 1}`).join(' ')}` : '';
        machine.write(
          `/pc/${side}${layer}.pc`,
          `Name: x\nDescription: d\nVersion: 1\n${next}\nLibs: -l${side}${layer}\n`,
        );
      }
    }
    const bomb = Array.from({ length: 60 }, (_, index) => `v${index + 1}=\${v${index}}\${v${index}}`).join(
      '\n',
    );
    machine.write(
      '/pc/bomb.pc',
      `v0=xxxxxxxx\n${bomb}\nName: b\nDescription: d\nVersion: 1\nLibs: -l\${v60}\n`,
    );
    machine.write('/pc/self.pc', 'o={b}\nb=$${o}\nName: s\nDescription: d\nVersion: 1\nLibs: -l${b}\n');
    const ask = askOf(machine.probe);
    const spent = effort(() => {
      expect(pkgConfigReport(ask, 'a0').libs.modules).toHaveLength(79);
      pkgConfigReport(ask, 'bomb');
      pkgConfigReport(ask, 'self');
    });
    expect(spent).toBeLessThan(3000);
  } finally {
    machine.remove();
  }
});

import { describe, expect, it } from 'vitest';
import type { Probe } from '../../src/host/host.ts';
import { poolBases } from '../../src/origins/pool.ts';

/** A machine that is nothing but these files. */
function machine(files: Record<string, string>): Probe {
  const missing = { ok: false, fault: 'missing' } as const;
  return {
    readText: (path: string) => (files[path] === undefined ? missing : { ok: true, value: files[path] }),
    readdir: (folder: string) => ({
      ok: true,
      value: Object.keys(files).flatMap((path) =>
        path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
      ),
    }),
  } as unknown as Probe;
}

const DEBIAN = 'ID=debian\nVERSION_CODENAME=bookworm\n';
const UBUNTU = 'ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\nUBUNTU_CODENAME=noble\n';

describe('the base addresses of the package mirror', () => {
  it("are the distribution's own, each once, without its security archive and other people's repositories", () => {
    const probe = machine({
      '/etc/os-release': DEBIAN,
      '/etc/apt/sources.list':
        'deb http://deb.example/debian/ bookworm main\ndeb http://deb.example/debian bookworm-updates main\n',
      '/etc/apt/sources.list.d/security.sources':
        'Types: deb\nURIs: http://deb.example/debian-security\nSuites: bookworm-security\nComponents: main\n',
      '/etc/apt/sources.list.d/tool.list': 'deb [signed-by=/x] https://tool.example/apt tool-bookworm main\n',
      '/etc/apt/sources.list.d/disabled.list.save': 'deb http://old.example/debian bookworm main\n',
    });
    expect(poolBases(probe)).toEqual([{ url: 'http://deb.example/debian', distribution: 'debian' }]);
  });
  it("take Ubuntu's component on Ubuntu", () => {
    const probe = machine({
      '/etc/os-release': UBUNTU,
      '/etc/apt/sources.list.d/ubuntu.sources':
        'Types: deb\nURIs: http://archive.example/\nSuites: noble noble-updates\nComponents: main universe\n',
    });
    expect(poolBases(probe)).toEqual([{ url: 'http://archive.example', distribution: 'ubuntu' }]);
  });
  it('follow a list of mirrors, and pass over what only apt itself can read', () => {
    const probe = machine({
      '/etc/os-release': DEBIAN,
      '/etc/apt/sources.list':
        'deb cdrom:[Debian]/ bookworm main\ndeb tor+http://x.onion/debian bookworm main\ndeb file:/srv/debian bookworm main\n',
      '/etc/apt/sources.list.d/debian.sources':
        'Types: deb\nURIs: mirror+file:/etc/apt/mirrors/debian.list\nSuites: bookworm\nComponents: main\n',
      '/etc/apt/mirrors/debian.list':
        '# best first\nhttp://near.example/debian/\tpriority:1\nhttp://far.example/debian\n',
    });
    expect(poolBases(probe).map(({ url }) => url)).toEqual([
      'file:///srv/debian',
      'http://near.example/debian',
      'http://far.example/debian',
    ]);
  });
  it('are all that there are where no suite is known', () => {
    const probe = machine({
      '/etc/os-release': 'ID=kali\nID_LIKE=debian\nVERSION_CODENAME=kali-rolling\n',
      '/etc/apt/sources.list': 'deb http://kali.example/kali kali-rolling main\n',
    });
    expect(poolBases(probe).map(({ url }) => url)).toEqual(['http://kali.example/kali']);
  });
  it('are none without apt', () => {
    expect(poolBases(machine({}))).toEqual([]);
  });
});

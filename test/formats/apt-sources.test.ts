import { describe, expect, it } from 'vitest';
import { parseAptList, parseAptSources } from '../../src/formats/apt-sources.ts';

describe('the one-line style', () => {
  it('is read with options, several components and comments', () => {
    const list = `# deb http://old.example/debian bookworm main
deb http://deb.example/debian bookworm main contrib # the main one
deb [ arch=amd64,arm64 signed-by=/usr/share/keyrings/x.gpg ] https://deb.example/ubuntu noble main universe
deb-src\thttp://src.example/debian/ bookworm-updates main
deb cdrom:[Debian_12]/ bookworm main
deb file:/srv/mirror ./
rpm http://deb.example/fedora 40
`;
    expect(parseAptList(list)).toEqual([
      { uris: ['http://deb.example/debian'], suites: ['bookworm'], components: ['main', 'contrib'] },
      { uris: ['https://deb.example/ubuntu'], suites: ['noble'], components: ['main', 'universe'] },
      { uris: ['http://src.example/debian/'], suites: ['bookworm-updates'], components: ['main'] },
      { uris: ['cdrom:[Debian_12]/'], suites: ['bookworm'], components: ['main'] },
      { uris: ['file:/srv/mirror'], suites: ['./'], components: [] },
    ]);
  });
});

describe('the deb822 style', () => {
  it('is read with several values, continuation lines, comments and a key in the middle', () => {
    const sources = `# the distribution
Types: deb deb-src
URIs: http://one.example/debian
  http://two.example/debian
Suites: trixie trixie-updates
# not non-free
components: main
 contrib
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF: abc
 -----END PGP PUBLIC KEY BLOCK-----

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: trixie
Components: main

Types: rpm
URIs: http://rpm.example
Suites: x
\t
Types: deb
URIs: mirror+file:/etc/apt/mirrors/debian.list
Suites: trixie
Components: main
`;
    expect(parseAptSources(sources)).toEqual([
      {
        uris: ['http://one.example/debian', 'http://two.example/debian'],
        suites: ['trixie', 'trixie-updates'],
        components: ['main', 'contrib'],
      },
      { uris: ['mirror+file:/etc/apt/mirrors/debian.list'], suites: ['trixie'], components: ['main'] },
    ]);
  });
  it('takes no harm from carriage returns and nonsense', () => {
    expect(
      parseAptSources('Types: deb\r\nURIs: http://a.example\r\nSuites: s\r\nComponents: main\r\n'),
    ).toEqual([{ uris: ['http://a.example'], suites: ['s'], components: ['main'] }]);
    expect(parseAptSources('\u0000\n:\n: x\n\n\n')).toEqual([]);
  });
});

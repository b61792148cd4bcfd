import { readdirSync, readFileSync } from 'node:fs';

/** What the lab's machines are made from: whatever mirror this machine's own apt is configured with. */
export interface Mirror {
  readonly uri: string;
}

/** First Debian main archive in this machine's apt sources (deb822 or one-line format, sources.list(5)). */
export function hostMirror(): Mirror {
  const folder = '/etc/apt/sources.list.d';
  const files = ['/etc/apt/sources.list', ...readdirSync(folder).map((name) => `${folder}/${name}`)];
  for (const file of files) {
    let words: string;
    try {
      words = readFileSync(file, 'utf8');
    } catch {
      continue;
    }
    const uris = [
      ...words.matchAll(/^URIs:\s*(\S+)/gm),
      ...words.matchAll(/^deb\s+(?:\[[^\]]*\]\s*)?(\S+)/gm),
    ].map((match) => match[1] ?? '');
    const debian = uris.find((uri) => /\/debian\/?$/.test(uri));
    if (debian !== undefined) return { uri: debian };
  }
  throw new Error('the lab needs a Debian machine: no Debian archive in its apt sources');
}

import type { Fact } from './ask.ts';

/** A file that dpkg lays down under another name (dpkg-divert(1)). */
export interface Diversion {
  readonly from: string;
  readonly to: string;
}

/** What keeps dpkg from laying down files where their package wants them. */
export interface DpkgHindrances {
  /** Patterns of paths that are left out (dpkg(1), --path-exclude), those of documentation aside. */
  readonly excluded: readonly string[];
  /** Diversions that a person made: those of packages are their own business. */
  readonly diverted: readonly Diversion[];
}

const CONFIGURATION = '/etc/dpkg/dpkg.cfg';
const LARGEST = 1024 * 1024;

/** What small images leave out and nobody builds with. */
const DOCUMENTATION = /^\/usr\/share\/(doc|man|info|locale|help|gnome|lintian|linda|groff|i18n|icons|bug)\b/;

/** dpkg's settings (dpkg.cfg(5)) and its list of diversions, three lines each: from, to, and who (`:` is a person). */
export const dpkgHindrances: Fact<DpkgHindrances> = {
  id: 'dpkg-hindrances',
  read({ probe }) {
    const words = (path: string): string => {
      const read = probe.readText(path, LARGEST);
      return read.ok ? read.value : '';
    };
    const names = probe.readdir(`${CONFIGURATION}.d`);
    const files = [
      CONFIGURATION,
      ...(names.ok ? names.value : []).map((name) => `${CONFIGURATION}.d/${name}`),
    ];
    const excluded = files
      .flatMap((file) => [...words(file).matchAll(/^[ \t]*path-exclude[ \t=]+(\S+)[ \t]*$/gm)])
      .map(([, pattern = '']) => pattern.replace(/^"(.*)"$/, '$1'))
      .filter((pattern) => !DOCUMENTATION.test(pattern));
    const lines = words('/var/lib/dpkg/diversions').split('\n');
    const diverted: Diversion[] = [];
    for (let at = 0; at + 2 < lines.length; at += 3)
      if (lines[at + 2] === ':') diverted.push({ from: lines[at] as string, to: lines[at + 1] as string });
    return { excluded: [...new Set(excluded)], diverted };
  },
};

import type { Ask } from './ask.ts';

/** A file of defaults that every configure script reads, and the variables that it sets plainly. */
export interface SiteFile {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What a compilation is made of; the rest of such a file is about folders and answers. */
const OF_COMPILING = /^(?:export )?(CC|CXX|CPP|CPPFLAGS|CFLAGS|CXXFLAGS|LDFLAGS|LIBS)=(.*)$/;

/**
 * The files in the order in which configure reads them (Autoconf manual, "Site Defaults"): what CONFIG_SITE names, or
 * two below the prefix. They are shell scripts: only assignments that stand alone in a line are understood, nothing is run.
 */
export function siteFiles({ probe }: Ask, prefix: string): readonly SiteFile[] {
  const named = (probe.env.CONFIG_SITE ?? '').split(/\s+/).filter((path) => path.startsWith('/'));
  const paths = named.length > 0 ? named : [`${prefix}/share/config.site`, `${prefix}/etc/config.site`];
  return paths.flatMap((path): SiteFile[] => {
    const words = probe.readText(path, 256 * 1024);
    if (!words.ok) return [];
    const values = words.value.split('\n').flatMap((line): [string, string][] => {
      const [, name, value = ''] = OF_COMPILING.exec(line) ?? [];
      const plain = value.trim().replace(/^(['"])(.*)\1$/, '$2');
      return name === undefined || /[$`\\;&|]/.test(plain) ? [] : [[name, plain]];
    });
    return values.length === 0 ? [] : [{ path, values: Object.fromEntries(values) }];
  });
}

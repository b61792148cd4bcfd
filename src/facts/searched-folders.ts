import { parseLdSoConf } from '../formats/ld-so-conf.ts';
import type { Probe } from '../host/host.ts';
import type { Fact } from './ask.ts';
import { libc } from './libc.ts';

/** ld.so.conf(5) files may include each other; ldconfig gives up at a depth that no sane machine reaches. */
const DEEPEST = 8;

/** The names in a folder that a pattern's last part matches; only `*` and `?` are known, which is all that is in use. */
function expand(probe: Probe, pattern: string): readonly string[] {
  const cut = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, cut) || '/';
  const last = pattern.slice(cut + 1);
  if (!/[*?]/.test(last)) return [pattern];
  const regexp = new RegExp(
    `^${last
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  );
  const names = probe.readdir(folder);
  return names.ok
    ? names.value
        .filter((name) => regexp.test(name) && !name.startsWith('.'))
        .map((name) => `${folder}/${name}`)
    : [];
}

function configured(probe: Probe, path: string, depth: number): readonly string[] {
  const read = depth < DEEPEST ? probe.readText(path, 1024 * 1024) : null;
  if (!read?.ok) return [];
  const here = path.slice(0, path.lastIndexOf('/'));
  return parseLdSoConf(read.value).flatMap((directive) => {
    if (directive.kind === 'folder') return [directive.path];
    if (directive.kind !== 'include') return [];
    return directive.patterns
      .map((pattern) => (pattern.startsWith('/') ? pattern : `${here}/${pattern}`))
      .flatMap((pattern) => expand(probe, pattern))
      .flatMap((file) => configured(probe, file, depth + 1));
  });
}

/**
 * The folders that programs' libraries are looked for in without any help: on glibc those of ld.so.conf, which ldconfig
 * reads into its cache (ldconfig(8)); on musl its path file or `/lib:/usr/local/lib:/usr/lib`; on macOS and FreeBSD the
 * usual ones. Without the C library's own system folders on glibc, in which nothing of ours is ever installed.
 */
export const searchedFolders: Fact<readonly string[]> = {
  id: 'searched-folders',
  read(ask) {
    const { probe } = ask;
    const { os } = probe.self;
    if (os !== 'linux') return ['/usr/local/lib', '/usr/lib', ...(os === 'freebsd' ? ['/lib'] : [])];
    const system = ask.of(libc);
    if (system?.kind !== 'musl') return configured(probe, '/etc/ld.so.conf', 0);
    const arch = /ld-musl-([^/]+)\.so/.exec(system.loader)?.[1] ?? '';
    const path = probe.readText(`/etc/ld-musl-${arch}.path`, 64 * 1024);
    return path.ok
      ? path.value.split(/[:\n]/).filter((folder) => folder !== '')
      : ['/lib', '/usr/local/lib', '/usr/lib'];
  },
};

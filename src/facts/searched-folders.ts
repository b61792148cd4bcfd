import type { Fact } from './ask.ts';
import { libc } from './libc.ts';
import { loaderConf } from './loader-conf.ts';

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
    if (system?.kind !== 'musl') return ask.of(loaderConf).folders.map(({ path }) => path);
    const arch = /ld-musl-([^/]+)\.so/.exec(system.loader)?.[1] ?? '';
    const path = probe.readText(`/etc/ld-musl-${arch}.path`, 64 * 1024);
    return path.ok
      ? path.value.split(/[:\n]/).filter((folder) => folder !== '')
      : ['/lib', '/usr/local/lib', '/usr/lib'];
  },
};

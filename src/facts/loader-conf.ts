import { matchesGlob } from '../formats/glob.ts';
import { parseLdSoConf } from '../formats/ld-so-conf.ts';
import type { FileFault, Probe } from '../host/host.ts';
import type { Fact } from './ask.ts';

/** A folder that ldconfig looks into, and the line that says so. */
export interface ConfFolder {
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

export interface LoaderConf {
  /** In ldconfig's order; a folder that is named twice stands where it is named first. */
  readonly folders: readonly ConfFolder[];
  /** Files read, in order. */
  readonly files: readonly string[];
  /** Files that are named and cannot be read. */
  readonly unreadable: readonly { readonly path: string; readonly fault: FileFault }[];
}

export const LD_SO_CONF = '/etc/ld.so.conf';

/** Includes that include each other would go on for ever. */
const MOST_FILES = 512;

/** Paths that a pattern stands for, sorted as glob(3) sorts them. Patterns are few parts long and match real folders. */
function expand(probe: Probe, pattern: string): readonly string[] {
  let paths = [''];
  for (const part of pattern.split('/').slice(1)) {
    if (!/[*?[]/.test(part)) {
      paths = paths.map((path) => `${path}/${part}`);
      continue;
    }
    paths = paths.flatMap((path) => {
      const names = probe.readdir(path === '' ? '/' : path);
      if (!names.ok) return [];
      const visible = names.value.filter(
        (name) => matchesGlob(part, name) && (!name.startsWith('.') || part.startsWith('.')),
      );
      return visible.map((name) => `${path}/${name}`);
    });
  }
  return paths.slice(0, MOST_FILES);
}

/** The folders that ldconfig is told to search (ldconfig(8), elf/ldconfig.c), includes expanded. */
export const loaderConf: Fact<LoaderConf> = {
  id: 'loader-conf',
  read({ probe }) {
    const folders = new Map<string, ConfFolder>();
    const files: string[] = [];
    const unreadable: { path: string; fault: FileFault }[] = [];
    const read = (file: string, named: boolean): void => {
      if (files.length >= MOST_FILES || files.includes(file)) return;
      const text = probe.readText(file, 1024 * 1024);
      if (!text.ok) {
        if (named || text.fault !== 'missing') unreadable.push({ path: file, fault: text.fault });
        return;
      }
      files.push(file);
      for (const directive of parseLdSoConf(text.value)) {
        if (directive.kind === 'folder' && directive.path.startsWith('/') && !folders.has(directive.path)) {
          folders.set(directive.path, { path: directive.path, file, line: directive.line });
        }
        if (directive.kind !== 'include') continue;
        for (const pattern of directive.patterns) {
          const whole = pattern.startsWith('/')
            ? pattern
            : `${file.slice(0, file.lastIndexOf('/'))}/${pattern}`;
          for (const path of expand(probe, whole)) read(path, !/[*?[]/.test(pattern));
        }
      }
    };
    read(LD_SO_CONF, true);
    return { folders: [...folders.values()], files, unreadable };
  },
};

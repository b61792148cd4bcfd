import type { Damage, Parsed } from '../../formats/parsed.ts';
import { plainPath } from '../../formats/pc/fragments.ts';
import { LARGEST_PC, type PcModule, parsePc } from '../../formats/pc/module.ts';
import type { FileFault } from '../../host/host.ts';
import type { Ask } from '../ask.ts';
import { pkgConfigDefaults } from './defaults.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A folder that pkg-config looks into. */
export interface PcFolder {
  readonly path: string;
  readonly from: 'PKG_CONFIG_PATH' | 'PKG_CONFIG_LIBDIR' | 'default';
}

/** A .pc file that was looked at. */
export interface PcFile {
  readonly path: string;
  readonly folder: PcFolder;
  /** Its module, or why it is passed over. */
  readonly read:
    | Parsed<PcModule>
    | { readonly ok: false; readonly why: FileFault | Damage; readonly detail: string };
}

/** How a pkg-config that is started with this environment finds modules. */
export interface PcSearch {
  /** Those that exist, in order, each real folder once. */
  readonly folders: readonly PcFolder[];
  /** Named in PKG_CONFIG_PATH or PKG_CONFIG_LIBDIR and not there. */
  readonly missingFolders: readonly PcFolder[];
  readonly systemIncludes: readonly string[];
  readonly systemLibraries: readonly string[];
  readonly sysroot: string | null;
  /** The file that wins, and those behind it; unusable ones are among them, as they are passed over. */
  filesOf(module: string): readonly PcFile[];
  find(module: string): PcModule | null;
  /** All usable modules, the winners only. Reads every file. */
  all(): readonly PcModule[];
}

const listed = (value: string | undefined): readonly string[] => (value ?? '').split(':').filter(Boolean);

/** Variables that make compilers search folders by themselves, so that pkgconf leaves those out too. */
const INCLUDE_VARIABLES = ['CPATH', 'C_INCLUDE_PATH', 'CPLUS_INCLUDE_PATH', 'OBJC_INCLUDE_PATH'];

/** The search of pkgconf(1), "ENVIRONMENT VARIABLES", over this environment. */
export function pcSearch(ask: Ask, env: Env = ask.probe.env): PcSearch {
  const { probe } = ask;
  const defaults = ask.of(pkgConfigDefaults);
  const libdir = env.PKG_CONFIG_LIBDIR;
  const wanted: PcFolder[] = [
    ...listed(env.PKG_CONFIG_PATH).map((path) => ({
      path: plainPath(path),
      from: 'PKG_CONFIG_PATH' as const,
    })),
    ...(libdir === undefined
      ? defaults.folders.map((path) => ({ path, from: 'default' as const }))
      : listed(libdir).map((path) => ({ path: plainPath(path), from: 'PKG_CONFIG_LIBDIR' as const }))),
  ];
  const folders: PcFolder[] = [];
  const missingFolders: PcFolder[] = [];
  const seen = new Set<string>();
  for (const folder of wanted) {
    const stat = probe.stat(folder.path);
    if (!stat.ok) {
      if (folder.from !== 'default') missingFolders.push(folder);
      continue;
    }
    const key = `${stat.value.dev}:${stat.value.ino}`;
    if (!seen.has(key)) folders.push(folder);
    seen.add(key);
  }
  const sysroot = env.PKG_CONFIG_SYSROOT_DIR || null;
  const uninstalled = env.PKG_CONFIG_DISABLE_UNINSTALLED === undefined;
  const read = (folder: PcFolder, name: string): PcFile | null => {
    const path = `${folder.path}/${name}.pc`;
    const text = probe.readText(path, LARGEST_PC);
    if (text.ok) return { path, folder, read: parsePc(text.value, path, { sysroot }) };
    return text.fault === 'missing' && !probe.lstat(path).ok
      ? null
      : { path, folder, read: { ok: false, why: text.fault, detail: 'cannot be read' } };
  };
  const known = new Map<string, readonly PcFile[]>();
  const filesOf = (module: string): readonly PcFile[] => {
    let files = known.get(module);
    if (!files) {
      // A module's name becomes a part of a path: only a plain name is one.
      const names = module.includes('/') ? [] : [...(uninstalled ? [`${module}-uninstalled`] : []), module];
      files = folders.flatMap((folder) => names.flatMap((name) => read(folder, name) ?? []));
      known.set(module, files);
    }
    return files;
  };
  let everything: readonly PcModule[] | null = null;
  const find = (module: string): PcModule | null => {
    const file = filesOf(module).find((each) => each.read.ok);
    return file?.read.ok ? file.read.value : null;
  };
  return {
    folders,
    missingFolders,
    systemIncludes: [
      ...(env.PKG_CONFIG_SYSTEM_INCLUDE_PATH === undefined
        ? defaults.systemIncludes
        : listed(env.PKG_CONFIG_SYSTEM_INCLUDE_PATH)),
      ...INCLUDE_VARIABLES.flatMap((name) => listed(env[name])),
    ],
    systemLibraries: [
      ...(env.PKG_CONFIG_SYSTEM_LIBRARY_PATH === undefined
        ? defaults.systemLibraries
        : listed(env.PKG_CONFIG_SYSTEM_LIBRARY_PATH)),
      ...listed(env.LIBRARY_PATH),
    ],
    sysroot,
    filesOf,
    find,
    all: () => {
      if (everything) return everything;
      const names = folders.flatMap(({ path }) => {
        const entries = probe.readdir(path);
        return entries.ok ? entries.value.filter((name) => name.endsWith('.pc')) : [];
      });
      everything = [...new Set(names)].flatMap((name) => find(name.slice(0, -3)) ?? []);
      return everything;
    },
  };
}

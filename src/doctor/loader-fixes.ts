import type { Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { ldconfigOf } from '../facts/ldconfig.ts';
import { libc } from '../facts/libc.ts';
import { prefixOf } from '../facts/stack/folders.ts';
import { proposal } from './fixes.ts';
import { ldconfigFixes } from './ldconfig-fixes.ts';
import { isInProfile, profileOf } from './repair/profile.ts';

const own = (ask: Ask, ...argv: string[]): readonly string[] => [
  ...ask.probe.self.command,
  '__repair',
  ...argv,
];

/** What ldconfig(8) writes. */
const CACHE = '/etc/ld.so.cache';

/** Runs ldconfig, wherever it lies; a machine without it gets it first. */
export function refreshCacheFix(ask: Ask): readonly Fix[] {
  const path = ldconfigOf(ask);
  if (path === null) return ldconfigFixes(ask);
  // ldconfig renames its work over the cache, which a folder does not let it do.
  const stands = ask.probe.lstat(CACHE);
  const isFolder = stands.ok && stands.value.kind === 'directory';
  return [
    {
      title: text("Refresh the loader's cache", '刷新加载器缓存'),
      commands: [...(isFolder ? [own(ask, 'move-aside', CACHE)] : []), [path]],
      needsRoot: true,
      automatic: true,
      risk: 'safe',
    },
  ];
}

/** Tells the loader of a folder. `first`: before all others, so that its copy wins. */
export function searchFolderFix(ask: Ask, folder: string, first = false): Fix {
  const argv = ['ld-conf', ...(first ? ['--first'] : []), folder];
  return {
    title: first
      ? text(`Let the loader search ${folder} before all others`, `让加载器最先搜索 ${folder}`)
      : text(`Let the loader search ${folder}`, `让加载器搜索 ${folder}`),
    commands: [own(ask, ...argv)],
    needsRoot: true,
    automatic: true,
    risk: first ? 'moderate' : 'safe',
    undo: [own(ask, 'ld-conf', '--remove', folder)],
  };
}

/** Takes a library out of the way of the loader, and out of its cache. */
export const moveAsideFix = (ask: Ask, path: string): Fix => ({
  title: text(`Move ${path} aside`, `将 ${path} 移到一旁`),
  commands: [own(ask, 'move-aside', path), ...refreshCacheFix(ask).flatMap(({ commands }) => commands)],
  needsRoot: true,
  automatic: true,
  risk: 'moderate',
});

/** Takes a library off the list that is loaded into every program; the list itself is kept beside it. */
export const unpreloadFix = (ask: Ask, path: string): Fix => ({
  title: text(
    `Take ${path} off /etc/ld.so.preload, which loads it into every program`,
    `从 /etc/ld.so.preload 中去掉 ${path}，它会被载入每个程序`,
  ),
  commands: [own(ask, 'unpreload', path)],
  needsRoot: true,
  automatic: true,
  risk: 'moderate',
});

/** What a user without root can do: his own variable, in his own shell. */
export const searchByVariable = (ask: Ask, folder: string): Fix => {
  const variable = ask.probe.self.os === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  const value = [folder, ask.probe.env[variable]].filter(Boolean).join(':');
  return proposal(text('For this shell only', '仅对当前 shell 生效'), [['export', `${variable}=${value}`]]);
};

/**
 * What a program can do for a user without root: a marked block in his shell's profile, which names the prefix to loader,
 * pkg-config and shell. Shells that run already do not see it. [] for root, who has better ways.
 */
export function profileFix(ask: Ask, folder: string): readonly Fix[] {
  const prefix = prefixOf(folder);
  if (ask.probe.self.uid === 0 || ask.probe.self.os === 'win32' || ['/', '/usr', folder].includes(prefix))
    return [];
  const profile = profileOf(ask.probe);
  if (isInProfile(ask.probe, prefix))
    return [
      proposal(
        text(
          `Your profile names ${prefix}, and this shell is older than that: read it, or open a new login shell`,
          `配置文件中已有 ${prefix}，但当前 shell 启动得更早：请重新读取它，或打开新的登录 shell`,
        ),
        [[ask.probe.env.SHELL?.endsWith('/fish') ? 'source' : '.', profile]],
      ),
    ];
  return [
    {
      title: text(
        `Name ${prefix} in your shell's profile (${profile}); shells that you start from then on know it`,
        `把 ${prefix} 写入 shell 配置文件（${profile}）；此后启动的 shell 就能找到它`,
      ),
      commands: [own(ask, 'profile-add', prefix)],
      needsRoot: false,
      automatic: true,
      risk: 'safe',
      undo: [own(ask, 'profile-remove', prefix)],
    },
  ];
}

/** Makes or mends a symlink; what stood there is moved aside. */
export const linkFix = (ask: Ask, target: string, path: string): Fix => ({
  title: text(`Let ${path} point to ${target}`, `让 ${path} 指向 ${target}`),
  commands: [own(ask, 'link', target, path)],
  needsRoot: !ask.probe.access(path.slice(0, path.lastIndexOf('/')) || '/', 'write'),
  automatic: true,
  risk: 'safe',
  undo: [own(ask, 'unlink', path)],
});

/** A variable that the user set: only he can change it. `entry`: the part of it that does the harm. */
export function variableFix(ask: Ask, variable: string, entry: string | null): Fix {
  const value = ask.probe.env[variable] ?? '';
  const left = value
    .split(':')
    .filter((one) => one !== entry && one !== '')
    .join(':');
  const unset = entry === null || left === '' || variable === 'LD_PRELOAD';
  return proposal(
    unset
      ? text(
          `Unset it, here and where it is set (your shell's profile)`,
          '取消该变量，并在设置它的地方（shell 配置文件）一并修改',
        )
      : text(
          `Take ${entry} out of it, here and where it is set`,
          `从中去掉 ${entry}，并在设置它的地方一并修改`,
        ),
    [unset ? ['unset', variable] : ['export', `${variable}=${left}`]],
  );
}

/** Whether this machine's loader has a cache that ldconfig writes. */
export const hasCache = (ask: Ask): boolean => ask.of(libc)?.kind === 'glibc';

import { normalize } from 'node:path';
import type { Probe } from '../../host/host.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { absolute, folderOf, trimmed } from '../loader/expand.ts';
import { elfObjects } from '../loader/object.ts';
import { perScope } from './per-scope.ts';

/** Folders whose name says that somebody put this stack there, and those in which people install things. */
const LIKELY = /zmq|zeromq|sodium|^(local|\.local|opt|usr|install|prefix|inst|out|env|venv|sysroot)$/i;
/** At the root: what is none of the Filesystem Hierarchy Standard's folders, and /srv. */
const OWN =
  /^(?!(?:bin|boot|dev|etc|home|lib|lib\d+|libx32|libexec|lost\+found|media|mnt|opt|proc|root|run|sbin|snap|sys|tmp|usr|var|nix|gnu)$)\w[\w.+-]*$/;
/** Of a folder with more entries the first are enough. */
const MOST = 64;

const entries = (probe: Probe, folder: string): readonly string[] => {
  const names = probe.readdir(folder);
  return names.ok ? names.value.slice(0, 1000) : [];
};

const below = (probe: Probe, folder: string, wanted: RegExp | null): readonly string[] =>
  entries(probe, folder)
    .filter((name) => wanted === null || wanted.test(name))
    .slice(0, MOST)
    .map((name) => `${folder === '/' ? '' : folder}/${name}`);

const listed = (value: string | undefined): readonly string[] =>
  (value ?? '')
    .split(/[:;]/)
    .filter((entry) => entry.startsWith('/'))
    .map(trimmed);

/** A path without the parts that pkg-config's, the linker's and the compiler's folders have below a prefix. */
export const prefixOf = (folder: string): string =>
  folder.replace(
    /\/(?:lib(?:64|32)?(?:\/[\w-]+-linux-[\w]+)?|share|libdata)(?:\/pkgconfig)?$|\/include$/,
    '',
  ) || '/';

/** Where a person may have installed this stack beside the system's own folders: prefixes that exist, each once. */
export const candidatePrefixes = perScope((ask: Ask, { prefix }: Scope): readonly string[] => {
  const { probe } = ask;
  const { env, self } = probe;
  const owned = self.os === 'linux' ? below(probe, '/', OWN) : [];
  const named = [
    prefix,
    ...listed(env.CMAKE_PREFIX_PATH),
    ...['PKG_CONFIG_PATH', 'LD_LIBRARY_PATH', 'LIBRARY_PATH', 'CPATH', 'C_INCLUDE_PATH'].flatMap((name) =>
      listed(env[name]).map(prefixOf),
    ),
    ...below(probe, '/opt', null),
    ...below(probe, '/usr/local', LIKELY),
    ...(self.home === '/' ? [] : below(probe, self.home, LIKELY)),
    ...(self.home === '/' ? [] : below(probe, `${self.home}/opt`, null)),
    ...below(probe, self.cwd, LIKELY),
    // Folders of somebody's own beside the system's: /data, /srv, /app, and what lies in them.
    ...owned.flatMap((folder) => [folder, ...below(probe, folder, null)]),
  ];
  return [...new Set(named)].filter((path) => {
    const stat = probe.stat(path);
    // A folder that may not be entered is a candidate: that is what may be wrong.
    return stat.ok && stat.value.kind === 'directory';
  });
});

/** Where a named program's libraries may have come with it: beside it, and where it says, read from its own place. */
function besidePrograms(ask: Ask, { binaries }: Scope): readonly string[] {
  return binaries.flatMap((path) => {
    const real = ask.probe.realpath(absolute(path, ask.probe.self.cwd));
    if (!real.ok) return [];
    const folder = folderOf(real.value);
    const opened = ask.of(elfObjects)(real.value);
    const { runpath, rpath } = (opened.ok && opened.object.elf.dynamic) || { runpath: null, rpath: null };
    const said = (runpath ?? rpath ?? '')
      .split(':')
      .filter((entry) => entry !== '' && !entry.startsWith('/') && !entry.startsWith('$'));
    return [folder, ...[...said, 'lib', '../lib'].map((entry) => normalize(`${folder}/${entry}`))];
  });
}

/** Folders of the stack's own below a prefix's library folder: whoever tidied up put it there. */
const OWN_IN_LIB = /^(?!.*\.(?:so|a|la|dylib)\b).*(?:zmq|zeromq)/i;

/** The library folders of those prefixes, and of programs that were named. */
export const candidateFolders = perScope((ask: Ask, scope: Scope): readonly string[] => [
  ...candidatePrefixes(ask, scope).flatMap((root) => {
    const base = root === '/' ? '' : root;
    const multiarch = entries(ask.probe, `${base}/lib`).filter((name) =>
      /^\w+-linux-(gnu|musl)\w*$/.test(name),
    );
    return [
      `${base}/lib`,
      `${base}/lib64`,
      ...multiarch.map((name) => `${base}/lib/${name}`),
      ...below(ask.probe, `${base}/lib`, OWN_IN_LIB),
    ];
  }),
  ...besidePrograms(ask, scope),
]);

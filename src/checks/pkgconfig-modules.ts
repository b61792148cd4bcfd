import type { Capability } from '../core/capability.ts';
import type { Finding, Fix } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { installFix, reinstallFix } from '../doctor/fixes.ts';
import { lostTogether } from '../doctor/lost-together.ts';
import { pkgConfigKey } from '../doctor/pkgconfig-key.ts';
import { developmentFixes, releaseFix, restoreFixes } from '../doctor/restore.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { folderOf, join } from '../facts/loader/expand.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { pkgConfigSearch } from '../facts/pkgconfig.ts';
import { headerViews } from '../facts/stack/includes.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';
import { type PkgConfigView, pkgConfigViews } from '../facts/stack/pkgconfig.ts';
import type { PkgConfigFault } from '../facts/stack/pkgconfig-fault.ts';
import { runViews } from '../facts/stack/run.ts';

/** Modules by the capability that brings them. */
const BRINGS: Readonly<Record<string, Capability>> = {
  libsodium: 'libsodium',
  uuid: 'libuuid',
  liblz4: 'liblz4',
  libcurl: 'libcurl',
  libmicrohttpd: 'libmicrohttpd',
  libsystemd: 'libsystemd',
  nss: 'libnss',
  'libbsd-overlay': 'libbsd',
  libbsd: 'libbsd',
  'krb5-gssapi': 'gssapi',
  'openpgm-5.3': 'libpgm',
  'openpgm-5.2': 'libpgm',
  norm: 'libnorm',
  libzmq: 'libzmq',
  libczmq: 'libczmq',
};

/** Where the module's file would lie: beside the library. */
function placesOf(ask: Ask, scope: Scope, view: PkgConfigView): readonly string[] {
  const library = stackLibraries(ask, scope).find(({ name }) => name === view.library);
  const copies =
    library?.copies.filter(({ fault, name }) => fault === null && /\.(so|a|dylib)$/.test(name)) ?? [];
  const run = runViews(ask, scope).find(({ library: name }) => name === view.library)?.path;
  const files = [...copies.map(({ path }) => path), ...(run ? [run] : [])];
  return [...new Set(files.map((path) => join(folderOf(path), `pkgconfig/${view.module}.pc`)))];
}

/** Brings a module that others require: its file is put back where a package has lost it, else its package is installed. */
async function requirementFixes(
  ask: Ask,
  module: string,
  capability: Capability | undefined,
): Promise<readonly Fix[]> {
  const packages = ask.of(systemPackages);
  for (const { path } of ask.of(pkgConfigSearch).folders) {
    const file = join(path, `${module}.pc`);
    // A link in one package may lead to a file of another.
    const target = ask.probe.readlink(file);
    const behind = target.ok && (target.value.startsWith('/') ? target.value : join(path, target.value));
    const places = behind ? [file, behind] : [file];
    const owners = await Promise.all(places.map((place) => packages?.owner(place)));
    const names = [...new Set(owners.flatMap((owner) => owner?.name ?? []))];
    if (names.length > 0)
      return reinstallFix(ask, [
        ...new Set([...names, ...names.flatMap((name) => lostTogether(ask, name, file))]),
      ]);
  }
  if (capability === undefined) return [];
  const names = packages?.manager.provides[capability] ?? [];
  const installed = await packages?.installed(names);
  // Installed, and the file is gone: a link that the package's scripts make (update-alternatives(1)) is nobody's.
  return installed && names.length > 0 && names.every((name) => installed.has(name))
    ? reinstallFix(ask, names)
    : installFix(ask, [capability]);
}

async function fixesFor(
  ask: Ask,
  scope: Scope,
  view: PkgConfigView,
  fault: PkgConfigFault,
): Promise<readonly Fix[]> {
  if (fault.kind === 'requirement' || fault.kind === 'too-old') {
    const libraries = stackLibraries(ask, scope);
    const capability = BRINGS[fault.module];
    const own = libraries.find(({ module }) => module === fault.module);
    const file = view.report.found?.file;
    // Where the requirement itself is wrong, the one who asks is put back as he came.
    const asker = libraries.find(({ module }) => module === fault.requiredBy)?.name ?? view.library;
    const restored = file === undefined ? [] : await restoreFixes(ask, scope, asker, [file]);
    if (own !== undefined) {
      const fitting =
        fault.kind === 'too-old' ? Object.keys(own.recipe.versions).find(fault.meets) : undefined;
      return fitting === undefined || file === undefined
        ? restored
        : [releaseFix(ask, scope, own, fitting, file), ...restored];
    }
    return [...(await requirementFixes(ask, fault.module, capability)), ...restored];
  }
  if (fault.kind === 'unusable') return restoreFixes(ask, scope, view.library, [fault.path]);
  const library = stackLibraries(ask, scope).find(({ name }) => name === view.library);
  return library === undefined ? [] : developmentFixes(ask, scope, library, placesOf(ask, scope, view));
}

function words(
  fault: PkgConfigFault,
): { readonly title: Text; readonly cause: Text; readonly seen: string; readonly where: string } | null {
  switch (fault.kind) {
    case 'missing':
      return {
        title: text(`pkg-config finds no ${fault.module}`, `pkg-config 找不到 ${fault.module}`),
        cause: text(
          `There is no ${fault.module}.pc in any folder that it searches, nor beside the library.`,
          `它搜索的目录中以及库文件旁边都没有 ${fault.module}.pc。`,
        ),
        where: `${fault.module}.pc`,
        seen: `not in ${fault.folders.join(', ')}`,
      };
    case 'unusable':
      return {
        title: text(`pkg-config cannot use ${fault.path}`, `pkg-config 无法使用 ${fault.path}`),
        cause: text(`It passes over the file: ${fault.detail}.`, `该文件被略过：${fault.detail}。`),
        where: fault.path,
        seen: fault.detail,
      };
    case 'requirement':
      return {
        title: text(
          `${fault.requiredBy} requires the module ${fault.module}, which is missing`,
          `${fault.requiredBy} 要求的模块 ${fault.module} 不存在`,
        ),
        cause: text(
          `pkg-config answers for ${fault.requiredBy} only if all that it requires is there, what it requires privately too.`,
          `只有 ${fault.requiredBy} 要求的模块（包括 Requires.private）都在时，pkg-config 才会给出结果。`,
        ),
        where: fault.path,
        seen: `requires ${fault.module}`,
      };
    case 'too-old':
      return {
        title: text(
          `${fault.module} is ${fault.found}, ${fault.requiredBy} asks for ${fault.wanted}`,
          `${fault.module} 为 ${fault.found}，而 ${fault.requiredBy} 要求 ${fault.wanted}`,
        ),
        cause: text(
          'The module that pkg-config finds is of another version than asked for.',
          'pkg-config 找到的模块版本不符合要求。',
        ),
        where: `${fault.module}.pc`,
        seen: fault.found,
      };
    default:
      return null;
  }
}

/** Somebody builds here, so that pkg-config's answers matter. */
function matters(ask: Ask, scope: Scope, { library, report }: PkgConfigView, fault: PkgConfigFault): boolean {
  const run = runViews(ask, scope).find((view) => view.library === library);
  if (fault.kind === 'missing' && run?.faults.some(({ kind }) => kind === 'not-installed')) return false;
  const header = headerViews(ask, scope).find((view) => view.library === library);
  // Without header and module it is the development files that are missing: the headers' check says so.
  if (fault.kind === 'missing' && header?.found == null && header?.elsewhere == null) return false;
  const copies = stackLibraries(ask, scope).find(({ name }) => name === library)?.copies ?? [];
  const forLinking = copies.some(({ name }) => /\.(so|a|dylib)$/.test(name));
  return scope.building || report.files.length > 0 || header?.found != null || forLinking;
}

/** pkg-config finds the modules and all that they require. */
const pkgconfigModules: Check = {
  id: 'pkgconfig-modules',
  title: text('pkg-config finds the modules', 'pkg-config 能找到模块'),
  codes: ['pkgconfig.module-missing', 'pkgconfig.dependency-missing', 'pkgconfig.version-too-old'],
  judge: (ask, scope) =>
    Promise.all(
      pkgConfigViews(ask, scope).flatMap((view) =>
        view.faults.flatMap((fault): Promise<Finding>[] => {
          const said = words(fault);
          const key = pkgConfigKey(fault);
          if (said === null || key === null || !matters(ask, scope, view, fault)) return [];
          const make = async (): Promise<Finding> => ({
            ...key,
            severity: 'error',
            title: said.title,
            cause: said.cause,
            evidence: [{ kind: 'file', where: said.where, text: said.seen }],
            consequences: [],
            fixes: await fixesFor(ask, scope, view, fault),
          });
          return [make()];
        }),
      ),
    ),
};

export default pkgconfigModules;

import type { Capability } from '../core/capability.ts';
import type { Finding, Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { willBuild } from '../doctor/building.ts';
import { installFix, reinstallFix } from '../doctor/fixes.ts';
import { lostTogether } from '../doctor/lost-together.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { join } from '../facts/loader/expand.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { type PcReport, pkgConfigReport } from '../facts/pkgconfig.ts';
import { includeFolders } from '../facts/stack/includes.ts';
import { searched } from '../facts/stack/link-folders.ts';

interface Part {
  readonly capability: Capability;
  /** pkg-config's name, the header that sources include, and the library that they link. */
  readonly module: string;
  readonly header: string;
  readonly library: string;
}

/** System libraries that a build takes by default. */
const PARTS: readonly Part[] = [
  { capability: 'libsodium', module: 'libsodium', header: 'sodium.h', library: 'libsodium' },
  { capability: 'libuuid', module: 'uuid', header: 'uuid/uuid.h', library: 'libuuid' },
];

/** What the recipes' default features are built on. */
const taken = ({ recipes }: Scope): readonly Capability[] =>
  recipes.flatMap(({ features, dependencies }) => [
    ...Object.values(features).flatMap((feature) => (feature.default ? (feature.needs ?? []) : [])),
    ...dependencies.flatMap(({ system }) => system ?? []),
  ]);

async function fixesFor(ask: Ask, capability: Capability, place: string): Promise<readonly Fix[]> {
  const owner = await ask.of(systemPackages)?.owner(place);
  return owner ? reinstallFix(ask, lostTogether(ask, owner.name, place)) : installFix(ask, [capability]);
}

async function lostHeader(ask: Ask, part: Part, file: string, report: PcReport): Promise<Finding | null> {
  const { header, module, capability } = part;
  const folders = includeFolders(ask, ask.probe.env, report.cflags.words);
  if (folders.some(({ path }) => ask.probe.stat(join(path, header)).ok)) return null;
  const place = join('/usr/include', header);
  return {
    code: 'header.missing',
    subject: header,
    severity: 'error',
    title: text(`The compiler does not find ${header}`, `编译器找不到 ${header}`),
    cause: text(
      `pkg-config knows ${module}, so that the build counts on it, and the header is in none of the compiler's folders.`,
      `pkg-config 能找到 ${module}，构建因此会用到它，但编译器搜索的目录中都没有这个头文件。`,
    ),
    evidence: [
      { kind: 'file', where: file, text: module },
      { kind: 'file', where: place, text: 'no such file' },
    ],
    consequences: [],
    fixes: await fixesFor(ask, capability, place),
  };
}

async function lostLibrary(ask: Ask, part: Part, file: string, report: PcReport): Promise<Finding | null> {
  const { library, module, capability } = part;
  const { probe } = ask;
  const places = searched(ask, probe.env, report.libs.words).flatMap(({ path }) =>
    ['.so', '.a'].map((extension) => join(path, `${library}${extension}`)),
  );
  if (probe.self.os !== 'linux' || places.some((place) => probe.stat(place).ok)) return null;
  const dangling = places.find((place) => probe.lstat(place).ok);
  // The module's own folder, where its links would be.
  const place = dangling ?? `${file.replace(/\/pkgconfig\/[^/]*$/, '')}/${library}.so`;
  const target = dangling === undefined ? null : probe.readlink(dangling);
  return {
    code: dangling === undefined ? 'link.library-not-found' : 'library.broken-link',
    subject: library,
    severity: 'error',
    title: text(`The linker finds no ${library}`, `链接器找不到 ${library}`),
    cause: text(
      `pkg-config knows ${module}, so that the build counts on it, and there is nothing to link with.`,
      `pkg-config 能找到 ${module}，构建因此会用到它，但没有可供链接的文件。`,
    ),
    evidence: [
      { kind: 'file', where: file, text: module },
      { kind: 'file', where: place, text: target?.ok ? `-> ${target.value}` : 'no such file' },
    ],
    consequences: [],
    fixes: await fixesFor(ask, capability, place),
  };
}

/**
 * pkg-config knows a library that the build takes, and its header or what is linked is gone: a build believes the module
 * and stops later. Where the module is not here either, an install brings all.
 */
const buildLibraries: Check = {
  id: 'build-libraries',
  title: text('the libraries that a build takes are whole', '构建所用的系统库文件齐全'),
  codes: ['header.missing', 'library.broken-link', 'link.library-not-found'],
  async judge(ask, scope) {
    if (!willBuild(ask, scope) || !ask.probe.stat('/usr/include/stdio.h').ok) return [];
    const wanted = taken(scope);
    const judged = PARTS.filter(({ capability }) => wanted.includes(capability)).map(async (part) => {
      const report = pkgConfigReport(ask, part.module);
      if (report.found === null) return [];
      const { file } = report.found;
      const [header, library] = await Promise.all([
        lostHeader(ask, part, file, report),
        lostLibrary(ask, part, file, report),
      ]);
      return [header, library].flatMap((finding) => finding ?? []);
    });
    return (await Promise.all(judged)).flat();
  },
};

export default buildLibraries;

import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { reinstallFix } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { leadsTo } from '../facts/leads-to.ts';
import { join } from '../facts/loader/expand.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { linkFolders } from '../facts/stack/link-folders.ts';

/** What the libraries of the scope are linked with by default, beside each other: `libuuid` for `-luuid`. */
const systemLibraries = ({ recipes }: Scope): readonly string[] => [
  ...new Set(
    recipes
      .flatMap(({ features }) => Object.values(features))
      .filter((feature) => feature.default)
      .flatMap(({ provides }) => provides?.staticNeeds ?? [])
      .flatMap((word) => (word.startsWith('-l') ? [`lib${word.slice(2)}`] : [])),
  ),
];

/** The linker's link to a library, where it leads nowhere and nothing else of that name can be taken (ld(1), -l). */
function dangling({ probe }: Ask, folders: readonly string[], library: string): string | null {
  const links = folders.map((folder) => join(folder, `${library}.so`));
  const isTaken = [...links, ...folders.map((folder) => join(folder, `${library}.a`))].some(
    (path) => probe.stat(path).ok,
  );
  return isTaken ? null : (links.find((path) => probe.lstat(path).ok) ?? null);
}

async function finding(ask: Ask, library: string, link: string): Promise<Finding> {
  const named = leadsTo(ask, link);
  const place = named.at(-1) ?? '';
  const packages = ask.of(systemPackages);
  const owners = await Promise.all([link, ...named].map((path) => packages?.owner(path)));
  return {
    code: 'library.broken-link',
    subject: library,
    severity: 'error',
    title: text(`${link} leads nowhere`, `${link} 指向无效`),
    cause: text(
      `It points to ${place}, which is not there: -l${library.slice(3)} is not found, and what is built with it is not linked.`,
      `它指向 ${place}，而该文件不存在：链接器找不到 -l${library.slice(3)}，依赖它的程序无法链接。`,
    ),
    evidence: [{ kind: 'file', where: link, text: `-> ${place}` }],
    consequences: [],
    fixes: reinstallFix(ask, [...new Set(owners.flatMap((owner) => owner?.name ?? []))]),
  };
}

/** Whoever builds links with the system's libraries, and their development links lead to them. */
const dependencyLinks: Check = {
  id: 'dependency-links',
  title: text("the linker's links to the system's libraries lead to them", '系统库的链接用符号链接有效'),
  codes: ['library.broken-link'],
  async judge(ask, scope) {
    if (!scope.building || ask.probe.self.os !== 'linux') return [];
    const folders = linkFolders(ask);
    const lost = systemLibraries(scope).flatMap((library) => {
      const link = dangling(ask, folders, library);
      return link === null ? [] : [{ library, link }];
    });
    return Promise.all(lost.map(({ library, link }) => finding(ask, library, link)));
  },
};

export default dependencyLinks;

import type { Finding, Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { proposal } from '../doctor/fixes.ts';
import { hasCache, moveAsideFix, searchFolderFix, unpreloadFix } from '../doctor/loader-fixes.ts';
import { restoreFixes } from '../doctor/restore.ts';
import { faultsOfKind, found } from '../doctor/stack-faults.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { folderOf, trimmed } from '../facts/loader/expand.ts';
import { elfObjects } from '../facts/loader/object.ts';
import { loaderConf } from '../facts/loader-conf.ts';
import { libraryOfName, type StackLibrary, stackLibraries } from '../facts/stack/libraries.ts';
import { mismatches } from '../facts/stack/mismatch.ts';
import { releaseOf, versionViews } from '../facts/stack/versions.ts';

/** The line of the loader's configuration by which a folder comes in. */
const lineOf = (ask: Ask, folder: string) => {
  const line = ask.of(loaderConf).folders.find(({ path }) => path === folder);
  return line ? [{ kind: 'file' as const, where: line.file, line: line.line, text: line.path }] : [];
};

/** Named in /etc/ld.so.preload (ld.so(8)): it comes before every search. */
const isPreloaded = ({ probe }: Ask, path: string): boolean => {
  const list = probe.readText('/etc/ld.so.preload', 1024 * 1024);
  return list.ok && list.value.split(/[\s:]+/).includes(path);
};

/** Below a folder that is searched, as glibc does for newer processors: no order of folders puts another one in front. */
const isForProcessor = (path: string): boolean => path.includes('/glibc-hwcaps/');

const fixFor = (ask: Ask, better: string, path: string) =>
  isPreloaded(ask, path)
    ? [unpreloadFix(ask, path)]
    : hasCache(ask) && isForProcessor(path)
      ? [moveAsideFix(ask, path)]
      : hasCache(ask)
        ? [searchFolderFix(ask, folderOf(better), true)]
        : [
            proposal(text(`Move ${path} aside`, `将 ${path} 移到一旁`), [
              [...ask.probe.self.command, '__repair', 'move-aside', path],
            ]),
          ];

/** The file whose own RUNPATH or RPATH (ld.so(8)) leads to a copy of what it needs; null where another thing does. */
function bringerOf(ask: Ask, neededBy: string, path: string): string | null {
  const opened = ask.of(elfObjects)(neededBy);
  const { runpath, rpath } = (opened.ok && opened.object.elf.dynamic) || { runpath: null, rpath: null };
  const folders = (runpath ?? rpath ?? '').split(':').map(trimmed);
  return folders.includes(folderOf(path)) ? neededBy : null;
}

/** No configuration goes before a RUNPATH: who has it is installed again, and failing that the wrong copy is moved. */
async function bringerFixes(ask: Ask, scope: Scope, bringer: string, path: string): Promise<readonly Fix[]> {
  return [...(await restoreFixes(ask, scope, libraryOfName(bringer), [bringer])), moveAsideFix(ask, path)];
}

/** Other copies that nobody takes: worth knowing, for the day when the order changes. */
function unused(ask: Ask, scope: Scope, library: StackLibrary): readonly Finding[] {
  const run = versionViews(ask, scope).find((view) => view.library === library.name)?.run;
  if (!run?.release) return [];
  const files = new Map(
    library.copies.flatMap((copy) => {
      const usable =
        copy.linkage === 'shared' && copy.fault === null && copy.file !== null && copy.soname !== null;
      const release = usable ? releaseOf(ask, library, copy.path) : null;
      return release && release.version !== run.release?.version
        ? [[copy.file as string, release.version] as const]
        : [];
    }),
  );
  return [...files].slice(0, 1).map(
    ([file, version]): Finding => ({
      code: 'library.duplicate',
      subject: library.name,
      severity: 'info',
      title: text(
        `${library.name} is here twice; ${run.release?.version} is used`,
        `${library.name} 有两份；使用的是 ${run.release?.version}`,
      ),
      cause: text(
        `${run.path} is taken everywhere; ${file} (${version}) is another version that nothing asks for.`,
        `各处使用的都是 ${run.path}；${file}（${version}）是另一个无人使用的版本。`,
      ),
      evidence: [{ kind: 'file', where: file, text: version }],
      consequences: [],
      fixes: [],
    }),
  );
}

/** Of several copies the one wins that its users were built against. */
const libraryDuplicates: Check = {
  id: 'library-duplicates',
  title: text('the right copy of each library wins', '每个库生效的是正确的那一份'),
  codes: ['library.duplicate'],
  async judge(ask, scope) {
    const wrong = faultsOfKind(ask, scope, 'duplicate').map(async (fault): Promise<Finding> => {
      const { path, better, lacks, neededBy, library } = fault;
      const bringer = bringerOf(ask, neededBy, path);
      const words =
        bringer === null
          ? text(
              `The folder of the wrong ${library} is searched first.`,
              `错误的 ${library} 所在目录先被搜索。`,
            )
          : text(
              `${bringer} itself names that folder (RUNPATH), which goes before all that is configured.`,
              `${bringer} 自身指定了该目录（RUNPATH），它先于系统配置的目录。`,
            );
      return found(fault, {
        title: text(`The loader takes ${path} in place of ${better}`, `加载器用了 ${path}，而不是 ${better}`),
        cause: text(
          `${neededBy} needs ${lacks[0]}, which ${path} lacks and ${better} has. ${words.en}`,
          `${neededBy} 需要 ${lacks[0]}：${path} 没有，${better} 有。${words['zh-CN']}`,
        ),
        evidence: [
          { kind: 'symbol', where: neededBy, text: `undefined symbol: ${lacks[0]}` },
          ...lineOf(ask, folderOf(path)),
        ],
        fixes: bringer === null ? fixFor(ask, better, path) : await bringerFixes(ask, scope, bringer, path),
      });
    });
    const other = mismatches(ask, scope).flatMap((fault): Finding[] => {
      if (fault.kind !== 'duplicate') return [];
      const { library, run, link, severity } = fault;
      const versions = `${run.version ?? '?'} / ${link.version ?? '?'}`;
      return [
        {
          code: 'library.duplicate',
          subject: library,
          severity,
          title: text(
            `Programs are linked with ${link.path} and started with ${run.path}`,
            `程序链接的是 ${link.path}，运行时加载的却是 ${run.path}`,
          ),
          cause: text(
            `Two versions of ${library} are installed (${versions}), and the loader takes another one than the linker.`,
            `安装了两个版本的 ${library}（${versions}），加载器与链接器各取其一。`,
          ),
          evidence: [
            { kind: 'file', where: run.path, text: run.version ?? 'of unknown version' },
            { kind: 'file', where: link.path, text: link.version ?? 'of unknown version' },
            ...lineOf(ask, folderOf(run.path)),
          ],
          consequences: [],
          fixes: fixFor(ask, link.path, run.path),
        },
      ];
    });
    const all = [...(await Promise.all(wrong)), ...other];
    return all.length > 0
      ? all
      : stackLibraries(ask, scope).flatMap((library) => unused(ask, scope, library));
  },
};

export default libraryDuplicates;

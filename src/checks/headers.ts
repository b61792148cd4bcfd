import type { Finding } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { coveringMount, uncoverFix } from '../doctor/covering-mount.ts';
import { lostHeaderFindings } from '../doctor/lost-headers.ts';
import { developmentFixes, restoreFixes } from '../doctor/restore.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { folderOf } from '../facts/loader/expand.ts';
import { type HeaderView, headerViews } from '../facts/stack/includes.ts';
import { type StackLibrary, stackLibraries } from '../facts/stack/libraries.ts';
import { lostHeaders } from '../facts/stack/lost-headers.ts';
import { pkgConfigViews } from '../facts/stack/pkgconfig.ts';
import { runViews } from '../facts/stack/run.ts';

/** Where the header would be: beside the library that is used, else in the prefix. */
function placesOf(ask: Ask, scope: Scope, library: StackLibrary, header: string): readonly string[] {
  const run = runViews(ask, scope).find((view) => view.library === library.name);
  const copy = library.copies.find(({ fault, name }) => fault === null && /\.(so|a|dylib)$/.test(name));
  const files = [copy?.path, run?.path].flatMap((path) => path ?? []);
  return [
    ...new Set(
      files.map(
        (path) => `${folderOf(path).replace(/\/lib(64)?(\/[\w-]+)?$/, '') || '/usr'}/include/${header}`,
      ),
    ),
  ];
}

function isWanted(ask: Ask, scope: Scope, library: StackLibrary, views: readonly HeaderView[]): boolean {
  if (scope.building) return true;
  const pc = pkgConfigViews(ask, scope).find((view) => view.library === library.name);
  // Whoever has the header of what is built on it cannot compile that without this one.
  const users = stackLibraries(ask, scope).filter(({ recipe }) =>
    recipe.dependencies.some((one) => one.recipe === library.recipe.name),
  );
  return (
    pc?.report.found != null ||
    library.copies.some(({ name }) => /\.(so|dylib|a)$/.test(name)) ||
    users.some(({ name }) => views.some((view) => view.library === name && view.found !== null))
  );
}

/** No compiler finds the library's own header. */
async function absentHeader(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  { header, elsewhere }: HeaderView,
): Promise<Finding> {
  const places = placesOf(ask, scope, library, header);
  const [place = header] = places;
  const cover = elsewhere === null && place !== header ? coveringMount(ask, place) : null;
  const back = cover?.readOnly ? [] : await developmentFixes(ask, scope, library, places);
  const said = pkgConfigViews(ask, scope).find((view) => view.library === library.name);
  return {
    code: 'header.missing',
    subject: header,
    severity: 'error',
    title: text(`The compiler does not find ${header}`, `编译器找不到 ${header}`),
    cause:
      cover !== null
        ? text(
            `An empty file system is mounted on ${cover.point} and hides what lies in that folder.`,
            `${cover.point} 上挂载了一个空文件系统，遮住了该目录原有的内容。`,
          )
        : elsewhere === null
          ? text(
              `${library.name} is here, its header is not: the development files are missing or incomplete.`,
              `${library.name} 在本机，但头文件不在：开发文件缺失或不完整。`,
            )
          : text(
              `It is at ${elsewhere}, where no compiler looks by itself.`,
              `它位于 ${elsewhere}，编译器不会自行到那里查找。`,
            ),
    evidence: [
      { kind: 'file', where: elsewhere ?? place, text: elsewhere === null ? 'no such file' : 'is there' },
      ...(cover === null
        ? []
        : [{ kind: 'file', where: '/proc/self/mountinfo', text: `${cover.point} is a mount` } as const]),
    ],
    consequences:
      said?.report.found === null ? [{ code: 'pkgconfig.module-missing', subject: library.module }] : [],
    fixes: [...back, ...(cover === null ? [] : [uncoverFix(cover)])],
  };
}

/** A header that is there and is not the library's any more. */
const damaged = async (
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  path: string,
  damage: Text,
): Promise<Finding> => ({
  code: 'header.mismatch',
  subject: library.name,
  severity: 'error',
  title: text(`${path} is damaged`, `${path} 已损坏`),
  cause: text(`The file ${damage.en}.`, `该文件${damage['zh-CN']}。`),
  evidence: [{ kind: 'file', where: path, text: damage.en }],
  consequences: [],
  fixes: await restoreFixes(ask, scope, library.name, [path]),
});

/** The compiler finds the headers, and all that they include of their own. */
const headers: Check = {
  id: 'headers',
  title: text('the compiler finds the headers', '编译器能找到头文件'),
  codes: ['header.missing', 'header.mismatch'],
  async judge(ask, scope) {
    const views = headerViews(ask, scope);
    const findings: Finding[] = [];
    for (const [index, library] of stackLibraries(ask, scope).entries()) {
      const view = views[index];
      if (view === undefined) continue;
      const { found, elsewhere } = view;
      if (found === null) {
        const run = runViews(ask, scope)[index];
        const absent = run?.faults.some(({ kind }) => kind === 'not-installed');
        // In a prefix that pkg-config was not told of: that is what is to be said.
        const hidden =
          elsewhere !== null &&
          pkgConfigViews(ask, scope)[index]?.faults.some(
            ({ kind }) => kind === 'folder' || kind === 'variable',
          );
        if (absent || hidden || !isWanted(ask, scope, library, views)) continue;
        findings.push(await absentHeader(ask, scope, library, view));
        continue;
      }
      // What it includes of another library's is told there.
      const lost = lostHeaders(ask, found.path, library, view.folders).filter(
        ({ header }) => !stackLibraries(ask, scope).some((one) => one !== library && one.header === header),
      );
      for (const { header, damage } of lost)
        if (damage !== null)
          findings.push(await damaged(ask, scope, library, `${found.path}/${header}`, damage));
      const without = lost.filter(({ damage }) => damage === null);
      findings.push(...(await lostHeaderFindings(ask, scope, library, found.path, without)));
    }
    return findings;
  },
};

export default headers;

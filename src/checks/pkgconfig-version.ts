import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { asideFix } from '../doctor/fixes.ts';
import { restoreFixes } from '../doctor/restore.ts';
import type { Check } from '../facts/check.ts';
import { folderOf } from '../facts/loader/expand.ts';
import { pkgConfigReport } from '../facts/pkgconfig.ts';
import { prefixOf } from '../facts/stack/folders.ts';
import { headerViews } from '../facts/stack/includes.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';
import { releaseOf, seriesOf, versionViews } from '../facts/stack/versions.ts';

/** A module says the version that its header and its library have. */
const pkgconfigVersion: Check = {
  id: 'pkgconfig-version',
  title: text('the modules say the version that is there', 'pkg-config 模块的版本与实际一致'),
  codes: ['pkgconfig.stale'],
  judge: (ask, scope) =>
    Promise.all(
      stackLibraries(ask, scope).flatMap((library, index): Promise<Finding>[] => {
        const { found, files } = pkgConfigReport(ask, library.module);
        const header = headerViews(ask, scope)[index]?.found ?? null;
        const run = versionViews(ask, scope)[index]?.run ?? null;
        const release = run && releaseOf(ask, library, run.path);
        const said = found?.version ?? null;
        if (found === null || said === null || header?.version == null || said === header.version) return [];
        // The module of one installation and the header of another: what variables bring about has its own checks.
        const prefix = prefixOf(folderOf(found.file));
        const isBeside = header.file.startsWith(`${prefix}/include/`);
        const front = files.find(({ path }) => path === found.file);
        const byDefault = front?.folder.from === 'default' && header.from === 'default';
        if (!isBeside && !byDefault) return [];
        // Left behind by an installation that is gone: the module of the one that is there stands behind it.
        const meant = files.find(
          ({ read }) => read.ok && read.value !== found && read.value.version === header.version,
        );
        // Header and library are of two releases: that is another check's question, whichever of them the module names.
        if (release?.by === 'file name' && release.version !== header.version) return [];
        const make = async (): Promise<Finding> => ({
          code: 'pkgconfig.stale',
          subject: library.module,
          severity: seriesOf(said) === seriesOf(header.version ?? '') ? 'warning' : 'error',
          title: text(
            `${library.module}.pc says ${said}, and ${header.version} is installed`,
            `${library.module}.pc 写的是 ${said}，实际安装的是 ${header.version}`,
          ),
          cause: text(
            `Who asks pkg-config for a version (configure, CMake, Meson) is answered for another installation than ${header.file} belongs to.`,
            `向 pkg-config 查询版本的程序（configure、CMake、Meson）得到的是另一次安装的答案，与 ${header.file} 不符。`,
          ),
          evidence: [
            { kind: 'file', where: found.file, text: `Version: ${said}` },
            { kind: 'file', where: header.file, text: header.version ?? '' },
          ],
          consequences: [{ code: 'pkgconfig.version-too-old', subject: library.module }],
          fixes:
            !isBeside && meant !== undefined
              ? [asideFix(ask, found.file)]
              : await restoreFixes(ask, scope, library.name, [found.file]),
        });
        return [make()];
      }),
    ),
};

export default pkgconfigVersion;

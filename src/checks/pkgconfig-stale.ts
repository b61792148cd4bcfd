import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { asideFix } from '../doctor/fixes.ts';
import { restoreFixes } from '../doctor/restore.ts';
import type { Check } from '../facts/check.ts';
import { pkgConfigViews } from '../facts/stack/pkgconfig.ts';
import { runViews } from '../facts/stack/run.ts';

/** The modules point to what is there. */
const pkgconfigStale: Check = {
  id: 'pkgconfig-stale',
  title: text('the modules of pkg-config point to what is there', 'pkg-config 模块指向的内容都存在'),
  codes: ['pkgconfig.stale'],
  judge: (ask, scope) =>
    Promise.all(
      pkgConfigViews(ask, scope).flatMap(({ faults, library }) =>
        faults.flatMap((fault): Promise<Finding>[] => {
          if (fault.kind !== 'stale') return [];
          const run = runViews(ask, scope).find((view) => view.library === library);
          const make = async (): Promise<Finding> => ({
            code: 'pkgconfig.stale',
            subject: fault.module,
            severity: 'error',
            title: text(`${fault.path} points to what is not there`, `${fault.path} 指向的内容不存在`),
            cause: text(
              `It names ${fault.gone}, which does not exist: the library was moved or removed since.`,
              `文件中写的 ${fault.gone} 不存在：库后来被移动或删除了。`,
            ),
            evidence: [
              { kind: 'file', where: fault.path, text: `names ${fault.gone}` },
              { kind: 'file', where: fault.gone, text: 'no such file or directory' },
            ],
            consequences: [],
            // One of a build folder goes before the installed one (pkg-config(1), "uninstalled"), which is left as it is.
            fixes: fault.path.endsWith('-uninstalled.pc')
              ? [asideFix(ask, fault.path, 'safe')]
              : await restoreFixes(ask, scope, library, [fault.path, ...(run?.path ? [run.path] : [])]),
          });
          return [make()];
        }),
      ),
    ),
};

export default pkgconfigStale;

import type { Finding, Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { proposal } from '../doctor/fixes.ts';
import { profileFix, variableFix } from '../doctor/loader-fixes.ts';
import { pkgConfigKey } from '../doctor/pkgconfig-key.ts';
import { faultsOfKind } from '../doctor/stack-faults.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { pkgConfigSearch } from '../facts/pkgconfig.ts';
import { headerViews } from '../facts/stack/includes.ts';
import { linkViews } from '../facts/stack/link.ts';
import { pkgConfigViews } from '../facts/stack/pkgconfig.ts';
import { runViews } from '../facts/stack/run.ts';
import { witnesses } from '../facts/stack/witnesses.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Links in the first folder below /usr/local that pkg-config searches by itself: for every user and every shell. */
function linkFix(ask: Ask, paths: readonly string[]): Fix {
  const folder =
    ask
      .of(pkgConfigSearch)
      .folders.find((one) => one.from === 'default' && one.path.startsWith('/usr/local/'))?.path ??
    '/usr/local/lib/pkgconfig';
  const links = paths.map((path) => [path, `${folder}/${nameOf(path)}`] as const);
  const own = [...ask.probe.self.command, '__repair'];
  const names = paths.map(nameOf);
  return {
    title: text(
      `Link ${names.join(' and ')} into ${folder}, which pkg-config searches`,
      `把 ${names.join('、')} 链接到 pkg-config 会搜索的 ${folder}`,
    ),
    commands: links.map(([path, link]) => [...own, 'link', path, link]),
    needsRoot: true,
    automatic: true,
    risk: 'safe',
    undo: links.map(([, link]) => [...own, 'unlink', link]),
  };
}

/**
 * The words that a sysroot spoils are passed over where the compiler finds everything in folders of its own: folders that
 * do not exist are no error to it (gcc(1), -I and -L).
 */
function isPassedOver(ask: Ask, scope: Scope, library: string): boolean {
  const header = headerViews(ask, scope).find((view) => view.library === library)?.found;
  const taken = linkViews(ask, scope).find((view) => view.library === library)?.taken;
  return header?.from === 'default' && taken?.from === 'default' && taken.file.fault === null;
}

/** The variables of pkg-config let it find what is here. */
const envPkgConfigPath: Check = {
  id: 'env-pkg-config-path',
  title: text('PKG_CONFIG_PATH and its relatives lead to the modules', 'PKG_CONFIG_PATH 等变量能找到模块'),
  codes: ['env.pkg-config-path'],
  judge(ask, scope) {
    const { env } = ask.probe;
    const views = pkgConfigViews(ask, scope);
    const beside = (folder: string): readonly string[] =>
      views.flatMap(({ faults }) =>
        faults.flatMap((fault) => (fault.kind === 'folder' && fault.folder === folder ? [fault.path] : [])),
      );
    const findings = views.flatMap(({ faults, library, report }): Finding[] =>
      faults.flatMap((fault): Finding[] => {
        if (fault.kind === 'variable') {
          const { variable, value, effect, module, asPath } = fault;
          const key = pkgConfigKey(effect);
          const file = report.found?.file;
          return [
            {
              code: 'env.pkg-config-path',
              subject: variable,
              severity:
                variable === 'PKG_CONFIG_SYSROOT_DIR' &&
                effect.kind === 'stale' &&
                isPassedOver(ask, scope, library)
                  ? 'warning'
                  : 'error',
              title: text(
                `${variable} keeps pkg-config from a sound ${module}`,
                `${variable} 使 pkg-config 得不到可用的 ${module}`,
              ),
              cause: asPath
                ? text(
                    `It takes the place of the usual folders, and hides what ${module} requires there.`,
                    `它取代了默认的搜索目录，使 ${module} 在那里所依赖的模块无法找到。`,
                  )
                : file
                  ? text(
                      `Through it ${file} is taken; without it a module is found that is in order.`,
                      `它使 ${file} 被采用；去掉后能找到正常的模块。`,
                    )
                  : text(
                      `With it no ${module} is found; without it there is one.`,
                      `设置它时找不到 ${module}；去掉后能找到。`,
                    ),
              evidence: [
                { kind: 'env', where: variable, text: value },
                ...(file ? [{ kind: 'file' as const, where: file, text: 'comes first' }] : []),
              ],
              consequences: key === null ? [] : [key],
              fixes: [
                asPath
                  ? proposal(
                      text(
                        'Use PKG_CONFIG_PATH, which adds to the usual folders where PKG_CONFIG_LIBDIR takes their place',
                        '改用 PKG_CONFIG_PATH：它是在默认目录之外追加，而 PKG_CONFIG_LIBDIR 会取代默认目录',
                      ),
                      [
                        ['unset', variable],
                        [
                          'export',
                          `PKG_CONFIG_PATH=${[env.PKG_CONFIG_PATH, value].filter(Boolean).join(':')}`,
                        ],
                      ],
                    )
                  : variableFix(ask, variable, null),
              ],
            },
          ];
        }
        if (fault.kind !== 'folder') return [];
        const run = runViews(ask, scope).find((view) => view.library === library);
        const soname = run?.soname ?? null;
        // Whoever has the loader not search it either, or carries the folder in his programs, goes another way.
        const unwired = faultsOfKind(ask, scope, 'folder').length > 0;
        const byRpath = soname !== null && unwired && witnesses(ask, scope, soname).served.length > 0;
        // What keeps the library itself from working comes first; this is the next step.
        const isSick = run?.faults.some(({ kind }) => kind !== 'not-installed') === true;
        const old = env.PKG_CONFIG_PATH;
        return [
          {
            code: 'env.pkg-config-path',
            subject: 'PKG_CONFIG_PATH',
            severity: unwired || byRpath || isSick ? 'warning' : 'error',
            title: text(`pkg-config does not search ${fault.folder}`, `pkg-config 不搜索 ${fault.folder}`),
            cause: fault.mistyped
              ? text(
                  `${fault.mistyped} names the folder, but pkg-config reads PKG_CONFIG_PATH: the variable is mistyped.`,
                  `写有该目录的变量是 ${fault.mistyped}，而 pkg-config 读取的是 PKG_CONFIG_PATH：变量名拼错了。`,
                )
              : text(
                  `${fault.path} is there, but neither PKG_CONFIG_PATH nor pkg-config's own list names its folder.`,
                  `${fault.path} 存在，但 PKG_CONFIG_PATH 和 pkg-config 自身的列表都没有该目录。`,
                ),
            evidence: [
              { kind: 'file', where: fault.path, text: 'is there' },
              fault.mistyped
                ? { kind: 'env', where: fault.mistyped, text: env[fault.mistyped] ?? '' }
                : { kind: 'env', where: 'PKG_CONFIG_PATH', text: old ?? 'not set' },
            ],
            consequences: [{ code: 'pkgconfig.module-missing', subject: fault.module }],
            fixes: [
              linkFix(ask, beside(fault.folder)),
              ...profileFix(ask, fault.folder.replace(/\/pkgconfig$/, '')),
              {
                title: text('Or for your own shells', '或只为自己的 shell 设置'),
                commands: [['export', `PKG_CONFIG_PATH=${[fault.folder, old].filter(Boolean).join(':')}`]],
                needsRoot: false,
                automatic: false,
                risk: 'safe',
              },
            ],
          },
        ];
      }),
    );
    return mergedByVariable(findings);
  },
};

/** Automatic ones that are not known from another module. */
const newFixes = ({ fixes }: Finding, known: Finding): readonly Fix[] => {
  const words = known.fixes.map(({ commands }) => JSON.stringify(commands));
  return fixes.filter((fix) => fix.automatic && !words.includes(JSON.stringify(fix.commands)));
};

/** One variable is one finding, with the fixes for every module. */
function mergedByVariable(findings: readonly Finding[]): readonly Finding[] {
  const bySubject = new Map<string | null, Finding>();
  for (const finding of findings) {
    const known = bySubject.get(finding.subject);
    bySubject.set(
      finding.subject,
      known === undefined
        ? finding
        : {
            ...known,
            severity: known.severity === 'error' ? 'error' : finding.severity,
            evidence: [
              ...known.evidence,
              ...finding.evidence.filter((one) => !known.evidence.some((other) => other.where === one.where)),
            ],
            consequences: [...known.consequences, ...finding.consequences],
            fixes: [...newFixes(finding, known), ...known.fixes],
          },
    );
  }
  return [...bySubject.values()];
}

export default envPkgConfigPath;

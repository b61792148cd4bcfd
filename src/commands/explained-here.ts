import { resolve } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { libraryOfFile } from '../explain/subjects/libraries.ts';
import { askOf } from '../facts/ask.ts';
import type { Context } from '../host/context.ts';

/** The program that the loader names before its complaint (ld.so(8)). */
const SAID =
  /(?:^|[\s(])((?:\/|\.{1,2}\/)[^\s:'"()]{1,300}): (?:error while loading shared libraries|symbol lookup error): /;

/** The checks that know why a program does not load. */
const CHECKS = [
  'binary',
  'env-library-path',
  'library-dependencies',
  'library-duplicates',
  'library-files',
  'library-installed',
  'library-links',
  'library-symbols',
  'loader-cache',
  'loader-folders',
  'mounts',
];

const plain = (name: string): string => libraryOfFile(name) ?? name;

/** Where the program of a complaint lies on this machine; null: nothing says that the log is of this machine. */
function programOf({ host }: Context, { evidence }: Finding): string | null {
  for (const { text } of evidence) {
    const said = SAID.exec(text)?.[1];
    const path = said === undefined ? null : resolve(host.self.cwd, said);
    const stat = path === null ? null : host.stat(path);
    if (path !== null && stat?.ok && stat.value.kind === 'file') return path;
  }
  return null;
}

/**
 * A loader's complaint, or the reason for it where the log is evidently of this machine and the doctor finds the same
 * library at fault: a log alone shows the symptom only. Null: there is nothing to add to the log.
 */
export async function reasonHere(context: Context, finding: Finding): Promise<Finding | null> {
  if (finding.code !== 'runtime.library-not-found' && finding.code !== 'runtime.symbol-missing') return null;
  const program = programOf(context, finding);
  if (program === null || finding.subject === null) return null;
  const [{ examine }, { scopeOf }, { loadRecipes }] = await Promise.all([
    import('../doctor/examine.ts'),
    import('../doctor/scope.ts'),
    import('../recipes/load.ts'),
  ]);
  const recipes = await loadRecipes(context.host, context.packageRoot);
  const scope = scopeOf(recipes, { targets: [], prefix: '/usr/local', binaries: [program] });
  const { findings } = await examine(askOf(context.host), scope, CHECKS);
  const wanted = plain(finding.subject);
  const reason = findings.find(
    ({ code, subject, severity, consequences }) =>
      severity === 'error' &&
      code !== finding.code &&
      (plain(subject ?? '') === wanted ||
        consequences.some((one) => plain(one.subject ?? '') === wanted) ||
        code === 'env.library-path'),
  );
  return reason === undefined
    ? null
    : {
        ...reason,
        evidence: [...finding.evidence, ...reason.evidence],
        consequences: [{ code: finding.code, subject: finding.subject }, ...reason.consequences],
      };
}

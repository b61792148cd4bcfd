import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity } from '../doctor/building.ts';
import { compilerFault } from '../doctor/compiler-fault.ts';
import { evidenceOf } from '../doctor/compiler-findings.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';
import { compilerTrials, tryCompiler } from '../facts/compiler-trial.ts';
import { siteFiles } from '../facts/config-site.ts';

/** Defaults for configure scripts that break what works without them: a compiler by make still works, which confuses. */
const configSite: Check = {
  id: 'config-site',
  title: text('the defaults of configure scripts make programs', 'configure 的默认设置能编译程序'),
  codes: ['env.compiler-flags'],
  async judge(ask, scope) {
    const severity = variableSeverity(ask, scope);
    if (severity === null) return [];
    const files = siteFiles(ask, scope.prefix);
    if (files.length === 0 || !(await ask.of(compilerTrials)('c')).some(({ ok }) => ok)) return [];
    const judged = await Promise.all(
      files.map(async ({ path, values }): Promise<readonly Finding[]> => {
        // configure lets the environment win over the file only where the file says so: what it sets counts.
        const trial = await tryCompiler(ask, 'c', { env: values });
        if (trial.ok) return [];
        const { words } = compilerFault(trial, 'c');
        return [
          {
            code: 'env.compiler-flags',
            subject: 'CONFIG_SITE',
            severity,
            title: text(`${path} keeps configure from working`, `${path} 使 configure 无法工作`),
            cause: text(
              `Every configure script reads it first, and with what it sets no program is made (${words}); without it, one is.`,
              `每个 configure 脚本都会先读取它，而按其中的设置编译不了程序（${words}）；不用它就可以。`,
            ),
            evidence: [
              {
                kind: 'file',
                where: path,
                text: Object.entries(values)
                  .map(([name, value]) => `${name}=${value}`)
                  .join(', '),
              },
              evidenceOf(trial, words),
            ],
            consequences: [],
            fixes: [
              proposal(text('Correct the file, or set CONFIG_SITE=', '更正该文件，或设置 CONFIG_SITE=')),
            ],
          },
        ];
      }),
    );
    return judged.flat();
  },
};

export default configSite;

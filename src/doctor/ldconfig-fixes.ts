import type { Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { dpkg } from '../facts/dpkg.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { programs } from '../facts/programs.ts';
import { isInstalled } from '../formats/dpkg-status.ts';
import { installFix, reinstallFix } from './fixes.ts';

/** Puts back an ldconfig that is gone, may not be executed, or is something else; each way runs it in the end. */
export function ldconfigFixes(ask: Ask): readonly Fix[] {
  const lost = ask.of(programs).find('ldconfig');
  const [barred] = [...lost.onPath, ...lost.offPath].filter(({ problem }) => problem === 'not-executable');
  if (barred !== undefined)
    return [
      {
        title: text(`Let ${barred.path} be executed, and run it`, `恢复 ${barred.path} 的执行权限并运行它`),
        commands: [['chmod', 'a+x', barred.path], [barred.path]],
        needsRoot: true,
        automatic: true,
        risk: 'safe',
      },
    ];
  const names = ask.of(systemPackages)?.manager.provides.ldconfig ?? [];
  const installed =
    ask
      .of(dpkg)
      ?.packages.filter(isInstalled)
      .map(({ name }) => name) ?? [];
  // A package that is installed and has lost its program is put back, and runs it.
  const isHere = names.length > 0 && names.every((name) => installed.includes(name));
  if (!isHere) return installFix(ask, ['ldconfig']);
  // dpkg itself refuses to work without ldconfig (dpkg(1), --force-bad-path).
  return reinstallFix(ask, names).map((fix) => ({
    ...fix,
    commands: fix.commands.map((argv) =>
      argv.includes('--reinstall') ? [...argv, '-o', 'Dpkg::Options::=--force-bad-path'] : argv,
    ),
  }));
}

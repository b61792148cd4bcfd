import type { Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { repairFix } from './fixes.ts';

/**
 * gcc reads a file `specs` in its own folder unasked (GCC manual, "Spec Files") and says so with `-v`. Reinstalling does
 * not take away what no package brought; moving it aside does.
 */
export async function straySpecsFix(ask: Ask, argv: readonly string[]): Promise<readonly Fix[]> {
  const { probe } = ask;
  const answer = await probe.run([...argv, '-v'], {
    env: plainEnvironment(probe),
    timeoutMs: 10_000,
    maxBytes: 64 * 1024,
  });
  const path = /^Reading specs from (\/\S+)$/m.exec(answer.stderr)?.[1];
  if (path === undefined) return [];
  const real = probe.realpath(path);
  const file = real.ok ? real.value : path;
  if ((await ask.of(systemPackages)?.owner(file)) != null) return [];
  const title = text(
    `Move ${file} aside, which no package brought`,
    `把 ${file} 移到一旁：它不属于任何软件包`,
  );
  return [repairFix(ask, title, ['move-aside', file], { needsRoot: true, risk: 'moderate' })];
}

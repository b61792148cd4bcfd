import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { capabilityOfTool } from '../explain/subjects/tools.ts';
import type { Ask } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { programs } from '../facts/programs.ts';
import { decode } from '../formats/bytes.ts';
import { reinstallFix } from './fixes.ts';
import { toolFixes } from './toolchain-fixes.ts';

/**
 * The program that a script names in its first line (execve(2), "Interpreter scripts"), where it cannot be run. Null also
 * where it is on this machine at another place: then the script looks for it wrongly and is itself the fault.
 */
export function lostRunner(ask: Ask, script: string): string | null {
  const { probe } = ask;
  const head = probe.readRange(script, 0, 256);
  const path = head.ok ? /^#![ \t]*(\/[^\s\r]+)[ \t]*(?:[\r\n]|\S)/.exec(decode(head.value))?.[1] : undefined;
  if (path === undefined || probe.access(path, 'execute')) return null;
  const isElsewhere =
    !probe.lstat(path).ok && ask.of(programs).anywhere(path.slice(path.lastIndexOf('/') + 1)) !== null;
  return isElsewhere ? null : path;
}

/** A tool is a script, and what would run it is the fault. `words`: what was seen of the script. */
export async function withoutRunner(
  ask: Ask,
  runner: string,
  script: string,
  words: string,
  severity: Severity,
): Promise<Finding> {
  const name = runner.slice(runner.lastIndexOf('/') + 1);
  const isHere = ask.probe.lstat(runner).ok;
  const capability = capabilityOfTool(name);
  const owner = await ask.of(systemPackages)?.owner(runner);
  return {
    code: isHere ? 'tool.broken' : 'tool.missing',
    subject: name,
    severity,
    title: isHere
      ? text(`${runner} cannot be run`, `无法运行 ${runner}`)
      : text(`${runner} is missing`, `缺少 ${runner}`),
    cause: text(`${script} is a script that ${runner} runs.`, `${script} 是由 ${runner} 执行的脚本。`),
    evidence: [
      { kind: 'file', where: runner, text: isHere ? 'may not be executed' : 'no such file' },
      { kind: 'command', where: script, text: words },
    ],
    consequences: [],
    fixes: owner
      ? reinstallFix(ask, [owner.name])
      : capability === null
        ? []
        : await toolFixes(ask, capability),
  };
}

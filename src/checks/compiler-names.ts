import type { Finding, Fix, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity } from '../doctor/building.ts';
import { proposal, reinstallFix } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { programs } from '../facts/programs.ts';

/** The names that make(1) and POSIX know, and the compilers that stand behind them. */
const NAMES = [
  ['cc', 'gcc'],
  ['c++', 'g++'],
] as const;

/** update-alternatives(1) keeps what it manages here, a file a name. */
const MANAGED = '/var/lib/dpkg/alternatives';

async function judgeName(ask: Ask, name: string, compiler: string, usual: Severity): Promise<Finding | null> {
  const where = ask.of(programs);
  const { onPath, offPath } = where.find(name);
  const behind = where.find(compiler).onPath.find(({ problem }) => problem === null);
  if (onPath.length + offPath.length > 0 || behind === undefined) return null;
  const isManaged = ask.probe.stat(`${MANAGED}/${name}`).ok && where.anywhere('update-alternatives') !== null;
  const owner = await ask.of(systemPackages)?.owner(behind.path);
  const again: Fix = {
    title: text(`Choose the alternative ${name} anew`, `重新选择 ${name} 的替代项`),
    commands: [['update-alternatives', '--auto', name]],
    needsRoot: true,
    automatic: true,
    risk: 'safe',
  };
  const fixes = isManaged
    ? [again]
    : owner
      ? reinstallFix(ask, [owner.name])
      : [proposal(text(`Tell make: make CC=${compiler}`, `告知 make：make CC=${compiler}`))];
  return {
    code: 'tool.missing',
    subject: name,
    // Who put a compiler there by himself may never have wanted the other name.
    severity: isManaged || owner ? usual : 'warning',
    title: text(
      `${compiler} is here, and its name ${name} is gone`,
      `有 ${compiler}，但缺少它的名称 ${name}`,
    ),
    cause: text(
      `make and many scripts call the compiler ${name}; no program of that name is on PATH.`,
      `make 和许多脚本以 ${name} 调用编译器，而 PATH 中没有这个名称的程序。`,
    ),
    evidence: [{ kind: 'file', where: behind.path, text: `is there, and no ${name}` }],
    consequences: [],
    fixes,
  };
}

/** A compiler is called by the names that every system gives it. */
const compilerNames: Check = {
  id: 'compiler-names',
  title: text('the compilers have their usual names', '编译器具有通用名称'),
  codes: ['tool.missing'],
  async judge(ask, scope) {
    const severity = toolSeverity(ask, scope);
    if (severity === null) return [];
    const findings = await Promise.all(
      NAMES.map(([name, compiler]) => judgeName(ask, name, compiler, severity)),
    );
    return findings.filter((finding) => finding !== null);
  },
};

export default compilerNames;

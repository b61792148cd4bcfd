import type { Evidence, Finding, Fix, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { type Language, type Trial, tryCompiler } from '../facts/compiler-trial.ts';
import { folderOf } from '../facts/loader/expand.ts';
import { type ProgramFile, programs } from '../facts/programs.ts';
import { type CompilerFault, toolOf } from './compiler-fault.ts';
import { asideFix, proposal } from './fixes.ts';

/** Folders of the system's own programs. */
const SYSTEM = /^\/(usr\/)?s?bin$/;

export const isSystems = ({ path }: ProgramFile): boolean => SYSTEM.test(folderOf(path));

/** Two names in one folder (pkg-config and pkgconf): no order of PATH prefers the one, and neither shadows the other. */
export function inOneFolder({ probe }: Ask, one: ProgramFile, other: ProgramFile): boolean {
  const [first, second] = [one, other].map(({ path }) => {
    const real = probe.realpath(folderOf(path));
    return real.ok ? real.value : folderOf(path);
  });
  return first === second;
}

/** Whose copy a program is, for people; null where nobody but a person can have put it there. */
export function distributorOf(ask: Ask, { path, real }: ProgramFile): string | null {
  const { env } = ask.probe;
  const both = [path, real ?? path];
  const below = (root: string | undefined) =>
    root !== undefined && root !== '' && both.some((one) => one.startsWith(`${root}/`));
  if (
    below(env.CONDA_PREFIX) ||
    both.some((one) => /\/(?:\w*conda\d?|miniforge\d?|mambaforge|micromamba)\//i.test(one))
  )
    return 'Anaconda';
  if (both.some((one) => /\/Cellar\/|^\/opt\/homebrew\/|linuxbrew\//.test(one))) return 'Homebrew';
  if (both.some((one) => one.startsWith('/opt/local/'))) return 'MacPorts';
  if (both.some((one) => one.startsWith('/nix/') || one.includes('/.nix-profile/'))) return 'Nix';
  if (both.some((one) => one.startsWith('/snap/'))) return 'Snap';
  return null;
}

/** How the copy in front is taken out of the way. What a person laid down is moved aside; a distribution's stays, PATH changes. */
export function unshadowFixes(ask: Ask, file: ProgramFile, risk: Fix['risk'] = 'moderate'): readonly Fix[] {
  const distributor = distributorOf(ask, file);
  const { probe } = ask;
  const folder = folderOf(file.path);
  const personal = folder.startsWith('/usr/local/') || folder.startsWith(`${probe.self.home}/`);
  if (distributor === null && personal && probe.self.os !== 'freebsd') {
    return [asideFix(ask, file.path, risk)];
  }
  const title =
    distributor === 'Anaconda'
      ? text(
          'Leave the environment (conda deactivate), or put /usr/bin in front: export PATH=/usr/bin:$PATH',
          '退出该环境（conda deactivate），或把 /usr/bin 放到前面：export PATH=/usr/bin:$PATH',
        )
      : text(
          `Put /usr/bin in front of ${folder}: export PATH=/usr/bin:$PATH`,
          `把 /usr/bin 放到 ${folder} 前面：export PATH=/usr/bin:$PATH`,
        );
  return [proposal(title)];
}

interface Shadow {
  /** As the table of codes names the tool. */
  readonly subject: string;
  readonly front: ProgramFile;
  readonly meant: ProgramFile;
  readonly evidence: readonly Evidence[];
  readonly why: Finding['cause'];
  /** The copy in front was tried and does nothing: nobody loses what he had when it is moved aside. */
  readonly isUseless?: boolean;
}

export function shadowFinding(
  ask: Ask,
  { subject, front, meant, evidence, why, isUseless = false }: Shadow,
  severity: Severity,
): Finding {
  const whose = distributorOf(ask, front);
  return {
    code: 'tool.shadowed',
    subject,
    severity,
    title: text(
      `PATH picks ${front.path}${whose === null ? '' : ` (${whose})`} instead of ${meant.path}`,
      `PATH 选中的是 ${front.path}${whose === null ? '' : `（${whose}）`}，而不是 ${meant.path}`,
    ),
    cause: why,
    evidence: [
      { kind: 'env', where: 'PATH', text: `${front.path} stands before ${meant.path}` },
      ...evidence,
    ],
    consequences: [],
    fixes: unshadowFixes(ask, front, isUseless ? 'safe' : 'moderate'),
  };
}

/** The helpers that a compiler finds by PATH. */
const HELPERS = ['as', 'ld', 'collect2', 'cc1', 'cc1plus'];

/** A failing compiler in front of one of the same name that works, or a stray assembler or linker in front of the system's. */
export async function shadowedCompiler(
  ask: Ask,
  language: Language,
  trial: Trial,
  fault: CompilerFault,
  severity: Severity,
): Promise<Finding | null> {
  const used = trial.argv?.[0] ?? '';
  const name = used.slice(used.lastIndexOf('/') + 1);
  const where = ask.of(programs);
  const { onPath } = where.find(name);
  const front = onPath.find(({ path }) => path === used);
  const evidence: Evidence = { kind: 'command', where: trial.line, text: fault.words };
  if (front !== undefined) {
    const others = onPath.filter(({ real, problem }) => problem === null && real !== front.real);
    for (const meant of others) {
      if (!(await tryCompiler(ask, language, { argv: [meant.path] })).ok) continue;
      const why = text(
        `${front.path} comes first on PATH and makes no programs; ${meant.path} does.`,
        `PATH 中排在前面的 ${front.path} 无法编译程序，而 ${meant.path} 可以。`,
      );
      return shadowFinding(
        ask,
        { subject: toolOf(language), front, meant, evidence: [evidence], why, isUseless: true },
        severity,
      );
    }
  }
  const plain = where.folders.filter((folder) => SYSTEM.test(folder)).join(':');
  if (
    plain === '' ||
    !(await tryCompiler(ask, language, { env: { PATH: plain }, argv: trial.argv ?? [] })).ok
  )
    return null;
  for (const helper of HELPERS) {
    const files = where.find(helper).onPath.filter(({ problem }) => problem === null);
    const [first] = files;
    const meant = files.find(isSystems);
    if (first === undefined || meant === undefined || isSystems(first)) continue;
    const why = text(
      `The compiler starts ${first.path}, the first on PATH, and fails with it; with ${meant.path} it works.`,
      `编译器启动了 PATH 中最靠前的 ${first.path} 并因此失败；使用 ${meant.path} 则正常。`,
    );
    return shadowFinding(ask, { subject: helper, front: first, meant, evidence: [evidence], why }, severity);
  }
  return null;
}

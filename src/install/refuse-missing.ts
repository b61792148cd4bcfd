import type { Capability } from '../core/capability.ts';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding, Fix } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import type { Machine, Wish } from './input.ts';
import type { Missing } from './needs.ts';

/** The program by which a diagnosis names a capability (docs/diagnosis-codes.md, column "subject"). */
const TOOL_OF: Readonly<Partial<Record<Capability, string>>> = {
  'c-compiler': 'gcc',
  'c++-compiler': 'g++',
  downloader: 'curl',
};

/** Capabilities that are libraries, which are `dependency.missing` and not `tool.missing`. */
const isLibrary = (capability: Capability): boolean => /^(lib(?!tool)|gssapi)/.test(capability);

function installFix({ manager, power }: Machine, packages: readonly string[]): Fix[] {
  if (manager === null || packages.length === 0) return [];
  const { is, refreshDue } = manager;
  return [
    {
      title: text(`Install ${packages.join(', ')}`, `安装 ${packages.join('、')}`),
      commands: [
        ...(refreshDue && is.refreshArgv !== null ? [is.refreshArgv] : []),
        is.installArgv(packages),
      ],
      needsRoot: is.needsRoot,
      automatic: power !== 'none' || !is.needsRoot,
      risk: 'safe',
    },
  ];
}

function findingFor({ capability, packages }: Missing, machine: Machine): Finding {
  const name = TOOL_OF[capability] ?? capability;
  return {
    code: isLibrary(capability) ? 'dependency.missing' : 'tool.missing',
    subject: name,
    severity: 'error',
    title: text(`${name} is not on this machine`, `本机没有 ${name}`),
    cause:
      packages.length === 0
        ? text(
            `The build needs it, and ${machine.manager === null ? 'no package manager is known here' : `${machine.manager.is.id} has no package for it`}.`,
            `构建需要它，而${machine.manager === null ? '本机没有已知的软件包管理器' : ` ${machine.manager.is.id} 没有对应的软件包`}。`,
          )
        : text(
            `The build needs it; ${packages.join(' and ')} would bring it.`,
            `构建需要它；软件包 ${packages.join('、')} 可提供。`,
          ),
    evidence: [],
    consequences: [],
    fixes: installFix(machine, packages),
  };
}

/** Why what is missing cannot be installed by this run; null where it can. */
export function whyNotInstallable(missing: readonly Missing[], machine: Machine, wish: Wish): Text | null {
  if (missing.length === 0) return null;
  if (missing.some(({ packages }) => packages.length === 0))
    return text('no package is known that brings it', '没有已知的软件包可提供');
  if (wish.systemPackages !== 'install')
    return text(
      `--system-packages ${wish.systemPackages} forbids it`,
      `--system-packages ${wish.systemPackages} 不允许安装`,
    );
  if (machine.manager?.is.needsRoot && machine.power === 'none')
    return text(
      'it needs root, and neither root nor sudo or doas is to be had',
      '需要 root 权限，而当前既不是 root，也没有可用的 sudo 或 doas',
    );
  return null;
}

/** What is missing and cannot be installed: exit 3, before anything is changed. */
export function refuseMissing(missing: readonly Missing[], machine: Machine, why: Text): never {
  const names = missing.map(({ capability }) => TOOL_OF[capability] ?? capability).join(', ');
  const packages = [...new Set(missing.flatMap((one) => one.packages))];
  const findings = missing.map((one) => findingFor(one, machine));
  // One command brings all of it.
  const fixes = installFix(machine, packages);
  throw new SetupError(
    EXIT.cannot,
    text(
      `The build needs what this machine does not have: ${names}. It cannot be installed now: ${why.en}.`,
      `构建需要而本机没有：${names}。现在无法安装：${why['zh-CN']}。`,
    ),
    {
      findings: findings.map((finding) => ({
        ...finding,
        fixes: finding.fixes.length > 0 && fixes.length > 0 ? fixes : finding.fixes,
      })),
    },
  );
}

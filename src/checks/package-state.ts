import type { Finding, Fix, Severity } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { isInstalled } from '../doctor/building.ts';
import { mendingCommands } from '../doctor/mend-packages.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { type Dpkg, dpkg } from '../facts/dpkg.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { type DpkgPackage, unreadableLine } from '../formats/dpkg-status.ts';

const STATUS = '/var/lib/dpkg/status';

/** The packages that this stack comes in, by this machine's package manager, and what its libraries are called. */
function concerns(ask: Ask): (name: string) => boolean {
  const { manager } = ask.of(systemPackages) ?? {};
  const names = new Set(Object.values(manager?.provides ?? {}).flat());
  return (name) => /zmq|sodium|zeromq/.test(name) || names.has(name);
}

function fixesFor(ask: Ask, { unmet }: Dpkg): readonly Fix[] {
  return [
    {
      title:
        unmet.length > 0
          ? text(
              'Install what the packages lack, and finish configuring them',
              '补齐软件包缺少的依赖并完成配置',
            )
          : text('Finish configuring the packages', '完成软件包的配置'),
      commands: mendingCommands(ask),
      needsRoot: true,
      automatic: true,
      risk: 'safe',
    },
  ];
}

/** Whether the fault keeps this stack from working: its own packages are half done, or packages are wanted and apt refuses. */
function severityOf(ask: Ask, scope: Scope, ours: boolean, state: Dpkg): Severity {
  if (ours || (state.journal && (scope.building || !isInstalled(ask, scope)))) return 'error';
  return 'warning';
}

function interrupted(ask: Ask, scope: Scope, state: Dpkg): Finding {
  const isOurs = concerns(ask);
  const ours = state.halfDone.filter(({ name }) => isOurs(name));
  const named: readonly DpkgPackage[] = ours.length > 0 ? ours : state.halfDone;
  return {
    code: 'package.broken',
    subject: named[0]?.name ?? 'dpkg',
    severity: severityOf(ask, scope, ours.length > 0, state),
    title: text('dpkg was interrupted: packages are half installed', 'dpkg 曾被中断：有软件包只安装了一半'),
    cause: text(
      'An earlier run of apt or dpkg ended before it had unpacked and configured its packages.',
      '之前的 apt 或 dpkg 在解包并配置完软件包之前就结束了。',
    ),
    evidence: [
      ...(state.journal
        ? [{ kind: 'file', where: '/var/lib/dpkg/updates', text: "dpkg's journal was left behind" } as const]
        : []),
      ...[...named].slice(0, 10).map(
        ({ name, state: its, flag }) =>
          ({
            kind: 'file',
            where: '/var/lib/dpkg/status',
            text: `${name}: ${flag === 'ok' ? '' : `${flag} `}${its}`,
          }) as const,
      ),
    ],
    consequences: [],
    fixes: fixesFor(ask, state),
  };
}

function lacking(ask: Ask, scope: Scope, state: Dpkg): readonly Finding[] {
  const isOurs = concerns(ask);
  const ours = state.unmet.filter((one) => isOurs(one.package.name) || isOurs(one.missing));
  const [first] = ours.length > 0 ? ours : state.unmet;
  if (first === undefined) return [];
  // apt installs nothing else until this is mended.
  const severity: Severity =
    !isInstalled(ask, scope) || scope.building || ours.length > 0 ? 'warning' : 'info';
  return [
    {
      code: 'package.broken',
      subject: first.package.name,
      severity,
      title: text(
        `${first.package.name} lacks ${first.missing}, which it depends on`,
        `${first.package.name} 缺少它所依赖的 ${first.missing}`,
      ),
      cause: text(
        'A package was removed by force, or installed without what it depends on; apt asks for this to be mended before anything else.',
        '某个软件包被强制删除，或在缺少依赖时被安装；apt 会要求先修复这个问题。',
      ),
      evidence: (ours.length > 0 ? ours : state.unmet).slice(0, 10).map(({ package: one, missing }) => ({
        kind: 'file',
        where: '/var/lib/dpkg/status',
        text: `${one.name} ${one.version} depends on ${missing}, which is not installed`,
      })),
      consequences: [],
      fixes: fixesFor(ask, state),
    },
  ];
}

/**
 * apt is here, and the list of what is installed is gone, empty or cannot be read: every run of apt and dpkg fails. dpkg
 * keeps yesterday's. `words`: what is wrong with it.
 */
function lostRecord(ask: Ask, scope: Scope, words: Text): readonly Finding[] {
  const { probe } = ask;
  if (ask.of(systemPackages)?.manager.id !== 'apt' || !probe.stat('/var/lib/dpkg').ok) return [];
  const old = probe.readText(`${STATUS}-old`, 64 * 1024 * 1024);
  const hasOld = old.ok && old.value.trim() !== '' && unreadableLine(old.value) === null;
  return [
    {
      code: 'package.broken',
      subject: 'dpkg',
      severity: scope.building || !isInstalled(ask, scope) ? 'error' : 'warning',
      title: text("dpkg's list of installed packages is lost", 'dpkg 的已安装软件包列表丢失'),
      cause: text(`${STATUS} ${words.en}.`, `${STATUS} ${words['zh-CN']}。`),
      evidence: [{ kind: 'file', where: STATUS, text: words.en }],
      consequences: [],
      fixes: hasOld
        ? [
            {
              title: text('Take the copy that dpkg keeps', '恢复 dpkg 保留的副本'),
              commands: [['cp', '-p', `${STATUS}-old`, STATUS]],
              needsRoot: true,
              automatic: true,
              risk: 'moderate',
            },
          ]
        : [],
    },
  ];
}

/** dpkg's record, read from its files: dpkg itself may be what does not work. */
const packageState: Check = {
  id: 'package-state',
  title: text('the package manager is in order', '软件包管理器状态正常'),
  codes: ['package.broken'],
  judge(ask, scope) {
    const state = ask.of(dpkg);
    if (state === null || state.packages.length === 0)
      return lostRecord(ask, scope, text('is missing or empty', '缺失或为空'));
    const bad = state.unreadable;
    if (bad !== null)
      return lostRecord(
        ask,
        scope,
        text(
          `has a line that dpkg cannot read (${bad.line}): ${bad.text.slice(0, 80)}`,
          `中有 dpkg 无法解析的行（第 ${bad.line} 行）：${bad.text.slice(0, 80)}`,
        ),
      );
    return state.journal || state.halfDone.length > 0
      ? [interrupted(ask, scope, state)]
      : lacking(ask, scope, state);
  },
};

export default packageState;

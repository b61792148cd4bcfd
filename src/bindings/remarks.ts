import { coerce, lt } from 'semver';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { cgoDisabled, verificationOff } from '../doctor/go-finding.ts';
import type { Ask } from '../facts/ask.ts';
import { goSettings } from '../facts/go-settings.ts';
import { toolchain } from '../facts/toolchain.ts';
import type { Linkage } from '../install/plan.ts';
import type { Decided } from './decide.ts';
import { environmentVersion } from './python-environment.ts';

const coming = (decided: readonly Decided[]): readonly Decided[] =>
  decided.filter(({ planned }) => planned.action === 'add');

/** Settings with which the user's own next download goes unchecked; this run checks all the same. */
export const bindingFindings = (ask: Ask, decided: readonly Decided[]): readonly Finding[] =>
  coming(decided).flatMap(({ binding, planned }) =>
    binding.language === 'go'
      ? verificationOff(ask.of(goSettings), binding.versions[planned.version]!.module)
      : [],
  );

/** What a reader of the plan should know of a binding. */
export const bindingNotes = (decided: readonly Decided[]): readonly Text[] =>
  coming(decided).flatMap(({ binding }) =>
    binding.language === 'python'
      ? [
          text(
            `${binding.name}: its source is pinned by digest; what builds it (${binding.builtWith.join(', ')}) by version alone`,
            `${binding.name}：源码按摘要固定；构建工具（${binding.builtWith.join('、')}）仅按版本固定`,
          ),
        ]
      : [],
  );

function tooOld(tool: 'go' | 'python3', here: string, least: string): SetupError {
  const title = text(`${tool} ${here} is too old`, `${tool} ${here} 版本过旧`);
  return new SetupError(EXIT.cannot, title, {
    findings: [
      {
        code: 'tool.too-old',
        subject: tool,
        severity: 'error',
        title,
        cause: text(`${least} or newer is needed.`, `需要 ${least} 或更新版本。`),
        evidence: [{ kind: 'command', where: tool, text: here }],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

const isBelow = (version: string | null, least: string): version is string => {
  const [here, bound] = [coerce(version), coerce(least)];
  return here !== null && bound !== null && lt(here, bound);
};

/** Refuses, before anything is changed, what cannot work: SetupError (exit 2 or 3). */
export async function refuseBindings(
  ask: Ask,
  decided: readonly Decided[],
  { linkage, offline }: { readonly linkage: Linkage; readonly offline: boolean },
): Promise<void> {
  for (const { binding, planned } of coming(decided)) {
    if (!linkage.shared)
      throw new SetupError(
        EXIT.usage,
        text(
          `${binding.name} loads shared libraries, and only static ones were asked for`,
          `${binding.name} 需要加载共享库，而只要求了静态库`,
        ),
        { hint: text('Add --shared, or leave --static out.', '请加上 --shared，或去掉 --static。') },
      );
    if (binding.language === 'go') await refuseGo(ask, binding.go);
    else {
      const { python } = binding.versions[planned.version]!;
      const version = planned.made
        ? (await ask.of(toolchain).tool('python3')).version
        : environmentVersion(ask.probe, planned.place);
      if (isBelow(version, python)) throw tooOld('python3', version, python);
      if (offline) throw noIndex(binding.name);
    }
  }
}

async function refuseGo(ask: Ask, least: string): Promise<void> {
  const disabled = cgoDisabled(ask.of(goSettings));
  if (disabled !== null)
    throw new SetupError(
      EXIT.cannot,
      text(
        'goczmq is a cgo package, and cgo is switched off (CGO_ENABLED=0)',
        'goczmq 是 cgo 包，而 cgo 已被关闭（CGO_ENABLED=0）',
      ),
      { findings: [disabled] },
    );
  const { version } = await ask.of(toolchain).tool('go');
  if (isBelow(version, least)) throw tooOld('go', version, least);
}

const noIndex = (name: string): SetupError =>
  new SetupError(
    EXIT.cannot,
    text(`${name} cannot be brought with --offline`, `使用 --offline 时无法安装 ${name}`),
    {
      hint: text(
        'pip always asks its index for what builds it; leave --offline out, or point pip at an index that can be reached (PIP_INDEX_URL).',
        'pip 总要向索引查询构建工具；请去掉 --offline，或让 pip 使用可访问的索引（PIP_INDEX_URL）。',
      ),
    },
  );

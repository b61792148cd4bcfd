import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { searchFolderFix, variableFix } from '../doctor/loader-fixes.ts';
import { asMeant, partsOf } from '../doctor/slips.ts';
import { faultsOfKind, found, keyOfFault } from '../doctor/stack-faults.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { resolveNames } from '../facts/loader/resolve.ts';
import { mismatches } from '../facts/stack/mismatch.ts';
import { isOfLibraries, type Mismatch } from '../facts/stack/mismatch-kinds.ts';
import { runViews } from '../facts/stack/run.ts';

/** The loader says so at every start and goes on. */
function preloadsNothing(ask: Ask, scope: Scope): readonly Finding[] {
  const value = ask.probe.env.LD_PRELOAD;
  const soname = runViews(ask, scope).find((view) => view.soname !== null)?.soname;
  if (!value || !soname) return [];
  const lost = resolveNames(ask, [soname])?.libraries.filter(
    ({ reason, path, neededBy }) => reason === 'preload' && path === null && neededBy === 'LD_PRELOAD',
  );
  return (lost ?? []).map(
    ({ name }): Finding => ({
      code: 'env.library-path',
      subject: 'LD_PRELOAD',
      severity: 'warning',
      title: text(`LD_PRELOAD names ${name}, which cannot be loaded`, `LD_PRELOAD 指定的 ${name} 无法加载`),
      cause: text(
        'Every program complains about it at its start, and goes on.',
        '每个程序启动时都会为此报错，然后继续运行。',
      ),
      evidence: [{ kind: 'env', where: 'LD_PRELOAD', text: value }],
      consequences: [],
      fixes: [variableFix(ask, 'LD_PRELOAD', null)],
    }),
  );
}

/** A variable that puts a library in front which is not the one of the headers. */
function wrongVersion(ask: Ask, fault: Extract<Mismatch, { kind: 'variable' }>): Finding {
  const { variable, value, taken, instead, lacking, damage, library, severity } = fault;
  const atLink = variable === 'LIBRARY_PATH';
  const who = atLink ? text('the linker', '链接器') : text('the loader', '加载器');
  const more =
    lacking.length > 1
      ? text(` and ${lacking.length - 1} more functions`, ` 等 ${lacking.length} 个函数`)
      : text('', '');
  const how =
    damage !== null
      ? text(`is damaged (${damage.detail})`, `已损坏（${damage.detail}）`)
      : lacking.length > 0
        ? text(
            `lacks ${lacking[0]}${more.en} that the header declares`,
            `缺少头文件声明的 ${lacking[0]}${more['zh-CN']}`,
          )
        : text(
            `is ${taken.version}, the header is of another version`,
            `为 ${taken.version}，与头文件版本不同`,
          );
  return {
    code: 'env.library-path',
    subject: variable,
    severity,
    title: text(
      `${variable} gives ${who.en} ${taken.path}`,
      `${variable} 使${who['zh-CN']}用上 ${taken.path}`,
    ),
    cause: text(
      `That copy ${how.en}; without ${variable} ${who.en} takes ${instead.path}.`,
      `该库${how['zh-CN']}；没有 ${variable} 时${who['zh-CN']}会用 ${instead.path}。`,
    ),
    evidence: [
      { kind: 'env', where: variable, text: value },
      { kind: 'file', where: taken.path, text: taken.version ?? 'of unknown version' },
    ],
    consequences: [
      {
        code: damage !== null ? damage.code : atLink ? 'link.version-mismatch' : 'library.duplicate',
        subject: library,
      },
    ],
    fixes: [
      variableFix(
        ask,
        variable,
        value.split(':').find((entry) => taken.path.startsWith(`${entry}/`)) ?? null,
      ),
    ],
  };
}

/** A folder of the variable's that is not there, and beside it the one that was meant: a slip of the pen. */
function slips(ask: Ask, scope: Scope): readonly Finding[] {
  const entries = (ask.probe.env.LD_LIBRARY_PATH ?? '').split(/[:;]/).filter((entry) => entry !== '');
  return faultsOfKind(ask, scope, 'folder').flatMap((fault): Finding[] => {
    const root = fault.folder.replace(/\/lib(64)?(\/[\w-]+)?$/, '');
    const entry = entries.find(
      (one) =>
        one.replace(/\/+$/, '') !== fault.folder &&
        (partsOf(one).some((part) => asMeant(part, ask.probe.self.home) === fault.folder) ||
          asMeant(one, ask.probe.self.home) === fault.folder ||
          one.startsWith(`${root}/`) ||
          one.replace(/\/+$/, '') === root),
    );
    if (entry === undefined || root === '' || root === '/usr') return [];
    return [
      {
        code: 'env.library-path',
        subject: 'LD_LIBRARY_PATH',
        severity: 'error',
        title: text(
          `LD_LIBRARY_PATH names ${entry} where ${fault.folder} is meant`,
          `LD_LIBRARY_PATH 写的是 ${entry}，应为 ${fault.folder}`,
        ),
        cause: text(
          `${fault.soname} is in ${fault.folder}; ${entry} does not hold it.`,
          `${fault.soname} 位于 ${fault.folder}；${entry} 中没有它。`,
        ),
        evidence: [
          { kind: 'env', where: 'LD_LIBRARY_PATH', text: ask.probe.env.LD_LIBRARY_PATH ?? '' },
          { kind: 'file', where: fault.path, text: 'is there' },
        ],
        consequences: [],
        fixes: [
          {
            title: text('Correct it, here and where it is set', '更正该变量，并在设置它的地方一并修改'),
            commands: [
              [
                'export',
                `LD_LIBRARY_PATH=${entries.map((one) => (one === entry ? fault.folder : one)).join(':')}`,
              ],
            ],
            needsRoot: false,
            automatic: false,
            risk: 'safe',
          },
          { ...searchFolderFix(ask, fault.folder), automatic: false },
        ],
      },
    ];
  });
}

/** The variables that tell loader and linker where libraries are do no harm. */
const envLibraryPath: Check = {
  id: 'env-library-path',
  title: text('LD_LIBRARY_PATH and its relatives do no harm', 'LD_LIBRARY_PATH 等变量没有造成问题'),
  codes: ['env.library-path'],
  judge(ask, scope) {
    const atRun = faultsOfKind(ask, scope, 'variable').map((fault): Finding => {
      const { variable, value, entry, path, effects } = fault;
      const through = path ?? entry ?? value;
      return found(fault, {
        title: text(`${variable} puts ${through} in front`, `${variable} 使 ${through} 优先`),
        cause: text(
          `With ${variable} as it is, programs get ${through} and do not work; without ${entry ?? 'it'} they do.`,
          `按 ${variable} 目前的值，程序用到 ${through} 而无法工作；去掉${entry === null ? '该变量' : ` ${entry} `}后就正常。`,
        ),
        evidence: [
          { kind: 'env', where: variable, text: value },
          ...(path === null
            ? []
            : [{ kind: 'file' as const, where: path, text: `comes first through ${variable}` }]),
        ],
        consequences: effects.map(keyOfFault),
        fixes: [variableFix(ask, variable, entry)],
      });
    });
    const versions = mismatches(ask, scope).flatMap((fault) =>
      fault.kind === 'variable' && isOfLibraries(fault.variable) ? [wrongVersion(ask, fault)] : [],
    );
    const guilty = [...atRun, ...versions, ...slips(ask, scope)];
    return guilty.some(({ subject }) => subject === 'LD_PRELOAD')
      ? guilty
      : [...guilty, ...preloadsNothing(ask, scope)];
  },
};

export default envLibraryPath;

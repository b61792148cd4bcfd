import type { Finding, Fix, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import type { Trial } from '../facts/compiler-trial.ts';
import { foldersAbove } from '../facts/loader/expand.ts';
import { isWrapped } from '../facts/wrapped-compiler.ts';
import { evidenceOf } from './compiler-findings.ts';
import { proposal } from './fixes.ts';

/** A path, and what the C library calls a refusal (errno(3), EACCES). */
const REFUSED = /(\/[^\s:'"]+)['"]?:? .*?Permission denied|Permission denied.*?(\/[^\s:'"]+)/;

/** What belongs to another below a user's own home was left there by a command that he once ran as root. */
function ownershipFix(ask: Ask, folder: string): readonly Fix[] {
  const { home, user, uid, gid } = ask.probe.self;
  const stat = ask.probe.stat(folder);
  if (!folder.startsWith(`${home}/`) || !stat.ok || stat.value.uid === uid) return [];
  return [
    {
      title: text(`Give ${folder} to ${user}`, `把 ${folder} 的所有者改为 ${user}`),
      commands: [['chown', '-R', `${uid}:${gid}`, folder]],
      needsRoot: true,
      automatic: true,
      risk: 'moderate',
      undo: [['chown', '-R', `${stat.value.uid}:${stat.value.gid}`, folder]],
    },
  ];
}

/** What stands around the compiler (ccache) keeps its files in a folder that this user may not write; null where that is not it. */
export function closedCache(ask: Ask, trial: Trial, severity: Severity): Finding | null {
  if (trial.argv === null || !isWrapped(ask, trial.argv)) return null;
  const said = `${trial.result?.stderr ?? ''}\n${trial.result?.stdout ?? ''}`;
  const match = REFUSED.exec(said);
  const named = match?.[1] ?? match?.[2];
  if (match === null || named === undefined) return null;
  const there = [...foldersAbove(named), named].filter((path) => {
    const stat = ask.probe.stat(path);
    return stat.ok && stat.value.kind === 'directory';
  });
  const folder = there.at(-1);
  if (folder === undefined || ask.probe.access(folder, 'write')) return null;
  return {
    code: 'install.permission',
    subject: folder,
    severity,
    title: text(`${trial.argv[0]} cannot write in ${folder}`, `${trial.argv[0]} 无法写入 ${folder}`),
    cause: text(
      'It calls the compiler and keeps files of its own there; without them it compiles nothing.',
      '它在调用编译器之外要在那里保存自己的文件，写不了就不会编译。',
    ),
    evidence: [evidenceOf(trial, match[0].slice(0, 300))],
    consequences: [{ code: 'tool.broken', subject: 'gcc' }],
    fixes: [
      ...ownershipFix(ask, folder),
      ...(said.includes('ccache')
        ? [proposal(text('Or do without it for now', '或者暂时不用它'), [['export', 'CCACHE_DISABLE=1']])]
        : []),
    ],
  };
}

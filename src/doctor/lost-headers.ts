import type { Evidence, Finding, Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { join } from '../facts/loader/expand.ts';
import type { StackLibrary } from '../facts/stack/libraries.ts';
import type { LostHeader } from '../facts/stack/lost-headers.ts';
import { restoreFixes } from './restore.ts';

// One loss has many headers: the first is the finding, the others are its evidence.
const blank = { code: 'header.missing', severity: 'error', consequences: [] } as const;

const seen = (folder: string, list: readonly LostHeader[], words: string): readonly Evidence[] =>
  list.map(({ header }) => ({ kind: 'file', where: join(folder, header), text: words }));

async function goneFinding(
  ask: Ask,
  scope: Scope,
  { name }: StackLibrary,
  folder: string,
  gone: readonly LostHeader[],
  first: LostHeader,
): Promise<Finding> {
  const { by, header } = first;
  const more = gone.length - 1;
  return {
    ...blank,
    subject: header,
    title: text(
      `${by} includes ${header}, which is missing${more > 0 ? `, as ${more} more ${more === 1 ? 'is' : 'are'}` : ''}`,
      `${by} 包含的 ${header} 不存在${more > 0 ? `（另有 ${more} 个也不存在）` : ''}`,
    ),
    cause: text(
      `The headers of ${name} in ${folder} are incomplete.`,
      `${folder} 中 ${name} 的头文件不完整。`,
    ),
    evidence: seen(folder, gone, 'no such file'),
    fixes: await restoreFixes(ask, scope, name, [join(folder, header)]),
  };
}

function closedFinding(folder: string, closed: readonly LostHeader[], { header }: LostHeader): Finding {
  const fix: Fix = {
    title: text('Let everybody read them', '允许所有用户读取'),
    commands: [['chmod', 'a+r', ...closed.map((one) => join(folder, one.header))]],
    needsRoot: true,
    automatic: true,
    risk: 'moderate',
  };
  return {
    ...blank,
    subject: header,
    title: text(`${header} may not be read`, `无权读取 ${header}`),
    cause: text(`${join(folder, header)} shuts this user out.`, `${join(folder, header)} 不允许该用户读取。`),
    evidence: seen(folder, closed, 'permission denied'),
    fixes: [fix],
  };
}

/** What a library's own headers include and cannot be had, each kind of loss in one finding. */
export async function lostHeaderFindings(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  folder: string,
  lost: readonly LostHeader[],
): Promise<readonly Finding[]> {
  const gone = lost.filter(({ readable }) => readable);
  const closed = lost.filter(({ readable }) => !readable);
  return [
    ...(gone[0] ? [await goneFinding(ask, scope, library, folder, gone, gone[0])] : []),
    ...(closed[0] ? [closedFinding(folder, closed, closed[0])] : []),
  ];
}

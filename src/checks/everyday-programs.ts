import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity } from '../doctor/building.ts';
import { isSystems, shadowFinding } from '../doctor/shadow.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { type ProgramFile, programs } from '../facts/programs.ts';

/** What configure scripts, libtool and `make install` call beside the build tools (GNU Coding Standards, "Utilities in Makefiles"). */
const EVERYDAY =
  'basename cat chmod cmp cp date diff dirname echo expr install ln ls mkdir mktemp mv rm sort tail test touch tr true uname uniq wc'.split(
    ' ',
  );

/** What it says when asked for its version, or null where it ends badly without telling how it is used. */
async function answer({ probe }: Ask, { path }: ProgramFile): Promise<string | null> {
  const said = await probe.run([path, '--version'], { cwd: '/', timeoutMs: 5000, maxBytes: 16 * 1024 });
  const words = `${said.stdout}${said.stderr}`.trim();
  return said.code === 0 || /^usage:/im.test(words) ? words : null;
}

async function judgeProgram(ask: Ask, name: string, severity: Severity): Promise<readonly Finding[]> {
  const usable = ask
    .of(programs)
    .find(name)
    .onPath.filter(({ problem }) => problem === null);
  const [front] = usable;
  const meant = usable.find(isSystems);
  if (front === undefined || meant === undefined || isSystems(front) || front.real === meant.real) return [];
  const [own, its] = await Promise.all([answer(ask, meant), answer(ask, front)]);
  if (own === null || its !== null) return [];
  const why = text(
    `Scripts and makefiles call ${name} and get ${front.path}, which fails at the simplest question; ${meant.path} answers it.`,
    `脚本和 makefile 调用 ${name} 时用到的是 ${front.path}，它连最简单的询问都会出错；而 ${meant.path} 能正常回答。`,
  );
  return [shadowFinding(ask, { subject: name, front, meant, evidence: [], why, isUseless: true }, severity)];
}

/** Stray copies, in front of the system's, of programs that every build calls. Nothing is run where there are none. */
const everydayPrograms: Check = {
  id: 'everyday-programs',
  title: text('no stray copy stands before the everyday programs', '常用程序没有被其他副本遮住'),
  codes: ['tool.shadowed'],
  async judge(ask, scope) {
    const severity = toolSeverity(ask, scope);
    if (severity === null) return [];
    const judged = await Promise.all(EVERYDAY.map((name) => judgeProgram(ask, name, severity)));
    return judged.flat();
  },
};

export default everydayPrograms;

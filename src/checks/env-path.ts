import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity, willBuild } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import { neededTools } from '../doctor/needed-tools.ts';
import type { Check } from '../facts/check.ts';
import { folderOf } from '../facts/loader/expand.ts';
import { programs } from '../facts/programs.ts';
import { toolKind } from '../facts/tools.ts';

const COMPILERS = [
  ['cc', 'gcc', 'clang'],
  ['c++', 'g++', 'clang++'],
] as const;

/** Build tools that are on this machine, in a folder that PATH does not name. */
const envPath: Check = {
  id: 'env-path',
  title: text('PATH names the folders that hold the build tools', 'PATH 包含构建工具所在的目录'),
  codes: ['env.path'],
  judge(ask, scope) {
    const severity = variableSeverity(ask, scope);
    if (severity === null) return [];
    const where = ask.of(programs);
    const building = willBuild(ask, scope);
    const wanted = [
      ...COMPILERS,
      ...neededTools(scope, ask.probe.self.os)
        .filter(({ onlyToGenerate }) => building || !onlyToGenerate)
        .map(({ tool }) => toolKind(tool).programs),
    ];
    const lost = new Map<string, string[]>();
    for (const names of wanted) {
      const found = names.map((name) => where.find(name));
      if (found.some(({ onPath }) => onPath.length > 0)) continue;
      const off = found.flatMap(({ offPath }) => offPath).find(({ problem }) => problem === null);
      if (off === undefined) continue;
      const folder = folderOf(off.path);
      lost.set(folder, [...(lost.get(folder) ?? []), off.path.slice(folder.length + 1)]);
    }
    return [...lost].map(
      ([folder, tools]): Finding => ({
        code: 'env.path',
        subject: folder,
        severity,
        title: text(
          `PATH does not name ${folder}, which holds ${tools.join(', ')}`,
          `PATH 中没有 ${folder}，而 ${tools.join('、')} 就在那里`,
        ),
        cause: text(
          `Shells, make and configure look for programs in PATH's folders only.`,
          'shell、make 和 configure 只在 PATH 列出的目录中查找程序。',
        ),
        evidence: [
          { kind: 'env', where: 'PATH', text: ask.probe.env.PATH ?? '(not set)' },
          { kind: 'file', where: `${folder}/${tools[0]}`, text: 'is there and can be run' },
        ],
        consequences: [],
        fixes: [
          proposal(text(`Add it: export PATH=$PATH:${folder}`, `把它加入 PATH：export PATH=$PATH:${folder}`)),
        ],
      }),
    );
  },
};

export default envPath;

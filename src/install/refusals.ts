import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Breakage } from '../core/recipe.ts';
import { type Text, text } from '../core/text.ts';
import type { Machine, Selected } from './input.ts';

/** A tool that is here but older than the recipe can do with. */
export function refuseOld(tool: string, here: string, least: string): never {
  const title = text(
    `${tool} ${here} is too old: ${least} or newer is needed`,
    `${tool} ${here} 过旧：需要 ${least} 或更新版本`,
  );
  throw new SetupError(EXIT.cannot, title, {
    findings: [
      {
        code: 'tool.too-old',
        subject: tool,
        severity: 'error',
        title,
        cause: text(
          `The release's build does not work with ${tool} below ${least}.`,
          `此版本的构建不支持低于 ${least} 的 ${tool}。`,
        ),
        evidence: [{ kind: 'command', where: `${tool} --version`, text: here }],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

/** A release that nothing makes go with what is here. */
export function refuseBreakage(
  { recipe, version }: Selected,
  breakage: Breakage,
  why: Text,
  { compiler }: Machine,
): never {
  const title = text(
    `${recipe.name} ${version} cannot be built on this machine: ${breakage.symptom.en}`,
    `${recipe.name} ${version} 无法在本机构建：${breakage.symptom['zh-CN']}`,
  );
  throw new SetupError(EXIT.cannot, title, {
    hint: why,
    findings: [
      {
        code: 'compile.source-incompatible',
        subject: recipe.name,
        severity: 'error',
        title,
        cause: why,
        evidence: [
          {
            kind: 'system',
            where: 'compiler',
            text: compiler ? `${compiler.family} ${compiler.version}` : '-',
          },
          { kind: 'system', where: breakage.id, text: breakage.source },
        ],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

/** A feature that the library's CMake build does not know is not left out in silence. */
export function refuseUnsupported({ recipe, version }: Selected, features: readonly string[]): never {
  const names = features.join(', ');
  throw new SetupError(
    EXIT.usage,
    text(
      `The CMake build of ${recipe.name} ${version} does not know: ${names}`,
      `${recipe.name} ${version} 的 CMake 构建不支持：${names}`,
    ),
    { hint: text('Leave out --build-system cmake.', '请去掉 --build-system cmake。') },
  );
}

/** A variable of the user's that breaks every compilation; it is his, so that he is told and it is not overruled. */
export function refuseVariable(name: string, { flags }: Machine): never {
  const value = flags[name] ?? '';
  const title = text(`Nothing compiles with ${name}=${value}`, `设置 ${name}=${value} 后无法编译任何程序`);
  throw new SetupError(EXIT.cannot, title, {
    findings: [
      {
        code: 'env.compiler-flags',
        subject: name,
        severity: 'error',
        title,
        cause: text(
          `A program of one line is compiled without ${name}, and not with it.`,
          `不设置 ${name} 时可以编译一行的程序，设置后则不能。`,
        ),
        evidence: [{ kind: 'env', where: name, text: value }],
        consequences: [],
        fixes: [
          {
            title: text(`Run it again without ${name}`, `不带 ${name} 重新运行`),
            commands: [['env', '-u', name, 'czmq-setup', 'install']],
            needsRoot: false,
            automatic: false,
            risk: 'safe',
          },
        ],
      },
    ],
  });
}

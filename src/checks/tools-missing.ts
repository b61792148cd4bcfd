import type { Capability } from '../core/capability.ts';
import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isInstalled, toolSeverity } from '../doctor/building.ts';
import { capabilityOf, toolOf } from '../doctor/compiler-fault.ts';
import { installFix, installPackagesFix } from '../doctor/fixes.ts';
import { isLinkAlone } from '../doctor/link-alone.ts';
import { neededTools } from '../doctor/needed-tools.ts';
import { packagesWithLosses, toolFixes } from '../doctor/toolchain-fixes.ts';
import { packageOfTool } from '../explain/subjects/tools.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { compilersFor, type Language } from '../facts/compiler-trial.ts';
import { programs } from '../facts/programs.ts';
import { type ToolName, toolKind } from '../facts/tools.ts';
import { buildBy } from '../recipes/options.ts';

/** A compiler's name that is a link to none says that there is none; any other dangling tool is told as broken. */
const isCompiler = (name: string): boolean => /^(cc|c\+\+|gcc|g\+\+|clang|clang\+\+)$/.test(name);

/** No capability stands for what every system has. */
const POSIX: ReadonlySet<string> = new Set(['awk', 'sed', 'grep']);

/** What a user's own C program is made with. */
const FOR_PROGRAMS: ReadonlySet<ToolName> = new Set<ToolName>(['make', 'gmake', 'pkg-config']);

const AUTOTOOLS: readonly Capability[] = ['autoconf', 'automake', 'libtool'];

async function missing(
  ask: Ask,
  subject: string,
  capability: Capability,
  names: readonly string[],
  severity: Severity,
): Promise<Finding> {
  // autoreconf runs all three: who lacks one mostly lacks the others.
  const own = POSIX.has(subject) ? packageOfTool(subject) : null;
  const wanted = AUTOTOOLS.includes(capability) ? AUTOTOOLS : [capability];
  return {
    code: 'tool.missing',
    subject,
    severity,
    title: text(`${subject} is not installed`, `没有安装 ${subject}`),
    cause: text(
      `Building this stack needs it, and no program named ${names.join(' or ')} is in PATH's folders or where such programs usually lie.`,
      `构建这套库需要它，但在 PATH 的目录和常见位置都找不到名为 ${names.join(' 或 ')} 的程序。`,
    ),
    evidence: [{ kind: 'env', where: 'PATH', text: ask.probe.env.PATH ?? '' }],
    consequences: [],
    // A package that is installed and has lost the program is put back; installing it again would do nothing.
    fixes:
      packagesWithLosses(ask).length > 0
        ? await toolFixes(ask, capability)
        : own === null
          ? installFix(ask, wanted)
          : installPackagesFix(ask, [own]),
  };
}

/** What the recipes' builds call and is on this machine under no name and in no usual folder. */
const toolsMissing: Check = {
  id: 'tools-missing',
  title: text('the build tools are installed', '构建工具已安装'),
  codes: ['tool.missing'],
  async judge(ask, scope) {
    const severity = toolSeverity(ask, scope);
    if (severity === null) return [];
    const installed = isInstalled(ask, scope);
    // An install brings what is missing by itself; only who asked to build is told of it as a fault. Who has the headers
    // compiles C programs against them: what he lacks for that is worth a warning.
    const grade = (onlyToGenerate: boolean, forPrograms: boolean): Severity => {
      if (!scope.building) return forPrograms && installed ? 'warning' : 'info';
      return onlyToGenerate && !installed ? 'warning' : 'error';
    };
    const where = ask.of(programs);
    const isThere = (names: readonly string[]) =>
      names.some((name) => {
        const { onPath, offPath } = where.find(name);
        return [...onPath, ...offPath].some((file) => file.problem !== 'dangling' || !isCompiler(name));
      });
    const languages: readonly Language[] = scope.recipes.some((recipe) =>
      buildBy(recipe, 'autotools').needs.includes('c++-compiler'),
    )
      ? ['c', 'c++']
      : ['c'];
    const compilers = languages
      .filter((language) => compilersFor(ask, language, {}).length === 0)
      .map((language) => ({
        language,
        names: language === 'c' ? ['cc', 'gcc', 'clang'] : ['c++', 'g++', 'clang++'],
      }))
      .filter(({ names, language }) => !isThere(names) && !isLinkAlone(ask, language))
      .map(({ language, names }) =>
        missing(ask, toolOf(language), capabilityOf(language), names, grade(false, language === 'c')),
      );
    const needed = neededTools(scope, ask.probe.self.os);
    const lacks = (tool: ToolName) => !isThere(toolKind(tool).programs);
    const noAutoconf = lacks('autoconf');
    const others = needed
      // What comes with autoconf is not named beside it.
      .filter(
        ({ tool, capability }) => lacks(tool) && (tool === capability || !noAutoconf || tool === 'gmake'),
      )
      // One package has the archiver and the assembler: without both the compiler makes nothing, and that is told.
      .filter(({ tool }) => tool !== 'ar' || isThere(['as']))
      .map(({ tool, capability, onlyToGenerate }) =>
        missing(
          ask,
          tool === 'gmake' ? 'make' : tool,
          capability,
          toolKind(tool).programs,
          grade(onlyToGenerate, FOR_PROGRAMS.has(tool)),
        ),
      );
    return Promise.all([...compilers, ...others]);
  },
};

export default toolsMissing;

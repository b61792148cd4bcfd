import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { inRange } from '../core/version.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { programs } from '../facts/programs.ts';
import { toolchain } from '../facts/toolchain.ts';

/** CMake 4 refuses the releases' old `cmake_minimum_required`; our own builds are told how to go on, a user's are not. */
async function newOnes(ask: Ask, scope: Scope): Promise<readonly Finding[]> {
  if (ask.of(programs).onPath('cmake') === null) return [];
  const cmake = await ask.of(toolchain).tool('cmake');
  for (const { name, breakages } of scope.recipes) {
    for (const { when, symptom, cure, source } of breakages) {
      const range = when.tool?.cmake;
      if (when.buildSystem !== 'cmake' || range === undefined || !(await inRange(cmake.version, range)))
        continue;
      const option = cure.options?.join(' ') ?? '';
      return [
        {
          code: 'tool.too-new',
          subject: 'cmake',
          severity: 'warning',
          title: text(
            `CMake ${cmake.version} refuses ${name}'s CMake build`,
            `CMake ${cmake.version} 拒绝 ${name} 的 CMake 构建`,
          ),
          cause: symptom,
          evidence: [
            { kind: 'command', where: `${cmake.path} --version`, text: cmake.versionLine ?? '' },
            { kind: 'system', where: source, text: 'known since' },
          ],
          consequences: [],
          fixes: [
            {
              title: text(
                `Build it by czmq-setup, which passes ${option}, or pass that to cmake yourself`,
                `请用 czmq-setup 构建（会自动加上 ${option}），或自行把它传给 cmake`,
              ),
              commands: [],
              needsRoot: false,
              automatic: false,
              risk: 'safe',
            },
          ],
        },
      ];
    }
  }
  return [];
}

/** Tools that are newer than the releases can work with, as the recipes' breakages tell. */
const toolsTooNew: Check = {
  id: 'tools-too-new',
  title: text('no build tool is too new for the releases', '没有对这些版本来说过新的构建工具'),
  codes: ['tool.too-new'],
  async judge(ask, scope) {
    return scope.building ? newOnes(ask, scope) : [];
  },
};

export default toolsTooNew;

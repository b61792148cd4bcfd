import { text } from '../../core/text.ts';
import type { FamilyWords } from '../family.ts';
import { installIt, orBuildIt } from '../remedies.ts';
import { capabilityOfLibrary } from '../subjects/libraries.ts';

/** What rules of `dependency.missing` say where a build asks for a library by its name. */
export const WANTED_LIBRARY: FamilyWords = {
  cause: (subject) =>
    text(
      `The configuration step looked for ${subject ?? 'a library'} with its headers and did not find both where it searches.`,
      `配置步骤查找 ${subject ?? '某个库'} 及其头文件，但在搜索范围内没有找齐。`,
    ),
  remedies: (subject) => {
    const need = subject ? capabilityOfLibrary(subject) : null;
    return [
      ...installIt(subject, need),
      ...orBuildIt(subject),
      {
        title: text(
          'Installed elsewhere? Name its prefix in PKG_CONFIG_PATH or CMAKE_PREFIX_PATH',
          '装在别处？把其安装目录写进 PKG_CONFIG_PATH 或 CMAKE_PREFIX_PATH',
        ),
      },
    ];
  },
  possible: (subject) => [
    {
      code: 'library.not-installed',
      why: text('the development files are not installed', '没有安装开发文件'),
      ask: ['czmq-setup', 'doctor'],
    },
    {
      code: 'env.pkg-config-path',
      why: text('it is installed where this step does not look', '装在该步骤不查找的位置'),
      ask: ['find', '/usr', '/usr/local', '/opt', '-name', `${subject ?? 'lib*'}.*`],
    },
  ],
};

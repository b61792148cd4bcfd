import type { Code } from '../core/codes.ts';
import { type Text, text } from '../core/text.ts';

/** What a finding of a code is called, where its rules have nothing nearer to say. */
export const TITLES: Readonly<Partial<Record<Code, (subject: string | null) => Text>>> = {
  'autotools.not-generated': (subject) =>
    text(`${subject ?? 'A generated file'} does not exist`, `${subject ?? '某个应生成的文件'} 不存在`),
  'dependency.missing': (subject) =>
    text(`${subject ?? 'A library'} is needed and was not found`, `需要 ${subject ?? '某个库'}，但没有找到`),
  'dependency.too-old': (subject) =>
    text(
      `${subject ?? 'A library'} is older than what uses it needs`,
      `${subject ?? '某个库'} 的版本低于使用者的要求`,
    ),
  'fetch.network': (subject) =>
    text(`${subject ?? 'A host'} cannot be reached`, `无法访问 ${subject ?? '某个主机'}`),
  'fetch.not-found': (subject) =>
    text(`${subject ?? 'What was asked for'} does not exist there`, `那里没有 ${subject ?? '所请求的内容'}`),
  'header.missing': (subject) =>
    text(`${subject ?? 'A header'} was not found`, `找不到 ${subject ?? '某个头文件'}`),
  'link.library-not-found': (subject) =>
    text(`The linker does not find ${subject ?? 'a library'}`, `链接器找不到 ${subject ?? '某个库'}`),
  'pkgconfig.version-too-old': (subject) =>
    text(`${subject ?? 'A module'} is older than asked for`, `${subject ?? '某个模块'} 的版本低于要求`),
  'test.failed': (subject) =>
    text(`A self test failed${subject ? `: ${subject}` : ''}`, `自测失败${subject ? `：${subject}` : ''}`),
  'tool.missing': (subject) =>
    text(
      `${subject ?? 'A build tool'} is not installed or not on PATH`,
      `${subject ?? '某个构建工具'} 没有安装，或不在 PATH 中`,
    ),
  'tool.too-new': (subject) =>
    text(
      `${subject ?? 'A tool'} is newer than this source can work with`,
      `${subject ?? '某个工具'} 比这份源码能接受的版本更新`,
    ),
  'tool.too-old': (subject) =>
    text(
      `${subject ?? 'A tool'} is too old for this source`,
      `${subject ?? '某个工具'} 的版本太旧，无法用于这份源码`,
    ),
};

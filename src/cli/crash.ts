import { withoutSecrets } from '../core/redact.ts';
import { type Text, text } from '../core/text.ts';

/** What the line says of the machine and the call, beside the error itself. */
export interface CrashSite {
  readonly version: string;
  readonly node: string;
  readonly os: string;
  readonly arch: string;
  readonly kernel: string;
  readonly command: string | null;
  readonly packageRoot: string;
  readonly home: string;
}

const LONGEST = 300;

/** Error's name, message and the first line of its stack that is ours; no home path, no secret, one line. */
function nameOf(error: unknown, { packageRoot, home }: CrashSite): string {
  const shown = error instanceof Error ? error : new Error(String(error));
  const stack = (shown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const ours = stack.find((line) => line.includes(packageRoot)) ?? stack[0] ?? '';
  const words = `${shown.name}: ${shown.message} ${ours.trim()}`
    .replaceAll('file://', '')
    .replaceAll(packageRoot, '')
    .replaceAll(home === '' || home === '/' ? '\0' : home, '~');
  return withoutSecrets(words).replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

/** The one line to paste into an issue: version, Node, system, command, error. */
export const crashLine = (error: unknown, site: CrashSite): string =>
  [
    `czmq-setup ${site.version}`,
    `node ${site.node}`,
    `${site.os} ${site.arch} ${site.kernel}`,
    `command ${site.command ?? '-'}`,
    nameOf(error, site),
  ].join('; ');

export const CRASH: { readonly what: Text; readonly hint: Text } = {
  what: text(
    'this is a bug in czmq-setup, not a mistake of yours',
    '这是 czmq-setup 自身的错误，不是您的操作问题',
  ),
  hint: text('Please open an issue and paste this line:', '请提交 issue 并粘贴下面这一行：'),
};

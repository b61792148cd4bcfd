import { dirname } from 'node:path';
import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Probe } from '../../host/host.ts';
import { absolute, isAbsoluteNormal, loaderConfPath, productFields, word } from '../manifest-check.ts';
import { integer, type Judge, list, object, orNull, string } from '../validate.ts';
import { holder } from './journal-check.ts';
import type { CommitRequest } from './request.ts';

export const ACTIONS = ['commit', 'finish', 'undo', 'recover', 'uninstall'] as const;
export type Action = (typeof ACTIONS)[number];

const call = { prefix: absolute, holder, 'waitMs?': integer(24 * 60 * 60 * 1000) };

const FORMS: Readonly<Record<Action, Judge>> = {
  commit: object({
    ...call,
    products: list(object({ ...productFields, stagedRoot: absolute, 'stagedPrefix?': absolute }), 100),
    loaderConf: orNull(object({ path: loaderConfPath, text: string(10_000, /^[^\0]*$/) })),
    toolVersion: word,
  }),
  finish: object(call),
  undo: object(call),
  recover: object(call),
  uninstall: object({ ...call, products: list(word, 100) }),
};

/** ld.so.conf(5) takes folders and `include`; ours may name folders of the prefix only. */
function judgeLoaderConf({ prefix, loaderConf }: CommitRequest): string | null {
  const lines = (loaderConf?.text ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.every((line) => isAbsoluteNormal(line) && line.startsWith(`${prefix}/`))
    ? null
    : 'request.loaderConf.text names a folder outside the prefix';
}

const LARGEST = 4 * 1024 * 1024;

const refuse = (why: string): SetupError =>
  new SetupError(EXIT.usage, text(`the request is refused: ${why}`, `请求被拒绝：${why}`));

/**
 * Reads what the user's half asks root's half to do. The user has granted root already, so this guards against mix-ups
 * and against others: file and folder must belong to one user and be closed to all others, the file must be a regular
 * one, and its content must have the exact form, with every path in its bounds. What may be written is then bounded by
 * the transaction itself: the prefix, and our own file in ld.so.conf.d.
 */
export function readRequest(probe: Probe, action: string, path: string): unknown {
  const form = Object.hasOwn(FORMS, action) ? FORMS[action as Action] : undefined;
  if (form === undefined) throw refuse(`unknown action ${JSON.stringify(action)}`);
  if (!isAbsoluteNormal(path)) throw refuse('its path is not absolute');
  const file = probe.lstat(path);
  const folder = probe.lstat(dirname(path));
  if (!file.ok || file.value.kind !== 'file') throw refuse('it is not a regular file');
  if (!folder.ok || folder.value.kind !== 'directory') throw refuse('its folder is not a folder');
  const invoker = probe.env.SUDO_UID;
  const owner = /^\d{1,10}$/.test(invoker ?? '') ? Number(invoker) : file.value.uid;
  if (file.value.uid !== owner || folder.value.uid !== owner) throw refuse('it belongs to another user');
  if ((file.value.mode & 0o077) !== 0 || (folder.value.mode & 0o077) !== 0)
    throw refuse('others may read or write it');
  const answer = probe.readText(path, LARGEST);
  if (!answer.ok) throw refuse(answer.fault);
  let value: unknown;
  try {
    value = JSON.parse(answer.value);
  } catch {
    throw refuse('not JSON');
  }
  const fault =
    form(value, 'request') ?? (action === 'commit' ? judgeLoaderConf(value as CommitRequest) : null);
  if (fault !== null) throw refuse(fault);
  return value;
}

import { type Text, text, verbatim } from '../core/text.ts';
import type { ProofCheck } from './request.ts';

/** What kind of thing was tried. */
export type Part = 'proof' | 'link' | 'pattern' | 'fault' | 'upstream';

/** `skipped`: it could not be tried, and `detail` says why; that is no pass. */
export type Status = 'pass' | 'fail' | 'skipped';

/** One thing that `verify` tried, or could not try. */
export interface VerifyCheck {
  readonly target: string;
  readonly part: Part;
  readonly id: string;
  readonly status: Status;
  readonly detail: Text;
}

/** What became of one trial. `log`: what was run and what it printed, for the explain engine. */
export type Outcome =
  | { readonly status: 'pass'; readonly detail: Text }
  | { readonly status: 'skipped'; readonly detail: Text }
  | { readonly status: 'fail'; readonly detail: Text; readonly log: string };

export const NO_WORDS: Text = verbatim('');

export const passed = (detail: Text = NO_WORDS): Outcome => ({ status: 'pass', detail });
export const skipped = (detail: Text): Outcome => ({ status: 'skipped', detail });

export const lastLine = (log: string): string => log.trimEnd().split('\n').at(-1) ?? '';

/** The first line of a log in which a tool says what is wrong, else the last. */
export const tellingLine = (log: string): string =>
  log
    .split('\n')
    .find((line) =>
      /cannot find|undefined reference|multiple definition|fatal error|\berror:|CMake Error/i.test(line),
    ) ?? lastLine(log);

export const failed = (log: string, detail: Text = verbatim(tellingLine(log))): Outcome => ({
  status: 'fail',
  detail,
  log,
});

/** What the proof of an installation tried, in the words of `verify`. */
export const ofProof = ({ target, id, passed: good, detail }: ProofCheck): VerifyCheck => ({
  target,
  part: id.startsWith('message ') ? 'pattern' : 'proof',
  id,
  status: good ? 'pass' : 'fail',
  detail: verbatim(detail),
});

/** Why a C program of ours passed over a case, by the word that it prints. */
const REASONS: Readonly<Record<string, Text>> = {
  'no-ipv6': text('this machine has no ::1', '本机没有 ::1'),
  'no-ipc': text('the library was built without ipc', '该库构建时未启用 ipc'),
  'no-curve': text('the library was built without CURVE', '该库构建时未启用 CURVE'),
  'no-heartbeats': text(
    'this release has no heartbeats: they came with 4.2',
    '此版本没有心跳功能（4.2 才有）',
  ),
};

export const reasonOf = (word: string): Text => REASONS[word] ?? verbatim(word);

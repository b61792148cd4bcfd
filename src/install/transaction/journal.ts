import { join } from 'node:path';
import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Host, Probe } from '../../host/host.ts';
import { checkJournal } from './journal-check.ts';
import type { Journal } from './journal-model.ts';
import type { Layout } from './layout.ts';

/**
 * How far a transaction has come; it is the journal's file name, since a rename is atomic and needs no space.
 * `preparing`: files are copied in beside, nothing is changed. `open`: the acts run. `committed`: all are done, proof is
 * due. `proved`: only leftovers are to be deleted. `undone`: the same, with the old state restored.
 */
export const STATES = ['preparing', 'open', 'committed', 'proved', 'undone'] as const;
export type State = (typeof STATES)[number];

const nameOf = (state: State): string => `journal.${state}.json`;
const DRAFT = 'journal.draft';
/** Three libraries need 200 kB. */
const LARGEST = 32 * 1024 * 1024;

export const journalNames: readonly string[] = [...STATES.map(nameOf), DRAFT];

/** Writes the journal of a transaction that begins. It stands complete or not at all. */
export function writeJournal(host: Host, folder: string, journal: Journal): void {
  const draft = join(folder, DRAFT);
  host.writeFile(draft, JSON.stringify(journal), { mode: 0o644, sync: true });
  host.rename(draft, join(folder, nameOf('preparing')));
  host.fsync(folder);
}

/** Marks the next state, on disk when this returns. */
export function advance(host: Host, { records }: Layout, from: State, to: State): void {
  host.rename(join(records, nameOf(from)), join(records, nameOf(to)));
  host.fsync(records);
}

export function stateOf(probe: Probe, { records }: Layout): State | null {
  return STATES.find((state) => probe.lstat(join(records, nameOf(state))).ok) ?? null;
}

/** Whether a journal was being written when its run died. */
export const hasDraft = (probe: Probe, { records }: Layout): boolean => probe.lstat(join(records, DRAFT)).ok;

export function dropDraft(host: Host, layout: Layout): void {
  if (hasDraft(host, layout)) host.unlink(join(layout.records, DRAFT));
}

/** Deletes the journal of this state: the end of the transaction. */
export function closeJournal(host: Host, { records }: Layout, state: State): void {
  host.unlink(join(records, nameOf(state)));
}

/**
 * The journal and its state; null where no transaction is under way. A journal is hostile input like a manifest, the
 * more so as root may act on it: SetupError (exit 3) where its owner is neither root nor this user, or a path leaves the prefix.
 */
export function readJournal(probe: Probe, layout: Layout): { journal: Journal; state: State } | null {
  const state = stateOf(probe, layout);
  if (state === null) return null;
  const path = join(layout.records, nameOf(state));
  const refuse = (why: string): SetupError =>
    new SetupError(
      EXIT.cannot,
      text(
        `An interrupted installation under ${layout.prefix} cannot be undone: ${path}: ${why}.`,
        `无法撤销 ${layout.prefix} 下被中断的安装：${path}：${why}。`,
      ),
      {
        hint: text(
          `Look at ${layout.records}: aside/ holds what was replaced. Put it back by hand, then delete ${path}.`,
          `请查看 ${layout.records}：aside/ 中是被替换的文件。手动放回后删除 ${path}。`,
        ),
      },
    );
  const stat = probe.lstat(path);
  const owner = stat.ok ? stat.value.uid : -1;
  if (owner !== 0 && owner !== probe.self.uid) throw refuse(`it belongs to user id ${owner}`);
  const answer = probe.readText(path, LARGEST);
  if (!answer.ok) throw refuse(answer.fault);
  let value: unknown;
  try {
    value = JSON.parse(answer.value);
  } catch {
    throw refuse('not JSON');
  }
  const fault = checkJournal(value);
  if (fault !== null) throw refuse(fault);
  const journal = value as Journal;
  // Mounted or moved to another place meanwhile: what is inside is as valid as before, what is above is not.
  return journal.prefix === layout.prefix
    ? { journal, state }
    : { journal: { ...journal, parents: [], dismantled: [] }, state };
}

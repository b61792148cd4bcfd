/**
 * What happened to each message of a case, as the program of src/verify/programs/faults wrote it down, in order:
 *
 *     sent 17      handed to the socket for the first time
 *     again 17     handed over once more, as a retry or on purpose
 *     got 17       arrived whole, its digest right (each time)
 *     bad 17       arrived with another digest than it was sent with
 *     acked 17     its acknowledgement reached the producer
 *     mark cut     the fault begins; `mark back`: it is over; `mark blocked`: the socket takes no more
 *     failed WHY   the case could not be played
 *     end
 */
export type Entry =
  | { readonly what: 'sent' | 'again' | 'got' | 'bad' | 'acked'; readonly id: number }
  | { readonly what: 'mark'; readonly mark: string };

export interface Ledger {
  readonly entries: readonly Entry[];
  /** Why the case could not be played; null where it came to its end. */
  readonly failure: string | null;
}

const KINDS = ['sent', 'again', 'got', 'bad', 'acked'] as const;

/** Reads a program's lines; a ledger without its end is that of a program that was cut off. */
export function readLedger(stdout: string): Ledger {
  const entries: Entry[] = [];
  let failure: string | null = 'the program did not come to its end';
  for (const line of stdout.split('\n')) {
    const blank = line.indexOf(' ');
    const [key, rest] = blank < 0 ? [line, ''] : [line.slice(0, blank), line.slice(blank + 1)];
    const what = KINDS.find((kind) => kind === key);
    if (what !== undefined && /^\d+$/.test(rest)) entries.push({ what, id: Number(rest) });
    else if (key === 'mark') entries.push({ what: 'mark', mark: rest });
    else if (key === 'failed') return { entries, failure: rest };
    else if (key === 'end') failure = null;
  }
  return { entries, failure };
}

/** Numbers of messages. */
export interface Account {
  /** Different messages that were sent. */
  readonly sent: number;
  /** Different messages that arrived whole. */
  readonly received: number;
  /** Sent, and never arrived. */
  readonly lost: number;
  /** Arrivals of what had arrived already: dropped by their id. */
  readonly duplicated: number;
  /** First arrivals behind a message with a higher id. */
  readonly outOfOrder: number;
  /** Arrivals whose digest is not that of their body. */
  readonly corrupt: number;
  /** Sent once more. */
  readonly resent: number;
  /** Different messages whose acknowledgement arrived. */
  readonly acknowledged: number;
}

const idsOf = (entries: readonly Entry[], wanted: Entry['what']): number[] =>
  entries.flatMap((entry) => (entry.what === wanted && entry.what !== 'mark' ? [entry.id] : []));

/** Ids of messages that were sent and never arrived, in order of sending. */
export function lostOf(entries: readonly Entry[]): number[] {
  const arrived = new Set(idsOf(entries, 'got'));
  return [...new Set(idsOf(entries, 'sent'))].filter((id) => !arrived.has(id));
}

export function accountOf(entries: readonly Entry[]): Account {
  const arrivals = idsOf(entries, 'got');
  const first = [...new Set(arrivals)];
  let highest = -1;
  let outOfOrder = 0;
  for (const id of first) {
    if (id < highest) outOfOrder++;
    else highest = id;
  }
  return {
    sent: new Set(idsOf(entries, 'sent')).size,
    received: first.length,
    lost: lostOf(entries).length,
    duplicated: arrivals.length - first.length,
    outOfOrder,
    corrupt: idsOf(entries, 'bad').length,
    resent: idsOf(entries, 'again').length,
    acknowledged: new Set(idsOf(entries, 'acked')).size,
  };
}

export const hasMark = (entries: readonly Entry[], mark: string): boolean =>
  entries.some((entry) => entry.what === 'mark' && entry.mark === mark);

/** The messages that were sent after a mark; none where it never came. */
export function sentAfter(entries: readonly Entry[], mark: string): Set<number> {
  const at = entries.findIndex((entry) => entry.what === 'mark' && entry.mark === mark);
  return new Set(at < 0 ? [] : idsOf(entries.slice(at), 'sent'));
}

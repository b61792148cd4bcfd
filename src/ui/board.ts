import type { Event, StageInfo, StageOutcome } from '../core/event.ts';
import { cleanLine } from './clean.ts';
import { duration, progress } from './figures.ts';
import { ending } from './outcome.ts';
import { type Style, say } from './style.ts';
import { shorten } from './width.ts';

/** Room that marks and indentation take beside a title. */
const MARGIN = 8;

/** What is known of one stage while it runs. `show` and `print` are the painter's. */
export interface Row {
  readonly info: StageInfo;
  state: 'waiting' | 'running' | 'ended';
  startedAt: number;
  figure: string;
  end: string;
  show: () => void;
  print: (line: string) => void;
  readonly ended: Promise<StageOutcome | 'never'>;
  readonly finish: (outcome: StageOutcome | 'never') => void;
}

/** A library's rows; of no library where the title is null. */
export interface Group {
  readonly title: string | null;
  readonly rows: readonly Row[];
}

function newRow(info: StageInfo): Row {
  let finish: (outcome: StageOutcome | 'never') => void = () => {};
  const ended = new Promise<StageOutcome | 'never'>((resolve) => {
    finish = resolve;
  });
  return {
    info,
    state: 'waiting',
    startedAt: 0,
    figure: '',
    end: '',
    show: () => {},
    print: () => {},
    ended,
    finish,
  };
}

/** The stages of a run as rows, kept up to date by events; it paints nothing itself. */
export class Board {
  readonly groups: readonly Group[];
  readonly #rows: ReadonlyMap<string, Row>;

  constructor(
    stages: readonly StageInfo[],
    private readonly style: Style,
    private readonly now: () => number = Date.now,
  ) {
    const rows = stages.map(newRow);
    this.#rows = new Map(rows.map((row) => [row.info.id, row]));
    const groups: { title: string | null; rows: Row[] }[] = [];
    for (const row of rows) {
      const title = row.info.group === null ? null : cleanLine(row.info.group);
      const open = title === null ? groups.at(-1) : groups.find((group) => group.title === title);
      if (open !== undefined && open.title === title) open.rows.push(row);
      else groups.push({ title, rows: [row] });
    }
    this.groups = groups;
  }

  /** Title with the figure and time of now, or with how it ended; never wider than the screen. */
  title(row: Row): string {
    const name = cleanLine(say(this.style, row.info.title));
    const time = this.now() - row.startedAt;
    const running = [
      row.figure,
      time < 1000 ? '' : duration(Math.floor(time / 1000) * 1000, this.style.lang),
    ];
    const behind =
      row.state === 'ended' ? row.end : row.state === 'running' ? running.filter(Boolean).join(', ') : '';
    return shorten(behind === '' ? name : `${name}: ${behind}`, this.style.columns - MARGIN);
  }

  /** A library's name, and how long it took once all its rows have ended. */
  groupTitle({ title, rows }: Group): string {
    const started = rows.flatMap((row) => (row.startedAt === 0 ? [] : [row.startedAt]));
    if (started.length === 0 || rows.some((row) => row.state !== 'ended')) return title ?? '';
    return `${title}: ${duration(this.now() - Math.min(...started), this.style.lang)}`;
  }

  emit(event: Event): void {
    const row = 'stage' in event && event.stage !== undefined ? this.#rows.get(event.stage) : undefined;
    if (row === undefined) return;
    if (event.type === 'stage-start') {
      row.state = 'running';
      row.startedAt = this.now();
    } else if (event.type === 'stage-progress') {
      row.figure = progress(event.done, event.total, event.unit);
      return;
    } else if (event.type === 'stage-output') {
      row.print(shorten(cleanLine(event.line), this.style.columns - MARGIN));
      return;
    } else if (event.type === 'stage-end') {
      row.state = 'ended';
      row.end = ending(event, this.style);
      row.finish(event.outcome);
    }
    row.show();
  }

  refresh(): void {
    for (const row of this.#rows.values()) if (row.state === 'running') row.show();
  }

  finish(): void {
    for (const row of this.#rows.values()) row.finish('never');
  }
}

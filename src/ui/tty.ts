import { Writable } from 'node:stream';
import {
  DefaultRenderer,
  Listr,
  ListrDefaultRendererLogLevels,
  ListrLogger,
  type ListrTask,
  type ListrTaskWrapper,
  ProcessOutput,
} from 'listr2';
import type { Event, StageInfo } from '../core/event.ts';
import { Board, type Group, type Row } from './board.ts';
import type { Style } from './style.ts';

/** The lines of a running stage that are shown under it. */
const LAST_LINES = 2;
const REFRESH_MS = 500;

/** listr2 asks stdout whether it may paint; we paint stderr, and have asked that already. */
class StderrRenderer extends DefaultRenderer {
  static override nonTTY = true;
}

/** listr2 knows NO_COLOR but not our option. */
const UNCOLORED = Object.fromEntries(
  Object.values(ListrDefaultRendererLogLevels).map((level) => [level, (words?: string) => words ?? '']),
);

type Task = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof DefaultRenderer>;

/** listr2's states as strings: its enum is a value, and only these two are set by hand. */
type State = Task['task']['state$'];
const WAITING = 'WAITING' as State;
const STARTED = 'STARTED' as State;

/** A stage's task: it waits for its row's events and shows what they say. */
function stageTask(row: Row, board: Board) {
  return {
    title: board.title(row),
    task: async (_: unknown, task: Task): Promise<void> => {
      task.task.state$ = WAITING;
      row.show = () => {
        task.title = board.title(row);
        if (row.state === 'running' && task.task.state === WAITING) task.task.state$ = STARTED;
      };
      row.print = (line) => {
        task.output = line;
      };
      row.show();
      const ended = await row.ended;
      task.title = board.title(row);
      if (ended === 'failed' || ended === 'undone') throw new Error(board.title(row));
      if (ended === 'skipped' || ended === 'never') task.skip(board.title(row));
      else task.task.state$ = STARTED;
    },
    rendererOptions: { outputBar: LAST_LINES },
  };
}

/** A library's stages under its name; those of no library stand for themselves. */
function groupTasks(group: Group, board: Board): ListrTask<unknown, typeof DefaultRenderer>[] {
  const tasks = group.rows.map((row) => stageTask(row, board));
  if (group.title === null) return tasks;
  const open = (_: unknown, task: Task): Listr<unknown, typeof DefaultRenderer, typeof DefaultRenderer> => {
    Promise.all(group.rows.map((row) => row.ended)).then(() => {
      task.title = board.groupTitle(group);
    });
    return task.newListr(tasks, { concurrent: true, exitOnError: false });
  };
  return [{ title: group.title, task: open }];
}

/** One painted graph: the stages of one `stages` event, grouped by library. */
export class Painting {
  readonly #board: Board;
  readonly #done: Promise<unknown>;
  readonly #timer: NodeJS.Timeout;

  constructor(stages: readonly StageInfo[], stderr: NodeJS.WriteStream, style: Style) {
    this.#board = new Board(stages, style);
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const output = new ProcessOutput(stderr, nowhere as unknown as NodeJS.WriteStream, {
      leaveEmptyLine: false,
    });
    const list = new Listr<unknown, typeof StderrRenderer, typeof DefaultRenderer>(
      this.#board.groups.flatMap((group) => groupTasks(group, this.#board)),
      {
        concurrent: true,
        exitOnError: false,
        registerSignalListeners: false,
        renderer: StderrRenderer,
        rendererOptions: {
          logger: new ListrLogger({ processOutput: output }),
          ...(!style.colored && { color: UNCOLORED }),
          collapseSubtasks: true,
          collapseErrors: false,
          showErrorMessage: false,
          collapseSkips: true,
          formatOutput: 'truncate',
        },
      },
    );
    this.#done = list.run().catch(() => {});
    this.#timer = setInterval(() => this.#board.refresh(), REFRESH_MS);
    this.#timer.unref();
  }

  emit(event: Event): void {
    this.#board.emit(event);
  }

  /** Ends what has not ended, paints the last state and gives the stream back. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#board.finish();
    await this.#done;
  }
}

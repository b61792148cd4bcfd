import { type Text, text } from '../core/text.ts';
import type { Listener } from './listener.ts';
import { plainLine } from './plain.ts';
import type { Style } from './style.ts';
import type { Painting } from './tty.ts';

const LOOKING: Text = text('looking', '正在查看');
/** Work that is done sooner needs no sign of life. */
const PATIENCE_MS = 400;

/** A sign of life for work without stages; gone without a trace. */
class Wait {
  #timer: NodeJS.Timeout | null;
  #spinner: { stop(): unknown } | null = null;

  constructor(stderr: NodeJS.WriteStream, style: Style) {
    this.#timer = setTimeout(async () => {
      const { default: ora } = await import('ora');
      if (this.#timer === null) return;
      this.#spinner = ora({
        text: LOOKING[style.lang],
        stream: stderr,
        discardStdin: false,
        color: style.colored && 'cyan',
      }).start();
    }, PATIENCE_MS);
    this.#timer.unref();
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#spinner?.stop();
    this.#spinner = null;
  }
}

/** A terminal: stages as a painted graph, a spinner where there are none; never both. */
export function paint(stderr: NodeJS.WriteStream, style: Style): Listener {
  let wait: Wait | null = new Wait(stderr, style);
  let painting: Promise<Painting> | null = null;
  /** Lines that would tear the painting; printed under it. */
  const later: string[] = [];
  const endWait = (): void => {
    wait?.end();
    wait = null;
  };
  const endPainting = async (): Promise<void> => {
    const last = painting;
    painting = null;
    await (await last)?.close();
    for (const line of later.splice(0)) stderr.write(`${line}\n`);
  };
  return {
    emit: (event) => {
      if (event.type === 'stages') {
        endWait();
        const before = endPainting();
        painting = before
          .then(() => import('./tty.ts'))
          .then(({ Painting }) => new Painting(event.stages, stderr, style));
        return;
      }
      if (painting !== null) {
        painting.then((one) => one.emit(event)).catch(() => {});
        if (event.type === 'note') later.push(plainLine(event, new Map(), style) ?? '');
        return;
      }
      if (event.type !== 'note') return;
      wait?.end();
      stderr.write(`${plainLine(event, new Map(), style)}\n`);
    },
    pause: async (question) => {
      endWait();
      await endPainting();
      return question();
    },
    close: async () => {
      endWait();
      await endPainting();
    },
  };
}

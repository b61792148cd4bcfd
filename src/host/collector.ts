import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is handed on in pieces, so that memory stays flat. */
const LONGEST_LINE = 64 * 1024;

/** Keeps the first `limit` bytes of a stream and tells its lines as they come. */
export class Collector {
  #text = '';
  #kept = 0;
  #pending = '';
  #decoder = new StringDecoder('utf8');
  truncated = false;

  constructor(
    private readonly limit: number,
    private readonly onLine: ((line: string) => void) | undefined,
  ) {}

  push(chunk: Buffer): void {
    const room = this.limit - this.#kept;
    if (chunk.length > room) this.truncated = true;
    const words = this.#decoder.write(chunk);
    if (room > 0) this.#text += chunk.length > room ? words.slice(0, room) : words;
    this.#kept += Math.min(chunk.length, room);
    if (this.onLine === undefined) return;
    const lines = (this.#pending + words).split('\n');
    this.#pending = lines.pop() ?? '';
    if (this.#pending.length > LONGEST_LINE) {
      lines.push(this.#pending);
      this.#pending = '';
    }
    for (const line of lines) this.onLine(line);
  }

  end(): string {
    const rest = this.#decoder.end();
    if (this.#kept < this.limit) this.#text += rest;
    if (this.#pending !== '' || rest !== '') this.onLine?.(this.#pending + rest);
    return this.#text;
  }
}

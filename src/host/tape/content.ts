import type { Answer, FileFault } from '../host.ts';
import type { RecordedFile } from './document.ts';

/** The bytes of one file as far as they are known: whole, or parts that are merged as they come. */
export class Content {
  #whole: Uint8Array | FileFault | null = null;
  #parts: { start: number; bytes: Uint8Array }[] = [];
  #end: number | null = null;

  /** A fault after an answer is a smaller limit's, which the bytes themselves tell. */
  whole(answer: Answer<Uint8Array>): void {
    if (answer.ok) this.#whole = answer.value;
    else if (!(this.#whole instanceof Uint8Array)) this.#whole = answer.fault;
  }

  /** `asked` bytes were wanted at `start`; fewer came where the file ends. */
  part(start: number, asked: number, bytes: Uint8Array): void {
    if (bytes.length < asked) this.#end = start + bytes.length;
    if (bytes.length === 0) return;
    const stop = start + bytes.length;
    const touching = this.#parts.filter((old) => old.start <= stop && start <= old.start + old.bytes.length);
    const from = Math.min(start, ...touching.map((old) => old.start));
    const to = Math.max(stop, ...touching.map((old) => old.start + old.bytes.length));
    const merged = new Uint8Array(to - from);
    for (const old of touching) merged.set(old.bytes, old.start - from);
    merged.set(bytes, start - from);
    this.#parts = this.#parts.filter((old) => !touching.includes(old));
    this.#parts.push({ start: from, bytes: merged });
    this.#parts.sort((a, b) => a.start - b.start);
  }

  /** The whole file; undefined where it was never read whole. */
  read(maxBytes: number): Answer<Uint8Array> | undefined {
    if (this.#whole === null) return undefined;
    if (typeof this.#whole === 'string') return { ok: false, fault: this.#whole };
    return this.#whole.length > maxBytes
      ? { ok: false, fault: 'too-large' }
      : { ok: true, value: this.#whole };
  }

  /** A part of it; undefined where some byte of it is not known. */
  range(offset: number, length: number): Answer<Uint8Array> | undefined {
    if (this.#whole instanceof Uint8Array) {
      return { ok: true, value: this.#whole.subarray(offset, offset + length) };
    }
    const stop = Math.min(offset + length, this.#end ?? Number.POSITIVE_INFINITY);
    if (stop <= offset && this.#end !== null) return { ok: true, value: new Uint8Array() };
    const part = this.#parts.find(({ start, bytes }) => start <= offset && stop <= start + bytes.length);
    if (part !== undefined)
      return { ok: true, value: part.bytes.subarray(offset - part.start, stop - part.start) };
    if (typeof this.#whole === 'string' && this.#whole !== 'too-large')
      return { ok: false, fault: this.#whole };
    return undefined;
  }

  /** `text` and `bytes` change what is written: they take out what must not leave the machine. */
  toJSON(text: (words: string) => string, bytes: (raw: Uint8Array) => Uint8Array): RecordedFile {
    const base64 = (raw: Uint8Array): string => {
      const words = utf8(raw);
      const clean = words === null ? bytes(raw) : inRoomOf(Buffer.from(text(words)), raw.length);
      return Buffer.from(clean).toString('base64');
    };
    if (this.#whole instanceof Uint8Array) {
      const words = utf8(this.#whole);
      return words === null ? { base64: base64(this.#whole) } : { text: text(words) };
    }
    return {
      ...(this.#whole !== null && { fault: this.#whole }),
      ...(this.#parts.length > 0 && {
        ranges: this.#parts.map((part) => [part.start, base64(part.bytes)] as const),
      }),
      ...(this.#end !== null && { end: this.#end }),
    };
  }

  static fromJSON({ fault, text, base64, ranges, end }: RecordedFile): Content {
    const content = new Content();
    if (fault !== undefined) content.#whole = fault;
    if (text !== undefined) content.#whole = new TextEncoder().encode(text);
    if (base64 !== undefined) content.#whole = new Uint8Array(Buffer.from(base64, 'base64'));
    content.#parts = (ranges ?? []).map(([start, words]) => ({
      start,
      bytes: new Uint8Array(Buffer.from(words, 'base64')),
    }));
    content.#end = end ?? null;
    return content;
  }
}

/** Other text in the room of the old one, so that what follows stays where it was. */
const inRoomOf = (words: Uint8Array, length: number): Uint8Array => {
  const filled = new Uint8Array(length).fill(0x20);
  filled.set(words.subarray(0, length));
  return filled;
};

/** The text of bytes that are UTF-8 and nothing else; a NUL byte is a binary file's. */
function utf8(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

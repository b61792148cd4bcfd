/**
 * Bytes of a log -> UTF-8 bytes. PowerShell's `>` writes UTF-16 with a byte order mark; nearly everything else is
 * UTF-8 or a superset of ASCII, and passes through untouched.
 */
export class Utf8Stream {
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  #started = false;
  #encoder = new TextEncoder();

  push(chunk: Uint8Array): Uint8Array {
    if (!this.#started && chunk.length > 0) {
      this.#started = true;
      const kind = utf16Of(chunk);
      if (kind) this.#decoder = new TextDecoder(kind);
    }
    if (!this.#decoder) return chunk;
    return this.#encoder.encode(this.#decoder.decode(chunk, { stream: true }));
  }

  end(): Uint8Array {
    return this.#decoder ? this.#encoder.encode(this.#decoder.decode()) : new Uint8Array(0);
  }
}

/** By its byte order mark, or, without one, by every second byte of the beginning being NUL. */
function utf16Of(chunk: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  const length = Math.min(chunk.length, 64);
  if (length < 8) return null;
  let odd = 0;
  let even = 0;
  for (let index = 0; index < length; index += 1)
    if (chunk[index] === 0) {
      if (index % 2 === 1) odd += 1;
      else even += 1;
    }
  if (odd > length / 3 && even === 0) return 'utf-16le';
  return even > length / 3 && odd === 0 ? 'utf-16be' : null;
}

const HOST_IS_LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** As many whole words as fit, aligned as a typed array wants them; a copy where they are not, or are to be changed. */
function aligned(bytes: Uint8Array, width: 2 | 4, copy: boolean): readonly [ArrayBufferLike, number, number] {
  const count = Math.floor(bytes.length / width);
  const own = copy || bytes.byteOffset % width !== 0 ? new Uint8Array(bytes) : bytes;
  return [own.buffer, own.byteOffset, count];
}

/**
 * A table of 32-bit words in the file's byte order, as numbers. Hundreds of thousands are looked at: a typed array is
 * read at once, where a DataView is called.
 */
export function words32(bytes: Uint8Array, little: boolean): Uint32Array {
  const foreign = little !== HOST_IS_LITTLE;
  const words = new Uint32Array(...aligned(bytes, 4, foreign));
  if (!foreign) return words;
  return words.map((word) => (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24));
}

/** The same of 16-bit words. */
export function words16(bytes: Uint8Array, little: boolean): Uint16Array {
  const foreign = little !== HOST_IS_LITTLE;
  const words = new Uint16Array(...aligned(bytes, 2, foreign));
  return foreign ? words.map((word) => (word << 8) | (word >>> 8)) : words;
}

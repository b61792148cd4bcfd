const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A file's words as the programs see them that read it: a byte order mark stays, since loader and pkg-config take it for
 * a part of the first word.
 */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

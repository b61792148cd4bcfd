export interface ElfWish {
  readonly bits?: 32 | 64;
  readonly little?: boolean;
  readonly machine?: number;
  readonly type?: number;
  readonly interpreter?: string;
  readonly soname?: string;
  readonly needed?: readonly string[];
  readonly rpath?: string;
  readonly runpath?: string;
  /** x86-64 level that it says it needs (Linux Extensions to gABI, GNU_PROPERTY_X86_ISA_1_NEEDED), in a file of 64 bits. */
  readonly x86Level?: number;
  /** False: its section headers were stripped. */
  readonly sections?: false;
}

/** After the program headers. */
const NOTE = 0x1a0;
const DATA = 0x200;
const SECTIONS = 0x3c0;
const STRINGS = 0x400;
const SIZE = 0x800;

/**
 * An ELF file with program headers and a dynamic section and nothing else, laid out by the gABI's tables: for
 * machines that are not here and where no compiler may be asked.
 */
export function makeElf(wish: ElfWish = {}): Uint8Array {
  const { bits = 64, little = true, machine = 62, type = 3, interpreter } = wish;
  const wide = bits === 64;
  const bytes = new Uint8Array(SIZE);
  const view = new DataView(bytes.buffer);
  const put = (at: number, width: 2 | 4 | 8, value: number) => {
    if (width === 2) view.setUint16(at, value, little);
    else if (width === 4) view.setUint32(at, value, little);
    else view.setBigUint64(at, BigInt(value), little);
  };
  const long = wide ? 8 : 4;
  bytes.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2, 1]);
  put(16, 2, type);
  put(18, 2, machine);
  put(20, 4, 1);
  // One section, the empty one that each table begins with.
  put(wide ? 40 : 32, long, SECTIONS);
  put(wide ? 58 : 46, 2, wide ? 64 : 40);
  put(wide ? 60 : 48, 2, wish.sections === false ? 0 : 1);
  const head = wide ? 64 : 52;
  const entry = wide ? 56 : 32;
  put(wide ? 32 : 28, long, head);
  put(wide ? 54 : 42, 2, entry);
  let strings = 1;
  const text = (value: string): number => {
    const at = strings;
    const encoded = new TextEncoder().encode(`${value}\0`);
    bytes.set(encoded, STRINGS + at);
    strings += encoded.length;
    return at;
  };
  const interpreterAt = interpreter === undefined ? 0 : STRINGS + text(interpreter);
  const dynamic: [number, number][] = [
    ...(wish.needed ?? []).map((name): [number, number] => [1, text(name)]),
    ...(wish.soname === undefined ? [] : [[14, text(wish.soname)] as [number, number]]),
    ...(wish.rpath === undefined ? [] : [[15, text(wish.rpath)] as [number, number]]),
    ...(wish.runpath === undefined ? [] : [[29, text(wish.runpath)] as [number, number]]),
    [5, STRINGS],
    [10, SIZE - STRINGS],
    [0, 0],
  ];
  dynamic.forEach(([tag, value], index) => {
    put(DATA + index * 2 * long, long, tag);
    put(DATA + (index * 2 + 1) * long, long, value);
  });
  const segments: [kind: number, offset: number, size: number][] = [
    [1, 0, SIZE],
    [2, DATA, dynamic.length * 2 * long],
    ...(interpreter === undefined
      ? []
      : [[3, interpreterAt, interpreter.length + 1] as [number, number, number]]),
    ...(wish.x86Level === undefined ? [] : [[4, NOTE, 32] as [number, number, number]]),
  ];
  if (wish.x86Level !== undefined) {
    // Name size, size, NT_GNU_PROPERTY_TYPE_0, "GNU"; then the property, its size and one bit for each level.
    const words = [4, 16, 5, 0, 0xc0008002, 4, 2 ** wish.x86Level - 1];
    for (const [index, word] of words.entries()) put(NOTE + index * 4, 4, word);
    bytes.set([0x47, 0x4e, 0x55, 0], NOTE + 12);
  }
  put(wide ? 56 : 44, 2, segments.length);
  segments.forEach(([kind, offset, size], index) => {
    const at = head + index * entry;
    put(at, 4, kind);
    const [offsetAt, addressAt, fileAt, memoryAt] = wide ? [8, 16, 32, 40] : [4, 8, 16, 20];
    put(at + (offsetAt as number), long, offset);
    put(at + (addressAt as number), long, offset);
    put(at + (fileAt as number), long, size);
    put(at + (memoryAt as number), long, size);
    if (kind === 4) put(at + (wide ? 48 : 28), long, 8);
  });
  return bytes;
}
